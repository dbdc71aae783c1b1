import { verifyDeterminations } from '../agreements/verify.ts';
import { jsonOption, municipalityOption, type Command } from './command.ts';
import { municipalities } from '../platform/database.ts';

/** `afdrag verify`: computes every stored determination again with its own rule version and must find no difference. */
export const verifyCommand: Command = {
  words: 'verify',
  usage: '[--municipality 998] [--json]',
  summary: 'regner alle gemte beregninger efter',
  options: { ...municipalityOption, ...jsonOption },
  run: async (given, shell) => {
    const one = given.text('municipality') === null ? null : given.municipality();
    return shell.withDatabase(async (database) => {
      const codes = one === null ? (await municipalities(database)).map(({ code }) => code) : [one];
      let checked = 0;
      let differences = 0;
      for (const municipality of codes) {
        const progress = shell.progress('Beregninger efterregnet');
        const result = await verifyDeterminations({
          database,
          municipality,
          by: shell.by,
          clock: shell.clock,
          progress,
        });
        checked += result.checked;
        differences += result.differences.length;
        for (const { month, debtor } of result.differences) {
          if (given.flag('json'))
            shell.say(JSON.stringify({ municipality, month, debtor, difference: true }));
          else
            shell.say(
              `Kommune ${municipality}, debitor ${debtor}, ${month}: en ny beregning giver et andet svar.`,
            );
        }
      }
      if (given.flag('json')) shell.say(JSON.stringify({ checked, differences }));
      else shell.say(`${checked} beregninger er regnet efter. Forskelle: ${differences}.`);
      return differences === 0 ? 0 : 1;
    });
  },
};
