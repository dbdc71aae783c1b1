import type { PlainDate } from '../kernel/dates.ts';
import { effects, type HoldReason } from '../law/holds.ts';
import type { MunicipalityTx } from '../platform/database.ts';
import { heldForRecovery, wantRecalls, type RecallWanted } from './recovery-work.ts';
import { registeredForSetOff } from './set-off-registrations.ts';
import { withdrawClearances } from './transfer-clearance.ts';
import type { ClaimNumber } from './types.ts';

/** Why a claim must not go on to the recovery authority. */
export interface RecoveryStop extends Pick<RecallWanted, 'reason' | 'whenThere'> {
  readonly claim: ClaimNumber;
  /**
   * Why its clearance is taken back: it must be given anew before the claim can be sent. Null = it stays cleared, and goes on by
   * itself when what stops it has ended.
   */
  readonly withdrawn: string | null;
  /** A decision's, objection's or errand's number. No personal data. */
  readonly about: string;
  readonly on: PlainDate;
}

/**
 * The one way by which a claim is kept from the recovery authority, wherever it is on its way there: cleared, queued, told, in
 * hearing, on the list, or registered there for set-off alone. What is on its way is called off, or called back, by the room that
 * sends it.
 */
export async function stopRecovery(
  tx: MunicipalityTx,
  stops: readonly RecoveryStop[],
  at: Temporal.Instant,
): Promise<void> {
  if (stops.length === 0) return;
  for (const [on, ofDay] of Map.groupBy(stops, (stop) => stop.on))
    for (const [why, alike] of Map.groupBy(ofDay, ({ withdrawn }) => withdrawn)) {
      const claims = alike.map(({ claim }) => claim);
      if (why !== null) await withdrawClearances(tx, claims, { on, why });
    }
  const claims = stops.map(({ claim }) => claim);
  const onTheirWay = await heldForRecovery(tx, claims);
  const registered = await registeredForSetOff(tx, claims);
  await wantRecalls(
    tx,
    stops
      .filter(({ claim }) => onTheirWay.has(claim) || registered.has(claim))
      .map(({ withdrawn, ...stop }) => ({ ...stop, staysCleared: withdrawn === null })),
    at,
  );
}

type StoppedBy = Pick<RecoveryStop, 'reason' | 'whenThere'> & { readonly staysCleared: boolean };

const disputed: StoppedBy = { reason: 'KLAG', whenThere: 'called-back', staysCleared: false };
const arranged: StoppedBy = { reason: 'HENS', whenThere: 'called-back', staysCleared: false };
// No reason of the authority's fits: what it has received it sees to itself.
const insolvent: StoppedBy = { reason: null, whenThere: 'stays', staysCleared: false };
const forNow: StoppedBy = { reason: null, whenThere: 'stays', staysCleared: true };

/**
 * What a hold that stops transfer means for a claim on its way (gældsinddrivelsesloven § 2; Den juridiske vejledning G.A.1.3.1-2).
 * `ended` is called back with the reason of its end (`endings/call-off-recovery.ts`); `recovery` is the way there itself.
 */
const stoppedBy: Readonly<Record<Exclude<HoldReason, 'ended' | 'recovery'>, StoppedBy>> = {
  objection: disputed,
  complaint: disputed,
  'source-to-correct': disputed,
  deferral: arranged,
  plan: arranged,
  request: forNow,
  death: insolvent,
  bankruptcy: insolvent,
  'debt-relief': insolvent,
  'missing-address': forNow,
  'returned-mail': forNow,
  'set-off-pending': forNow,
  'lapse-review': forNow,
  'returned-less': forNow,
  liability: forNow,
  'decision-complaint': forNow,
  manual: forNow,
};

/** A hold that is placed, as far as it says whether its claim may go on. */
interface Placed {
  readonly claim: ClaimNumber;
  readonly reason: HoldReason;
  readonly from: PlainDate;
  readonly about: string;
}

/** What these holds stop on its way to the recovery authority (law/holds.ts, `transfer`). */
export function stopsOf(holds: readonly Placed[]): RecoveryStop[] {
  return holds.flatMap(({ claim, reason, from: on, about }) => {
    if (reason === 'ended' || reason === 'recovery' || !effects([reason]).transfer) return [];
    const { staysCleared, ...by } = stoppedBy[reason];
    // What a person writes about a hold by hand is for people alone.
    const told = by.reason === null ? `${reason} ${on}` : about;
    return [{ ...by, claim, withdrawn: staysCleared ? null : reason, about: told, on }];
  });
}
