import { openWorkItems } from '../agreements/work-items.ts';
import { interestAccrued } from '../charges/interest-accrued.ts';
import { changeClaimDates, claimDates } from '../claims/claim-dates.ts';
import { placeHolds } from '../claims/holds.ts';
import type { ClaimNumber } from '../claims/types.ts';
import { addDays, dayInCopenhagen, monthOf, type PlainDate } from '../kernel/dates.ts';
import { assert, ok, refuse, type Result } from '../kernel/result.ts';
import { REVIEW_AFTER } from '../law/holds.ts';
import { later } from '../law/interest-facts.ts';
import type { PlanRefusal } from '../law/voluntary-plan.ts';
import { lockReceivables } from '../ledger/lock.ts';
import type { ConfigurationVersion } from '../municipality/configurations.ts';
import type { MunicipalityTx } from '../platform/database.ts';
import { mainsOf, type AboutClaims } from './about-claims.ts';
import { acknowledge } from './acknowledge.ts';
import { termsFor, type Wish } from './ask.ts';
import { queueAgreedLetter, type WhyResumed } from './letters.ts';
import { othersRunningOut } from './others-liable.ts';
import { standingOfProposal, type NotDecidable } from './proposals.ts';
import { arrangementsByNumber, moveArrangements, noteDecided } from './store.ts';
import { endWaiting } from './waiting.ts';
import type { Arrangement, ArrangementNumber } from './types.ts';

export interface ArrangementToDecide {
  readonly arrangement: ArrangementNumber;
  readonly configured: ConfigurationVersion;
  readonly by: string;
  readonly at: Temporal.Instant;
}

export type DecideRefusal =
  PlanRefusal | { readonly tag: 'unknown-arrangement' } | { readonly tag: 'not-proposed' } | NotDecidable;

/**
 * A person says yes to an arrangement: it is in force, its claims rest, without interest, their last timely day is its last due date, and
 * their limitation runs anew from the acknowledgement (forældelsesloven § 15; recorded when it was asked for). What had been cleared for Gældsstyrelsen is so no
 * longer. The debtor is written to, and a person is told of others who owe the claims and may be freed by time meanwhile. Looked at by the
 * law again on the day.
 */
export async function decideArrangement(
  tx: MunicipalityTx,
  decision: ArrangementToDecide,
): Promise<Result<Arrangement, DecideRefusal>> {
  const { configured, by, at } = decision;
  const on = dayInCopenhagen(at);
  const [asked] = await arrangementsByNumber(tx, [decision.arrangement]);
  if (asked === undefined) return refuse({ tag: 'unknown-arrangement' });
  await lockReceivables(tx, [asked.debtor]);
  const [arrangement] = await arrangementsByNumber(tx, [decision.arrangement]);
  assert(arrangement !== undefined, 'an arrangement is never deleted');
  if (arrangement.state !== 'proposed') return refuse({ tag: 'not-proposed' });
  const { terms, acknowledgedOn } = arrangement;
  const stands = await standingOfProposal(tx, arrangement, on);
  if (!stands.ok) return stands;
  const { about } = stands.value;
  const allowed = termsFor({ wish: wishOf(terms), acknowledgedOn, configured }, about, on);
  if (!allowed.ok) return allowed;
  const acting = { configured, on, by, at };
  // One that was asked for before acknowledgements were recorded with the request; otherwise this changes nothing.
  await acknowledge(tx, arrangement, { about, on, by, at });
  await endWaiting(tx, arrangement, { because: 'Der er sagt ja.', by, at });
  return ok(await putInForce(tx, arrangement, { about, resumed: null, ...acting }));
}

export interface PuttingInForce {
  readonly about: Pick<AboutClaims, 'owed'>;
  /** Why it goes on after another: nobody has asked for it anew; null = it was asked for. */
  readonly resumed: WhyResumed | null;
  readonly configured: ConfigurationVersion;
  readonly on: PlainDate;
  readonly by: string;
  readonly at: Temporal.Instant;
}

/** Puts an arrangement that was asked for in force, and writes to the debtor, who has been locked by the caller. */
export async function putInForce(
  tx: MunicipalityTx,
  arrangement: Arrangement,
  { about, resumed, configured, on, by, at }: PuttingInForce,
): Promise<Arrangement> {
  const { terms } = arrangement;
  const mains = await mainsOf(tx, arrangement);
  const inForce: Arrangement = {
    ...arrangement,
    state: 'in-force',
    decidedOn: on,
    nextOn: terms.kind === 'plan' ? terms.firstDue : addDays(terms.lastDue, 1),
  };
  await noteDecided(tx, arrangement.number, { on, by });
  await moveArrangements(tx, [{ ...inForce, arrangement }]);
  await letRest(tx, inForce, { mains, on, by, at });
  await tellOfOthers(tx, inForce, at);
  const interestBefore = await interestAccrued(tx, mains, {
    before: on,
    configuration: configured.configuration,
  });
  await queueAgreedLetter(tx, inForce, { about, interestBefore, resumed, configured, on, at });
  return inForce;
}

function wishOf(terms: Arrangement['terms']): Wish {
  return terms.kind === 'deferral'
    ? { kind: 'deferral', until: terms.lastDue }
    : { kind: 'plan', monthly: terms.monthly, first: terms.firstDue, dueDay: terms.dueDay };
}

interface Resting {
  readonly mains: readonly ClaimNumber[];
  readonly on: PlainDate;
  readonly by: string;
  readonly at: Temporal.Instant;
}

async function letRest(
  tx: MunicipalityTx,
  { number, terms }: Arrangement,
  { mains, on, by, at }: Resting,
): Promise<void> {
  const about = String(number);
  const hold = {
    reason: terms.kind,
    debtor: null,
    from: on,
    reviewOn: addDays(terms.lastDue, REVIEW_AFTER),
    about,
    by,
    at,
  };
  await placeHolds(
    tx,
    mains.map((claim) => ({ ...hold, claim })),
  );
  const dates = await claimDates(tx, mains);
  await changeClaimDates(
    tx,
    mains.map((claim) => ({
      claim,
      dates: { srb: later(terms.lastDue, dates.get(claim)?.srb ?? terms.lastDue) },
      because: 'arrangement' as const,
      about,
      on,
      by,
      at,
    })),
  );
}

/** For those who did not ask, limitation runs on while nobody may ask them for anything. */
async function tellOfOthers(
  tx: MunicipalityTx,
  arrangement: Arrangement,
  at: Temporal.Instant,
): Promise<void> {
  const on = dayInCopenhagen(at);
  const others = await othersRunningOut(tx, arrangement, on);
  await openWorkItems(
    tx,
    others.map(({ debtor, until }) => ({
      kind: 'limitation-runs-on',
      debtor,
      month: monthOf(on),
      about: `${arrangement.number}/${until}`,
    })),
    at,
  );
}
