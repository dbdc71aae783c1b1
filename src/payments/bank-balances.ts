import { sql } from 'kysely';
import { addDays, type PlainDate } from '../kernel/dates.ts';
import { ore, subtractOre, sumOre, type Ore } from '../kernel/money.ts';
import type { MunicipalityReadTx, MunicipalityTx } from '../platform/database.ts';
import type { StatementBalance } from './statement-port.ts';

/** Keeps what a file's statements say was on the accounts. */
export async function insertBalances(
  tx: MunicipalityTx,
  sha256: string,
  balances: readonly StatementBalance[],
): Promise<void> {
  for (const [index, { account, from, to, before, after }] of balances.entries())
    await sql`
      insert into bank_balance (sha256, place, account, from_day, to_day, before_ore, after_ore)
      values (${sha256}, ${index + 1}::smallint, ${account}, ${from}::date, ${to}::date, ${before}::bigint,
        ${after}::bigint)`.execute(tx);
}

/** Days on which an account has moved otherwise by the balances of its statements than by its lines. */
export interface BalanceDifference {
  readonly account: string;
  /** The last of the days. */
  readonly day: PlainDate;
  /** What the account has changed by, by its statements. */
  readonly bank: Ore;
  /** The same by the lines that count. */
  readonly lines: Ore;
}

/**
 * Holds what statements say was on the accounts against the lines: over the days of each statement, and over the days between one and the
 * next, where a statement may be missing. Before the first nothing is known.
 */
export async function balanceDifferences(tx: MunicipalityReadTx): Promise<BalanceDifference[]> {
  const { rows } = await sql<{
    account: string;
    from: PlainDate;
    to: PlainDate;
    before: bigint;
    after: bigint;
  }>`
    select distinct account, from_day as from, to_day as to, before_ore as before, after_ore as after
    from bank_balance order by account, from_day, to_day, before_ore`.execute(tx);
  const told = rows.map((row) => ({ ...row, before: ore(row.before), after: ore(row.after) }));
  const spans = [...Map.groupBy(told, ({ account }) => account).values()].flatMap(spansOf);
  const moved = await movedIn(tx, spans);
  return spans.flatMap(({ account, to: day, bank }, index) => {
    const lines = moved[index] ?? ore(0n);
    return lines === bank ? [] : [{ account, day, bank, lines }];
  });
}

/** Days in a row, and what the account has changed by in them. */
interface Span {
  readonly account: string;
  readonly from: PlainDate;
  readonly to: PlainDate;
  readonly bank: Ore;
}

/** Those of an account: its statements, and what lies between them. */
export function spansOf(told: readonly StatementBalance[]): Span[] {
  const together: StatementBalance[][] = [];
  for (const each of told) {
    const last = together.at(-1);
    // Several statements of a day follow each other in an order that their days do not tell.
    if (last?.some(({ to }) => each.from <= to) === true) last.push(each);
    else together.push([each]);
  }
  const whole = together.map(asOne);
  const between = whole.flatMap((next, index): Span[] => {
    const one = whole[index - 1];
    if (one === undefined) return [];
    const { account, from } = next;
    return [
      { account, from: addDays(one.to, 1), to: addDays(from, -1), bank: subtractOre(next.before, one.after) },
    ];
  });
  return [
    ...whole.map(({ before, after, ...days }) => ({ ...days, bank: subtractOre(after, before) })),
    ...between,
  ];
}

/** Statements of the same days as one: it begins where none of them ends, and ends where none begins. */
function asOne(told: readonly StatementBalance[]): StatementBalance {
  const [first] = told;
  if (first === undefined) throw new RangeError('no statement');
  const change = sumOre(told.map(({ before, after }) => subtractOre(after, before)));
  const ends = told.map(({ after }) => after);
  const before = told.find((each) => !ends.includes(each.before))?.before ?? first.before;
  const to = told.map((each) => each.to).reduce((one, other) => (one > other ? one : other));
  return { account: first.account, from: first.from, to, before, after: sumOre([before, change]) };
}

async function movedIn(tx: MunicipalityReadTx, spans: readonly Span[]): Promise<Ore[]> {
  if (spans.length === 0) return [];
  const { rows } = await sql<{ amount: bigint }>`
    select coalesce((
      select sum(amount_ore) from bank_line
      where bank_line.account = span.account and bank_day between first and last and not told_again), 0)::bigint as amount
    from unnest(${spans.map(({ account }) => account)}::text[], ${spans.map(({ from }) => from)}::date[],
      ${spans.map(({ to }) => to)}::date[]) with ordinality span (account, first, last, place)
    order by place`.execute(tx);
  return rows.map(({ amount }) => ore(amount));
}
