import type { Allocated } from '../payments/allocate.ts';
import type { DebtorNumber } from '../kernel/ids.ts';
import { claimByName, type ClaimName } from '../claims/claim-names.ts';
import type { ClaimNumber } from '../claims/types.ts';
import { readableDate } from '../kernel/dates.ts';
import { plainKroner, readableKroner, zeroOre, type Ore } from '../kernel/money.ts';
import type { PaidPart } from '../law/payment-order.ts';
import type { ReceiptRefusal } from '../payments/receive.ts';
import type { ReleaseRefusal } from '../payments/release.ts';
import type { Suggestion, SuspenseReason } from '../payments/suspense.ts';
import type { Channel, CoveredPart, PaymentNumber } from '../payments/types.ts';
import type { MunicipalityReadTx } from '../platform/database.ts';
import { claimName } from './claim-given.ts';
import { PlainError, UsageError, type Given } from './command.ts';

export const channelWords: Readonly<Record<Channel, string>> = {
  bank: 'i banken',
  counter: 'i skranken',
  betalingsservice: 'gennem Betalingsservice',
  card: 'med kort',
  mobilepay: 'med MobilePay',
  'state-set-off': 'ved modregning i en udbetaling fra staten',
};

export const suspenseWords: Readonly<Record<SuspenseReason, string>> = {
  'no-line': 'der er hverken betalingslinje eller debitor',
  'not-a-line': 'teksten er ikke en betalingslinje',
  'wrong-check-digit': 'betalingslinjens kontrolciffer er forkert',
  'other-creditor': 'betalingslinjen er en anden kreditors',
  'unknown-line': 'kommunen har ikke givet den betalingslinje',
  'at-recovery': 'kravet er hos Gældsstyrelsen',
  'perhaps-lapsed': 'kravets år er gået, og ingen har taget stilling til, om det er faldet væk',
  'ended-claim': 'ingen skylder længere det, der er betalt til',
};

const suggestionWords: Readonly<Record<Exclude<Suggestion['kind'], 'debtor'>, string>> = {
  claim: 'krav',
  decision: 'afgørelse',
  notice: 'brev',
  arrangement: 'ordning',
};

/** What money may be for. */
export interface Suggested {
  readonly suggestion: Suggestion;
  /** Whose that is, by number: `suspense resolve` asks for one. */
  readonly debtors: readonly DebtorNumber[];
}

/** What money may be for, and whose that is, for a person to judge. */
export function suggestedWords(suggested: Suggested | null): string {
  if (suggested === null) return '';
  const { suggestion, debtors } = suggested;
  const what =
    suggestion.kind === 'debtor' ? '' : ` til ${suggestionWords[suggestion.kind]} ${suggestion.number}`;
  const whose = debtors.length === 0 ? '' : ` fra debitor ${debtors.join(' eller ')}`;
  return ` Måske${whose}${what}; det skal en medarbejder afgøre.`;
}

export function suggestedJson(suggested: Suggested | null) {
  if (suggested === null) return null;
  const { suggestion, debtors } = suggested;
  return { kind: suggestion.kind, number: suggestion.number.toString(), debtors };
}

const partWords: Readonly<Record<PaidPart, string>> = {
  due: 'af det, debitor er opkrævet',
  notAsked: 'af det, der endnu ikke er opkrævet',
  dueFromOther: 'af det, ægtefællen er opkrævet',
  lost: 'af det, der var afskrevet',
};

type Names = ReadonlyMap<ClaimNumber, ClaimName>;

/** What was covered, and what was too much, line by line. */
export function coveredLines(
  { covered, overpaid }: { readonly covered: readonly CoveredPart[]; readonly overpaid: Ore },
  names: Names,
): string[] {
  const lines = covered.map(({ claim, part, amount }) => {
    const name = names.get(claim);
    return `  Krav ${name?.sourceSystem ?? ''}:${name?.claimId ?? claim}: ${readableKroner(amount)} ${partWords[part]}`;
  });
  if (overpaid === zeroOre) return lines;
  return [
    ...lines,
    `  Der er betalt ${readableKroner(overpaid)} for meget. Beløbet står til debitors gode, og en medarbejder skal se på det.`,
  ];
}

