import { sql } from 'kysely';
import { estatesAmong } from '../debtors/dead.ts';
import type { PlainDate } from '../kernel/dates.ts';
import type { DebtorNumber } from '../kernel/ids.ts';
import type { MunicipalityReadTx, MunicipalityTx } from '../platform/database.ts';

/** Why money is not paid to a debtor: an estate or a curator has the right to it (dødsboskifteloven; konkursloven §§ 29-30). */
export type NotPaidBecause = 'death' | 'bankruptcy';

/** An errand that says so. */
export interface PayOutStop {
  readonly debtor: DebtorNumber;
  readonly errand: bigint;
}

/** From now on nothing is paid to the debtor's own account, whoever has approved it before. In the transaction that opens the errand. */
export async function stopPayOuts(
  tx: MunicipalityTx,
  { debtor, errand }: PayOutStop,
  { reason, on }: { readonly reason: NotPaidBecause; readonly on: PlainDate },
): Promise<void> {
  await sql`
    insert into pay_out_stop (debtor_number, errand, reason, stopped_on)
    values (${debtor}, ${errand.toString()}::bigint, ${reason}, ${on}::date)`.execute(tx);
}

/** That errand stops nothing any longer. */
export async function liftPayOutStop(
  tx: MunicipalityTx,
  { debtor, errand }: PayOutStop,
  on: PlainDate,
): Promise<void> {
  await sql`
    update pay_out_stop set lifted_on = ${on}::date
    where debtor_number = ${debtor} and errand = ${errand.toString()}::bigint and lifted_on is null`.execute(
    tx,
  );
}

/** Those of these debtors to whom nothing is paid, and why: by an errand, or because CPR tells that they are dead or an estate acts. */
export async function notPaidTo(
  tx: MunicipalityReadTx,
  debtors: readonly DebtorNumber[],
): Promise<ReadonlyMap<DebtorNumber, NotPaidBecause>> {
  if (debtors.length === 0) return new Map();
  const { rows } = await sql<{ debtor: DebtorNumber; reason: NotPaidBecause }>`
    select debtor_number as debtor, reason from pay_out_stop
    where debtor_number = any (${debtors}::int[]) and lifted_on is null
    order by reason`.execute(tx);
  const estates = [...(await estatesAmong(tx, debtors))];
  // A death goes before the bankruptcy that the dead person was in.
  return new Map([
    ...rows.map(({ debtor, reason }) => [debtor, reason] as const),
    ...rows.filter(({ reason }) => reason === 'death').map(({ debtor }) => [debtor, 'death'] as const),
    ...estates.map((debtor) => [debtor, 'death'] as const),
  ]);
}
