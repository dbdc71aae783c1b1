import { isDeepStrictEqual } from 'node:util';
import type { PlainDate } from '../kernel/dates.ts';
import { offersOwnPlans } from './choices/bills.ts';
import type { PortalChoices } from './choices/portal.ts';
import type { Between } from './consequences.ts';
import { bankOf, lettersTakeBank, takesBank } from './own-bank.ts';
import { openingOn } from './portal-opening.ts';
import { usualContact } from './usual-contact.ts';

/** What citizens would see otherwise on their pages, told before a configuration is taken. No claim is otherwise. */
export type PortalChange =
  | { readonly tag: 'opening'; readonly from: PortalChoices['state']; readonly to: PortalChoices['state'] }
  /** Null: no day is set any more. */
  | { readonly tag: 'opens-on'; readonly day: PlainDate | null }
  | { readonly tag: 'test-persons'; readonly more: number; readonly fewer: number }
  | { readonly tag: 'payment-off' | 'payment-on'; readonly how: 'mobilepay' | 'card' | 'bank' }
  | { readonly tag: 'real-money-in-test' | 'no-real-money-in-test' }
  | { readonly tag: 'hidden' | 'shown'; readonly what: Shown }
  | { readonly tag: 'may-not-write' | 'may-write'; readonly what: Writing }
  | { readonly tag: 'most-messages'; readonly perDay: number }
  | { readonly tag: 'files' }
  | { readonly tag: 'notices'; readonly shownToday: number; readonly later: number }
  | { readonly tag: 'notifications-off' | 'notifications-on'; readonly channel: NotificationChannel }
  | { readonly tag: 'notified-before'; readonly days: number }
  | { readonly tag: `bank-${'lines' | 'account'}-${'on' | 'off' | 'other'}` }
  | { readonly tag: 'told-before-signing-in' | 'not-told-before-signing-in' }
  | { readonly tag: 'name' | 'arms' | 'contact' | 'hours' | 'look' | 'powers' | 'notified-unless-chosen' }
  | { readonly tag: 'session'; readonly idleMinutes: number; readonly mostMinutes: number }
  | {
      readonly tag: 'offered' | 'not-offered' | 'offered-otherwise';
      readonly what: 'own-plans' | 'direct-debit';
    };

const shown = ['settled', 'calculations', 'whatIf', 'guidance'] as const;
type Shown = (typeof shown)[number];
const writings = ['objections', 'hearings', 'complaints', 'documentation'] as const;
type Writing = (typeof writings)[number];
type NotificationChannel = PortalChoices['notifications']['channels'][number];

/** Everything that would be otherwise for who comes to the pages on the day and after it. */
export function portalChanges({ before, after, on }: Between): PortalChange[] {
  const [now, then] = [before.portal, after.portal];
  const differs = (choice: keyof PortalChoices) => !isDeepStrictEqual(now[choice], then[choice]);
  const otherwise = Object.entries(changesOf).flatMap(([choice, changes]) =>
    differs(choice as keyof typeof changesOf) ? changes(now, then, on) : [],
  );
  const whole = { before, after };
  return [
    ...openingChanges(now, then, on),
    ...bankChanges(whole),
    ...otherwise,
    ...letterheadChanges(whole),
    ...offerChanges(whole),
  ];
}

type Opening = 'state' | 'opensOn' | 'testPersons';

/** What is told of each choice that would be another, apart from those about who gets in, which are told together. */
const changesOf: Readonly<
  Record<
    Exclude<keyof PortalChoices, Opening>,
    (now: PortalChoices, then: PortalChoices, on: PlainDate) => PortalChange[]
  >
> = {
  payment: paymentChanges,
  shows: ({ shows: now }, { shows: then }) =>
    shown
      .filter((what) => now[what] !== then[what])
      .map((what) => ({ tag: then[what] ? 'shown' : 'hidden', what })),
  messages: writingChanges,
  notices: (_, then, on) => [noticesOf(then, on)],
  notifications: notificationChanges,
  contact: () => [{ tag: 'contact' }],
  otherHours: () => [{ tag: 'hours' }],
  look: () => [{ tag: 'look' }],
  powers: () => [{ tag: 'powers' }],
  session: (_, { session }) => [{ tag: 'session', ...session }],
};

function writingChanges({ messages: now }: PortalChoices, { messages: then }: PortalChoices): PortalChange[] {
  const ways = writings
    .filter((what) => now[what] !== then[what])
    .map((what): PortalChange => ({ tag: then[what] ? 'may-write' : 'may-not-write', what }));
  return [
    ...ways,
    ...(now.mostPerDay === then.mostPerDay
      ? []
      : [{ tag: 'most-messages', perDay: then.mostPerDay } as const]),
    ...(isDeepStrictEqual(now.files, then.files) ? [] : [{ tag: 'files' } as const]),
  ];
}

