import { sql } from 'kysely';
import type { OpenBalance } from '../claims/types.ts';
import { latestOf, type PlainDate } from '../kernel/dates.ts';
import type { DebtorNumber, DecisionId, InstalmentId, NoticeId } from '../kernel/ids.ts';
import { zeroOre, type Ore } from '../kernel/money.ts';
import type { HoldReason } from '../law/holds.ts';
import { openBalances } from '../ledger/balances.ts';
import { instalmentStandings } from '../ledger/instalment-standings.ts';
import type { Notice } from '../letters/notices.ts';
import type { MunicipalityReadTx } from '../platform/database.ts';
import { agreementsInForce } from './agreements.ts';
import { underWayFor } from './decisions.ts';
import { latestFindings } from './determinations.ts';
import { holdsTowards, lastInErrand, lastRested, lastTakenOff } from './holds-towards.ts';
import { deadAmong } from './known-about.ts';
import { isFoundDeferred } from './instalment-limit.ts';
import { missingThen, PAID_IN_TIME } from './paid-before-default.ts';
import { isToLook, type UnpaidInstalment } from './plan-default-rule.ts';
import { cameBack, noticesOf, tooLateToTell } from './plan-notices.ts';
import { lastDemandedOn, standingDefaults, type PlanDefault } from './plan-defaults.ts';
import { wouldComeTo, type ReassessRefusal, type WouldCome } from './reassess.ts';
import { transferStandings, type TransferStanding } from './transfer-standings.ts';
import type { Agreement, Decision } from './types.ts';
import { itemsAbout } from './work-items.ts';

/** Everything by which it is judged what follows for one who has a plan, a demand that stands, or is in default. */
export interface PlanStanding {
  readonly debtor: DebtorNumber;
  readonly inForce: Agreement | null;
  /** The demand or default that stands. */
  readonly stands: PlanDefault | null;
  readonly notice: Notice | null;
  /** Its letter was not made before the deadline that it prints: nobody can be told of it any more. */
  readonly tooLateToTell: boolean;
  /** Its letter came back, perhaps after it had counted as arrived: a person sees to it, or has done so. */
  readonly cameBack: 'unseen' | 'seen-to' | null;
  /** Instalments whose due date is over and of which something is unpaid, the oldest first. */
  readonly unpaid: readonly UnpaidInstalment[];
  readonly claims: readonly OpenBalance[];
  readonly holds: readonly HoldReason[];
  /** The last day on which a hold that stopped demands, towards this debtor, was lifted, or a payment taken off; null = none was. */
  readonly restedTo: PlainDate | null;
  /** The last day on which anything was demanded, of whichever plan; null = nothing has been. */
  readonly lastDemandedOn: PlainDate | null;
  /** The last day on which a payment that had covered something of the plan was taken off; null = none was. */
  readonly takenOffOn: PlainDate | null;
  /** The last day on which a death, a bankruptcy or debt relief of the debtor's was over; null = there was none. */
  readonly errandOverOn: PlainDate | null;
  /** Money of the debtor's lies that covers nothing. */
  readonly unallocated: boolean;
  /** Nothing may be asked for, because deferral is found or proposed, or death is known. */
  readonly stopped: 'deferral' | 'death' | null;
  readonly underWay: Decision | null;
  /** What looking at the debtor's income again would come to; null = it is not time for it. */
  readonly look: WouldCome | { readonly refusal: ReassessRefusal['tag'] } | null;
  /** Matters that a person has been told of before: their kind and detail. */
  readonly noted: ReadonlySet<string>;
  /** Only of one in default, of whom money of the last day to pay has been known since: what was missing then of what was demanded. */
  readonly missingThen: Ore | null;
  /** Only of one in default. */
  readonly transfer: TransferStanding | null;
}

/** Tells for which of some debtors money lies that covers nothing; payments are known to a later room. */
export type UnallocatedFor = (
  tx: MunicipalityReadTx,
  debtors: readonly DebtorNumber[],
) => Promise<ReadonlySet<DebtorNumber>>;

export interface StandingsAsked {
  readonly on: PlainDate;
  readonly unallocatedFor: UnallocatedFor;
}

