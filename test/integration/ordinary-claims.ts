import { sql } from 'kysely';
import { claimNumber, type ClaimNumber } from '../../src/claims/types.ts';
import { registerDebtors } from '../../src/debtors/register.ts';
import type { CprNumber } from '../../src/kernel/cpr-number.ts';
import type { DebtorNumber } from '../../src/kernel/ids.ts';
import { raiseImported } from '../../src/ledger/raise.ts';
import type { MunicipalityTx } from '../../src/platform/database.ts';

/** A claim that is no repayment of benefits, as a test tells it. */
export interface OrdinaryClaim {
  /** The source's name for it. */
  readonly claimId: string;
  readonly debtors: readonly DebtorNumber[];
  /** In whole kroner. */
  readonly owed: number;
  readonly type?: string;
  readonly due?: string;
  readonly sourceSystem?: string;
  readonly description?: string;
  readonly period?: readonly [from: string, to: string];
  /** The BFE number of the property that it is about. */
  readonly property?: string;
}

/** Writes a claim of another kind into the register and raises it, and answers its number. */
export async function anOrdinaryClaim(tx: MunicipalityTx, claim: OrdinaryClaim): Promise<ClaimNumber> {
  const { claimId, debtors, owed, type = 'CFFAKTU', due = '2026-02-02', sourceSystem = 'OPUS' } = claim;
  const { description = null, period: [from, to] = [null, null], property = null } = claim;
  const [number, imported] = [await nextNumber(tx, 'claim'), await nextNumber(tx, 'import')];
  const account = await nextNumber(tx, 'account');
  await sql`
    insert into claim_import values (${imported}::bigint, 'regninger.csv', repeat('0', 64), 1, 1, 0, 0, '2026-01-05T09:00Z',
      'prøve', 'ordinary')`.execute(tx);
  await sql`
    insert into account values (${account}::bigint, ${sourceSystem}, ${claimId}, ${debtors[0]}::int, ${imported}::bigint)`.execute(
    tx,
  );
  await sql`
    insert into claim (claim_number, account_number, source_system, claim_id, claim_type, level, origin_on, due_on, srb_on,
      import_number, description, period_from, period_to, property_number)
    values (${number}::bigint, ${account}::bigint, ${sourceSystem}, ${claimId}, ${type}, 'main', '2026-01-05', ${due}::date,
      ${due}::date, ${imported}::bigint, ${description}, ${from}::date, ${to}::date, ${property})`.execute(
    tx,
  );
  await sql`
    insert into part_claim values (${number}::bigint, '1', ${owed * 100}::bigint, ${owed * 100}::bigint, null, null,
      ${imported}::bigint)`.execute(tx);
  await sql`
    insert into liability select ${number}::bigint, d, ${debtors.length > 1 ? 'joint' : 'sole'}
    from unnest(${debtors}::int[]) d`.execute(tx);
  await raiseImported(tx, imported);
  return claimNumber(number);
}

/** Somebody who owes nothing yet. */
export async function somebody(tx: MunicipalityTx, cpr: CprNumber): Promise<DebtorNumber> {
  const at = Temporal.Instant.from('2026-01-05T09:00:00Z');
  const number = (await registerDebtors(tx, [cpr], at)).get(cpr);
  if (number === undefined) throw new Error('the debtor was registered');
  return number;
}

async function nextNumber(tx: MunicipalityTx, kind: string): Promise<bigint> {
  const { rows } = await sql<{ last_used: bigint }>`
    update claim_counter set last_used = last_used + 1 where kind = ${kind} returning last_used`.execute(tx);
  return rows[0]?.last_used ?? 0n;
}
