import { openWorkItems } from '../agreements/work-items.ts';
import { wantRecalls } from '../claims/recovery-work.ts';
import type { ClaimNumber } from '../claims/types.ts';
import { othersMustSign } from '../debtors/signatures.ts';
import { addYears, dayInCopenhagen, monthOf, type PlainDate } from '../kernel/dates.ts';
import type { DebtorNumber } from '../kernel/ids.ts';
import { parseKroner, sumOre, zeroOre, type Ore } from '../kernel/money.ts';
import { assert, ok, refuse, type Result } from '../kernel/result.ts';
import {
  voluntaryDeferral,
  voluntaryPlan,
  type ArrangedClaim,
  type ArrangementLimits,
  type PlanRefusal,
} from '../law/voluntary-plan.ts';
import { lockReceivables } from '../ledger/lock.ts';
import type { Configuration } from '../municipality/configuration.ts';
import type { ConfigurationVersion } from '../municipality/configurations.ts';
import type { MunicipalityTx } from '../platform/database.ts';
import { aboutClaims, type AboutClaims } from './about-claims.ts';
import { acknowledge } from './acknowledge.ts';
import { firstDueAfterLetter } from './first-due.ts';
import { tellRefused } from './refuse.ts';
import { insertArrangement, nextArrangement } from './store.ts';
import type { Arrangement, ArrangementTerms, RequestedHow } from './types.ts';
import { endEarlier, letWait } from './waiting.ts';

/** What a debtor asks for: so much a month from a day on, or to wait until a day. */
export type Wish =
  | { readonly kind: 'plan'; readonly monthly: Ore; readonly first: PlainDate; readonly dueDay: number }
  | { readonly kind: 'deferral'; readonly until: PlainDate };

export interface ArrangementAsked {
  readonly debtor: DebtorNumber;
  /** The main claims; their interest and fees go with them. */
  readonly claims: readonly ClaimNumber[];
  readonly wish: Wish;
  readonly how: RequestedHow;
  /** The day the debtor acknowledged existence and amount in writing; null = not done. */
  readonly acknowledgedOn: PlainDate | null;
  /** Both holders of custody, or the guardian, have signed too; absent = nobody has said so. */
  readonly signedByAll?: boolean;
  /** Claims that are at Gældsstyrelsen, or on their way, are called back (reason HENS); the arrangement is then asked for anew. */
  readonly recall: boolean;
  readonly configured: ConfigurationVersion;
  readonly by: string;
  readonly at: Temporal.Instant;
}

export type AskRefusal =
  | PlanRefusal
  | { readonly tag: 'no-claim' }
  /** The debtor is a minor or under guardianship: nothing is agreed on, or interrupted by, the debtor's own signature. */
  | { readonly tag: 'others-must-sign' }
  | { readonly tag: 'not-theirs'; readonly claim: ClaimNumber }
  | { readonly tag: 'day-has-passed' | 'day-too-far' | 'no-amount' };

/**
 * Notes that a debtor has asked for an arrangement about bills, and answers what is proposed: it waits for a person (`decideArrangement`,
 * `refuseArrangement`), and the bills rest for some days. What cannot be agreed is noted with why, refused, and told the debtor by letter; about repayment of benefits the
 * law leaves no individual assessment (principafgørelse 30-14). An acknowledgement counts from the day it was given, whatever is answered.
 * What is taken for a slip of whoever types is refused and not noted.
 */
export async function askArrangement(
  tx: MunicipalityTx,
  asked: ArrangementAsked,
): Promise<Result<Arrangement, AskRefusal>> {
  const { debtor, claims: mains, acknowledgedOn, wish, configured, by, at } = asked;
  const on = dayInCopenhagen(at);
  if (mains.length === 0) return refuse({ tag: 'no-claim' });
  const day = wish.kind === 'plan' ? wish.first : wish.until;
  if (day <= on) return refuse({ tag: 'day-has-passed' });
  if (day > addYears(on, MOST_YEARS)) return refuse({ tag: 'day-too-far' });
  if (wish.kind === 'plan' && wish.monthly <= zeroOre) return refuse({ tag: 'no-amount' });
  await lockReceivables(tx, [debtor]);
  const about = await aboutClaims(tx, { debtor, mains, acknowledgedOn });
  if (about.strange !== null) return refuse({ tag: 'not-theirs', claim: about.strange });
  const signed = asked.signedByAll === true || !(await othersMustSign(tx, debtor, acknowledgedOn ?? on));
  const terms = signed ? termsFor(asked, about, on) : refuse({ tag: 'others-must-sign' } as const);
  if (!terms.ok) {
    const why = terms.refusal.tag;
    // A slip of whoever types: nothing that the debtor is to be remembered for.
    if (why === 'acknowledged-in-future') return refuse({ tag: why });
    return refuseAtOnce(tx, asked, { about, why });
  }
  const arrangement = await write(tx, asked, { about, terms: terms.value, refused: null });
  await acknowledge(tx, arrangement, { about, on, by, at });
  await endEarlier(tx, arrangement, { mains, by, at });
  await letWait(tx, arrangement, { mains, configured, by, at });
  return ok(arrangement);
}

