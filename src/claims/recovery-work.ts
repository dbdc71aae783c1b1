import { sql } from 'kysely';
import type { PlainDate } from '../kernel/dates.ts';
import { ore, type Ore } from '../kernel/money.ts';
import type { MunicipalityReadTx, MunicipalityTx } from '../platform/database.ts';
import { enqueue, type TakenWork } from '../platform/due-work.ts';
import { claimNumber, type ClaimNumber } from './types.ts';

/** Kind of due work: a claim that may be at the recovery authority is to be called back from there. */
export const RECALL_WANTED = 'recall-wanted';
/** Kind of due work: what is left of a claim that may be at the recovery authority has changed on our side. */
export const RECOVERY_CHANGED = 'recovery-changed';

/** A claim to be called back (tilbagekaldelse), by the recovery authority's reason. */
export interface RecallWanted {
  readonly claim: ClaimNumber;
  /**
   * hens: an arrangement; klag: a complaint or objection; fejl: it should not have been sent; bort: it has ended; haft: liability.
   * Null = the authority has no reason that fits: only what it has not received is called off.
   */
  readonly reason: 'HENS' | 'KLAG' | 'FEJL' | 'BORT' | 'HAFT' | null;
  /** What it rests on: a decision's, objection's or errand's number. No personal data. */
  readonly about: string;
  readonly on: PlainDate;
  /** Of a claim that the authority had received before that day; `called-back` when absent. */
  readonly whenThere?: 'called-back' | 'stays';
  /** It rests only, and is cleared as before when it has not left; absent = no longer cleared. */
  readonly staysCleared?: boolean;
}

/** Asks for claims to be called back; a claim that is not there, or was called back, is passed over when it is taken. */
export async function wantRecalls(
  tx: MunicipalityTx,
  recalls: readonly RecallWanted[],
  at: Temporal.Instant,
): Promise<void> {
  await enqueue(
    tx,
    recalls.map(({ claim, reason, about, on, whenThere = 'called-back', staysCleared = false }) => ({
      kind: RECALL_WANTED,
      key: `${claim}/${reason ?? 'stop'}/${about}`,
      dueAt: at,
      payload: { claim: String(claim), reason, about, on, whenThere, staysCleared },
    })),
  );
}

/** Why what is left of a claim changed: the cause of the transfers, and its number there. */
export interface RecoveryChanged {
  readonly claim: ClaimNumber;
  /** INDB: the debtor has paid us; REGU: the claim itself is another. */
  readonly reason: 'INDB' | 'REGU';
  readonly cause: string;
  readonly causeNumber: bigint;
  /** The day from which it counts: of a payment, when it was received. */
  readonly effectiveOn: PlainDate;
}

/** Tells of changes to claims that may be at the recovery authority; each change once. */
export async function tellRecovery(
  tx: MunicipalityTx,
  changes: readonly RecoveryChanged[],
  at: Temporal.Instant,
): Promise<void> {
  await enqueue(
    tx,
    changes.map(({ claim, reason, cause, causeNumber, effectiveOn }) => ({
      kind: RECOVERY_CHANGED,
      key: `${claim}/${cause}/${causeNumber}`,
      dueAt: at,
      payload: { claim: String(claim), reason, cause, causeNumber: String(causeNumber), effectiveOn },
    })),
  );
}

/** Kind of due work: the recovery authority has written off a claim, or a part of it. */
export const RECOVERY_WRITTEN_OFF = 'recovery-written-off';

/** What the recovery authority has given up (gældsinddrivelsesloven § 16): no more than stands there. */
export interface WrittenOffThere {
  readonly claim: ClaimNumber;
  readonly amount: Ore;
  /** The notification's number. */
  readonly notification: string;
}

/** Tells what the recovery authority has written off; each notification once. */
export async function tellWrittenOff(
  tx: MunicipalityTx,
  { claim, amount, notification }: WrittenOffThere,
  at: Temporal.Instant,
): Promise<void> {
  const payload = { claim: String(claim), amount: String(amount), notification };
  await enqueue(tx, [{ kind: RECOVERY_WRITTEN_OFF, key: notification, dueAt: at, payload }]);
}

/** A piece of such work, as it was told. */
export function readWrittenOff({ payload }: Pick<TakenWork, 'payload'>): WrittenOffThere {
  const { claim, amount, notification } = payload as Readonly<Record<keyof WrittenOffThere, string>>; // as tellWrittenOff wrote it
  return { claim: claimNumber(BigInt(claim)), amount: ore(BigInt(amount)), notification };
}

/** Those of the claims that are on their way to the recovery authority, or there: they are held for it. */
export async function heldForRecovery(
  tx: MunicipalityReadTx,
  claims: readonly ClaimNumber[],
): Promise<Set<ClaimNumber>> {
  if (claims.length === 0) return new Set();
  const { rows } = await sql<{ claim: ClaimNumber }>`
    select claim_number as claim from hold
    where claim_number = any (${claims.map(String)}::bigint[]) and reason = 'recovery' and lifted_on is null`.execute(
    tx,
  );
  return new Set(rows.map(({ claim }) => claim));
}
