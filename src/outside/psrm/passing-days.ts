import type { Notification, SettledClaim } from '../../collection/recovery-port.ts';
import { addDays, monthOf, lastDayOf, type PlainDate } from '../../kernel/dates.ts';
import { addOre, minOre, ore, subtractOre, sumOre, zeroOre, type Ore } from '../../kernel/money.ts';
import { isBankClosingDay } from '../../law/closing-days.ts';
import { drawn } from './chance.ts';
import type { NotificationDue, SimulatedClaim, SimulatedState } from './simulated-state.ts';

const HOUR = 3_600_000;
/** Recovery interest in hundredths of a percent a year, as of 1 January 2026 (DJV G.A.2.1.1). Shown by us, never worked out. */
const RATE = 575n;

export interface Passing {
  readonly to: PlainDate;
  readonly seed: number;
  /** Whether people pay at the authority. */
  readonly payments: boolean;
}

/** Lets the days pass at the authority up to and with a day: payments, interest of each month, the month's settlement. */
export function advance(state: SimulatedState, { to, seed, payments }: Passing): void {
  if (state.lastDay === null) {
    state.lastDay = to;
    state.unsettledFrom = to;
    return;
  }
  while (state.lastDay < to) {
    const day: PlainDate = addDays(state.lastDay, 1);
    if (day.endsWith('-01')) postInterest(state, day);
    if (payments) for (const claim of state.claims.values()) payAsDrawn(state, claim, { day, seed });
    if (day === lastBankDayOf(day)) settle(state, day);
    state.lastDay = day;
  }
}

/** Tells something of the authority's own accord; it can be fetched some hours later. */
export function notify(
  state: SimulatedState,
  told: Omit<Notification, 'id'> & { readonly at: number; readonly postedOn?: PlainDate },
): void {
  state.lastId += 1;
  const { at, postedOn, ...notification } = told;
  const late = drawn(0, `notification ${state.lastId}`) % 30;
  state.notifications.push({
    at: at + late * HOUR,
    ...(postedOn === undefined ? {} : { postedOn }),
    notification: { id: BigInt(state.lastId), ...notification },
  });
}

function midnight(day: PlainDate): number {
  return Temporal.PlainDate.from(day).toZonedDateTime('Europe/Copenhagen').epochMilliseconds;
}

function isThere(claim: SimulatedClaim): claim is SimulatedClaim & { received: PlainDate } {
  return claim.received !== null && claim.recalled === null;
}

/** Of the days of a month up to and with one, on the principal that is left; from the 1st of the month after the receipt. */
export function interestTo({ art, received, left }: SimulatedClaim, day: PlainDate): Ore {
  // What is only set off against is not recovered, and carries no interest there.
  if (art === 'MODR' || received === null || monthOf(received) >= monthOf(day)) return zeroOre;
  return ore((left * RATE * BigInt(day.slice(8)) + 1_825_000n) / 3_650_000n);
}

/** For the month that has passed. */
function postInterest(state: SimulatedState, day: PlainDate): void {
  const before = addDays(day, -1);
  for (const claim of state.claims.values()) {
    if (!isThere(claim)) continue;
    const interest = interestTo(claim, before);
    if (interest === zeroOre) continue;
    claim.interest = addOre(claim.interest, interest);
    const told = {
      kind: 'RENTER',
      claimId: claim.id,
      principal: zeroOre,
      interest,
      left: claim.left,
    } as const;
    notify(state, { ...told, at: midnight(day), effectiveOn: before, reason: null, settlement: null });
  }
}

/** Some pay something about once a quarter, and at times all of it; now and then it counts from an earlier day. */
function payAsDrawn(
  state: SimulatedState,
  claim: SimulatedClaim,
  { day, seed }: { readonly day: PlainDate; readonly seed: number },
): void {
  if (!isThere(claim)) return;
  const chance = drawn(seed, `${claim.id} ${day}`);
  const owed = addOre(claim.left, claim.interest);
  if (chance % 91 !== 0 || owed === zeroOre) return;
  const share = BigInt((chance >>> 8) % 10) + 1n;
  const amount = ore((owed * share + 9n) / 10n);
  const earlier = addDays(day, (chance >>> 16) % 4 === 0 ? -((chance >>> 20) % 40) : 0);
  const valued = earlier < claim.received ? claim.received : earlier;
  coverBy(state, claim, { amount, on: day, valued, at: midnight(day) });
}

