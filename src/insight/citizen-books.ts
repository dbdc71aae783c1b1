import { lastDaysOf } from '../charges/last-days.ts';
import { agreementsInForce, nextDueOf } from '../agreements/agreements.ts';
import { instalmentsAbout } from '../agreements/course.ts';
import { standingDefaults, type PlanDefault } from '../agreements/plan-defaults.ts';
import { leftPaidAhead } from '../agreements/paid-ahead.ts';
import { nextAsked } from '../agreements/schedule.ts';
import type { Agreement } from '../agreements/types.ts';
import { howTheyStand } from '../arrangements/how-they-stand.ts';
import type { Standing } from '../arrangements/standing.ts';
import { openArrangementsOf, proposalsAbout } from '../arrangements/arrangements.ts';
import type { Arrangement } from '../arrangements/types.ts';
import { underWayOf, type UnderWay } from '../checkout/under-way.ts';
import { interestRun } from '../charges/interest-accrued.ts';
import { mainsBearing } from '../charges/interest-courses.ts';
import { claimsOfDebtor, type ClaimOfDebtor } from '../claims/claims-of-debtor.ts';
import type { ClaimNumber } from '../claims/types.ts';
import type { RecoveryClaim } from '../collection/types.ts';
import { recoveryClaims } from '../collection/where-claims-are.ts';
import type { PlainDate } from '../kernel/dates.ts';
import type { DebtorNumber, NoticeId } from '../kernel/ids.ts';
import { minOre, sumOre, zeroOre, type Ore } from '../kernel/money.ts';
import { restsWithInterest } from '../law/holds.ts';
import { balanceOf } from '../ledger/balances.ts';
import { instalmentStandings } from '../ledger/instalment-standings.ts';
import { overpaidBy, owedBackBy } from '../ledger/overpaid.ts';
import { lastTakenOff } from '../ledger/settled-on.ts';
import { newestNoticesTo, type NoticeTold } from '../letters/notices-of-claims.ts';
import { paidAheadFor } from '../payments/paid-ahead.ts';
import { onItsWayBackTo } from '../payments/refund-orders.ts';
import { payableBy, type Payable } from '../payments/payable.ts';
import { othersMustSign } from '../debtors/signatures.ts';
import type { MunicipalityReadTx } from '../platform/database.ts';
import { ownStandings, type Standings } from './claim-standing.ts';
import { planableAmong } from './planable.ts';
import { demandsTold, type PlanDemand, type UnpaidOfAgreement } from './plan-arrears.ts';
import { quietAfterAnswers } from './quiet-after-answers.ts';
import { readPartly, type Read } from './read-partly.ts';

/** What may be missing of a citizen's books while the rest is there. */
export type BookPart = 'plans' | 'recovery';

/** All that the pages tell a citizen of, as it stood at one moment. */
export interface CitizenBooks {
  readonly debtor: DebtorNumber;
  /** Everything the citizen owes or has owed, oldest first. */
  readonly claims: readonly ClaimOfDebtor[];
  readonly standing: Omit<Standings, 'agreed' | 'recovery'>;
  /** The newest letter to the citizen about each claim. */
  readonly notices: ReadonlyMap<ClaimNumber, NoticeTold>;
  /** The last day on which anything was taken off what nothing is left of. */
  readonly settledOn: ReadonlyMap<ClaimNumber, PlainDate>;
  /** Held for the citizen. */
  readonly held: Ore;
  /** On its way back to the citizen: held no longer, and not known to have left. */
  readonly onItsWayBack: Ore;
  /** Given back to the citizen, and owed again since. */
  readonly owedBack: Ore;
  /** What the citizen is paying on the web. */
  readonly underWay: readonly UnderWay[];
  /** Main claims that rest, and bear interest all the same. */
  readonly bearing: ReadonlySet<ClaimNumber>;
  /** Main claims of which the citizen could make a plan, where the municipality offers it. */
  readonly planable: ReadonlySet<ClaimNumber>;
  /** Main claims that the citizen has asked to pay in another way, and has not been answered. */
  readonly wished: ReadonlySet<ClaimNumber>;
  /** Main claims about which nothing more is done up to and with a day, because the citizen has just been answered. */
  readonly quiet: ReadonlyMap<ClaimNumber, PlainDate>;
  /** Interest that has run up to now and is not posted yet, by main claim. */
  readonly interestRun: ReadonlyMap<ClaimNumber, Ore>;
  readonly plans: Read<Plans>;
  readonly recovery: Read<ReadonlyMap<ClaimNumber, RecoveryClaim>>;
}

