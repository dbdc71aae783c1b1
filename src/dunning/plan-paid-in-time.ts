import { closeMatter, openItemsNotOpen, openWorkItems } from '../agreements/work-items.ts';
import { arrangementsAbout, arrangementsByNumber, moveArrangements } from '../arrangements/arrangements.ts';
import { mainsOf } from '../arrangements/about-claims.ts';
import { askForAnother, goOn, resumptionOf } from '../arrangements/resume.ts';
import type { Arrangement, ArrangementNumber } from '../arrangements/types.ts';
import { takeFeesOff } from '../charges/adjust-charges.ts';
import { chargesOn } from '../charges/charge-limits.ts';
import { holdsOn, liftHolds, noteRested, placeHolds } from '../claims/holds.ts';
import { liabilitiesFor } from '../claims/liabilities.ts';
import { wantRecalls } from '../claims/recovery-work.ts';
import type { ClaimNumber } from '../claims/types.ts';
import { addDays, dayInCopenhagen, monthOf, type PlainDate } from '../kernel/dates.ts';
import type { DebtorNumber } from '../kernel/ids.ts';
import { zeroOre } from '../kernel/money.ts';
import { assert, ok, refuse, type Result } from '../kernel/result.ts';
import { REVIEW_AFTER, effects, type HoldReason } from '../law/holds.ts';
import { accountsOfClaims } from '../ledger/balances.ts';
import { lockReceivables } from '../ledger/lock.ts';
import type { ConfigurationVersion } from '../municipality/configurations.ts';
import { adjustFor } from '../payments/changed-past.ts';
import { giveBack } from '../payments/give-back.ts';
import { holdReduced } from '../payments/hold-for.ts';
import type { MunicipalityTx } from '../platform/database.ts';
import { readArrangements, type ArrangementRow } from './read-arrangements.ts';
import { stepsNeverTaken } from './steps-never-taken.ts';

/**
 * A plan on request that fell away though what was demanded had been paid in time, and was only known later. Nothing goes on until a person has
 * looked (open question Q79): they let the plan go on, or the money was for something else and is moved.
 */

const PAID_IN_TIME = 'plan-paid-in-time';

interface Day {
  readonly on: PlainDate;
  readonly at: Temporal.Instant;
}

/**
 * Tells a person, and lets what is left of its claims rest until the plan goes on, or the hold is lifted by hand. Nothing where all is paid and
 * nothing was charged for the days since.
 */
export async function holdPaidInTime(
  tx: MunicipalityTx,
  { arrangement, owed }: Pick<ArrangementRow, 'arrangement' | 'owed'>,
  { on, at }: Day,
): Promise<void> {
  const { number, debtor } = arrangement;
  const mains = await mainsOf(tx, arrangement);
  const accounts = await accountsOfClaims(tx, mains);
  const open = mains.filter(
    (main) =>
      (accounts.get(main)?.atRecovery ?? zeroOre) > zeroOre || owed.some(({ bill }) => bill.main === main),
  );
  const since = await chargedSince(tx, arrangement, mains);
  if (open.length === 0 && since.every(({ stands }) => stands === zeroOre)) return;
  const item = { kind: PAID_IN_TIME, debtor, month: monthOf(on), about: String(number) } as const;
  await openItemsNotOpen(tx, [item], at);
  const hold = { reason: 'manual', debtor: null, from: on, reviewOn: addDays(on, REVIEW_AFTER) } as const;
  await placeHolds(
    tx,
    open.map((claim) => ({ ...hold, claim, about: aboutHold(number), by: 'arrangements', at })),
  );
}

/** Interest and fees of the days since it fell away. */
async function chargedSince(tx: MunicipalityTx, { ended }: Arrangement, mains: readonly ClaimNumber[]) {
  const charges = [...(await chargesOn(tx, mains)).values()].flat();
  return charges.filter(({ postedOn }) => ended !== null && postedOn >= ended.on);
}

function aboutHold(number: ArrangementNumber): string {
  return `${PAID_IN_TIME} ${number}`;
}

export interface ToResume {
  readonly arrangement: ArrangementNumber;
  readonly configured: ConfigurationVersion;
  readonly by: string;
  readonly at: Temporal.Instant;
}

export type ResumeRefusal =
  | { readonly tag: 'unknown-arrangement' }
  /** Nothing of it has fallen away. */
  | { readonly tag: 'not-broken' }
  /** What was demanded had not been paid by the last day. */
  | { readonly tag: 'was-missed' }
  /** Something else than this lets the claims rest, as an objection. */
  | { readonly tag: 'claim-held' }
  /** It is called back now, and the plan can go on when it has come. */
  | { readonly tag: 'at-recovery' };

/** How it went on: as another plan, or why there is none. */
export type Resumed =
  | { readonly as: Arrangement }
  /** Nothing is owed; something else is agreed about it; the rest would be time-barred before it was paid, and a person has an item about it. */
  | { readonly none: 'nothing-owed' | 'agreed-anew' | 'past-limitation' };

/**
 * Lets a plan on request go on that fell away though what was demanded had been paid in time: by its terms about what is left, from a day that leaves time
 * to pay, and the debtor is told. It never fell away: there is no interest for the days since, and the fees and steps of these days count no
 * longer. What has been paid of them is held for the debtor. What is at Gældsstyrelsen is called back first.
 */
