import { arrangementsOf } from '../arrangements/arrangements.ts';
import { howTheyStand } from '../arrangements/how-they-stand.ts';
import { signaturesOf, type StoredSignature } from '../arrangements/signatures.ts';
import { instalmentsOf, type Instalment, type Standing } from '../arrangements/standing.ts';
import type { Arrangement } from '../arrangements/types.ts';
import { underWayAbout, underWayOf, type UnderWay } from '../checkout/under-way.ts';
import { holdsOn } from '../claims/holds.ts';
import { claimsOfDebtor, type ClaimOfDebtor } from '../claims/claims-of-debtor.ts';
import type { PlainDate } from '../kernel/dates.ts';
import type { DebtorNumber } from '../kernel/ids.ts';
import { minOre, subtractOre, sumOre, type Ore } from '../kernel/money.ts';
import type { Errand } from '../law/holds.ts';
import { paidAfter } from '../ledger/paid-on-claim.ts';
import type { MunicipalityReadTx } from '../platform/database.ts';
import { orElse, readPartly } from '../platform/read-partly.ts';
import { citizenBooks } from './citizen-books.ts';
import { planRest, type PlanRest } from './plan-rest.ts';
import { ownMatters, type Disputes } from './own-matters.ts';
import {
  demandsTold,
  lastQuietOf,
  notBefore,
  planDisputedBy,
  planStoppedFor,
  type PlanDemand,
} from './plan-arrears.ts';

/** A plan that a citizen has asked for, as it concerns them. */
export interface CitizenPlan {
  readonly arrangement: Arrangement;
  /** The debts that it is about, as they are called elsewhere. */
  readonly debts: readonly ClaimOfDebtor[];
  /** What is left of it, paid and missing; of one that is over, as it would be had it gone on. */
  readonly standing: Standing;
  /** Who has said no to something of it that has not been answered: the citizen, or only another who owes it; null = nobody. */
  readonly disputed: Disputes | null;
  /** Nothing is asked for by it: who is to pay it is dead, bankrupt or in debt relief. Null = not so. */
  readonly stopped: Errand | null;
  /** Of one that has ended unpaid, with what had been paid on it by then. */
  readonly instalments: readonly PlannedInstalment[];
  /** Where its debts stand, with interest and fees that are no part of it; null = it was never agreed to. */
  readonly rest: PlanRest | null;
  /** Interest of its debts that has run and is not posted yet. */
  readonly interestRun: Ore;
  /** Its debts of which another could be made now that it has ended unpaid, where the municipality offers that on their type. */
  readonly anew: readonly ClaimOfDebtor[];
  /** Others must sign it for the citizen, or with them. */
  readonly othersMustSign: boolean;
  /** The letter that asks for what is missing; null = there is none. */
  readonly demand: PlanDemand | null;
  /** The citizen is paying on it on the web; null = not. */
  readonly underWay: UnderWay | null;
  /** Null = it was not signed on the pages. */
  readonly signature: StoredSignature | null;
}

export interface PlannedInstalment extends Instalment {
  /** Of its amount, what has not been paid. */
  readonly unpaid: Ore;
}

