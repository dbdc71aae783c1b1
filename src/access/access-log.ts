import { sql } from 'kysely';
import type { DebtorNumber } from '../kernel/ids.ts';
import type { MunicipalityTx } from '../platform/database.ts';

/** One reading of personal data. `about` names the run or the screen, never the person. */
export interface AccessEntry {
  readonly at: Temporal.Instant;
  /** Who: a user's id, or `system` with the command. */
  readonly actor: string;
  /** Why, in the words of the person who looks up or of the job. */
  readonly purpose: string;
  /** Null = a run over many debtors, which is one entry. */
  readonly debtor: DebtorNumber | null;
  readonly about: string;
}

/** Writes that personal data was read. Called before the data is shown, in the transaction that reads it. */
export async function logAccess(tx: MunicipalityTx, entry: AccessEntry): Promise<void> {
  await sql`
    insert into access_log (at, actor, purpose, debtor_number, about)
    values (${entry.at.toString()}::timestamptz, ${entry.actor}, ${entry.purpose}, ${entry.debtor}, ${entry.about})`.execute(
    tx,
  );
}
