import { sql } from 'kysely';
import type { ClaimNumber } from '../claims/types.ts';
import { dayInCopenhagen, type PlainDate } from '../kernel/dates.ts';
import { instalmentId, type DebtorNumber, type DecisionId, type MunicipalityCode } from '../kernel/ids.ts';
import { addOre, minOre, ore, plainKroner, subtractOre, sumOre, zeroOre, type Ore } from '../kernel/money.ts';
import { ok, type Result } from '../kernel/result.ts';
import { logAccess } from '../access/access-log.ts';
import { postInstalments, type InstalmentToPost } from '../ledger/instalments.ts';
import { lockReceivables } from '../ledger/lock.ts';
import { asOneChunk, copyInto, copyLine } from '../platform/copy.ts';
import type { Clock } from '../platform/clock.ts';
import {
  inMunicipality,
  type Database,
  type MunicipalityReadTx,
  type MunicipalityTx,
} from '../platform/database.ts';
import { withJobLock, type Held } from '../platform/job-locks.ts';
import { dueDateAfter } from './schedule.ts';
import type { PlanOfClaims } from './left-to-ask.ts';
import { countAhead, type PaidAheadFor } from './paid-ahead.ts';
import { asideFor, knownAbout, type Known } from './known-about.ts';
import { limitOf, type LessBecause, type PlanToAsk } from './instalment-limit.ts';

export interface RaiseInstalments {
  readonly database: Database;
  readonly municipality: MunicipalityCode;
  /** Everything due on or before this day. */
  readonly due: PlainDate;
  readonly by: string;
  readonly clock: Clock;
  readonly paidAheadFor: PaidAheadFor;
  readonly progress?: (debtors: number) => void;
  /** The day's lock, where the day's work calls; who calls it alone takes its own. */
  readonly held?: Held;
}

/** What was asked for; amounts are kroner text. */
export interface InstalmentsRaised {
  readonly due: PlainDate;
  readonly instalments: number;
  readonly amount: string;
  /** Due dates on which less than the plan's amount, or nothing, was asked for, by reason. */
  readonly less: Readonly<Partial<Record<LessBecause, number>>>;
}

/** Debtors a transaction. */
const AT_A_TIME = 500;

/**
 * Raises the instalments of the plans in force that are due by a day: each due date once, never more than what is left of
 * the claims, nothing from one whose deferral, death, bankruptcy or debt relief is known, and less by what was paid ahead. Safe to stop and to repeat.
 */
export async function raiseInstalments(
  request: RaiseInstalments,
): Promise<Result<InstalmentsRaised, { readonly tag: 'busy'; readonly name: string }>> {
  const { database, municipality, held } = request;
  if (held !== undefined) return ok(await raisePages(request, held.lost));
  return withJobLock(database, { municipality, lock: 'instalments' }, (lost) => raisePages(request, lost));
}

async function raisePages(request: RaiseInstalments, lost: AbortSignal): Promise<InstalmentsRaised> {
  const { database, municipality: code, due, by, clock } = request;
  await inMunicipality(database, code, (tx) =>
    logAccess(tx, {
      at: clock(),
      actor: by,
      purpose: 'bek. 585/2023 § 5',
      debtor: null,
      about: `instalments due by ${due}`,
    }),
  );
  const raised = new Raised(due);
  for (let debtors = 0; ;) {
    lost.throwIfAborted();
    const done = await inMunicipality(database, code, (tx) => raisePage(tx, request, raised));
    if (done === 0) return raised.report();
    request.progress?.((debtors += done));
  }
}

class Raised {
  readonly #due: PlainDate;
  readonly #less: Partial<Record<LessBecause, number>> = {};
  #instalments = 0;
  #amount = zeroOre;

  constructor(due: PlainDate) {
    this.#due = due;
  }

  add({ amount, lessBecause }: Instalment): void {
    if (amount > 0n) this.#instalments += 1;
    this.#amount = addOre(this.#amount, amount);
    if (lessBecause !== null) this.#less[lessBecause] = (this.#less[lessBecause] ?? 0) + 1;
  }