function notificationChanges(
  { notifications: now }: PortalChoices,
  { notifications: then }: PortalChoices,
): PortalChange[] {
  const channels = (['digital-post', 'nemsms'] as const)
    .filter((channel) => now.channels.includes(channel) !== then.channels.includes(channel))
    .map((channel): PortalChange => ({
      tag: then.channels.includes(channel) ? 'notifications-on' : 'notifications-off',
      channel,
    }));
  return [
    ...channels,
    ...(now.daysBefore === then.daysBefore
      ? []
      : [{ tag: 'notified-before', days: then.daysBefore } as const]),
    ...(isDeepStrictEqual(now.unlessChosen, then.unlessChosen)
      ? []
      : [{ tag: 'notified-unless-chosen' } as const]),
  ];
}

/** What stands elsewhere in a configuration, and opens or closes pages. */
function offerChanges({ before, after }: Pick<Between, 'before' | 'after'>): PortalChange[] {
  const offers = [
    [
      'own-plans',
      offersOwnPlans(before.arrangements),
      offersOwnPlans(after.arrangements),
      before.arrangements.ownPlans,
      after.arrangements.ownPlans,
    ],
    [
      'direct-debit',
      before.betalingsservice !== null,
      after.betalingsservice !== null,
      before.betalingsservice,
      after.betalingsservice,
    ],
  ] as const;
  return offers.flatMap(([what, was, is, now, then]): PortalChange[] => {
    if (was !== is) return [{ tag: is ? 'offered' : 'not-offered', what }];
    return is && !isDeepStrictEqual(now, then) ? [{ tag: 'offered-otherwise', what }] : [];
  });
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
  const ways = (['mobilepay', 'card'] as const).flatMap((how): PortalChange[] =>
    now[how] === then[how] ? [] : [{ tag: then[how] ? 'payment-on' : 'payment-off', how }],
  );
  if (now.inTest === then.inTest) return ways;
  return [...ways, { tag: then.inTest === 'real' ? 'real-money-in-test' : 'no-real-money-in-test' }];
}

/** What letters say about paying in one's own bank decides what the pages say, too. */
function bankChanges({ before, after }: Pick<Between, 'before' | 'after'>): PortalChange[] {
  const [now, then] = [bankOf(before), bankOf(after)];
  const [was, is] = [lettersTakeBank(now), lettersTakeBank(then)];
  const front: PortalChange[] =
    was === is ? [] : [{ tag: is ? 'told-before-signing-in' : 'not-told-before-signing-in' }];
  if (takesBank(now) !== takesBank(then))
    return [{ tag: takesBank(then) ? 'payment-on' : 'payment-off', how: 'bank' }, ...front];
  return takesBank(then) ? bankDetails({ before, after }) : front;
}

function bankDetails({ before, after }: Pick<Between, 'before' | 'after'>): PortalChange[] {
  const line = howChanged(before.payment.creditorNumber, after.payment.creditorNumber);
  const account = howChanged(before.letterhead.bankAccount, after.letterhead.bankAccount);
  return [
    ...(line === null ? [] : [{ tag: `bank-lines-${line}` } as const]),
    ...(account === null ? [] : [{ tag: `bank-account-${account}` } as const]),
  ];
}

function howChanged(now: unknown, then: unknown): 'on' | 'off' | 'other' | null {
  if (isDeepStrictEqual(now, then)) return null;
  return now === null ? 'on' : then === null ? 'off' : 'other';
}

/** What the pages have from the name of the municipality and the head of its letters. */
function letterheadChanges({ before, after }: Pick<Between, 'before' | 'after'>): PortalChange[] {
  const isTold = !isDeepStrictEqual(before.portal.contact, after.portal.contact);
  const isOther = !isDeepStrictEqual(usualContact(before), usualContact(after));
  return [
    ...(isOther && !isTold ? [{ tag: 'contact' } as const] : []),
    ...(before.name === after.name ? [] : [{ tag: 'name' } as const]),
    ...(before.letterhead.arms === after.letterhead.arms ? [] : [{ tag: 'arms' } as const]),
  ];
}

function noticesOf({ notices }: PortalChoices, on: PlainDate): PortalChange {
  const [shown, later] = [
    notices.filter(({ from, to }) => from <= on && on <= to),
    notices.filter(({ from }) => on < from),
  ];
  return { tag: 'notices', shownToday: shown.length, later: later.length };
}
