import pg from 'pg';

/**
 * How values cross between PostgreSQL and the program.
 * int8 → bigint, date → ISO text, numeric → text, timestamp with time zone → Temporal.Instant, arrays of them likewise;
 * the rest as `pg` reads it. Never a `Date`, never a float for an amount.
 */
const readers = new Map<number, (text: string) => unknown>([
  [20, BigInt],
  [1016, arrayOf(BigInt)],
  [1082, asText],
  [1182, arrayOf(asText)],
  [1700, asText],
  [1231, arrayOf(asText)],
  [1114, asText],
  [1184, readInstant],
  [1185, arrayOf(readInstant)],
]);

export const postgresTypes: pg.CustomTypesConfig = {
  // `pg` types its parsers loosely; ours are keyed by the server's type numbers.
  getTypeParser: ((oid: number, format?: 'text') =>
    readers.get(oid) ?? pg.types.getTypeParser(oid, format)) as never,
};

/** A parameter as `pg` can send it: moments as ISO text, also inside arrays, lists of numbers as one text; all else unchanged. */
export function toParameter(value: unknown): unknown {
  if (value instanceof Temporal.Instant) return value.toString();
  if (!Array.isArray(value)) return value;
  // Lists of numbers go with every page of a run; `pg` would quote and escape each of them.
  if (value.length > 0 && value.every((item) => typeof item === 'number')) return `{${value.join(',')}}`;
  return value.some((item) => item instanceof Temporal.Instant) ? value.map(toParameter) : value;
}

function readInstant(text: string): Temporal.Instant {
  return Temporal.Instant.from(text);
}

function asText(text: string): string {
  return text;
}

function arrayOf<T>(read: (text: string) => T): (text: string) => (T | null)[] {
  const readTexts = pg.types.getTypeParser(1009 as never) as (text: string) => (string | null)[];
  return (text) => readTexts(text).map((item) => (item === null ? null : read(item)));
}