/** The plans of a citizen, those that run first, the newest first among each. What was asked for anew, or goes on as another, is left out. */
export async function plansOf(
  tx: MunicipalityReadTx,
  debtor: DebtorNumber,
  day: PlainDate,
): Promise<CitizenPlan[]> {
  const arrangements = (await arrangementsOf(tx, debtor)).filter(
    ({ terms, ended }) => terms.kind === 'plan' && !SUPERSEDED.has(ended?.why ?? ''),
  );
  if (arrangements.length === 0) return [];
  const [[claims, told, signatures, own], read] = await readPartly(tx, {
    needed: () =>
      Promise.all([
        claimsOfDebtor(tx, debtor),
        demandsTold(
          tx,
          arrangements.flatMap(({ demand }) => demand ?? []),
        ),
        signaturesOf(tx, debtor),
        ownMatters(tx, debtor),
      ]),
    parts: { 'under-way': () => underWayOf(tx, debtor) },
  });
  const underWay = orElse(read['under-way'], []);
  const books = arrangements.some(wasAgreed) ? await citizenBooks(tx, debtor, day) : null;
  // Each by itself: a claim may be in one that is over and in one that runs.
  const plans: CitizenPlan[] = [];
  for (const arrangement of arrangements) {
    const [stands] = await howTheyStand(tx, [arrangement], day);
    if (stands === undefined) continue;
    const about = new Set(arrangement.claims.map(({ claim }) => claim));
    const { agreed, left } = stands.standing;
    const isUnpaid = endedUnpaid(arrangement);
    const around = { claims, standing: { holds: await holdsOf(tx, arrangement) }, own };
    const mains = new Set(claims.flatMap(({ claim, main }) => (about.has(claim) ? [main] : [])));
    plans.push({
      arrangement,
      debts: claims.filter(({ claim }) => mains.has(claim)),
      standing: stands.standing,
      disputed: planDisputedBy(arrangement, around),
      stopped: planStoppedFor(arrangement, around),
      instalments: isUnpaid
        ? await asItEnded(tx, arrangement)
        : withPaid(arrangement, { agreed, paid: subtractOre(agreed, left) }),
      rest: books === null || !wasAgreed(arrangement) ? null : planRest(books, { mains, day }),
      interestRun: sumOre([...mains].flatMap((main) => books?.interestRun.get(main) ?? [])),
      othersMustSign: books?.othersMustSign ?? false,
      anew: isUnpaid ? claims.filter(({ claim }) => mains.has(claim) && books?.planable.has(claim)) : [],
      demand: notBefore(
        // What has fallen away was asked for by its letter alone.
        books === null || arrangement.ended !== null ? null : lastQuietOf(arrangement.claims, books),
        arrangement.demand === null ? null : (told.get(arrangement.demand) ?? null),
      ),
      underWay: underWayAbout(underWay, [...mains]),
      signature: signatures.get(arrangement.number) ?? null,
    });
  }
  return plans.toSorted(
    (a, b) => Number(isOver(a)) - Number(isOver(b)) || Number(b.arrangement.number - a.arrangement.number),
  );
}

/** The holds that stand towards who made it. */
async function holdsOf(tx: MunicipalityReadTx, { claims, debtor }: Arrangement) {
  const holds = await holdsOn(
    tx,
    claims.map(({ claim }) => claim),
  );
  return new Map(
    [...holds].map(
      ([claim, its]) =>
        [claim, its.filter((each) => each.debtor === null || each.debtor === debtor)] as const,
    ),
  );
}

const SUPERSEDED: ReadonlySet<string> = new Set(['asked-anew', 'resumed', 'paid-in-time']);

function isOver({ arrangement }: CitizenPlan): boolean {
  return arrangement.ended !== null;
}

/** Whether it was agreed to, and ended before all of it was paid. */
export function endedUnpaid({ state, decidedOn }: Arrangement): boolean {
  return state === 'broken' || (state === 'ended' && decidedOn !== null);
}

function wasAgreed(arrangement: Arrangement): boolean {
  const { state } = arrangement;
  return state === 'in-force' || state === 'demanded' || state === 'kept' || endedUnpaid(arrangement);
}

/** What of a plan was paid by the day on which it ended covers its instalments as they were agreed. */
async function asItEnded(tx: MunicipalityReadTx, arrangement: Arrangement): Promise<PlannedInstalment[]> {
  const { claims, askedAt: after, ended, owed } = arrangement;
  const by = ended === null ? {} : { by: ended.on };
  const paid = await paidAfter(
    tx,
    claims.map(({ claim }) => ({ claim, after, ...by })),
  );
  return withPaid(arrangement, { agreed: owed, paid: sumOre(paid.values()) });
}

/** What was paid covers the instalments, the first one first. */
function withPaid(
  { terms }: Arrangement,
  { agreed, ...all }: { readonly agreed: Ore; readonly paid: Ore },
): PlannedInstalment[] {
  let { paid } = all;
  return instalmentsOf(terms, agreed).map((instalment) => {
    const covered = minOre(paid, instalment.amount);
    paid = subtractOre(paid, covered);
    return { ...instalment, unpaid: subtractOre(instalment.amount, covered) };
  });
}
