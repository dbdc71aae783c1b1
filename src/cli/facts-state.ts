import { reasonInPlainWords } from '../claims/refusals.ts';
import {
  stateIncome,
  withdrawStatedIncome,
  type Recorded,
  type Recording,
  type StatementRefusal,
} from '../facts/stated-income.ts';
import { parseYearMonth, readableMonth, type YearMonth } from '../kernel/dates.ts';
import type { DebtorNumber } from '../kernel/ids.ts';
import { readableKroner, type Ore } from '../kernel/money.ts';
import { unreachable, type Result } from '../kernel/result.ts';
import { actingAs, byOption } from './acting.ts';
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
} from './command.ts';

/** `afdrag facts state`: records income that a citizen has documented, or with `--withdraw` takes it back. */
export const factsStateCommand: Command = {
  words: 'facts state',
  usage:
    '--municipality 998 --debtor NUMMER (--net-year 252.000,00 | --withdraw) --from 2026-03 [--to 2026-08] [--stated-on DATO] --evidence TEKST [--by NAVN] [--on DATO] [--json]',
  summary: 'noterer en indkomst, som borgeren har dokumenteret',
  options: {
    ...municipalityOption,
    ...debtorOption,
    ...byOption,
    ...onOption,
    ...jsonOption,
    'net-year': { type: 'string' },
    from: { type: 'string' },
    to: { type: 'string' },
    'stated-on': { type: 'string' },
    evidence: { type: 'string' },
    withdraw: { type: 'boolean' },
  },
  run: async (given, shell) => {
    const municipality = given.municipality();
    const asked = askedFor(given);
    const { by, at } = actingAs(given, shell);
    return shell.withDatabase(async (database) => {
      const recording = { database, municipality, by, at };
      const recorded = await record(recording, asked);
      if (!recorded.ok) throw new PlainError(refusalText(recorded.refusal));
      if (given.flag('json')) shell.say(JSON.stringify(recorded.value));
      else shell.say(recordedLine(asked, recorded.value));
      return 0;
    });
  },
};

interface Asked {
  readonly debtor: DebtorNumber;
  /** After tax, for a year; null = what was stated is taken back. */
  readonly netIncomeYear: Ore | null;
  readonly from: YearMonth;
  readonly to: YearMonth | null;
  readonly statedOn: ReturnType<Given['date']>;
  readonly evidence: string;
}

function askedFor(given: Given): Asked {
  const asked = {
    debtor: given.debtor(),
    netIncomeYear: netYear(given),
    from: monthOf(given, 'from') ?? missing('from'),
    to: monthOf(given, 'to'),
    statedOn: given.date('stated-on'),
    evidence: wordsGiven(given, 'evidence'),
  };
  if (asked.netIncomeYear === null && (asked.to !== null || asked.statedOn !== null)) {
    throw new UsageError('--to og --stated-on kan ikke stå sammen med --withdraw');
  }
  return asked;
}

function netYear(given: Given): Ore | null {
  if (given.flag('withdraw')) {
    if (given.text('net-year') !== null)
      throw new UsageError('--net-year kan ikke stå sammen med --withdraw');
    return null;
  }
  return amountGiven(given, 'net-year');
}

function monthOf(given: Given, name: 'from' | 'to'): YearMonth | null {
  const text = given.text(name);
  if (text === null) return null;
  const month = parseYearMonth(text);
  if (month === null) throw new UsageError(`--${name} skal være en måned, for eksempel 2026-03`);
  return month;
}

function missing(name: string): never {
  throw new UsageError(`--${name} mangler`);
}

function record(recording: Recording, asked: Asked): Promise<Result<Recorded, StatementRefusal>> {
  const { netIncomeYear, ...rest } = asked;
  return netIncomeYear === null
    ? withdrawStatedIncome(recording, rest)
    : stateIncome(recording, { ...rest, netIncomeYear });
}

function recordedLine({ debtor, netIncomeYear }: Asked, { batch, from, to }: Recorded): string {
  const runs =
    from === to
      ? `kørslen af ${readableMonth(from)}`
      : `kørslerne ${readableMonth(from)} til ${readableMonth(to)}`;
  const noted =
    netIncomeYear === null
      ? 'den dokumenterede indkomst gælder ikke længere'
      : `${readableKroner(netIncomeYear)} om året efter skat er noteret`;
  return `Debitor ${debtor}: ${noted} i ${runs} (batch ${batch}).`;
}

function refusalText(refusal: StatementRefusal): string {
  switch (refusal.tag) {
    case 'unknown-debtor':
      return 'Kommunen har ingen debitor med det nummer.';
    case 'negative-income':
      return 'Indkomsten kan ikke være under 0 kr.';
    case 'income-too-large':
      return `Indkomsten er over ${readableKroner(refusal.most)} om året. Tjek, om kommaet står rigtigt.`;
    case 'period-backwards':
      return 'Den sidste måned ligger før den første.';
    case 'period-too-long':
      return `En dokumenteret indkomst gælder højst i 12 måneder, her til og med ${readableMonth(refusal.lastMonth)}.`;
    case 'stated-in-the-future':
      return 'Dagen, hvor indkomsten blev dokumenteret, ligger i fremtiden.';
    case 'evidence-missing':
      return 'Skriv, hvad der dokumenterer indkomsten.';
    case 'evidence-unfit':
      return `Dokumentationen: ${reasonInPlainWords(refusal.reason)}`;
    case 'nothing-stated':
      return 'Der er ikke noteret nogen indkomst, som gælder fra den måned.';
    default:
      return unreachable(refusal);
  }
}