  report(): InstalmentsRaised {
    return {
      due: this.#due,
      instalments: this.#instalments,
      amount: plainKroner(this.#amount),
      less: this.#less,
    };
  }
}

interface PlanDue extends PlanToAsk, PlanOfClaims {
  readonly agreement: DecisionId;
  readonly dueDay: number;
}

async function plansDue(tx: MunicipalityReadTx, due: PlainDate): Promise<PlanDue[]> {
  const { rows } = await sql<{
    agreement: DecisionId;
    debtor: DebtorNumber;
    monthly: bigint;
    manual: boolean;
    nextDue: PlainDate;
    dueDay: number;
    covers: ClaimNumber[];
  }>`
    select a.agreement_id as agreement, a.debtor_number as debtor, a.monthly_ore as monthly, a.reason = 'manual' as manual,
      a.next_due as "nextDue", a.due_day as "dueDay", d.covers_claims as covers
    from agreement a join decision d on d.decision_id = a.agreement_id
    where a.next_due <= ${due}::date and (a.ended_on is null or a.next_due < a.ended_on)
    order by a.next_due, a.debtor_number limit ${AT_A_TIME}`.execute(tx);
  return rows.map((row) => ({ ...row, monthly: ore(row.monthly), covers: new Set(row.covers) }));
}

interface Instalment extends PlanDue {
  readonly amount: Ore;
  /** What has been paid ahead and counts for it. */
  readonly ahead: Ore;
  readonly lessBecause: LessBecause | null;
  readonly shares: ReadonlyMap<string, Ore>;
}

/** One due date of each plan; a plan that is more than one behind comes again on the next page. */
async function raisePage(
  tx: MunicipalityTx,
  { due, clock, paidAheadFor }: RaiseInstalments,
  raised: Raised,
): Promise<number> {
  const plans = await plansDue(tx, due);
  if (plans.length === 0) return 0;
  const debtors = plans.map(({ debtor }) => debtor);
  await lockReceivables(tx, debtors);
  const known = await knownAbout(tx, plans, { due, paidAheadFor });
  const instalments = plans.map((plan) => instalmentOf(plan, known));
  const asked = instalments.filter(({ amount, lessBecause }) => amount > 0n || lessBecause !== null);
  await write(tx, asked, clock());
  await moveOn(tx, plans);
  for (const each of asked) raised.add(each);
  return plans.length;
}

function instalmentOf(plan: PlanDue, known: Known): Instalment {
  const limit = limitOf(plan, known);
  const aside = asideFor(plan.debtor, known);
  const paid = known.ahead.get(plan.debtor) ?? zeroOre;
  const ahead = paid > zeroOre && known.left.has(plan, aside) ? minOre(limit.amount, paid) : zeroOre;
  const shares = known.left.take(plan, { ...aside, amount: subtractOre(limit.amount, ahead) });
  const lessBecause = ahead > zeroOre ? 'paid-ahead' : limit.because;
  // The last instalment is what is left.
  return { ...plan, amount: sumOre(shares.values()), shares, ahead, lessBecause };
}

async function write(
  tx: MunicipalityTx,
  instalments: readonly Instalment[],
  at: Temporal.Instant,
): Promise<void> {
  const lines = instalments.map(({ agreement, debtor, nextDue, amount, lessBecause }) =>
    copyLine([instalmentId(nextDue, debtor), agreement, debtor, nextDue, amount, lessBecause, at]),
  );
  await copyInto(tx, instalmentTable, asOneChunk(lines));
  const toPost = instalments.filter(({ amount }) => amount > 0n).map((each) => posting(each, at));
  await postInstalments(tx, toPost);
  const counted = instalments.flatMap(({ ahead: amount, nextDue, debtor }) =>
    amount > zeroOre ? [{ instalment: instalmentId(nextDue, debtor), amount }] : [],
  );
  await countAhead(tx, counted, at);
}

const instalmentTable = {
  table: 'instalment',
  columns: [
    'instalment_id',
    'agreement_id',
    'debtor_number',
    'due_on',
    'amount_ore',
    'less_because',
    'raised_at',
  ],
} as const;

function posting({ debtor, nextDue, shares }: Instalment, at: Temporal.Instant): InstalmentToPost {
  return {
    instalment: instalmentId(nextDue, debtor),
    debtor,
    dueOn: nextDue,
    bookedOn: dayInCopenhagen(at),
    at,
    shares: [...shares].map(([claim, amount]) => ({ claim: BigInt(claim) as ClaimNumber, amount })), // from one above
  };
}

async function moveOn(tx: MunicipalityTx, plans: readonly PlanDue[]): Promise<void> {
  await sql`
    update agreement set next_due = next.due
    from unnest(${plans.map(({ agreement }) => agreement.toString())}::bigint[],
      ${plans.map(({ nextDue, dueDay }) => dueDateAfter(nextDue, 1, dueDay))}::date[]) next (agreement, due)
    where agreement_id = next.agreement`.execute(tx);
}
