import type pg from 'pg';
import type { PlainDate } from '../src/kernel/dates.ts';

/** Which rows of each table a day's reminders wrote; in an order in which they can be written. */
const WRITTEN: readonly (readonly [string, string])[] = [
  ['claim', `level = 'fee' and origin_on = $1::date`],
  ['liability', `claim_number in (select number from fee)`],
  ['notice', `made_on = $1::date`],
  ['charge', `claim_number in (select number from fee)`],
  ['transfer', `cause = 'charge-raised' and cause_number in (select number from fee)`],
  ['account_balance', `number in (select number from fee)`],
  ['notice_claim', `notice_id in (select number from letter)`],
  ['course_letter', `notice_id in (select number from letter)`],
  ['payment_line', `leads_to = 'notice' and leads_to_number in (select number from letter)`],
  ['due_work', `kind = 'notice-letter' and key in (select number::text from letter)`],
];

interface Schemas {
  readonly peer: string;
  readonly source: string;
}

/** Writes a day's reminders with nothing but SQL; answers of how many claims. */
export async function bareReminderDay(
  pool: pg.Pool,
  { peer, source }: Schemas,
  on: PlainDate,
): Promise<number> {
  const client = await pool.connect();
  try {
    // The tables' triggers look for others beside them.
    await client.query(`begin; set local search_path to ${peer}`);
    await client.query(
      `create temporary table fee on commit drop as
      select claim_number as number from ${source}.claim where level = 'fee' and origin_on = $1::date`,
      [on],
    );
    await client.query(
      `create temporary table letter on commit drop as
      select notice_id as number from ${source}.notice where made_on = $1::date`,
      [on],
    );
    await client.query('analyze fee');
    await client.query('analyze letter');
    for (const [table, rows] of WRITTEN)
      await client.query(
        `insert into ${table} select * from ${source}.${table} where ${rows}`,
        rows.includes('$1') ? [on] : [],
      );
    const { rowCount } = await client.query(
      `update claim_course c set step = s.step, step_on = s.step_on, reminders = s.reminders,
        configuration_version = s.configuration_version
      from ${source}.claim_course s
      where s.claim_number = c.claim_number and c.step_on <= $1::date and c.step = 0`,
      [on],
    );
    await client.query('commit');
    return rowCount ?? 0;
  } finally {
    client.release();
  }
}

/** The tables that differ between two municipalities, none when both sides wrote the same. */
export async function sameReminders(pool: pg.Pool, one: string, other: string): Promise<string[]> {
  const different: string[] = [];
  for (const table of [...WRITTEN.map(([name]) => name), 'claim_course']) {
    const columns = table === 'notice' ? NOTICE : '*';
    const rows = (schema: string) => `select ${columns} from ${schema}.${table}`;
    const { rows: found } = await pool.query<{ differ: boolean }>(
      `select exists ((${rows(one)} except ${rows(other)}) union all (${rows(other)} except ${rows(one)})) as differ`,
    );
    if (found[0]?.differ === true) different.push(table);
  }
  return different;
}

/** JSON has no equality, so as text. */
const NOTICE = `notice_id, debtor_number, kind, made_on, told::text, printed_deadline, deadline_days, fee_claim`;
