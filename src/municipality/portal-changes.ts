import { isDeepStrictEqual } from 'node:util';
import type { PlainDate } from '../kernel/dates.ts';
import type { PortalChoices } from './choices/portal.ts';
import type { Between } from './consequences.ts';
import { openingOn } from './portal-opening.ts';

/** What citizens would see otherwise on their pages, told before a configuration is taken. No claim is otherwise. */
export type PortalChange =
  | { readonly tag: 'opening'; readonly from: PortalChoices['state']; readonly to: PortalChoices['state'] }
  /** Null: no day is set any more. */
  | { readonly tag: 'opens-on'; readonly day: PlainDate | null }
  | { readonly tag: 'test-persons'; readonly more: number; readonly fewer: number }
  | { readonly tag: 'payment-off' | 'payment-on'; readonly how: 'mobilepay' | 'card' | 'bank' }
  | { readonly tag: 'real-money-in-test' | 'no-real-money-in-test' }
  | { readonly tag: 'hidden' | 'shown'; readonly what: keyof PortalChoices['shows'] }
  | { readonly tag: 'notices'; readonly shownToday: number; readonly later: number }
  | { readonly tag: 'contact' | 'hours' | 'look' | 'powers' }
  | { readonly tag: 'session'; readonly idleMinutes: number; readonly mostMinutes: number };

/** Everything that would be otherwise for who comes to the pages on the day and after it. */
export function portalChanges({ before, after, on }: Between): PortalChange[] {
  const [then, now] = [after.portal, before.portal];
  const differs = (choice: keyof PortalChoices) => !isDeepStrictEqual(now[choice], then[choice]);
  return [
    ...openingChanges(now, then, on),
    ...paymentChanges(now, then),
    ...(['settled', 'calculations', 'whatIf', 'guidance'] as const).flatMap((what): PortalChange[] =>
      now.shows[what] === then.shows[what] ? [] : [{ tag: then.shows[what] ? 'shown' : 'hidden', what }],
    ),
    ...(differs('notices') ? [noticesOf(then, on)] : []),
    ...(differs('contact') ? [{ tag: 'contact' } as const] : []),
    ...(differs('otherHours') ? [{ tag: 'hours' } as const] : []),
    ...(differs('look') ? [{ tag: 'look' } as const] : []),
    ...(differs('powers') ? [{ tag: 'powers' } as const] : []),
    ...(differs('session') ? [{ tag: 'session', ...then.session } as const] : []),
  ];
}

function openingChanges(now: PortalChoices, then: PortalChoices, on: PlainDate): PortalChange[] {
  const [state, next] = [openingOn(now, on), openingOn(then, on)];
  const more = then.testPersons.filter((each) => !now.testPersons.includes(each)).length;
  const fewer = now.testPersons.filter((each) => !then.testPersons.includes(each)).length;
  return [
    ...(state === next ? [] : [{ tag: 'opening', from: state, to: next } as const]),
    ...(now.opensOn === then.opensOn || next === 'open'
      ? []
      : [{ tag: 'opens-on', day: then.opensOn } as const]),
    ...(more + fewer === 0 || next !== 'test' ? [] : [{ tag: 'test-persons', more, fewer } as const]),
  ];
}

function paymentChanges({ payment: now }: PortalChoices, { payment: then }: PortalChoices): PortalChange[] {
  const ways = (['mobilepay', 'card', 'bank'] as const).flatMap((how): PortalChange[] =>
    now[how] === then[how] ? [] : [{ tag: then[how] ? 'payment-on' : 'payment-off', how }],
  );
  if (now.inTest === then.inTest) return ways;
  return [...ways, { tag: then.inTest === 'real' ? 'real-money-in-test' : 'no-real-money-in-test' }];
}

function noticesOf({ notices }: PortalChoices, on: PlainDate): PortalChange {
  const [shown, later] = [
    notices.filter(({ from, to }) => from <= on && on <= to),
    notices.filter(({ from }) => on < from),
  ];
  return { tag: 'notices', shownToday: shown.length, later: later.length };
}