/**
 * The next debtors after one who have a plan with a due date behind it, a demand, or are in default; at most `limit`. Those about
 * whom something has been done that day are due no longer.
 */
export async function debtorsToFollow(
  tx: MunicipalityReadTx,
  { after, limit, on }: { readonly after: bigint; readonly limit: number; readonly on: PlainDate },
): Promise<DebtorNumber[]> {
  const { rows } = await sql<{ debtor: DebtorNumber }>`
    select debtor from (
      select a.debtor_number as debtor from agreement a
      where a.ended_on is null and a.outcome = 'plan' and a.debtor_number > ${after.toString()}::bigint and exists (
        select from instalment i
        where i.debtor_number = a.debtor_number and i.due_on < ${on}::date and i.amount_ore > 0)
      union
      select debtor_number from plan_default
      where state in ('demanded', 'defaulted') and debtor_number > ${after.toString()}::bigint) following
    where not exists (
      select from plan_default p
      where p.debtor_number = following.debtor and ${on}::date in (p.demanded_on, p.looked_on, p.defaulted_on, p.closed_on))
    order by debtor limit ${limit}::int`.execute(tx);
  return rows.map(({ debtor }) => debtor);
}

/** How these debtors stand on a day, in their order. */
export async function planStandings(
  tx: MunicipalityReadTx,
  debtors: readonly DebtorNumber[],
  { on, unallocatedFor }: StandingsAsked,
): Promise<PlanStanding[]> {
  if (debtors.length === 0) return [];
  const [claims, stands, inForce] = await Promise.all([
    openBalances(tx, debtors),
    standingDefaults(tx, debtors),
    agreementsInForce(tx, debtors),
  ]);
  const owesDue = (debtor: DebtorNumber) =>
    (claims.get(debtor) ?? []).some(({ dueFrom }) => dueFrom > zeroOre);
  // Nearly everybody has paid what was asked for: of them nothing more is read.
  const late = debtors.filter((debtor) => stands.has(debtor) || owesDue(debtor));
  const [
    unpaid,
    holds,
    underWay,
    unallocated,
    notices,
    noted,
    rested,
    off,
    errands,
    demanded,
    transfers,
    missing,
  ] = await Promise.all([
    unpaidInstalments(tx, late, on),
    holdsTowards(tx, late, claims),
    underWayFor(tx, late),
    unallocatedFor(tx, late),
    noticesOf(tx, stands),
    notedAbout(tx, late),
    lastRested(tx, late, { claims, inForce }),
    lastTakenOff(tx, late, { claims, inForce }),
    lastInErrand(tx, late, { claims, inForce }),
    lastDemandedOn(tx, late),
    transferStandings(tx, [...stands.values()]),
    missingThen(tx, [...stands.values()]),
  ]);
  const [stopped, tooLate, back, looks] = await Promise.all([
    stoppedAmong(tx, late, { inForce, underWay, on }),
    tooLateToTell(tx, [...notices.values()], on),
    cameBack(tx, [...notices.values()]),
    looksAt(tx, { stands, notices, on }),
  ]);
  return debtors.map((debtor) => ({
    debtor,
    inForce: inForce.get(debtor) ?? null,
    stands: stands.get(debtor) ?? null,
    notice: notices.get(stands.get(debtor)?.notice ?? NO_NOTICE) ?? null,
    tooLateToTell: tooLate.has(debtor),
    cameBack: back.get(debtor) ?? null,
    unpaid: unpaid.get(debtor) ?? [],
    claims: claims.get(debtor) ?? [],
    holds: holds.get(debtor) ?? [],
    restedTo: latestOf(rested.get(debtor), off.get(debtor)),
    lastDemandedOn: demanded.get(debtor) ?? null,
    takenOffOn: off.get(debtor) ?? null,
    errandOverOn: errands.get(debtor) ?? null,
    unallocated: unallocated.has(debtor),
    stopped: stopped.get(debtor) ?? null,
    underWay: underWay.get(debtor) ?? null,
    look: looks(debtor),
    noted: noted.get(debtor) ?? new Set(),
    missingThen: missing.get(stands.get(debtor)?.decision ?? NO_DECISION) ?? null,
    transfer: transfers.get(debtor) ?? null,
  }));
}

