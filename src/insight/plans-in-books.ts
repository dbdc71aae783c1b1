import { agreementsInForce } from '../agreements/agreements.ts';
import { askedNext } from '../agreements/asked-next.ts';
import { instalmentsAbout } from '../agreements/course.ts';
import { deadAmong } from '../agreements/known-about.ts';
import { standingDefaults, type PlanDefault } from '../agreements/plan-defaults.ts';
import { transferToldFrom } from '../agreements/transfers-told.ts';
import type { Agreement } from '../agreements/types.ts';
import { howTheyStand } from '../arrangements/how-they-stand.ts';
import type { Standing } from '../arrangements/standing.ts';
import { arrangementsOf } from '../arrangements/arrangements.ts';
import type { Arrangement } from '../arrangements/types.ts';
import type { ClaimNumber } from '../claims/types.ts';
import type { PlainDate } from '../kernel/dates.ts';
import type { DebtorNumber, NoticeId } from '../kernel/ids.ts';
import { zeroOre, type Ore } from '../kernel/money.ts';
import type { Errand } from '../law/holds.ts';
import { instalmentStandings } from '../ledger/instalment-standings.ts';
import { paidAheadFor } from '../payments/paid-ahead.ts';
import { payableBy } from '../payments/payable.ts';
import type { MunicipalityReadTx } from '../platform/database.ts';
import { orElse, readPart } from '../platform/read-partly.ts';
import { endedEarly, type EndedPlan } from './ended-plans.ts';
import { demandsTold, type PlanDemand, type UnpaidOfAgreement } from './plan-arrears.ts';

/** What is agreed or decided about paying. */
export interface Plans {
  /** In force; null = nothing is. */
  readonly agreement: Agreement | null;
  /** Its plan asks for nothing, neither what it asked for before: who is to pay it is dead, bankrupt or in debt relief. Null = not so. */
  readonly stopped: Errand | null;
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
  /** The first day on which what is left of it may be sent to Gældsstyrelsen, as its letter tells; null = none does. */
  readonly sentFrom: PlainDate | null;
  readonly arrangements: readonly StandingArrangement[];
  /** The plan on request that ended before its debts were paid, by each claim of it; not where another has been agreed since. */
  readonly ended: ReadonlyMap<ClaimNumber, EndedPlan>;
  /** Claims that money never covers, because their years have run out or perhaps have. */
  readonly over: ReadonlySet<ClaimNumber>;
}

export interface StandingArrangement {
  readonly arrangement: Arrangement;
  readonly standing: Standing;
  /** The letter that asks for what is missing; null = none does. */
  readonly demand: PlanDemand | null;
}

/** Where it cannot be read what CPR tells, only what has been held for a death since says that somebody is dead. */
async function deadAsFarAsKnown(
  tx: MunicipalityReadTx,
  debtor: DebtorNumber,
): Promise<ReadonlySet<DebtorNumber>> {
  return orElse(await readPart(tx, 'offers', () => deadAmong(tx, [debtor])), new Set<DebtorNumber>());
}

/** What a debtor has agreed to, or been decided, on a day. */
export async function readPlans(
  tx: MunicipalityReadTx,
  debtor: DebtorNumber,
  day: PlainDate,
): Promise<Plans> {
  const [agreements, arrangements, instalments, payables, defaults] = await Promise.all([
    agreementsInForce(tx, [debtor]),
    arrangementsOf(tx, debtor),
    instalmentsAbout(tx, debtor),
    payableBy(tx, debtor, day),
    standingDefaults(tx, [debtor]),
  ]);
  const stands = defaults.get(debtor) ?? null;
  const agreement = agreements.get(debtor) ?? null;
  const inForce = arrangements.filter(({ state }) => state === 'in-force' || state === 'demanded');
  const plan = agreement?.terms.outcome === 'plan' ? { ...agreement, terms: agreement.terms } : null;
  const asks =
    plan === null
      ? null
      : await askedNext(tx, plan, { day, paidAheadFor, dead: await deadAsFarAsKnown(tx, debtor) });
  const stopped = asks?.stopped ?? null;
  const [stand, unpaid, told] = await Promise.all([
    inForce.length === 0 ? [] : howTheyStand(tx, inForce, day),
    asks === null || stopped !== null ? [] : unpaidOf(tx, instalments, asks.leftAside),
    demandsTold(tx, demandsOf(stands, inForce)),
  ]);
  const fellAway = stands?.state === 'defaulted' && agreement === null ? stands : null;
  const over = payables.flatMap(({ claim, open: how }) => (how === 'never' ? [claim] : []));
  const letter = stands?.state === 'demanded' ? told.get(stands.notice) : undefined;
  return {
    agreement,
    stopped,
    next: asks?.next ?? null,
    ahead: asks?.ahead ?? zeroOre,
    unpaid,
    demand:
      letter === undefined || stands === null || stopped !== null ? null : { ...letter, until: stands.until },
    fellAway,
    sentFrom: fellAway === null ? null : await transferToldFrom(tx, fellAway),
    arrangements: stand.map(({ arrangement, standing }) => {
      const { state, demand } = arrangement;
      const letterOf = state === 'demanded' && demand !== null ? told.get(demand) : undefined;
      return { arrangement, standing, demand: letterOf ?? null };
    }),
    ended: endedEarly(arrangements),
    over: new Set(over),
  };
}

function demandsOf(stands: PlanDefault | null, arrangements: readonly Arrangement[]): NoticeId[] {
  return [stands?.notice ?? null, ...arrangements.map(({ demand }) => demand)].filter(
    (demand) => demand !== null,
  );
}

async function unpaidOf(
  tx: MunicipalityReadTx,
  instalments: Awaited<ReturnType<typeof instalmentsAbout>>,
  besides: ReadonlySet<ClaimNumber>,
): Promise<Plans['unpaid']> {
  const standings = await instalmentStandings(
    tx,
    instalments.map(({ instalment }) => instalment),
    { besides },
  );
  return instalments.flatMap(({ instalment, dueOn }) => {
    const amount = standings.get(instalment)?.unpaid ?? zeroOre;
    return amount === zeroOre ? [] : [{ dueOn, amount }];
  });
}
