import { interruptLimitations } from '../charges/last-days.ts';
import { changeClaimDates, claimDates } from '../claims/claim-dates.ts';
import { liftHolds } from '../claims/holds.ts';
import type { ClaimNumber } from '../claims/types.ts';
import { dayInCopenhagen, type PlainDate } from '../kernel/dates.ts';
import { ok, refuse, type Result } from '../kernel/result.ts';
import { later } from '../law/interest-facts.ts';
import { lockReceivables } from '../ledger/lock.ts';
import type { MunicipalityTx } from '../platform/database.ts';
import { mainsOf } from './about-claims.ts';
import { arrangementsByNumber, moveArrangements } from './store.ts';
import type { Arrangement, ArrangementNumber } from './types.ts';
import { endWaiting } from './waiting.ts';

export interface Ending {
  readonly state: 'kept' | 'broken' | 'ended';
  readonly why: string;
  readonly on: PlainDate;
  readonly by: string;
  readonly at: Temporal.Instant;
}

/**
 * Ends an arrangement: its claims rest no longer. Where it was broken their last timely day is the due date that was missed (open question
 * Q34), where a deferral has run out, or a plan with no more left than is tolerated, the day it ran to, and where it was ended that day, but never later than
 * the day it ran to: what was agreed kept nobody from asking for payment any longer. The debtor has been locked by the caller.
 */
export async function endArrangement(
  tx: MunicipalityTx,
  arrangement: Arrangement,
  { state, why, on, by, at }: Ending,
): Promise<void> {
  const { number, terms, missedOn } = arrangement;
  await moveArrangements(tx, [{ ...arrangement, arrangement, state, nextOn: null, ended: { on, why } }]);
  const mains = await mainsOf(tx, arrangement);
  await liftHolds(
    tx,
    mains.map((claim) => ({ claim, reason: terms.kind, debtor: null, on, why, by, at })),
  );
  if (state === 'kept') return;
  // The years begin when payment could first be asked for (forældelsesloven §§ 2-3).
  const isOver = why === 'passed' || why === 'rest-left';
  const srb = isOver ? terms.lastDue : (missedOn ?? (on < terms.lastDue ? on : terms.lastDue));
  await countFromAgreed(tx, arrangement, { mains, agreed: srb, by, at });
  if (isOver) return;
  const dates = await claimDates(tx, mains);
  await changeClaimDates(
    tx,
    mains.map((claim) => ({
      claim,
      dates: { srb: later(srb, dates.get(claim)?.due ?? srb) },
      because: 'arrangement-ended' as const,
      about: String(number),
      on,
      by,
      at,
    })),
  );
}

interface Agreed {
  readonly mains: readonly ClaimNumber[];
  /** Before that day nothing could be demanded of the debtor. */
  readonly agreed: PlainDate;
  readonly by: string;
  readonly at: Temporal.Instant;
}

/** Who agreed to a later day has the years from there (forældelsesloven §§ 2-3): main claims, and the interest and fees that waited too. */
async function countFromAgreed(
  tx: MunicipalityTx,
  { number, debtor, claims }: Arrangement,
  { mains, agreed, by, at }: Agreed,
): Promise<void> {
  await interruptLimitations(tx, {
    interruption: { kind: 'agreed-day', on: agreed },
    claims: [...new Set([...mains, ...claims.map(({ claim }) => claim)])],
    debtor,
    evidence: `arrangement ${number}`,
    by,
    at,
  });
}

export interface EndByHand {
  readonly arrangement: ArrangementNumber;
  readonly by: string;
  readonly at: Temporal.Instant;
}

export interface EndRefusal {
  readonly tag: 'unknown-arrangement' | 'over-already';
}

/** A person ends an arrangement, such as on the debtor's wish, or a request that the debtor has taken back. To say no is `refuseArrangement`. */
export async function endByHand(
  tx: MunicipalityTx,
  { arrangement: number, by, at }: EndByHand,
): Promise<Result<Arrangement, EndRefusal>> {
  const [asked] = await arrangementsByNumber(tx, [number]);
  if (asked === undefined) return refuse({ tag: 'unknown-arrangement' });
  await lockReceivables(tx, [asked.debtor]);
  const [arrangement] = await arrangementsByNumber(tx, [number]);
  if (arrangement === undefined || arrangement.ended !== null) return refuse({ tag: 'over-already' });
  const on = dayInCopenhagen(at);
  if (arrangement.state === 'proposed') {
    await moveArrangements(tx, [
      { ...arrangement, arrangement, state: 'ended', ended: { on, why: 'by-hand' } },
    ]);
    await endWaiting(tx, arrangement, { because: 'Ønsket er trukket tilbage.', by, at });
  } else await endArrangement(tx, arrangement, { state: 'ended', why: 'by-hand', on, by, at });
  return ok(arrangement);
}
