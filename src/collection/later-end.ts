import type { ClaimToSend } from '../claims/claims-to-send.ts';
import type { Limitation, LimitationBecause } from '../claims/limitation.ts';
import { addYears, readableDate } from '../kernel/dates.ts';
import type { DebtorNumber } from '../kernel/ids.ts';
import type { DateComparison, FilterRule } from '../law/psrm-filter-rules.ts';
import type { PreparedReason } from './prepared-reasons.ts';

/** What our tables have about why an ordinary claim is time-barred later than by itself. */
export interface LaterEndRecords {
  readonly claim: Pick<ClaimToSend, 'origin' | 'due'>;
  /** Whom the rule asks about. */
  readonly liable: readonly DebtorNumber[];
  /** What counts for each who is or was liable. */
  readonly limitations: readonly Limitation[];
}

/** Whether a rule asks why a claim is time-barred later than so long after it arose (R_2_8), fell due (R_2_3), or was ruled about (R_2_1b). */
export function asksAboutLaterEnd(rule: FilterRule): rule is FilterRule & DateComparison {
  return (
    rule.outcome === 'HEARING' &&
    rule.check === 'date_compare' &&
    rule.left === 'limitationDate' &&
    rule.op === '<=' &&
    ['originDate', 'dueDate', 'ruledOn'].includes(rule.right)
  );
}

/**
 * Why a claim is time-barred later than the years that a rule expects: what has begun the years anew towards everyone whom it asks about, by its
 * day and what shows it (forældelsesloven §§ 5, 15-19). Null where nothing is on record for somebody: a person must say why.
 */
export function laterEndReason(
  { claim, liable, limitations }: LaterEndRecords,
  { right }: DateComparison,
): PreparedReason | null {
  const begins = beginning(claim, right);
  if (begins === null || liable.length === 0) return null;
  const said = new Map<string, string>();
  for (const debtor of liable) {
    const standing = limitations.find((each) => each.debtor === debtor);
    const sentence = standing === undefined ? null : sentenceOf(standing);
    if (standing === undefined || sentence === null) return null;
    said.set(`limitation ${standing.claim}/${debtor}`, sentence);
  }
  // Two who signed the same paper on the same day are told of once.
  return { because: [begins, ...new Set(said.values())].join(' '), restsOn: [...said.keys()] };
}

function beginning({ origin, due }: LaterEndRecords['claim'], from: DateComparison['right']): string | null {
  if (from === 'ruledOn') return 'Der er dom eller forlig om kravet.';
  const [day, what] = from === 'originDate' ? [origin, 'opstod'] : [due, 'forfaldt'];
  return day === null
    ? null
    : `Kravet ${what} den ${readableDate(day)}, og forældelsesfristen er begyndt forfra.`;
}

/** What began the years anew and until when they run; null = nothing has, or what did is not said by the record. */
function sentenceOf(standing: Limitation): string | null {
  const { because, countedFrom, until, years, evidence } = standing;
  const words = begunAnew[because];
  if (words === null) return null;
  const moved = until > addYears(countedFrom, years) ? ', den første dag efter en lukkedag (§ 27)' : '';
  // What came back has the authority's own word for it, which says nothing of its years.
  const shown = evidence === null || because === 'returned' ? '' : `, ${shownBy(evidence)}`;
  return `${words.what} den ${readableDate(countedFrom)} (${words.paragraph}${shown}); fristen er ${years} år og udløber den ${readableDate(until)}${moved}.`;
}

const begunAnew: Readonly<
  Record<LimitationBecause, { readonly what: string; readonly paragraph: string } | null>
> = {
  acknowledged: { what: 'Skyldneren anerkendte gælden', paragraph: 'forældelsesloven § 15' },
  'agreed-day': {
    what: 'Efter en aftale kunne kravet tidligst kræves betalt',
    paragraph: 'forældelsesloven § 2',
  },
  judgment: { what: 'Der blev afsagt dom', paragraph: 'forældelsesloven § 5, stk. 1' },
  settlement: { what: 'Der blev indgået forlig', paragraph: 'forældelsesloven § 5, stk. 1' },
  court: { what: 'Der blev anlagt sag', paragraph: 'forældelsesloven § 16' },
  'insolvency-filing': { what: 'Kravet blev anmeldt i boet', paragraph: 'forældelsesloven § 17' },
  distraint: { what: 'Der blev foretaget udlæg', paragraph: 'forældelsesloven § 18' },
  'set-off': { what: 'Skyldneren fik meddelelse om modregning', paragraph: 'forældelsesloven § 18' },
  'recovery-received': {
    what: 'Gældsstyrelsen modtog kravet',
    paragraph: 'gældsinddrivelsesloven § 18 a',
  },
  'recovery-step': {
    what: 'Gældsstyrelsen afbrød forældelsen',
    paragraph: 'forældelsesloven § 18',
  },
  // It goes on here as it counted there (Q37).
  returned: {
    what: 'Kravet har været hos Gældsstyrelsen, og fristen løber videre, som den er regnet dér, fra',
    paragraph: 'gældsinddrivelsesloven § 18 a',
  },
  // The years it was raised with, or as the source said them: why they are longer nobody has recorded.
  ordinary: null,
  'special-basis': null,
  source: null,
};

const OWN_NUMBER = /^(?<what>arrangement|errand|set-off) (?<number>\d+)$/;
const ownNumbers: Readonly<Record<string, string>> = {
  arrangement: 'frivillig aftale nr.',
  errand: 'sag nr.',
  'set-off': 'modregning nr.',
};

/** What shows it: a number of ours in words, or where a person said that the paper is. */
function shownBy(evidence: string): string {
  const { what = '', number = '' } = OWN_NUMBER.exec(evidence)?.groups ?? {};
  const ours = ownNumbers[what];
  return ours === undefined ? evidence : `${ours} ${number}`;
}
