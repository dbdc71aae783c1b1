import { claimType, underCollectionOrder } from '../law/claim-types.ts';
import { isLeftToPerson } from '../law/repayment-laws.ts';
import { claimsOfDebtor, type ClaimOfDebtor } from '../claims/claims-of-debtor.ts';
import type { ClaimNumber } from '../claims/types.ts';
import { othersMustSign } from '../debtors/signatures.ts';
import type { PlainDate } from '../kernel/dates.ts';
import type { DebtorNumber } from '../kernel/ids.ts';
import { minOre, parseKroner, sumOre, zeroOre, type Ore } from '../kernel/money.ts';
import { assert, ok, refuse, type Result } from '../kernel/result.ts';
import {
  misdatedBy,
  monthlyFor,
  whyNotArrangeable,
  type ArrangementLimits,
  type PlanRefusal,
} from '../law/voluntary-plan.ts';
import type { Configuration } from '../municipality/configuration.ts';
import { ownTypesOf } from '../municipality/own-types.ts';
import type { ConfigurationVersion } from '../municipality/configurations.ts';
import type { MunicipalityReadTx } from '../platform/database.ts';
import { aboutClaims, mainsOf, type AboutClaims } from './about-claims.ts';
import { firstDueAfterLetter } from './first-due.ts';
import { limitsOf, termsFor, type Wish } from './ask.ts';
import { instalmentsOf, type Instalment } from './standing.ts';
import { openArrangementsOf, proposalsAbout } from './store.ts';
import type { ArrangementTerms } from './types.ts';

/** By whom a debt is being paid: by the citizen on the web, or by their bank. */
export type BeingPaid = 'paid-on-web' | 'paid-by-bank';

/** Why a citizen is not offered a plan about a debt on the pages. */
export type NotOffered =
  | PlanRefusal['tag']
  | BeingPaid
  | 'others-must-sign'
  /** The municipality does not let citizens agree on this type by themselves. */
  | 'not-offered'
  /** The debtor has asked for something about it already, which waits for an answer. */
  | 'asked-already'
  /** The debtor has agreed on instalments about it, or to pay later. */
  | 'agreed-already';

/** A main claim with its interest and fees, as a plan could be about it. */
export interface OwnDebt {
  readonly claim: ClaimOfDebtor;
  readonly owed: Ore;
  /** Null = a plan can be made of it. */
  readonly why: NotOffered | null;
  /** Within what the citizen agrees alone; null where nothing is offered. */
  readonly limits: ArrangementLimits | null;
}

export interface OwnDebtsAsked {
  readonly debtor: DebtorNumber;
  readonly configured: ConfigurationVersion;
  readonly on: PlainDate;
  /** The main claims that are being paid and not in the ledger yet: nobody signs that they owe what they may have paid. */
  readonly paying: ReadonlyMap<ClaimNumber, BeingPaid>;
}

/** What a debtor owes us or Gældsstyrelsen, each with whether the debtor may agree on instalments about it without a caseworker, and if not, why. */
export async function ownDebts(
  tx: MunicipalityReadTx,
  { debtor, configured, on, paying }: OwnDebtsAsked,
): Promise<OwnDebt[]> {
  const claims = (await claimsOfDebtor(tx, debtor)).filter(
    ({ level, ended }) => level === 'main' && ended === null,
  );
  const mains = claims.map(({ claim }) => claim);
  if (mains.length === 0) return [];
  const about = await aboutClaims(tx, { debtor, mains, acknowledgedOn: on });
  const mustOthersSign = await othersMustSign(tx, debtor, on);
  const waiting = await askedAbout(tx, mains);
  const open = await openArrangementsOf(tx, [debtor]);
  const own = new Set(open.flatMap((each) => each.claims.map((its) => its.claim)));
  return claims.flatMap((claim, index): OwnDebt[] => {
    const asked = about.asked[index];
    assert(asked !== undefined, 'each main claim is answered for');
    if (asked.owed === zeroOre && !asked.atRecovery) return [];
    const isOwn = !claim.joint || own.has(claim.claim);
    const limits = ownLimits(configured.configuration, [claim.type]);
    const refused = whyNotArrangeable([asked]) ?? misdatedBy({ claims: [asked], acknowledgedOn: on }, on);
    const why =
      (refused?.tag === 'claim-held' && asked.holds.some((hold) => hold === 'plan' || hold === 'deferral')
        ? ofOwn('agreed-already', isOwn)
        : refused?.tag) ??
      (mustOthersSign ? 'others-must-sign' : null) ??
      (waiting.has(claim.claim) ? ofOwn('asked-already', isOwn) : null) ??
      paying.get(claim.claim) ??
      (limits === null ? 'not-offered' : null);
    return [{ claim, owed: asked.owed, why, limits: why === null ? limits : null }];
  });
}

/** What another who owes it has asked for or agreed on is not this one's to know. */
function ofOwn<T extends NotOffered>(why: T, isOwn: boolean): T | 'claim-held' {
  return isOwn ? why : 'claim-held';
}

async function askedAbout(tx: MunicipalityReadTx, mains: readonly ClaimNumber[]): Promise<Set<ClaimNumber>> {
  const asked = new Set<ClaimNumber>();
  for (const proposal of await proposalsAbout(tx, mains))
    for (const main of await mainsOf(tx, proposal)) asked.add(main);
  return asked;
}

/** Whether citizens may agree on a plan by themselves about a type of debt: where the municipality offers it, and the law leaves anything to agree on. */
export function offersOwnPlanOn(
  configuration: Pick<Configuration, 'arrangements' | 'ownTypes'>,
  type: string,
): boolean {
  const known = claimType(type, ownTypesOf(configuration));
  const isByTable = known.ok && (underCollectionOrder(known.value) || isLeftToPerson(known.value.code));
  return !isByTable && ownLimits(configuration, [type]) !== null;
}

