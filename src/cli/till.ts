import { logAccess } from '../access/access-log.ts';
import { plainKroner, readableKroner, subtractOre, zeroOre, type Ore } from '../kernel/money.ts';
import {
  approveDifference,
  proposeDifference,
  type ApproveDifferenceRefusal,
  type ProposeDifferenceRefusal,
} from '../payments/till-differences.ts';
import {
  countTill,
  emptyTill,
  type TillCounted,
  type TillCountRefusal,
  type TillEmptyRefusal,
} from '../payments/tills.ts';
import type { Channel } from '../payments/types.ts';
import { inMunicipality, type MunicipalityTx } from '../platform/database.ts';
import { actingAs, byOption } from './acting.ts';
import { amountGiven, wordsGiven } from './amount.ts';
import {
  jsonOption,
  municipalityOption,
  PlainError,
  UsageError,
  type Command,
  type Given,
  type Shell,
} from './command.ts';

const options = {
  ...municipalityOption,
  ...jsonOption,
  till: { type: 'string' },
  amount: { type: 'string' },
} as const;

const differenceOptions = {
  ...municipalityOption,
  ...jsonOption,
  ...byOption,
  till: { type: 'string' },
} as const;

/** `afdrag till count`: what two have counted in a till, beside what the books say. */
export const tillCountCommand: Command = {
  words: 'till count',
  usage: '--municipality 998 [--till 1] --amount 1.234,50 --by NAVN --witness NAVN [--json]',
  summary: 'noterer, hvad to har talt op i en kasse',
  options: { ...options, by: { type: 'string' }, witness: { type: 'string' } },
  run: async (given, shell) => {
    const [till, counted] = [tillGiven(given), amountGiven(given, 'amount')];
    const [by, witness] = [wordsGiven(given, 'by'), wordsGiven(given, 'witness')];
    return inTillRoom(given, shell, async (tx, at) => {
      const done = await countTill(tx, { till, counted, by, witness, recordedBy: shell.by, at });
      if (!done.ok) throw new PlainError(countRefusalWords(done.refusal));
      return given.flag('json') ? countJson(till, done.value) : countLine(till, done.value);
    });
  },
};

/** `afdrag till empty`: cash from a till to the bank, on a day on which it was counted. */
export const tillEmptyCommand: Command = {
  words: 'till empty',
  usage: '--municipality 998 [--till 1] --amount 1.234,50 --reference TEKST [--json]',
  summary: 'tømmer en kasse til banken',
  options: { ...options, reference: { type: 'string' } },
  run: async (given, shell) => {
    const [till, amount] = [tillGiven(given), amountGiven(given, 'amount')];
    const reference = wordsGiven(given, 'reference');
    return inTillRoom(given, shell, async (tx, at) => {
      const done = await emptyTill(tx, { till, amount, reference, by: shell.by, at });
      if (!done.ok) throw new PlainError(emptyRefusalWords(done.refusal));
      const left = done.value;
      return given.flag('json')
        ? JSON.stringify({ till, emptied: plainKroner(amount), left: plainKroner(left) })
        : `Kasse ${till}: ${readableKroner(amount)} er på vej til banken. Der er ${readableKroner(left)} tilbage.`;
    });
  },
};

/** `afdrag till difference`: proposes that the difference of the last count is booked. */
export const tillDifferenceCommand: Command = {
  words: 'till difference',
  usage: '--municipality 998 [--till 1] --because TEKST [--by NAVN] [--json]',
  summary: 'foreslår en optalt forskel i en kasse bogført',
  options: { ...differenceOptions, because: { type: 'string' } },
  run: (given, shell) => {
    const [till, because] = [tillGiven(given), wordsGiven(given, 'because')];
    const { by } = actingAs(given, shell);
    return inTillRoom(given, shell, async (tx, at) => {
      const done = await proposeDifference(tx, { till, because, by, at });
      if (!done.ok) throw new PlainError(differenceWords[done.refusal.tag]);
      return differenceLine(given, { difference: done.value, state: 'proposed' });
    });
  },
};

/** `afdrag till approve`: another person books it. */
export const tillApproveCommand: Command = {
  words: 'till approve',
  usage: '--municipality 998 [--till 1] [--by NAVN] [--json]',
  summary: 'bogfører en foreslået forskel i en kasse',
  options: differenceOptions,
  run: (given, shell) => {
    const till = tillGiven(given);
    const { by } = actingAs(given, shell);
    return inTillRoom(given, shell, async (tx, at) => {
      const done = await approveDifference(tx, { till, by, at });
      if (!done.ok) throw new PlainError(differenceWords[done.refusal.tag]);
      return differenceLine(given, { difference: done.value, state: 'booked' });
    });
  },
};