const NO_NOTICE = 0n as NoticeId; // no notice has it
const NO_DECISION = 0n as DecisionId; // no decision has it

async function unpaidInstalments(
  tx: MunicipalityReadTx,
  debtors: readonly DebtorNumber[],
  on: PlainDate,
): Promise<Map<DebtorNumber, UnpaidInstalment[]>> {
  if (debtors.length === 0) return new Map();
  const { rows } = await sql<{ debtor: DebtorNumber; instalment: InstalmentId; dueOn: PlainDate }>`
    select debtor_number as debtor, instalment_id as instalment, due_on as "dueOn" from instalment
    where debtor_number = any (${debtors}::int[]) and due_on < ${on}::date and amount_ore > 0
    order by debtor_number, due_on`.execute(tx);
  const standings = await instalmentStandings(
    tx,
    rows.map(({ instalment }) => instalment),
  );
  const unpaid = rows.flatMap((row) => {
    const left = standings.get(row.instalment)?.unpaid ?? zeroOre;
    return left > zeroOre ? [{ ...row, unpaid: left }] : [];
  });
  return Map.groupBy(unpaid, ({ debtor }) => debtor);
}

interface KnownToStop {
  readonly inForce: ReadonlyMap<DebtorNumber, Agreement>;
  readonly underWay: ReadonlyMap<DebtorNumber, Decision>;
  readonly on: PlainDate;
}

/** As where instalments are asked for: deferral counts from the moment it is found, also while a person must look (fail closed). */
async function stoppedAmong(
  tx: MunicipalityReadTx,
  debtors: readonly DebtorNumber[],
  { inForce, underWay, on }: KnownToStop,
): Promise<Map<DebtorNumber, 'deferral' | 'death'>> {
  const found = await latestFindings(tx, debtors);
  const dead = await deadAmong(tx, debtors);
  const stopped = new Map<DebtorNumber, 'deferral' | 'death'>();
  for (const debtor of debtors) {
    const terms = inForce.get(debtor)?.terms;
    const manual = terms?.outcome === 'plan' && terms.reason === 'manual';
    const proposed = underWay.get(debtor)?.terms.outcome === 'deferral';
    if (dead.has(debtor)) stopped.set(debtor, 'death');
    else if (proposed || isFoundDeferred({ manual, nextDue: on }, found.get(debtor)))
      stopped.set(debtor, 'deferral');
  }
  return stopped;
}

interface LooksAsked {
  readonly stands: ReadonlyMap<DebtorNumber, PlanDefault>;
  readonly notices: ReadonlyMap<NoticeId, Notice>;
  readonly on: PlainDate;
}

/** Of those whose deadline has passed, and who have not been looked at since. */
async function looksAt(
  tx: MunicipalityReadTx,
  { stands, notices, on }: LooksAsked,
): Promise<(debtor: DebtorNumber) => PlanStanding['look']> {
  const passed = [...stands.values()].filter(({ notice, lookedOn }) => {
    const deadline = notices.get(notice)?.deadline ?? null;
    return deadline !== null && deadline < on && isToLook(lookedOn, on);
  });
  if (passed.length === 0) return () => null;
  const looked = await wouldComeTo(
    tx,
    passed.map(({ debtor }) => debtor).toSorted((a, b) => a - b),
    on,
  );
  return (debtor) => (looked.ok ? (looked.value.get(debtor) ?? null) : { refusal: looked.refusal.tag });
}

const tellable = [
  'manual-plan-not-kept',
  'default-needs-facts',
  'co-debtor-not-in-default',
  PAID_IN_TIME,
] as const;

async function notedAbout(
  tx: MunicipalityReadTx,
  debtors: readonly DebtorNumber[],
): Promise<Map<DebtorNumber, ReadonlySet<string>>> {
  const items = await itemsAbout(tx, tellable, debtors);
  return new Map(
    [...items].map(([debtor, theirs]) => [
      debtor,
      new Set(theirs.map(({ kind, about }) => `${kind}/${about ?? ''}`)),
    ]),
  );
}
