import type pg from 'pg';
import type { PlainDate } from '../src/kernel/dates.ts';
import { limitationUntil } from '../src/law/limitation.ts';

/** So that both sides are planned from the same knowledge. */
export async function analyzed(pool: pg.Pool): Promise<void> {
  await pool.query('vacuum analyze');
}

/** What has interest to post on a day: 1 % of what is left, to the nearest øre. */
const DUE = `
  create temporary table due on commit drop as
  select main.claim_number as main, 1000000000000000 + main.claim_number * 1000 + course.posted + 1 as number,
    course.posted + 1 as place, main.account_number, main.due_on, kept.balance_ore as basis, (kept.balance_ore + 50) / 100 as amount
  from interest_course course join claim main using (claim_number)
  join account_balance kept on kept.number = main.claim_number and kept.kind = 'claim' and kept.debtor = 0
  where course.next_on <= $1::date`;

const WRITES: readonly string[] = [
  `insert into claim (claim_number, account_number, source_system, claim_id, claim_type, level, main_claim, period_from,
    period_to, origin_on, due_on, srb_on)
  select number, account_number, 'AFDRAG', main || '/I' || place, 'REOPDAG', 'interest', main, $1::date,
    ($1::date + interval '1 month')::date - 1, $1::date, $1::date, $1::date from due order by number`,
  `insert into liability (claim_number, debtor_number, kind)
  select number, debtor_number, kind from due join liability on claim_number = main order by number`,
  `insert into charge (claim_number, main_claim, kind, regime, period_from, period_to, posted_on, basis_ore, rate_hundredths,
    amount_ore, until_on, configuration_version)
  select number, main, 'interest', 'gebyrloven', $1::date, ($1::date + interval '1 month')::date - 1, $1::date, basis, 100,
    amount, $2::date, 1 from due order by number`,
  `insert into transfer (cause, cause_number, line, debit_kind, debit_number, debit_debtor, credit_kind, credit_number,
    credit_debtor, amount_ore, value_date, booking_date, recorded_at)
  select 'charge-raised', number, 1, 'claim', number, 0, 'source', number, 0, amount, $1::date, $1::date, $1::date + time '06:00'
  from due order by number`,
  `insert into account_balance (number, kind, debtor, balance_ore)
  select number, kind, 0, case when kind = 'claim' then amount else -amount end
  from due, (values ('claim'), ('source')) side (kind) order by number, kind`,
  `update interest_course set posted = place, next_on = ($1::date + interval '1 month')::date
  from due where claim_number = main and $1::date is not null`,
];

/** Posts a day's interest with nothing but SQL; answers of how many claims. */
export async function bareInterestDay(pool: pg.Pool, schema: string, on: PlainDate): Promise<number> {
  const client = await pool.connect();
  try {
    await client.query(`begin; set local search_path to ${schema}`);
    await client.query(DUE, [on]);
    await client.query('analyze due');
    const values = [on, limitationUntil({ kind: 'charge', due: on, mainUntil: null }, []).until];
    for (const write of WRITES) await client.query(write, values.slice(0, placeholders(write)));
    const { rows } = await client.query<{ count: number }>('select count(*)::int from due');
    await client.query('commit');
    return rows[0]?.count ?? 0;
  } finally {
    client.release();
  }
}

function placeholders(write: string): number {
  if (write.includes('$2')) return 2;
  return write.includes('$1') ? 1 : 0;
}

const WRITTEN: Readonly<Record<string, string>> = {
  claim: `select claim_number, claim_type, main_claim, period_from, period_to, origin_on, due_on, srb_on from %.claim`,
  liability: `select claim_number, debtor_number, kind from %.liability`,
  charge: `select claim_number, period_from, period_to, posted_on, basis_ore, amount_ore, until_on from %.charge`,
  transfer: `select cause, cause_number, line, amount_ore, value_date, booking_date from %.transfer`,
  account_balance: `select number, kind, debtor, balance_ore from %.account_balance`,
  interest_course: `select claim_number, posted, next_on from %.interest_course`,
};

/** The tables that differ between two municipalities, none when both sides wrote the same. */
export async function sameRows(pool: pg.Pool, one: string, other: string): Promise<string[]> {
  const different: string[] = [];
  for (const [table, rows] of Object.entries(WRITTEN)) {
    const [of, from] = [rows.replace('%', one), rows.replace('%', other)];
    const { rows: found } = await pool.query<{ differ: boolean }>(
      `select exists ((${of} except ${from}) union all (${from} except ${of})) as differ`,
    );
    if (found[0]?.differ === true) different.push(table);
  }
  return different;
}
