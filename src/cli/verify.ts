import {
  reviewDeterminations,
  verifyDeterminations,
  type Verification,
  type VerifyRequest,
} from '../agreements/verify.ts';
import { currentRule } from '../law/rule-versions.ts';
import { jsonOption, municipalityOption, UsageError, type Command, type Given } from './command.ts';
import { municipalities } from '../platform/database.ts';

/**
 * `afdrag verify`: computes every stored determination again with its own rule version and must find no difference. With
 * `--with current` it asks who would get another answer by today's rule; each of those gets a work item.
 */
export const verifyCommand: Command = {
  words: 'verify',
  usage: '[--municipality 998] [--with current] [--json]',
  summary: 'regner alle gemte beregninger efter',
  options: { ...municipalityOption, ...jsonOption, with: { type: 'string' } },
  run: async (given, shell) => {
    const one = given.text('municipality') === null ? null : given.municipality();
    const way = given.text('with') === null ? ownRules : wayCalled(given);
    return shell.withDatabase(async (database) => {
      const codes = one === null ? (await municipalities(database)).map(({ code }) => code) : [one];
      let checked = 0;
      let differences = 0;
      for (const municipality of codes) {
        const progress = shell.progress('Beregninger efterregnet');
        const { by, clock } = shell;
        const result = await way.verify({ database, municipality, by, clock, progress });
        checked += result.checked;
        differences += result.differences.length;
        for (const { month, debtor } of result.differences) {
          const which = `Kommune ${municipality}, debitor ${debtor}, ${month}`;
          if (given.flag('json'))
            shell.say(JSON.stringify({ municipality, month, debtor, difference: true }));
          else shell.say(`${which}: ${way.difference}`);
        }
      }
      if (given.flag('json')) shell.say(JSON.stringify({ checked, differences, ...way.asJson }));
      else shell.say(way.summed(checked, differences));
      return differences === 0 ? 0 : 1;
    });
  },
};

/** What is asked of each determination, and the words for it. */
interface Way {
  readonly verify: (request: VerifyRequest) => Promise<Verification>;
  readonly difference: string;
  readonly summed: (checked: number, differences: number) => string;
  readonly asJson: object;
}

const ownRules: Way = {
  verify: verifyDeterminations,
  difference: 'en ny beregning giver et andet svar.',
  summed: (checked, differences) => `${checked} beregninger er regnet efter. Forskelle: ${differences}.`,
  asJson: {},
};

const currentRuleOnly: Way = {
  verify: (request) => reviewDeterminations({ ...request, rule: currentRule }),
  difference: 'reglen i dag ville svare noget andet. En medarbejder skal se på det.',
  summed: (checked, differences) =>
    `${checked} beregninger er regnet efter med regelversion ${currentRule.id}. Andet svar: ${differences}.`,
  asJson: { with: currentRule.id },
};

function wayCalled(given: Given): Way {
  if (given.text('with') !== 'current') throw new UsageError('--with skal være current');
  return currentRuleOnly;
}
