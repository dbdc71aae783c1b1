import { createHash } from 'node:crypto';
import { sql, type RawBuilder } from 'kysely';

/**
 * The numbers of notifications that a person has typed, of our own: the portal's rows have none that are the authority's. By them the
 * two channels are told apart; a number of the authority's own among them would only miss the comparison. Fifteen digits: a row that
 * nothing tells from its equals. Above them: a row with a number or a time that the portal shows, or of which a person has said that
 * it is another.
 */
const FIRST = { unmarked: 100_000_000_000_000n, marked: 1_000_000_000_000_000n } as const;
const NUMBERS = 900_000_000_000_000n;
const AFTER_LAST = FIRST.marked + NUMBERS;

/** From its words: the same words have the same number. */
export function numberOf(words: string, kind: keyof typeof FIRST): bigint {
  const hash = createHash('sha256').update(words).digest();
  return (hash.readBigUInt64BE() % NUMBERS) + FIRST[kind];
}

export function isTyped(id: bigint): boolean {
  return id >= FIRST.unmarked && id < AFTER_LAST;
}

/** The same of a row of `recovery_notification` by its name in a query. */
export function typedRow(name: string): RawBuilder<boolean> {
  return between(name, FIRST.unmarked, AFTER_LAST);
}

/** Whether such a row was typed without anything that tells it from its equals. */
export function unmarkedRow(name: string): RawBuilder<boolean> {
  return between(name, FIRST.unmarked, FIRST.unmarked + NUMBERS);
}

function between(name: string, first: bigint, after: bigint): RawBuilder<boolean> {
  const id = sql.ref(`${name}.notification_id`);
  return sql`(${id} >= ${String(first)}::bigint and ${id} < ${String(after)}::bigint)`;
}
