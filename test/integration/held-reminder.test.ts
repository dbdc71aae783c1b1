import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { openErrand } from '../../src/endings/errands.ts';
import type { ErrandKind } from '../../src/endings/errand-types.ts';
import { date } from '../../src/kernel/dates.ts';
import { aDunningTown, type DunningTown } from './dunning-town.ts';
import { addFetchedPerson } from './fetched-person.ts';
import { makeLettersOn } from './notices-town.ts';
import { morningOf, rowsOf } from './town.ts';

let at: DunningTown;
beforeAll(async () => {
  at = await aDunningTown();
  await at.do((tx) => addFetchedPerson(tx, at.town.anna));
});
afterAll(() => at[Symbol.asyncDispose]());
let bills = 0;
beforeEach(async () => {
  await at.do((tx) =>
    sql`truncate account, claim, notice, letter, transfer, account_balance, due_work, work_item, errand, pay_out_stop, job_run
      cascade`.execute(tx),
  );
  bills += 1;
});

test.each<ErrandKind>(['death', 'bankruptcy', 'debt-relief'])(
  'a reminder that was written before a %s was known is not made, and is nobody’s trouble',
  async (kind) => {
    const { anna } = at.town;
    await at.town.raise({ claimId: `P-${bills}` });
    await at.dun('2025-12-29');
    expect(await at.lettersTo(anna)).toMatchObject([{ kind: 'reminder' }]);
    const opened = await at.do((tx) =>
      openErrand(tx, {
        kind,
        debtor: anna,
        beganOn: date('2025-12-28'),
        by: 'Ane',
        on: date('2025-12-29'),
        at: morningOf('2025-12-29'),
      }),
    );
    expect(opened.ok).toBe(true);
    for (const on of ['2025-12-29', '2025-12-30'])
      expect(await makeLettersOn(at.town.db, on)).toEqual({ made: 0, refused: [] });
    expect(await rowsOf(at.town.db, sql`select from letter`)).toEqual([]);
    expect(await rowsOf(at.town.db, sql`select from work_item where kind = 'letter-not-made'`)).toEqual([]);
  },
);
