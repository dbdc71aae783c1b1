import { looksAt } from '../access/access-history.ts';
import { dayInCopenhagen, type PlainDate } from '../kernel/dates.ts';
import type { DebtorNumber } from '../kernel/ids.ts';
import type { MunicipalityReadTx } from '../platform/database.ts';

/** Somebody else has looked at a person's data: when, and what it was about. Never who it was, nor why in their own words, which may name others. */
export interface Look {
  readonly on: PlainDate;
  /** `helper`: one who acts for the person on the citizens' pages. */
  readonly by: 'staff' | 'helper';
  readonly about: LookedAt;
}

export const lookedAt = [
  'everything',
  'balance',
  'payment',
  'agreement',
  'objection',
  'message',
  'decision',
  'letter',
  'debt',
  'pages',
  'person',
  'page',
  'direct-debit',
  'set-off',
  'errand',
  'reminder',
  'task',
  'other',
] as const;
export type LookedAt = (typeof lookedAt)[number];

/**
 * Every look at somebody by a member of staff or by one who acts for them, the newest first. What looked at many at once, as each month's
 * run and a list of staff's do, is none.
 */
export async function looksByOthers(tx: MunicipalityReadTx, debtor: DebtorNumber): Promise<Look[]> {
  const looks = await looksAt(tx, debtor);
  return looks
    .filter(({ actor }) => !actor.startsWith('system'))
    .map(({ at, actor, about }) => ({
      on: dayInCopenhagen(at),
      by: HELPER.test(actor) ? ('helper' as const) : ('staff' as const),
      about: matterOf(about),
    }))
    .toReversed();
}

/** As who acts for another is noted (identity/acting.ts). */
const HELPER = /^(?:citizen|helper):/;

/** By the first word of what the entry names, or by all of it. */
const kinds: Readonly<Record<string, LookedAt>> = {
  'debtor show': 'everything',
  balance: 'balance',
  payment: 'payment',
  suspense: 'payment',
  refund: 'payment',
  arrangement: 'agreement',
  arrangements: 'agreement',
  objection: 'objection',
  objections: 'objection',
  message: 'message',
  messages: 'message',
  decision: 'decision',
  decisions: 'decision',
  hearing: 'decision',
  reassess: 'decision',
  explain: 'decision',
  lapse: 'decision',
  letter: 'letter',
  letters: 'letter',
  'claim-corrected': 'debt',
  'complaint-upheld': 'message',
  claim: 'debt',
  claims: 'debt',
  hold: 'debt',
  holds: 'debt',
  limitation: 'debt',
  recovery: 'debt',
  transfer: 'debt',
  dunning: 'debt',
  'write-off': 'debt',
  portal: 'pages',
  'portal pay-choose': 'payment',
  'portal pay-begin': 'payment',
  'portal payment-stop': 'payment',
  representative: 'person',
  language: 'person',
  income: 'person',
  facts: 'person',
  guidance: 'page',
  checkout: 'payment',
  payments: 'payment',
  Betalingsservice: 'direct-debit',
  'set-off': 'set-off',
  liable: 'debt',
  errand: 'errand',
  steps: 'reminder',
  work: 'task',
};

/** What an entry of the log that names somebody was about. */
export function matterOf(about: string): LookedAt {
  const [first = ''] = about.split(/[ ,:/]/);
  return kinds[about] ?? kinds[first] ?? 'other';
}
