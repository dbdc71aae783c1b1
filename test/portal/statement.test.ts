import { afterAll, beforeAll, expect, test } from 'vitest';
import { statementOn, type Statement } from '../../src/insight/statement.ts';
import { date } from '../../src/kernel/dates.ts';
import type { DebtorNumber } from '../../src/kernel/ids.ts';
import { kroner, plainKroner } from '../../src/kernel/money.ts';
import { balanceOfDebtor } from '../../src/ledger/debtor-balance.ts';
import { postTransfers } from '../../src/ledger/post.ts';
import { claimAccount, endedAccount } from '../../src/ledger/types.ts';
import { correctClaim } from '../../src/payments/correct-claim.ts';
import { readInMunicipality } from '../../src/platform/database.ts';
import { aChargesTown, charging } from '../integration/charges-town.ts';
import { anOrdinaryClaim, somebody } from '../integration/ordinary-claims.ts';
import { morningOf } from '../integration/town.ts';
import { cprOf } from '../vocabulary.ts';
import { aCitizensTown, paid, type CitizensTown } from './citizens-town.ts';
import { ask, openSite, SITE } from './portal-site.ts';

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

test('what money covers no longer, because a debt became less, is not told as paid, and what fell away stands by itself', async () => {
  const finn = await town.do(async (tx) => {
    const debtor = await somebody(tx, cprOf(9));
    const [lowered, ended] = [
      await anOrdinaryClaim(tx, { claimId: 'F-1', debtors: [debtor], owed: 1_000 }),
      await anOrdinaryClaim(tx, { claimId: 'F-2', debtors: [debtor], owed: 2_000 }),
    ];
    await paid(tx, debtor, { claim: lowered, amount: 1_000 });
    await paid(tx, debtor, { claim: ended, amount: 100 });
    const day = date('2026-03-02');
    const decided = { claim: lowered, reason: 'prøve', decidedOn: day, by: 'prøve', at: morningOf(day) };
    for (const to of [kroner(400), kroner(700)]) await correctClaim(tx, { ...decided, to });
    await postTransfers(tx, [
      {
        cause: 'liability-ended',
        causeNumber: ended,
        line: 1,
        debit: endedAccount(ended),
        credit: claimAccount(ended),
        amount: kroner(1_500),
        valueDate: day,
        bookingDate: day,
        recordedAt: morningOf(day),
      },
    ]);
    return debtor;
  });
  const { debts } = await stated(finn, TODAY);
  expect(debts).toMatchObject([
    { principal: kroner(700), paid: kroner(400), fellAway: 0n, left: kroner(300) },
    { principal: kroner(2_000), paid: kroner(100), fellAway: kroner(1_500), left: kroner(400) },
  ]);
  await using site = await openSite(town.database);
  const token = await site.signIn({ debtor: finn });
  const { words } = await ask(site, '/998/papirer/opgoerelse', { token });
  expect(words).toContain('Selve beløbet Betalt Faldet væk Tilbage');
  expect(words).toContain('2.000,00 kr. 100,00 kr. 1.500,00 kr. 400,00 kr.');
});

test('interest that has run and is not added yet is told with its amount, on the day and when it is asked for later, and nothing says that it is all', async () => {
  await using charged = await aChargesTown(charging);
  const owed = { type: 'CFFAKTU', principal: kroner(50_000), due: date('2025-12-15') };
  await charged.raise(owed);
  for (const on of ['2025-12-31', '2026-01-31', '2026-02-28']) await charged.interest(on);
  const run = async (on: string, today: string) => {
    const answer = await charged.do((tx) =>
      statementOn(tx, charged.anna, { on: date(on), today: date(today) }),
    );
    return answer.ok && [plainKroner(answer.value.owed), plainKroner(answer.value.interestRun)];
  };
  // Twelve days of 9.75 % of 50,000 kr. a year; January and February have been added: 414.04 and 373.97.
  expect(await run('2026-03-12', '2026-03-12')).toEqual(['50788.01', '160.27']);
  expect(await run('2026-01-12', '2026-03-12')).toEqual(['50000.00', '160.27']);
  expect(await run('2026-02-28', '2026-03-12')).toEqual(['50788.01', '0.00']);
  await using site = await openSite(charged.db, { configuration: { claimTypes: charging } });
  const token = await site.signIn({ debtor: charged.anna });
  const page = async (path: string) => (await ask(site, `/998${path}`, { token })).words;
  expect(await page('/papirer/opgoerelse')).toContain(
    'Der var også nye renter på 160,27 kr. til og med den dag. De var ikke lagt til endnu. Med dem skyldte du os 50.948,28 kr. den 12. marts 2026.',
  );
  for (const path of ['/overblik', '/betal'])
    expect(await page(path)).toContain('Der er også nye renter på 160,27 kr. til og med i dag.');
  await charged.interest('2026-03-31');
  expect(await run('2026-03-12', '2026-04-01')).toEqual(['50788.01', '160.27']);
});

test('a day before anything was owed has nothing, and one that has not come is refused', async () => {
  expect((await stated(town.anna, '2020-01-01')).debts).toEqual([]);
  const answer = await readInMunicipality(town.database, SITE, (tx) =>
    statementOn(tx, town.anna, { on: date('2026-03-13'), today: TODAY }),
  );
  expect(answer).toEqual({ ok: false, refusal: { tag: 'in-future' } });
});