/** What is agreed or decided about paying. */
export interface Plans {
  /** In force; null = nothing is. */
  readonly agreement: Agreement | null;
  /** What the plan asks for next, and when; less than its amount where the rest was paid ahead, or no more is left. Null: nothing more is asked for. */
  readonly next: { readonly due: PlainDate; readonly amount: Ore } | null;
  /** Paid ahead on the plan: it counts for the instalments that fall due next. */
  readonly ahead: Ore;
  /** Instalments of which something is unpaid, oldest first. */
  readonly unpaid: UnpaidOfAgreement['unpaid'];
  /** The letter that asks for what is missing, while nothing has come of it. */
  readonly demand: UnpaidOfAgreement['demand'];
  /** The plan that fell away because what was demanded was not paid, while nothing else is in force; null = none did. */
  readonly fellAway: PlanDefault | null;
  readonly arrangements: readonly StandingArrangement[];
  /** Claims that money never covers, because their years have run out or perhaps have. */
  readonly over: ReadonlySet<ClaimNumber>;
}

export interface StandingArrangement {
  readonly arrangement: Arrangement;
  readonly standing: Standing;
  /** The letter that asks for what is missing; null = none does. */
  readonly demand: PlanDemand | null;
}

/**
 * A citizen's books on a day, in one snapshot. What a room cannot tell is `down`, and the rest is there all the same; without claims and
 * ledger there are none, and it throws.
 */
export async function citizenBooks(
  tx: MunicipalityReadTx,
  debtor: DebtorNumber,
  day: PlainDate,
): Promise<CitizenBooks> {
  const claims = await claimsOfDebtor(tx, debtor);
  const [own, plans, recovery] = await readPartly(tx, {
    needed: () => readOwn(tx, { debtor, claims, day }),
    parts: [() => readPlans(tx, debtor, day), () => recoveryClaims(tx, numbersOf(claims))],
  });
  return { ...own, plans, recovery };
}

type Own = Omit<CitizenBooks, 'plans' | 'recovery'>;

async function readOwn(
  tx: MunicipalityReadTx,
  {
    debtor,
    claims,
    day,
  }: {
    readonly debtor: DebtorNumber;
    readonly claims: readonly ClaimOfDebtor[];
    readonly day: PlainDate;
  },
): Promise<Own> {
  const liabilities = claims.map(({ claim, ended }) => ({ claim, debtor, ended }));
  const owedMains = claims.filter(({ level, ended }) => level === 'main' && ended === null);
  const [standing, notices, held, onItsWayBack, owedBack, underWay, proposals, mustOthers, run, lastDays, quiet] =
    await Promise.all([
      ownStandings(tx, { listed: claims, liabilities }),
      newestNoticesTo(tx, debtor),
      overpaidBy(tx, [debtor]),
      onItsWayBackTo(tx, debtor),
      owedBackBy(tx, [debtor]),
      underWayOf(tx, debtor),
      proposalsAbout(tx, numbersOf(claims)),
      othersMustSign(tx, debtor, day),
      interestRun(tx, numbersOf(owedMains), day),
      lastDaysOf(tx, numbersOf(claims)),
      quietAfterAnswers(tx, { debtor, claims }, day),
    ]);
  const asked = new Set(proposals.flatMap((each) => each.claims.map(({ claim }) => claim)));
  const own = withHoldsTowards(debtor, standing);
  const wishes = proposals.filter((each) => each.debtor === debtor);
  const about = new Set(wishes.flatMap((each) => each.claims.map(({ claim }) => claim)));
  const wished = claims.flatMap(({ claim, main }) => (about.has(claim) ? [main] : []));
  return {
    debtor,
    claims,
    standing: own,
    notices,
    settledOn: await lastTakenOff(tx, settledAmong(claims, own)),
    held: held.get(debtor) ?? zeroOre,
    onItsWayBack,
    owedBack: owedBack.get(debtor) ?? zeroOre,
    underWay,
    interestRun: run,
    bearing: await mainsBearing(tx, restingWithInterest(own), day),
    quiet,
    wished: new Set(wished),
    planable: planableAmong(claims, {
      standing,
      asked,
      lastDays,
      debtor,
      on: day,
      othersMustSign: mustOthers,
    }),
  };
}

function restingWithInterest({ holds }: Pick<Standings, 'holds'>): ClaimNumber[] {
  return [...holds].flatMap(([claim, its]) =>
    restsWithInterest(its.map(({ reason }) => reason)) ? [claim] : [],
  );
}

