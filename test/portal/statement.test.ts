import { afterAll, beforeAll, expect, test } from 'vitest';
import { statementOn, type Statement } from '../../src/insight/statement.ts';
import { date } from '../../src/kernel/dates.ts';
import type { DebtorNumber } from '../../src/kernel/ids.ts';
import { kroner } from '../../src/kernel/money.ts';
import { balanceOfDebtor } from '../../src/ledger/debtor-balance.ts';
import { readInMunicipality } from '../../src/platform/database.ts';
import { aCitizensTown, type CitizensTown } from './citizens-town.ts';
import { SITE } from './portal-site.ts';

let town: CitizensTown;
const TODAY = date('2026-03-12');
beforeAll(async () => {
  town = await aCitizensTown();
});
afterAll(() => town.database.close());

async function stated(debtor: DebtorNumber, on: string): Promise<Statement> {
  const answer = await readInMunicipality(town.database, SITE, (tx) =>
    statementOn(tx, debtor, { on: date(on), today: TODAY }),
  );
  if (!answer.ok) throw new Error(answer.refusal.tag);
  return answer.value;
}

test('today’s statement is what the ledger says, to the øre, here and at Gældsstyrelsen', async () => {
  for (const debtor of [town.anna, town.bo, town.carl, town.dorthe, town.erik]) {
    const { owed, atRecovery } = await readInMunicipality(town.database, SITE, (tx) =>
      balanceOfDebtor(tx, debtor),
    );
    const statement = await stated(debtor, TODAY);
    expect([statement.owed, statement.atRecovery]).toEqual([owed, atRecovery]);
  }
});

test('of an earlier day it says what counted by then: what was paid later was owed, and what went to Gældsstyrelsen later was here', async () => {
  const before = await stated(town.anna, '2026-02-09');
  const bill = (of: Statement, claimId: string) => of.debts.find(({ claim }) => claim.claimId === claimId);
  expect(bill(before, 'A-7')).toMatchObject({ principal: kroner(75), paid: 0n, left: kroner(75) });
  expect(bill(before, 'A-6')).toMatchObject({ left: kroner(4_000), atRecovery: 0n });
  const since = await stated(town.anna, '2026-02-20');
  expect(bill(since, 'A-7')).toBeUndefined();
  expect(bill(since, 'A-6')).toMatchObject({ left: 0n, atRecovery: kroner(4_000) });
});

test('a day before anything was owed has nothing, and one that has not come is refused', async () => {
  expect((await stated(town.anna, '2020-01-01')).debts).toEqual([]);
  const answer = await readInMunicipality(town.database, SITE, (tx) =>
    statementOn(tx, town.anna, { on: date('2026-03-13'), today: TODAY }),
  );
  expect(answer).toEqual({ ok: false, refusal: { tag: 'in-future' } });
});