/** The days of the month between which a citizen may choose, the municipality's own among them; none = there is no choice. */
export function dueDaysOffered({
  arrangements: { ownPlans },
  payment: { dueDay },
}: Pick<Configuration, 'arrangements' | 'payment'>): readonly number[] {
  const days = new Set([...ownPlans.dueDays, dueDay]);
  return days.size < 2 ? [] : [...days].toSorted((a, b) => a - b);
}

/** Within what a citizen agrees alone on debts of these types together: the strictest of each; null where one is not offered. */
export function ownLimits(
  { arrangements: { ownPlans } }: Pick<Configuration, 'arrangements'>,
  types: readonly string[],
): ArrangementLimits | null {
  const each = types.map((type) =>
    Object.hasOwn(ownPlans.claimTypes, type) ? ownPlans.claimTypes[type] : ownPlans.otherTypes,
  );
  const limits = each.flatMap((limit) => (limit === null || limit === undefined ? [] : [limit]));
  const [first] = limits;
  if (first === undefined || limits.length < types.length) return null;
  const amounts = limits.map(({ least }) => parseKroner(least) ?? zeroOre);
  return {
    mostMonths: Math.min(...limits.map(({ mostMonths }) => mostMonths)),
    least: amounts.reduce((a, b) => (a > b ? a : b)),
  };
}

/** How a citizen wishes to pay: in so many months at the most, or so much a month. */
export type OwnWish =
  { readonly kind: 'months'; readonly months: number } | { readonly kind: 'monthly'; readonly monthly: Ore };

export interface OwnPlanAsked extends Omit<OwnDebtsAsked, 'paying'> {
  readonly debts: readonly OwnDebt[];
  readonly wish: OwnWish;
  /** The day of the month that was chosen, one of `dueDaysOffered`; null = the municipality's own. */
  readonly dueDay: number | null;
}

/** A plan as it would be, before anybody signs it. */
export interface OwnPlan {
  readonly wish: Extract<Wish, { kind: 'plan' }>;
  readonly terms: ArrangementTerms;
  /** The same that the plan asks for once it is in force. */
  readonly instalments: readonly Instalment[];
  readonly owed: Ore;
  readonly about: AboutClaims;
  /** Agreed as soon as it is signed, or asked of a caseworker because it is beyond what the citizen may agree alone. */
  readonly outcome: 'agreed' | 'asked';
}

export type OwnPlanRefusal =
  | { readonly tag: NotOffered }
  | { readonly tag: 'no-such-day' }
  /** Too little a month, or too long, also for a caseworker. */
  | { readonly tag: 'too-long' | 'below-least'; readonly most: number; readonly least: Ore };

/** The plan that a citizen's wish comes to on a day, by the municipality's limits. Writes nothing. */
export async function ownPlan(
  tx: MunicipalityReadTx,
  { debtor, configured, on, debts, wish: wished, dueDay }: OwnPlanAsked,
): Promise<Result<OwnPlan, OwnPlanRefusal>> {
  const refused = debts.find(({ why }) => why !== null)?.why;
  if (refused !== undefined && refused !== null) return refuse({ tag: refused });
  if (dueDay !== null && !dueDaysOffered(configured.configuration).includes(dueDay))
    return refuse({ tag: 'no-such-day' });
  const own = ownLimits(
    configured.configuration,
    debts.map(({ claim }) => claim.type),
  );
  if (own === null) return refuse({ tag: 'not-offered' });
  const mains = debts.map(({ claim }) => claim.claim);
  const about = await aboutClaims(tx, { debtor, mains, acknowledgedOn: on });
  const owed = sumOre(about.owed.map((each) => each.owed));
  const wish = planWish({ owed, wished, dueDay, configured, on });
  const terms = termsFor({ wish, acknowledgedOn: on, configured }, about, on);
  if (!terms.ok) return refuse(beyondOr(terms.refusal, configured));
  const instalments = instalmentsOf(terms.value, owed);
  return ok({
    wish,
    terms: terms.value,
    instalments,
    owed,
    about,
    outcome: isWithin({ wish, owed, count: instalments.length }, own) ? 'agreed' : 'asked',
  });
}

interface Wished {
  readonly owed: Ore;
  readonly wished: OwnWish;
  readonly dueDay: number | null;
  readonly configured: ConfigurationVersion;
  readonly on: PlainDate;
}

/** First on the day of the month that was chosen, or on which the municipality's plans fall due, once the letter about it has had time to arrive. */
function planWish({ owed, wished, dueDay: chosen, configured, on }: Wished): OwnPlan['wish'] {
  const dueDay = chosen ?? configured.configuration.payment.dueDay;
  const monthly = wished.kind === 'months' ? monthlyFor(owed, wished.months) : wished.monthly;
  return {
    kind: 'plan',
    monthly: minOre(monthly, owed > zeroOre ? owed : monthly),
    first: firstDueAfterLetter(on, dueDay, configured),
    dueDay,
  };
}

function beyondOr(refusal: PlanRefusal, { configuration }: ConfigurationVersion): OwnPlanRefusal {
  if (refusal.tag !== 'too-long' && refusal.tag !== 'below-least') return refusal;
  const { mostMonths: most, least } = limitsOf(configuration);
  return { tag: refusal.tag, most, least };
}

/** First due as soon as the letter can have arrived, it may have as many payments as there are months (`mostInstalments`). */
function isWithin(
  { wish, owed, count }: Pick<OwnPlan, 'wish' | 'owed'> & { readonly count: number },
  { mostMonths, least }: ArrangementLimits,
): boolean {
  return wish.monthly >= minOre(least, owed) && count <= mostMonths;
}