function settledAmong(
  claims: readonly ClaimOfDebtor[],
  { accounts }: Pick<Standings, 'accounts'>,
): ClaimNumber[] {
  return numbersOf(claims).filter((claim) => {
    const its = accounts.get(claim);
    return balanceOf(its) === zeroOre && (its?.atRecovery ?? zeroOre) === zeroOre;
  });
}

/** What rests only towards somebody else who owes a claim does not rest for this one. */
function withHoldsTowards(
  debtor: DebtorNumber,
  standing: Omit<Standings, 'agreed' | 'recovery'>,
): Omit<Standings, 'agreed' | 'recovery'> {
  const holds = [...standing.holds].map(
    ([claim, all]) => [claim, all.filter((each) => each.debtor === null || each.debtor === debtor)] as const,
  );
  return { ...standing, holds: new Map(holds) };
}

async function readPlans(tx: MunicipalityReadTx, debtor: DebtorNumber, day: PlainDate): Promise<Plans> {
  const [agreements, nextDue, open, instalments, payables, defaults] = await Promise.all([
    agreementsInForce(tx, [debtor]),
    nextDueOf(tx, debtor),
    openArrangementsOf(tx, [debtor]),
    instalmentsAbout(tx, debtor),
    payableBy(tx, debtor, day),
    standingDefaults(tx, [debtor]),
  ]);
  const stands = defaults.get(debtor) ?? null;
  const agreement = agreements.get(debtor) ?? null;
  const inForce = open.filter(({ state }) => state !== 'proposed');
  const plan = agreement?.terms.outcome === 'plan' ? { id: agreement.id, terms: agreement.terms } : null;
  const [stand, unpaid, paidAhead, told] = await Promise.all([
    inForce.length === 0 ? [] : howTheyStand(tx, inForce, day),
    plan === null ? [] : unpaidOf(tx, instalments),
    leftPaidAhead(tx, plan === null ? [] : [plan.id], paidAheadFor),
    demandsTold(tx, demandsOf(stands, inForce)),
  ]);
  const over = payables.flatMap(({ claim, open: how }) => (how === 'never' ? [claim] : []));
  const ahead = paidAhead.get(debtor) ?? zeroOre;
  const next =
    plan === null || nextDue === null ? null : nextAsked({ ...nextDue, monthly: plan.terms.monthly }, ahead);
  const notAsked = notAskedOf(agreement, payables);
  const letter = stands?.state === 'demanded' ? told.get(stands.notice) : undefined;
  return {
    agreement,
    next: next === null || notAsked === zeroOre ? null : { ...next, amount: minOre(next.amount, notAsked) },
    ahead,
    unpaid,
    demand: letter === undefined || stands === null ? null : { ...letter, until: stands.until },
    fellAway: stands?.state === 'defaulted' && agreement === null ? stands : null,
    arrangements: stand.map(({ arrangement, standing }) => {
      const { state, demand } = arrangement;
      const asks = state === 'demanded' && demand !== null ? told.get(demand) : undefined;
      return { arrangement, standing, demand: asks ?? null };
    }),
    over: new Set(over),
  };
}

/** What is left of the claims of what is in force, and has not been asked for. */
function notAskedOf(agreement: Agreement | null, payables: readonly Payable[]): Ore {
  const covered = new Set(agreement?.covers.map(({ claim }) => claim));
  const stands = payables
    .filter(({ claim }) => covered.has(claim))
    .flatMap(({ parts }) => Object.values(parts).flat());
  return sumOre(stands.flatMap(({ account, amount }) => (account.kind === 'claim' ? [amount] : [])));
}

function demandsOf(stands: PlanDefault | null, arrangements: readonly Arrangement[]): NoticeId[] {
  return [stands?.notice ?? null, ...arrangements.map(({ demand }) => demand)].filter(
    (demand) => demand !== null,
  );
}

async function unpaidOf(
  tx: MunicipalityReadTx,
  instalments: Awaited<ReturnType<typeof instalmentsAbout>>,
): Promise<Plans['unpaid']> {
  const standings = await instalmentStandings(
    tx,
    instalments.map(({ instalment }) => instalment),
  );
  return instalments.flatMap(({ instalment, dueOn }) => {
    const amount = standings.get(instalment)?.unpaid ?? zeroOre;
    return amount === zeroOre ? [] : [{ dueOn, amount }];
  });
}

function numbersOf(claims: readonly ClaimOfDebtor[]): ClaimNumber[] {
  return claims.map(({ claim }) => claim);
}