export async function resumePaidInTime(
  tx: MunicipalityTx,
  { arrangement: number, configured, by, at }: ToResume,
): Promise<Result<Resumed, ResumeRefusal>> {
  const on = dayInCopenhagen(at);
  const [asked] = await arrangementsByNumber(tx, [number]);
  if (asked === undefined) return refuse({ tag: 'unknown-arrangement' });
  const mains = await mainsOf(tx, asked);
  const liable = await liabilitiesFor(tx, mains);
  await lockReceivables(tx, [...new Set([asked.debtor, ...liable.map(({ debtor }) => debtor)])]);
  const [row] = await readArrangements(tx, await arrangementsByNumber(tx, [number]), { on, configured });
  assert(row !== undefined, 'an arrangement is never deleted');
  const { arrangement } = row;
  if (arrangement.state !== 'broken') return refuse({ tag: 'not-broken' });
  if (!row.paidInTime) return refuse({ tag: 'was-missed' });
  const refused = await whyNotNow(tx, arrangement, { mains, on, at });
  if (refused !== null) return refuse(refused);
  await neverFellAway(tx, arrangement, { mains, on, by, at });
  if ((await arrangementsAbout(tx, mains)).length > 0) return ok({ none: 'agreed-anew' });
  const resumption = await resumptionOf(tx, arrangement, { on, configured });
  if (resumption === null) return ok({ none: 'nothing-owed' });
  if (resumption.isPastLimitation) {
    await askForAnother(tx, arrangement, at);
    return ok({ none: 'past-limitation' });
  }
  const resumed = 'paid-in-time';
  return ok({ as: await goOn(tx, arrangement, { resumption, resumed, configured, on, by, at }) });
}

interface About extends Day {
  readonly mains: readonly ClaimNumber[];
}

/** What may stand while a plan goes on: that it is held for this, and what is agreed or asked for about the same. */
const IN_NOBODYS_WAY: ReadonlySet<HoldReason> = new Set(['manual', 'plan', 'deferral', 'request']);

async function whyNotNow(
  tx: MunicipalityTx,
  { number, debtor }: Arrangement,
  { mains, on, at }: About,
): Promise<ResumeRefusal | null> {
  const holds = [...(await holdsOn(tx, mains)).values()].flat();
  const accounts = await accountsOfClaims(tx, mains);
  const there = mains.filter(
    (main) =>
      (accounts.get(main)?.atRecovery ?? zeroOre) > zeroOre ||
      holds.some(({ claim, reason }) => claim === main && reason === 'recovery'),
  );
  if (there.length > 0) {
    const about = `arrangement ${number}`;
    await wantRecalls(
      tx,
      there.map((claim) => ({ claim, reason: 'HENS' as const, about, on })),
      at,
    );
    return { tag: 'at-recovery' };
  }
  const stops = holds.some(
    (hold) =>
      (hold.debtor === null || hold.debtor === debtor) &&
      effects([hold.reason]).dunning &&
      (!IN_NOBODYS_WAY.has(hold.reason) || (hold.reason === 'manual' && hold.about !== aboutHold(number))),
  );
  return stops ? { tag: 'claim-held' } : null;
}

async function neverFellAway(
  tx: MunicipalityTx,
  arrangement: Arrangement,
  { mains, on, by, at }: About & { readonly by: string },
): Promise<void> {
  const { number, ended } = arrangement;
  assert(ended !== null, 'a broken plan has ended');
  const [about, why] = [String(number), 'paid-in-time'];
  const resting = mains.map((claim) => ({ claim, debtor: null, on, why, by, at }));
  await liftHolds(
    tx,
    resting.map((hold) => ({ ...hold, reason: 'manual' as const })),
  );
  await noteRested(
    tx,
    resting.map((hold) => ({ ...hold, reason: 'plan' as const, from: ended.on, about })),
  );
  await moveArrangements(tx, [
    { ...arrangement, arrangement, state: 'ended', nextOn: null, ended: { on, why } },
  ]);
  const reminded = await stepsNeverTaken(tx, mains, { since: ended.on, on });
  await tellOthersReminded(tx, arrangement, { reminded, on, at });
  const cause = { cause: 'arrangement-resumed', number, mains } as const;
  const fees = (await chargedSince(tx, arrangement, mains)).map(({ claim }) => claim);
  const { adjusted } = await takeFeesOff(tx, { ...cause, fees, giveBack, at });
  await holdReduced(tx, adjusted, { by, at });
  await adjustFor(tx, { ...cause, by, at });
  await closeMatter(tx, { kind: PAID_IN_TIME, about }, { because: why, by, at });
}

/** The plan's own debtor is written to about how it goes on; others who were reminded meanwhile have no letter of it. */
function tellOthersReminded(
  tx: MunicipalityTx,
  { number, debtor }: Arrangement,
  { reminded, on, at }: Day & { readonly reminded: ReadonlySet<DebtorNumber> },
): Promise<void> {
  const others = [...reminded].filter((each) => each !== debtor);
  const [month, about] = [monthOf(on), String(number)];
  return openWorkItems(
    tx,
    others.map((other) => ({ kind: 'reminded-in-vain', debtor: other, month, about }) as const),
    at,
  );
}
