import { looksAt } from '../access/access-history.ts';
import { dayInCopenhagen, type PlainDate } from '../kernel/dates.ts';
import type { DebtorNumber } from '../kernel/ids.ts';
import type { MunicipalityReadTx } from '../platform/database.ts';

/** A member of staff has looked at somebody's data: when, and what for. Never who it was, nor their own words, which may name others. */
export interface Look {
  readonly on: PlainDate;
  readonly about: LookedAt;
}

export const lookedAt = [
  'everything',
  'balance',
  'payment',
  'agreement',
  'objection',
  'decision',
  'letter',
  'debt',
  'person',
  'other',
] as const;
export type LookedAt = (typeof lookedAt)[number];

/** Every look at somebody by a member of staff, the newest first. What looked at everybody at once, as each month's run does, is none. */
export async function looksByStaff(tx: MunicipalityReadTx, debtor: DebtorNumber): Promise<Look[]> {
  const looks = await looksAt(tx, debtor);
  return looks
    .filter(({ actor }) => !actor.startsWith('system'))
    .map(({ at, about }) => ({ on: dayInCopenhagen(at), about: kindOf(about) }))
    .toReversed();
}

/** By the first word of what the entry names: a command's, or a number. */
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
  decision: 'decision',
  decisions: 'decision',
  hearing: 'decision',
  reassess: 'decision',
  explain: 'decision',
  lapse: 'decision',
  letter: 'letter',
  letters: 'letter',
  claim: 'debt',
  claims: 'debt',
  hold: 'debt',
  holds: 'debt',
  limitation: 'debt',
  recovery: 'debt',
  transfer: 'debt',
  dunning: 'debt',
  'write-off': 'debt',
  representative: 'person',
  language: 'person',
  income: 'person',
};

function kindOf(about: string): LookedAt {
  const [first = ''] = about.split(/[ ,:/]/);
  return kinds[about] ?? kinds[first] ?? 'other';
}
