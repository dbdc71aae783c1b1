import { instalmentsDueBetween } from '../agreements/instalments-coming.ts';
import { debtorsKeptUntil } from '../agreements/transfers-told.ts';
import { openArrangementsOf } from '../arrangements/arrangements.ts';
import { howTheyStand } from '../arrangements/how-they-stand.ts';
import { underWayAbout, underWayOf } from '../checkout/under-way.ts';
import { claimsDueBetween, claimsTakenInSince } from '../claims/newly-come.ts';
import { claimStates } from '../insight/claim-states.ts';
import { debtorsQuietUntil } from '../insight/quiet-after-answers.ts';
import { debtorsOwingAgainUntil } from '../insight/quiet-after-taken-off.ts';
import { fallingByHand, keptByHand } from '../direct-debit/by-hand.ts';
import type { Falling } from '../direct-debit/types.ts';
import { addDays, type PlainDate } from '../kernel/dates.ts';
import type { DebtorNumber } from '../kernel/ids.ts';
import type { ClaimState } from '../law/claim-state.ts';
import { debtorsWithDeadline } from '../letters/notice-deadlines.ts';
import { paymentsRegisteredSince } from '../payments/registered-since.ts';
import type { MunicipalityReadTx } from '../platform/database.ts';
import type { NotificationEvent } from './types.ts';

/** Something that has happened or is coming, with the moment from which a choice must have stood; null = whenever it was made. */
export interface FoundEvent extends NotificationEvent {
  readonly at: Temporal.Instant | null;
}

/** What is older is told no more: who looks now sees it. */
const DAYS_BACK = 7;

/**
 * All that these debtors could be told of on a day, told already or not. Nothing of what is disputed, rests, is elsewhere or has ended, and that something
 * must soon be paid only of what they must see to themselves.
 */
export async function eventsFor(
  tx: MunicipalityReadTx,
  debtors: readonly DebtorNumber[],
  { on, daysBefore }: { readonly on: PlainDate; readonly daysBefore: number },
): Promise<FoundEvent[]> {
  if (debtors.length === 0) return [];
  const since = Temporal.PlainDate.from(addDays(on, -DAYS_BACK))
    .toZonedDateTime('Europe/Copenhagen')
    .toInstant();
  const until = addDays(on, daysBefore);
  const soon = { after: on, until };
  const come = await claimsTakenInSince(tx, debtors, since);
  const states = await claimStates(tx, [...new Set(come.map(({ claim }) => claim))], on);
  const instalments = [
    ...(await instalmentsComing(tx, debtors, soon)),
    ...(await plansComing(tx, debtors, { on, until })),
  ];
  const asked = new Set([
    ...(await claimsDueBetween(tx, debtors, soon)).map(({ debtor }) => debtor),
    ...(await debtorsWithDeadline(tx, debtors, soon)),
    ...(await debtorsQuietUntil(tx, debtors, soon)),
    ...(await debtorsOwingAgainUntil(tx, debtors, soon)),
    ...(await debtorsKeptUntil(tx, debtors, soon)),
  ]);
  const payments = await paymentsRegisteredSince(tx, debtors, since);
  return [
    ...come
      .filter(({ claim }) => isIn(states.get(claim), NEW))
      .map(({ debtor, claim, at }) => ({ debtor, kind: 'new-debt' as const, event: `claim/${claim}`, at })),
    ...(await seenToByThem(tx, { instalments, asked }, soon)),
    ...payments.map(({ debtor, payment, at }) => ({
      debtor,
      kind: 'payment-received' as const,
      event: `payment/${payment}`,
      at,
    })),
  ];
}

/** Of a new debt that something else is told of already, such as that it is decided how it is paid back, there is no message. */
const NEW: readonly ClaimState[] = ['future', 'due', 'overdue'];

function isIn(state: ClaimState | undefined, states: readonly ClaimState[]): boolean {
  return state !== undefined && states.includes(state);
}

/** Something that falls due soon, by what it falls due of. */
interface SoonEvent extends FoundEvent {
  readonly basis: Falling['basis'];
  readonly number: bigint;
}

function soonEvent(
  debtor: DebtorNumber,
  { basis, number, about }: Pick<SoonEvent, 'basis' | 'number'> & { readonly about: string },
): SoonEvent {
  return { ...dueSoon(debtor, about), basis, number };
}

interface ComingSoon {
  readonly instalments: readonly SoonEvent[];
  /** Of whose debts one may have its day soon, by its own dates, by a letter's, also that of a decision, or by the days after an answer or after a payment was taken off. */
  readonly asked: ReadonlySet<DebtorNumber>;
}

interface Soon {
  readonly after: PlainDate;
  readonly until: PlainDate;
}

/** What the pages ask for, by the days that the pages say, that no bank pays by itself, and that is not being paid. */
async function seenToByThem(
  tx: MunicipalityReadTx,
  { instalments, asked }: ComingSoon,
  soon: Soon,
): Promise<FoundEvent[]> {
  const events: FoundEvent[] = [];
  const byDebtor = Map.groupBy(instalments, ({ debtor }) => debtor);
  for (const debtor of new Set([...asked, ...byDebtor.keys()])) {
    const underWay = await underWayOf(tx, debtor);
    const isLeft = ({ mains }: Pick<Falling, 'mains'>) => underWayAbout(underWay, mains) === null;
    const falling = (await fallingByHand(tx, debtor, soon.after)).filter(isLeft);
    for (const { basis, number, ...event } of byDebtor.get(debtor) ?? [])
      if (falling.some((each) => each.basis === basis && each.basisNumber === number)) events.push(event);
    if (!asked.has(debtor)) continue;
    const kept = (await keptByHand(tx, debtor, soon.after)).filter(isLeft);
    const days = [
      ...falling.flatMap(({ basis, basisNumber, dueOn }) =>
        basis === 'claim' ? [{ about: `claim/${basisNumber}`, by: dueOn }] : [],
      ),
      ...kept.map(({ mains: [main], by }) => ({ about: `kept/${main}`, by })),
    ];
    for (const { about, by } of days)
      if (by > soon.after && by <= soon.until) events.push(dueSoon(debtor, `${about}/${by}`));
  }
  return events;
}

function dueSoon(debtor: DebtorNumber, about: string): FoundEvent {
  return { debtor, kind: 'due-soon', event: `due/${about}`, at: null };
}

async function instalmentsComing(
  tx: MunicipalityReadTx,
  debtors: readonly DebtorNumber[],
  soon: Soon,
): Promise<SoonEvent[]> {
  const coming = await instalmentsDueBetween(tx, debtors, soon);
  return coming.map(({ debtor, instalment }) =>
    soonEvent(debtor, { basis: 'instalment', number: instalment, about: `instalment/${instalment}` }),
  );
}

/** The next instalment that is not paid ahead, of plans on request that go well; of one that does not there is a letter. */
async function plansComing(
  tx: MunicipalityReadTx,
  debtors: readonly DebtorNumber[],
  { on, until }: { readonly on: PlainDate; readonly until: PlainDate },
): Promise<SoonEvent[]> {
  const open = (await openArrangementsOf(tx, debtors)).filter(
    ({ state, terms }) => state === 'in-force' && terms.kind === 'plan',
  );
  return (await howTheyStand(tx, open, on)).flatMap(
    ({ arrangement: { debtor, number }, standing: { next, missingSince } }) =>
      next !== null && next.due <= until && missingSince === null
        ? [soonEvent(debtor, { basis: 'arrangement', number, about: `plan/${number}/${next.due}` })]
        : [],
  );
}