/** The same as data, with the rule by which each was covered. */
export function coveredJson(covered: readonly CoveredPart[], names: Names) {
  return covered.map(({ claim, part, amount, rule }) => ({
    ...names.get(claim),
    part,
    amount: plainKroner(amount),
    rule,
  }));
}

/** The same for a payment that a person has spread, with who owes nothing more. */
export function spreadLines(allocated: Allocated, names: Names): string[] {
  return [
    ...coveredLines(allocated, names),
    ...allocated.settled.map((debtor) => `  Debitor ${debtor} skylder ikke mere.`),
  ];
}

/** What a payment has been spread over since, as data. */
export function spreadJson(
  { payment, debtor }: { readonly payment: PaymentNumber; readonly debtor: DebtorNumber },
  allocated: Allocated,
  names: Names,
): string {
  return JSON.stringify({
    payment: payment.toString(),
    debtor,
    covered: coveredJson(allocated.covered, names),
    overpaid: plainKroner(allocated.overpaid),
    settled: allocated.settled,
  });
}

/** The payment given with `--payment`. */
export function paymentGiven(given: Given): PaymentNumber {
  const text = given.required('payment');
  if (!/^[1-9]\d{0,18}$/.test(text)) throw new UsageError('--payment skal være en betalings nummer');
  return BigInt(text) as PaymentNumber; // whether there is one of that number is found out
}

/** The claims given with `--claims` as their sources call them, with commas between; none when it is left out. */
export function claimsGiven(given: Given): ClaimName[] {
  return (given.text('claims') ?? '')
    .split(',')
    .filter((text) => text !== '')
    .map((text) => claimName(text, '--claims'));
}

/** Their numbers. */
export async function claimsNamed(
  tx: MunicipalityReadTx,
  names: readonly ClaimName[],
): Promise<ClaimNumber[]> {
  const numbers: ClaimNumber[] = [];
  for (const name of names) {
    const number = await claimByName(tx, name);
    if (number === null)
      throw new PlainError(`Kommunen har intet krav ${name.sourceSystem}:${name.claimId}.`);
    numbers.push(number);
  }
  return numbers;
}

/** Why a payment cannot be moved as a whole, and what a person can do. */
export function notReleasedWords({ tag, amount }: ReleaseRefusal): string {
  const what =
    tag === 'given-back-since'
      ? `${readableKroner(amount)} af betalingen er givet tilbage`
      : `${readableKroner(amount)} af betalingen var for meget`;
  return [
    `${what} og er sendt til udbetaling eller foreslået udbetalt.`,
    'Er udbetalingen ikke sendt, så tag den tilbage først (afdrag refund withdraw).',
    'Er den sendt, så tag hele betalingen tilbage (afdrag payment reverse) og registrer den igen hos den rigtige; det, der er udbetalt, skyldes så af den, der fik det.',
  ].join(' ');
}

export function receiptRefusalWords(refusal: ReceiptRefusal): string {
  switch (refusal.tag) {
    case 'unknown-debtor':
      return 'Kommunen har ingen debitor med det nummer.';
    case 'amount-not-positive':
      return 'Beløbet skal være større end 0.';
    case 'reference-missing':
      return 'Skriv betalingens reference: bankens eller kvitteringens.';
    case 'received-in-future':
      return `Betalingen kan ikke være modtaget efter i dag, ${readableDate(refusal.today)}.`;
    case 'received-too-long-ago':
      return `Betalingen kan ikke være modtaget før ${readableDate(refusal.earliest)}.`;
    case 'not-theirs':
      return 'Debitor har aldrig hæftet for et af de krav.';
    case 'reference-used': {
      const { number, debtor, amount, receivedOn } = refusal.payment;
      const from = debtor === null ? 'ufordelt' : `fra debitor ${debtor}`;
      return `Referencen hører til betaling ${number}: ${readableKroner(amount)} ${from}, modtaget ${readableDate(receivedOn)}. Er det en anden betaling, skal den have sin egen reference.`;
    }
  }
}
