import { logAccess } from '../access/access-log.ts';
import { openSetOffs } from '../endings/set-off-rows.ts';
import type { SetOff } from '../endings/set-off-types.ts';
import {
  decideSetOff,
  noteSetOff,
  settleSetOff,
  withdrawSetOff,
  type SetOffRefusal,
} from '../endings/set-offs.ts';
import type { DebtorNumber } from '../kernel/ids.ts';
import type { Result } from '../kernel/result.ts';
import { configurationVersion } from '../municipality/configurations.ts';
import { inMunicipality, type MunicipalityTx } from '../platform/database.ts';
import { actingAs, byOption, paragraphsGiven, type Acting } from './acting.ts';
import { amountGiven, wordsGiven } from './amount.ts';
import {
  debtorOption,
  jsonOption,
  municipalityOption,
  onOption,
  PlainError,
  UsageError,
  type Command,
  type Given,
  type Shell,
} from './command.ts';
import { setOffJson, setOffLine, setOffRefusalText } from './set-off-words.ts';

const acts = { ...municipalityOption, ...onOption, ...byOption, ...jsonOption };
const numbered = { ...acts, number: { type: 'string' } } as const;

/** `afdrag set-off note`: a payout to one who owes money here; the debtor is heard. */
export const setOffNoteCommand: Command = {
  words: 'set-off note',
  usage:
    '--municipality 998 --debtor NUMMER --department TEKST --reference TEKST --for TEKST --day 2026-04-01 --amount 1.234,50 [--social] [--by NAVN] [--json]',
  summary: 'noterer en udbetaling fra kommunen og spørger debitor, før den bruges til modregning',
  options: {
    ...acts,
    ...debtorOption,
    department: { type: 'string' },
    reference: { type: 'string' },
    for: { type: 'string' },
    day: { type: 'string' },
    amount: { type: 'string' },
    social: { type: 'boolean' },
  },
  run: (given, shell) => {
    const on = given.date('day');
    if (on === null) throw new UsageError('--day mangler: dagen, hvor pengene skal udbetales');
    const debtor = given.debtor();
    const amount = amountGiven(given, 'amount');
    if (amount <= 0n) throw new UsageError('--amount skal være over 0');
    const payout = {
      department: wordsGiven(given, 'department'),
      reference: wordsGiven(given, 'reference'),
      for: wordsGiven(given, 'for'),
      on,
      amount,
      social: given.flag('social'),
    };
    return act(given, shell, async (tx, acting) =>
      noteSetOff(tx, { ...acting, debtor, payout, configured: await configuredFor(tx) }),
    );
  },
};

/** `afdrag set-off decide`: a person decides when the hearing's deadline has passed. */
export const setOffDecideCommand: Command = {
  words: 'set-off decide',
  usage: '--municipality 998 --number NUMMER [--because TEKST] [--by NAVN] [--json]',
  summary: 'afgør modregningen, når fristen i høringen er gået, og bogfører den',
  options: { ...numbered, because: { type: 'string' } },
  run: (given, shell) => {
    const number = numberGiven(given);
    const because = given.text('because') === null ? null : paragraphsGiven(given, 'because');
    return act(given, shell, async (tx, acting) =>
      decideSetOff(tx, { ...acting, number, because, configured: await configuredFor(tx) }),
    );
  },
};

/** `afdrag set-off withdraw`: nothing is taken. */
export const setOffWithdrawCommand: Command = {
  words: 'set-off withdraw',
  usage: '--municipality 998 --number NUMMER --because TEKST [--by NAVN] [--json]',
  summary: 'opgiver en modregning, før den er afgjort',
  options: { ...numbered, because: { type: 'string' } },
  run: (given, shell) => {
    const number = numberGiven(given);
    const because = wordsGiven(given, 'because');
    return act(given, shell, (tx, acting) => withdrawSetOff(tx, { ...acting, number, because }));
  },
};

/** `afdrag set-off settle`: the paying department has settled. */
export const setOffSettleCommand: Command = {
  words: 'set-off settle',
  usage: '--municipality 998 --number NUMMER --via bank|internal [--reference TEKST] [--by NAVN] [--json]',
  summary: 'noterer, at den udbetalende afdeling har afregnet: med penge i banken eller med et internt bilag',
  options: { ...numbered, via: { type: 'string' }, reference: { type: 'string' } },
  run: (given, shell) => {
    const number = numberGiven(given);
    given.required('via');
    const bank = given.oneOf('via', ['bank', 'internal']) === 'bank' ? wordsGiven(given, 'reference') : null;
    return act(given, shell, (tx, acting) => settleSetOff(tx, { ...acting, number, bank }));
  },
};

/** `afdrag set-off list`: the set-offs that are to be decided or settled. */
export const setOffListCommand: Command = {
  words: 'set-off list',
  usage: '--municipality 998 [--json]',
  summary: 'viser modregninger, der mangler at blive afgjort eller afregnet',
  options: { ...municipalityOption, ...jsonOption },
  run: async (given, shell) => {
    const municipality = given.municipality();
    return shell.withDatabase(async (database) => {
      const open = await inMunicipality(database, municipality, async (tx) => {
        await logAccess(tx, accessTo(shell.by, shell.clock(), { about: 'list', debtor: null }));
        return openSetOffs(tx);
      });
      if (given.flag('json')) shell.say(JSON.stringify(open.map(setOffJson)));
      else if (open.length === 0) shell.say('Ingen modregninger venter.');
      else for (const setOff of open) shell.say(setOffLine(setOff));
      return 0;
    });
  },
};

async function act(
  given: Given,
  shell: Shell,
  work: (tx: MunicipalityTx, acting: Acting) => Promise<Result<SetOff, SetOffRefusal>>,
): Promise<number> {
  const municipality = given.municipality();
  const acting = actingAs(given, shell);
  return shell.withDatabase(async (database) => {
    const setOff = await inMunicipality(database, municipality, async (tx) => {
      const acted = await work(tx, acting);
      if (!acted.ok) throw new PlainError(await setOffRefusalText(tx, acted.refusal));
      const { number, debtor } = acted.value;
      await logAccess(tx, accessTo(acting.by, acting.at, { about: String(number), debtor }));
      return acted.value;
    });
    shell.say(given.flag('json') ? JSON.stringify(setOffJson(setOff)) : setOffLine(setOff));
    return 0;
  });
}

function accessTo(
  actor: string,
  at: Temporal.Instant,
  { about, debtor }: { readonly about: string; readonly debtor: DebtorNumber | null },
) {
  return { at, actor, purpose: 'modregning', debtor, about: `set-off ${about}` };
}

function numberGiven(given: Given): bigint {
  const text = given.required('number');
  if (!/^[1-9]\d{8,11}$/.test(text))
    throw new UsageError('--number skal være et nummer fra listen (afdrag set-off list)');
  return BigInt(text);
}

async function configuredFor(tx: MunicipalityTx) {
  const configured = await configurationVersion(tx, null);
  if (configured === null) throw new PlainError('Kommunen har ingen opsætning endnu.');
  return configured;
}
