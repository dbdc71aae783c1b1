import type { PlainDate } from '../kernel/dates.ts';
import { arrivalDay } from '../law/deadlines.ts';
import type { ArrivalGround, DeliveryChannel, DeliveryEvent, Standing } from './delivery-types.ts';
import type { DeliveryTrouble } from './delivery-work.ts';

/** A delivery that nothing has been told about. */
export const nothingTold: Standing = {
  handedOn: null,
  sentOn: null,
  availableOn: null,
  arrivedOn: null,
  returnedOn: null,
  failed: null,
};

/**
 * What is known when more has been told. The first day of each kind counts, so that news told late, twice or in another
 * order come to the same; only an arrival that has been noted stays, whatever is told afterwards.
 */
export function standingAfter(before: Standing, events: readonly DeliveryEvent[]): Standing {
  let after = before;
  for (const event of events) after = withEvent(after, event);
  return after;
}

function withEvent(standing: Standing, event: DeliveryEvent): Standing {
  const { state, on } = event;
  switch (state) {
    case 'handed':
      return { ...standing, handedOn: earlier(standing.handedOn, on) };
    case 'sent':
      return { ...standing, sentOn: earlier(standing.sentOn, on) };
    case 'available':
      return { ...standing, availableOn: earlier(standing.availableOn, on) };
    case 'returned':
      return { ...standing, returnedOn: earlier(standing.returnedOn, on) };
    case 'arrived':
      return { ...standing, arrivedOn: standing.arrivedOn ?? on };
    case 'failed': {
      const { failed } = standing;
      return failed !== null && failed.on <= on
        ? standing
        : { ...standing, failed: { on, code: event.code } };
    }
  }
}

function earlier(known: PlainDate | null, told: PlainDate): PlainDate {
  return known !== null && known < told ? known : told;
}

export interface ArrivalRule {
  readonly channel: DeliveryChannel;
  /** The day on which it is asked. */
  readonly today: PlainDate;
  /** Weekdays until an ordinary letter counts as arrived; the municipality's choice. */
  readonly paperWeekdays: number;
}

/**
 * The day a letter counts as arrived, and why: Digital Post the day it is available (digitalpostloven §§ 7, 10), paper so
 * many weekdays after it was sent, unless it has come back or failed by then. Null: not yet, or noted already.
 */
export function arrivalOf(
  { arrivedOn, availableOn, sentOn, returnedOn, failed }: Standing,
  { channel, today, paperWeekdays }: ArrivalRule,
): { readonly on: PlainDate; readonly code: ArrivalGround } | null {
  if (arrivedOn !== null) return null;
  if (channel === 'digital' && availableOn !== null)
    return { on: arrivalDay({ channel, available: availableOn }), code: 'available' };
  if (channel !== 'paper' || sentOn === null) return null;
  const day = arrivalDay({ channel, sent: sentOn }, paperWeekdays);
  const cameBack = returnedOn !== null && returnedOn <= day;
  const wentWrong = failed !== null && failed.on <= day;
  return day > today || cameBack || wentWrong ? null : { on: day, code: 'deemed' };
}

/** What others must be told, or do, about a delivery. */
export type FollowUp =
  | { readonly tag: 'arrived' }
  | { readonly tag: 'not-arrived'; readonly trouble: DeliveryTrouble }
  /** No Digital Post any longer: the same letter on paper, once. */
  | { readonly tag: 'on-paper' };

/** What follows from what became known between two standings of a delivery by this channel. */
export function followUps(channel: DeliveryChannel, before: Standing, after: Standing): FollowUp[] {
  const found: FollowUp[] = [];
  const { arrivedOn, returnedOn, failed } = after;
  if (before.arrivedOn === null && arrivedOn !== null) found.push({ tag: 'arrived' });
  if (before.returnedOn === null && returnedOn !== null) {
    found.push({ tag: 'not-arrived', trouble: { reason: 'returned', on: returnedOn, arrivedOn } });
  }
  if (before.failed === null && failed !== null) {
    const exempt = channel === 'digital' && failed.code === 'not-registered' && arrivedOn === null;
    const trouble = { reason: 'failed', ...failed, arrivedOn } as const;
    found.push(exempt ? { tag: 'on-paper' } : { tag: 'not-arrived', trouble });
  }
  return found;
}
