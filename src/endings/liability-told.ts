import { holdsOn, liftHolds } from '../claims/holds.ts';
import { claimNumber, type ClaimNumber } from '../claims/types.ts';
import { addDays, dayInCopenhagen } from '../kernel/dates.ts';
import type { DebtorNumber, NoticeId } from '../kernel/ids.ts';
import { assert } from '../kernel/result.ts';
import { noticesById } from '../letters/notices.ts';
import { configurationVersion } from '../municipality/configurations.ts';
import type { MunicipalityTx } from '../platform/database.ts';
import { complete, enqueue, postpone, takeDue, type TakenWork } from '../platform/due-work.ts';
import type { ActingOnErrand } from './errands.ts';
import { queueLiability, type LiabilityGround } from './own-notices.ts';
import type { OwedClaim } from './types.ts';

/** Kind of due work: one who has become liable is told of it, and then what they owe is held no longer. Key: the notice's number. */
const LIABILITY_TOLD = 'liability-told';

export interface NewlyLiable extends ActingOnErrand {
  /** The errand's or proposal's number that the holds name. */
  readonly about: bigint;
  readonly ground: LiabilityGround;
  readonly debtor: DebtorNumber;
  /** What is left of what they have become liable for. */
  readonly claims: readonly OwedClaim[];
  /** All that is held, also what is paid. */
  readonly held: readonly ClaimNumber[];
}

/** Writes to one who has become liable: a spouse or heir, or whom two persons have found to be. */
export async function tellNewlyLiable(
  tx: MunicipalityTx,
  { about, held, on, at, ...telling }: NewlyLiable,
): Promise<void> {
  const configured = await configurationVersion(tx, null);
  assert(configured !== null, 'a municipality that collects is configured');
  const notice = await queueLiability(tx, { ...telling, configured, on, at });
  const payload = { errand: String(about), held: held.map(String) };
  await enqueue(tx, [{ kind: LIABILITY_TOLD, key: String(notice), dueAt: at, payload }]);
}

/** Letters a transaction. */
const AT_A_TIME = 500;

/**
 * Lifts the holds of those whom the letter has reached; the others are looked at again the next day. Answers how many were told, and
 * whether there may be more.
 */
export async function liftWhereTold(
  tx: MunicipalityTx,
  { by, at }: Pick<ActingOnErrand, 'by' | 'at'>,
): Promise<{ readonly told: number; readonly more: boolean }> {
  const due = await takeDue(tx, { kind: LIABILITY_TOLD, now: at, limit: AT_A_TIME });
  const done: string[] = [];
  for (const work of due)
    if (await lift(tx, work, { by, at })) done.push(work.key);
    else await postpone(tx, work, { because: 'letter-not-arrived', until: nextMorning(at) });
  await complete(tx, { kind: LIABILITY_TOLD, keys: done, now: at });
  return { told: done.length, more: due.length === AT_A_TIME };
}

/** The beginning of the next day. */
export function nextMorning(at: Temporal.Instant): Temporal.Instant {
  return Temporal.PlainDate.from(addDays(dayInCopenhagen(at), 1))
    .toZonedDateTime('Europe/Copenhagen')
    .toInstant();
}

/** Whether it is done: the letter has arrived, or a person has lifted the holds. */
async function lift(
  tx: MunicipalityTx,
  { key, payload }: TakenWork,
  { by, at }: Pick<ActingOnErrand, 'by' | 'at'>,
): Promise<boolean> {
  // Written with the notice; before what is paid was held too, without `held`.
  const { errand, held = [] } = payload as { readonly errand: string; readonly held?: readonly string[] };
  const [notice] = await noticesById(tx, [BigInt(key) as NoticeId]); // the key is its number
  assert(notice !== undefined, 'a notice is kept');
  const { debtor, claims, arrivedOn, notArrivedOn } = notice;
  const standing = await holdsOn(tx, [
    ...new Set([...claims.map(({ claim }) => claim), ...held.map((each) => claimNumber(BigInt(each)))]),
  ]);
  const ours = [...standing.values()]
    .flat()
    .filter((hold) => hold.reason === 'liability' && hold.debtor === debtor && hold.about === errand);
  if (ours.length === 0) return true;
  if (arrivedOn === null || (notArrivedOn !== null && arrivedOn < notArrivedOn)) return false;
  const on = dayInCopenhagen(at);
  await liftHolds(
    tx,
    ours.map((hold) => ({ ...hold, on, why: 'told', by, at })),
  );
  return true;
}
