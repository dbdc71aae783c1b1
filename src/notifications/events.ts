import { instalmentsDueBetween } from '../agreements/instalments-coming.ts';
import { openArrangementsOf } from '../arrangements/arrangements.ts';
import { howTheyStand } from '../arrangements/how-they-stand.ts';
import { underWayAbout, underWayOf } from '../checkout/under-way.ts';
import { claimsDueBetween, claimsTakenInSince } from '../claims/newly-come.ts';
import { claimStates } from '../insight/claim-states.ts';
import { fallingByHand } from '../direct-debit/by-hand.ts';
import type { Falling } from '../direct-debit/types.ts';
import { addDays, type PlainDate } from '../kernel/dates.ts';
import type { DebtorNumber } from '../kernel/ids.ts';
import { zeroOre } from '../kernel/money.ts';
import type { ClaimState } from '../law/claim-state.ts';
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
  const due = await claimsDueBetween(tx, debtors, soon);
  const states = await claimStates(tx, [...new Set(come.map(({ claim }) => claim))], on);
  const comingSoon = [
    ...due.map(({ debtor, claim, due: day }) =>
      soonEvent(debtor, { basis: 'claim', number: claim, about: `claim/${claim}/${day}` }),
    ),
    ...(await instalmentsComing(tx, debtors, soon)),
    ...(await plansComing(tx, debtors, { on, until })),
  ];
  const payments = await paymentsRegisteredSince(tx, debtors, since);
  return [
    ...come
      .filter(({ claim }) => isIn(states.get(claim), NEW))
      .map(({ debtor, claim, at }) => ({ debtor, kind: 'new-debt' as const, event: `claim/${claim}`, at })),
    ...(await seenToByThem(tx, comingSoon, on)),
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
  return { debtor, kind: 'due-soon', event: `due/${about}`, at: null, basis, number };
}

/** Those that the pages ask for, that no bank pays by itself, and that are not being paid. */
async function seenToByThem(
  tx: MunicipalityReadTx,
  soon: readonly SoonEvent[],
  on: PlainDate,
): Promise<FoundEvent[]> {
  const asked: FoundEvent[] = [];
  for (const [debtor, those] of Map.groupBy(soon, (event) => event.debtor)) {
    const underWay = await underWayOf(tx, debtor);
    const falling = (await fallingByHand(tx, debtor, on)).filter(
      ({ mains }) => underWayAbout(underWay, mains) === null,
    );
    for (const { basis, number, ...event } of those)
      if (falling.some((each) => each.basis === basis && each.basisNumber === number)) asked.push(event);
  }
  return asked;
}

async function instalmentsComing(
  tx: MunicipalityReadTx,
  debtors: readonly DebtorNumber[],
  soon: { readonly after: PlainDate; readonly until: PlainDate },
): Promise<SoonEvent[]> {
  const coming = await instalmentsDueBetween(tx, debtors, soon);
  return coming.map(({ debtor, instalment }) =>
    soonEvent(debtor, { basis: 'instalment', number: instalment, about: `instalment/${instalment}` }),
  );
}

/** The next instalment of plans on request that go well; of one that does not there is a letter. */
async function plansComing(
  tx: MunicipalityReadTx,
  debtors: readonly DebtorNumber[],
  { on, until }: { readonly on: PlainDate; readonly until: PlainDate },
): Promise<SoonEvent[]> {
  const open = (await openArrangementsOf(tx, debtors)).filter(
    ({ state, terms }) => state === 'in-force' && terms.kind === 'plan',
  );
  return (await howTheyStand(tx, open, on)).flatMap(
    ({ arrangement, standing: { nextDue, left, missing } }) =>
      nextDue !== null && nextDue <= until && left > zeroOre && missing === zeroOre
        ? [
            soonEvent(arrangement.debtor, {
              basis: 'arrangement',
              number: arrangement.number,
              about: `plan/${arrangement.number}/${nextDue}`,
            }),
          ]
        : [],
  );
}
