import { sql } from 'kysely';
import { dayInCopenhagen, type PlainDate } from '../kernel/dates.ts';
import type { DebtorNumber, DecisionId, InstalmentId } from '../kernel/ids.ts';
import { minOre, ore, subtractOre, sumOre, zeroOre, type Ore } from '../kernel/money.ts';
import { withdrawInstalments } from '../ledger/instalments-withdrawn.ts';
import type { MunicipalityReadTx, MunicipalityTx } from '../platform/database.ts';
import { countedAhead, freeAhead } from './paid-ahead.ts';

export interface NoLongerAsked {
  readonly debtor: DebtorNumber;
  /** Instalments due on or after this day … */
  readonly from: PlainDate;
  /** … and before this one; null = without end. */
  readonly before: PlainDate | null;
  /** Only those of this agreement; null = of any. */
  readonly agreement: DecisionId | null;
  /** What may still be asked for on each due date; null = nothing. */
  readonly keep: Ore | null;
  readonly at: Temporal.Instant;
}

/**
 * Takes back what a debtor has been asked for beyond what is kept, from a day on; what has been paid stays paid, and what of money paid ahead
 * counted there beyond it counts for the next. Answers
 * what was taken back in all. The debtor's claims must be locked (ledger/lock.ts).
 */
export async function takeBackInstalments(
  tx: MunicipalityTx,
  { keep, at, ...span }: NoLongerAsked,
): Promise<Ore> {
  const asked = await instalmentsFrom(tx, span);
  const counted = await countedAhead(tx, span);
  const bookedOn = dayInCopenhagen(at);
  const most = keep ?? zeroOre;
  const takenBack = await withdrawInstalments(
    tx,
    asked.map(({ instalment }) => {
      const ahead = counted.get(instalment) ?? zeroOre;
      return { instalment, keep: subtractOre(most, minOre(most, ahead)), bookedOn, at };
    }),
  );
  await freeAhead(tx, counted, { keep: most, at });
  return sumOre([...takenBack.values()]);
}

/** The last due date that each of these debtors has been asked about; those who never were are left out. */
export async function lastRaised(
  tx: MunicipalityReadTx,
  debtors: readonly DebtorNumber[],
): Promise<Map<DebtorNumber, PlainDate>> {
  const { rows } = await sql<{ debtor: DebtorNumber; last: PlainDate }>`
    select debtor_number as debtor, max(due_on) as last from instalment
    where debtor_number = any (${debtors}::int[]) group by debtor_number`.execute(tx);
  return new Map(rows.map(({ debtor, last }) => [debtor, last]));
}

export interface AskedInstalment {
  readonly instalment: InstalmentId;
  readonly agreement: DecisionId;
  readonly dueOn: PlainDate;
  readonly amount: Ore;
}

export type Span = Pick<NoLongerAsked, 'debtor' | 'from' | 'before' | 'agreement'>;

/** What a debtor has been asked for with due dates in a span, oldest first; due dates passed over are left out. */
export async function instalmentsFrom(
  tx: MunicipalityReadTx,
  { debtor, from, before, agreement }: Span,
): Promise<AskedInstalment[]> {
  const { rows } = await sql<{
    instalment: InstalmentId;
    agreement: DecisionId;
    dueOn: PlainDate;
    amount: bigint;
  }>`
    select instalment_id as instalment, agreement_id as agreement, due_on as "dueOn", amount_ore as amount
    from instalment
    where debtor_number = ${debtor} and due_on >= ${from}::date and amount_ore > 0
      and (${before}::date is null or due_on < ${before}::date)
      and (${agreement?.toString() ?? null}::bigint is null or agreement_id = ${agreement?.toString() ?? null}::bigint)
    order by due_on`.execute(tx);
  return rows.map((row) => ({ ...row, amount: ore(row.amount) }));
}
