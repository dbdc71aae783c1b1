import { openSetOffs } from '../endings/set-off-rows.ts';
import type { SetOff } from '../endings/set-off-types.ts';
import {
  decideSetOff,
  noteSetOff,
  settleSetOff,
  withdrawSetOff,
  type SetOffRefusal,
} from '../endings/set-offs.ts';
import { byOption, paragraphsGiven } from './acting.ts';
import { actOn, listOpen, numberGiven, type Matter } from './act-on-number.ts';
import { amountGiven, wordsGiven } from './amount.ts';
import {
  debtorOption,
  jsonOption,
  municipalityOption,
  onOption,
  UsageError,
  type Command,
} from './command.ts';
import { configuredIn } from './configured.ts';
import { setOffJson, setOffLine, setOffRefusalText } from './set-off-words.ts';

const setOffs: Matter<SetOff, SetOffRefusal> = {
  name: 'set-off',
  purpose: 'modregning',
  line: setOffLine,
  json: setOffJson,
  refusalText: setOffRefusalText,
};
const listed = { form: /^[1-9]\d{8,11}$/, means: 'et nummer fra listen (afdrag set-off list)' } as const;

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
    return actOn(setOffs, { given, shell }, async (tx, acting) =>
      noteSetOff(tx, { ...acting, debtor, payout, configured: await configuredIn(tx) }),
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
    const number = numberGiven(given, 'number', listed);
    const because = given.text('because') === null ? null : paragraphsGiven(given, 'because');
    return actOn(setOffs, { given, shell }, async (tx, acting) =>
      decideSetOff(tx, { ...acting, number, because, configured: await configuredIn(tx) }),
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
    const number = numberGiven(given, 'number', listed);
    const because = wordsGiven(given, 'because');
    return actOn(setOffs, { given, shell }, (tx, acting) =>
      withdrawSetOff(tx, { ...acting, number, because }),
    );
  },
};

/** `afdrag set-off settle`: the paying department has settled. */
export const setOffSettleCommand: Command = {
  words: 'set-off settle',
  usage: '--municipality 998 --number NUMMER --via bank|internal [--reference TEKST] [--by NAVN] [--json]',
  summary: 'noterer, at den udbetalende afdeling har afregnet: med penge i banken eller med et internt bilag',
  options: { ...numbered, via: { type: 'string' }, reference: { type: 'string' } },
  run: (given, shell) => {
    const number = numberGiven(given, 'number', listed);
    given.required('via');
    const bank = given.oneOf('via', ['bank', 'internal']) === 'bank' ? wordsGiven(given, 'reference') : null;
    return actOn(setOffs, { given, shell }, (tx, acting) => settleSetOff(tx, { ...acting, number, bank }));
  },
};

/** `afdrag set-off list`: the set-offs that are to be decided or settled. */
export const setOffListCommand: Command = {
  words: 'set-off list',
  usage: '--municipality 998 [--json]',
  summary: 'viser modregninger, der mangler at blive afgjort eller afregnet',
  options: { ...municipalityOption, ...jsonOption },
  run: (given, shell) =>
    listOpen(setOffs, { given, shell }, { open: openSetOffs, none: 'Ingen modregninger venter.' }),
};