const differenceWords = {
  'no-difference': 'Den seneste optælling af kassen har ingen forskel, som ikke er bogført.',
  'proposed-already': 'Forskellen er foreslået bogført. En anden kan godkende den: afdrag till approve',
  'reason-missing': 'Skriv hvorfor.',
  'nothing-proposed': 'Der er ikke foreslået nogen forskel bogført af den seneste optælling af kassen.',
  'same-person': 'En anden end den, der foreslog det, skal godkende det.',
  'less-in-till': 'Så meget er der ikke længere i kassen efter regnskabet. Tæl den op igen.',
} as const satisfies Readonly<
  Record<ProposeDifferenceRefusal['tag'] | ApproveDifferenceRefusal['tag'], string>
>;

function differenceLine(
  given: Given,
  { difference, state }: { readonly difference: Ore; readonly state: 'proposed' | 'booked' },
): string {
  const till = tillGiven(given);
  if (given.flag('json')) return JSON.stringify({ till, difference: plainKroner(difference), state });
  const done =
    state === 'booked'
      ? 'er bogført'
      : 'er foreslået bogført, og en anden skal godkende det (afdrag till approve)';
  return `Kasse ${till}: ${differenceInWords(difference)} ${done}.`;
}

function differenceInWords(difference: Ore): string {
  const size = difference < zeroOre ? subtractOre(zeroOre, difference) : difference;
  return `${readableKroner(size)} ${difference < zeroOre ? 'for lidt' : 'for meget'}`;
}

/** 0 = the first till. */
export function tillGiven(given: Given): number {
  const till = given.wholeNumber('till') ?? 0;
  if (till > 999) throw new UsageError('--till skal være højst 999');
  return till;
}

/** The till of a payment; only the counter has one. */
export function tillOf(given: Given, channel: Channel): number {
  if (channel !== 'counter' && given.text('till') !== null)
    throw new UsageError('--till bruges kun med --channel counter');
  return tillGiven(given);
}

function inTillRoom(
  given: Given,
  shell: Shell,
  work: (tx: MunicipalityTx, at: Temporal.Instant) => Promise<string>,
): Promise<number> {
  const municipality = given.municipality();
  return shell.withDatabase(async (database) => {
    const told = await inMunicipality(database, municipality, async (tx) => {
      const at = shell.clock();
      const line = await work(tx, at);
      const about = `till ${tillGiven(given)}`;
      await logAccess(tx, { at, actor: shell.by, purpose: 'cash in a till', debtor: null, about });
      return line;
    });
    shell.say(told);
    return 0;
  });
}

function countJson(till: number, { counted, books, difference }: TillCounted): string {
  return JSON.stringify({
    till,
    counted: plainKroner(counted),
    books: plainKroner(books),
    difference: plainKroner(difference),
  });
}

function countLine(till: number, { counted, books, difference }: TillCounted): string {
  if (difference === zeroOre)
    return `Kasse ${till}: ${readableKroner(counted)} er talt op, som regnskabet siger.`;
  return `Kasse ${till}: ${readableKroner(counted)} er talt op. Regnskabet siger ${readableKroner(books)}: der er ${differenceInWords(difference)}, og en medarbejder skal se på det.`;
}

function countRefusalWords({ tag }: TillCountRefusal): string {
  switch (tag) {
    case 'negative-amount':
      return 'Beløbet kan ikke være mindre end 0.';
    case 'same-person':
      return 'To forskellige personer skal tælle kassen op.';
    case 'name-missing':
      return 'Skriv, hvem der har talt kassen op.';
  }
}

function emptyRefusalWords(refusal: TillEmptyRefusal): string {
  switch (refusal.tag) {
    case 'amount-not-positive':
      return 'Beløbet skal være større end 0.';
    case 'reference-missing':
      return 'Skriv indbetalingens reference.';
    case 'not-counted':
      return 'Kassen er ikke talt op i dag. Tæl den først (afdrag till count).';
    case 'more-than-counted':
      return `Der er kun talt ${readableKroner(refusal.counted)} op i kassen.`;
    case 'more-than-books':
      return `Regnskabet siger, at der kun er ${readableKroner(refusal.books)} i kassen.`;
  }
}
