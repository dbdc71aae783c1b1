import { sql } from 'kysely';
import type { MunicipalityReadTx, MunicipalityTx } from '../platform/database.ts';

/** A bank's file as it came. */
export interface BankFile {
  readonly fileName: string;
  readonly sha256: string;
  readonly by: string;
  readonly at: Temporal.Instant;
}

/** Until the transaction ends no other file is taken in: two that tell of the same movements would wait for each other. */
export async function oneFileAtATime(tx: MunicipalityTx): Promise<void> {
  await sql`lock table bank_file in share row exclusive mode`.execute(tx);
}

export async function isBankFileKnown(tx: MunicipalityReadTx, { sha256 }: BankFile): Promise<boolean> {
  const { rows } = await sql`select from bank_file where sha256 = ${sha256}`.execute(tx);
  return rows.length > 0;
}

/** Notes that a file has been taken in, with its lines. */
export async function insertBankFile(
  tx: MunicipalityTx,
  { fileName, sha256, by, at }: BankFile,
  lines: number,
): Promise<void> {
  await sql`
    insert into bank_file (sha256, file_name, lines, taken_at, taken_by)
    values (${sha256}, ${fileName}, ${lines}, ${at}::timestamptz, ${by})`.execute(tx);
}
