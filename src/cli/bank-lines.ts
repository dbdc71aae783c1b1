import { logAccess } from '../access/access-log.ts';
import { dayInCopenhagen, readableDate } from '../kernel/dates.ts';
import { plainKroner, readableKroner } from '../kernel/money.ts';
import { configurationVersion } from '../municipality/configurations.ts';
import { answerAsked } from '../payments/answer-asked.ts';
import { closeLineItem, openBankLines, setLineAside } from '../payments/bank-lines.ts';
import { inMunicipality, readInMunicipality, type MunicipalityTx } from '../platform/database.ts';
import { wordsGiven } from './amount.ts';
import {
  jsonOption,
  municipalityOption,
  PlainError,
  UsageError,
  type Command,
  type Given,
} from './command.ts';

/** `afdrag bank list`: movements on the bank's account that are in no book of ours. */
export const bankListCommand: Command = {
  words: 'bank list',
  usage: '--municipality 998 [--json]',
  summary: 'viser bevægelser på bankkontoen, som ikke står i regnskabet',
  options: { ...municipalityOption, ...jsonOption },
  run: async (given, shell) => {
    const municipality = given.municipality();
    return shell.withDatabase(async (database) => {
      const open = await readInMunicipality(database, municipality, openBankLines);
      for (const { account, reference, amount, bankDay } of open)
        shell.say(
          given.flag('json')
            ? JSON.stringify({ account, reference, amount: plainKroner(amount), day: bankDay })
            : `${readableDate(bankDay)}: ${readableKroner(amount)} på konto ${account}, reference ${reference}`,
        );
      if (open.length === 0 && !given.flag('json')) shell.say('Alle bevægelser står i regnskabet.');
      return 0;
    });
  },
};

/** What a person says about one movement, and why. */
const onLine = {
  ...municipalityOption,
  ...jsonOption,
  account: { type: 'string' },
  reference: { type: 'string' },
  because: { type: 'string' },
} as const;

function lineGiven(given: Given) {
  return {
    municipality: given.municipality(),
    line: { account: given.required('account'), reference: given.required('reference') },
    because: wordsGiven(given, 'because'),
  };
}

/** `afdrag bank set-aside`: a movement that is no money of ours, says a person. */
export const bankSetAsideCommand: Command = {
  words: 'bank set-aside',
  usage: '--municipality 998 --account KONTO --reference TEKST --because TEKST [--json]',
  summary: 'noterer, at en bevægelse på bankkontoen ikke er debitorkontorets',
  options: onLine,
  run: async (given, shell) => {
    const { municipality, line, because } = lineGiven(given);
    return shell.withDatabase(async (database) => {
      await inMunicipality(database, municipality, async (tx) => {
        const [at, by] = [shell.clock(), shell.by];
        if (!(await setLineAside(tx, line, { on: dayInCopenhagen(at), by, why: because })))
          throw new PlainError('Der er ingen åben bevægelse med den reference på den konto.');
        await closeLineItem(tx, line, { by, because, at });
        await logLine(tx, line.reference, { by, at });
      });
      shell.say(
        given.flag('json')
          ? JSON.stringify({ ...line, state: 'set-aside' })
          : `Bevægelsen ${line.reference} er lagt til side.`,
      );
      return 0;
    });
  },
};

/** `afdrag bank told-before`: whether a movement that waits was told before, says a person. */
export const bankToldBeforeCommand: Command = {
  words: 'bank told-before',
  usage: '--municipality 998 --account KONTO --reference TEKST --is same|another --because TEKST [--json]',
  summary: 'svarer på, om en bevægelse på bankkontoen er oplyst før',
  options: { ...onLine, is: { type: 'string' } },
  run: async (given, shell) => {
    const { municipality, line, because } = lineGiven(given);
    const is = given.required('is');
    if (is !== 'same' && is !== 'another') throw new UsageError('--is skal være same eller another');
    return shell.withDatabase(async (database) => {
      const outcome = await inMunicipality(database, municipality, async (tx) => {
        const [at, by] = [shell.clock(), shell.by];
        const configured = await configurationVersion(tx, null);
        const bank = configured?.configuration.bank ?? { accounts: [], clearing: [] };
        const done = await answerAsked(tx, { ...line, is, because, bank, by, at });
        if (!done.ok) throw new PlainError('Der venter ingen bevægelse med den reference på den konto.');
        await logLine(tx, line.reference, { by, at });
        return done.value;
      });
      shell.say(
        given.flag('json')
          ? JSON.stringify({ ...line, is, outcome })
          : is === 'same'
            ? `Bevægelsen ${line.reference} er den samme, som banken har oplyst før.`
            : `Bevægelsen ${line.reference} er indlæst som en anden.`,
      );
      return 0;
    });
  },
};

function logLine(
  tx: MunicipalityTx,
  reference: string,
  { by, at }: { readonly by: string; readonly at: Temporal.Instant },
): Promise<void> {
  const purpose = 'a movement on the bank account';
  return logAccess(tx, { at, actor: by, purpose, debtor: null, about: `bank line ${reference}` });
}