interface RefusingAtOnce {
  readonly about: AboutClaims;
  readonly why: Exclude<PlanRefusal['tag'], 'acknowledged-in-future'> | 'others-must-sign';
}

/** No period of limitation is longer (forældelsesloven § 5): a later day is taken for a slip (own choice). */
const MOST_YEARS = 10;

/** Notes the request with why nothing can be agreed, and tells the debtor. What nobody else signed is no acknowledgement. */
async function refuseAtOnce(
  tx: MunicipalityTx,
  asked: ArrangementAsked,
  { about, why }: RefusingAtOnce,
): Promise<Result<Arrangement, AskRefusal>> {
  const { debtor, claims: mains, wish, configured, by, at } = asked;
  const on = dayInCopenhagen(at);
  const recalled = await recallWhere(tx, asked, about);
  const arrangement = await write(tx, asked, { about, terms: asWished(wish), refused: why });
  if (why !== 'others-must-sign') await acknowledge(tx, arrangement, { about, on, by, at });
  await endEarlier(tx, arrangement, { mains, by, at });
  await tellRefused(tx, arrangement, { about, why, said: null, recalled, configured, on, at });
  if (why === 'order-not-read')
    await openWorkItems(
      tx,
      [{ kind: why, debtor, month: monthOf(on), about: `arrangement ${arrangement.number}` }],
      at,
    );
  return refuse({ tag: why });
}

/** What the law and the municipality's limits make of the wish. */
export function termsFor(
  { wish, acknowledgedOn, configured }: Pick<ArrangementAsked, 'wish' | 'acknowledgedOn' | 'configured'>,
  { asked: claims }: AboutClaims,
  on: PlainDate,
): Result<ArrangementTerms, PlanRefusal> {
  const limits = limitsOf(configured.configuration);
  if (wish.kind === 'deferral') {
    const deferral = voluntaryDeferral({ claims, from: on, until: wish.until, acknowledgedOn }, limits);
    return deferral.ok ? ok({ kind: 'deferral', lastDue: deferral.value.until }) : deferral;
  }
  const { monthly, first, dueDay } = wish;
  const soonest = firstDueAfterLetter(on, dueDay, configured);
  const plan = voluntaryPlan({ claims, monthly, on, soonest, first, dueDay, acknowledgedOn }, limits);
  return plan.ok ? ok({ kind: 'plan', monthly, firstDue: first, dueDay, lastDue: plan.value.last }) : plan;
}

/** What a caseworker may agree to. */
export function limitsOf({ arrangements: { mostMonths, least } }: Configuration): ArrangementLimits {
  const amount = parseKroner(least);
  assert(amount !== null, 'the configuration is read by its form');
  return { mostMonths, least: amount };
}

function asWished(wish: Wish): ArrangementTerms {
  if (wish.kind === 'deferral') return { kind: 'deferral', lastDue: wish.until };
  return {
    kind: 'plan',
    monthly: wish.monthly,
    firstDue: wish.first,
    dueDay: wish.dueDay,
    lastDue: wish.first,
  };
}

function isForRecovery(claim: ArrangedClaim | undefined): boolean {
  return claim !== undefined && (claim.atRecovery || claim.holds.includes('recovery'));
}

/** Whether anything is called back. */
async function recallWhere(
  tx: MunicipalityTx,
  { claims, recall, at }: ArrangementAsked,
  about: AboutClaims,
): Promise<boolean> {
  if (!recall) return false;
  const there = claims.filter(
    (_, index) => isForRecovery(about.asked[index]) && about.asked[index]?.byTable === false,
  );
  if (there.length === 0) return false;
  const on = dayInCopenhagen(at);
  await wantRecalls(
    tx,
    there.map((claim) => ({ claim, reason: 'HENS' as const, about: `arrangement ${on}`, on })),
    at,
  );
  return true;
}

interface Writing {
  readonly about: AboutClaims;
  readonly terms: ArrangementTerms;
  readonly refused: RefusingAtOnce['why'] | null;
}

async function write(
  tx: MunicipalityTx,
  { debtor, how, acknowledgedOn, configured, by, at }: ArrangementAsked,
  { about, terms, refused }: Writing,
): Promise<Arrangement> {
  const on = dayInCopenhagen(at);
  const { toleranceDays, tolerance } = configured.configuration.arrangements;
  const arrangement: Arrangement = {
    number: await nextArrangement(tx, debtor),
    debtor,
    state: refused === null ? 'proposed' : 'refused',
    terms,
    requestedOn: on,
    requestedHow: how,
    askedAt: at,
    acknowledgedOn,
    decidedOn: null,
    tolerance: { days: toleranceDays, amount: parseKroner(tolerance) ?? zeroOre },
    claims: about.owed.map(({ bill, owed }) => ({ claim: bill.claim, owed })),
    owed: sumOre(about.owed.map(({ owed }) => owed)),
    nextOn: null,
    missedOn: null,
    demand: null,
    ended: refused === null ? null : { on, why: refused },
    configurationVersion: configured.version,
  };
  await insertArrangement(tx, { ...arrangement, by });
  return arrangement;
}