export interface Covering {
  readonly amount: Ore;
  readonly on: PlainDate;
  /** The day it counts from (virkningsdato), where that is an earlier one. */
  readonly valued?: PlainDate;
  readonly at: number;
}

/** Interest is covered before its claim (GIL § 4); what is more than is owed is left with who paid it. */
export function coverBy(
  state: SimulatedState,
  claim: SimulatedClaim,
  { amount, on, valued = on, at }: Covering,
): void {
  const interest = minOre(amount, claim.interest);
  const principal = minOre(subtractOre(amount, interest), claim.left);
  if (interest === zeroOre && principal === zeroOre) return;
  claim.interest = subtractOre(claim.interest, interest);
  claim.left = subtractOre(claim.left, principal);
  claim.covered = addOre(claim.covered, principal);
  claim.coveredInterest = addOre(claim.coveredInterest, interest);
  const told = { kind: 'ALLOKERING', claimId: claim.id, principal, interest, left: claim.left } as const;
  notify(state, { ...told, at, postedOn: on, effectiveOn: valued, reason: null, settlement: null });
}

/** What was covered of the claim itself is owed again, as far as it was. */
export function takeBackBy(state: SimulatedState, claim: SimulatedClaim, { amount, on, at }: Covering): void {
  const back = minOre(amount, claim.covered);
  if (back === zeroOre) return;
  claim.covered = subtractOre(claim.covered, back);
  claim.left = addOre(claim.left, back);
  const told = { kind: 'ALLOKERING', claimId: claim.id, principal: subtractOre(zeroOre, back) } as const;
  const rest = { interest: zeroOre, left: claim.left, effectiveOn: on, reason: null, settlement: null };
  notify(state, { ...told, ...rest, at });
}

export interface Told {
  readonly kind: 'TILBAGESEND' | 'AFSKRIVNING';
  readonly reason: string;
  /** Of what is written off: a part; all that is left when absent. */
  readonly part?: Ore;
}

export function sendBackBy(
  state: SimulatedState,
  claim: SimulatedClaim,
  { told, on, at }: { readonly told: Told; readonly on: PlainDate; readonly at: number },
): void {
  const { kind, reason, part = claim.left } = told;
  const rest = { claimId: claim.id, interest: zeroOre, left: null, effectiveOn: on, settlement: null };
  notify(state, { kind, reason, principal: part, ...rest, at });
  if (kind !== 'AFSKRIVNING') return;
  if (part < claim.left) claim.left = subtractOre(claim.left, part);
  else claim.recalled = 'FEJL';
}

function lastBankDayOf(day: PlainDate): PlainDate {
  let last = lastDayOf(monthOf(day));
  while (isBankClosingDay(last)) last = addDays(last, -1);
  return last;
}

/** The day on which something was posted there. */
export function postedOn({ postedOn: on, notification }: NotificationDue): PlainDate {
  return on ?? notification.effectiveOn;
}

/** What was posted from the last bank day of the month before up to and with the day before the last one of this month. */
function settle(state: SimulatedState, day: PlainDate): void {
  const from = state.unsettledFrom ?? day;
  const to = addDays(day, -1);
  state.unsettledFrom = day;
  if (to < from) return;
  const coverings = state.notifications.filter(
    (due) => due.notification.kind === 'ALLOKERING' && from <= postedOn(due) && postedOn(due) <= to,
  );
  if (coverings.length === 0) return;
  const principal = sumOre(
    coverings.flatMap(({ notification: { principal: of, interest } }) => [of, interest]),
  );
  const settlement = { id: `A-${day}`, from, to, claims: byClaim(coverings) };
  const told = { kind: 'AFREGNING', claimId: null, principal, interest: zeroOre, left: null } as const;
  notify(state, { ...told, at: midnight(day), effectiveOn: day, reason: null, settlement });
}

function byClaim(coverings: readonly NotificationDue[]): SettledClaim[] {
  const known = coverings.flatMap(({ notification: { claimId, principal, interest } }) =>
    claimId === null ? [] : [{ claimId, amount: addOre(principal, interest) }],
  );
  return [...Map.groupBy(known, ({ claimId }) => claimId)].map(([claimId, those]) => ({
    claimId,
    amount: sumOre(those.map(({ amount }) => amount)),
  }));
}
