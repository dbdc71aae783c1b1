import { afterAll, beforeAll, expect, test } from 'vitest';
import { openItems } from '../../src/agreements/work-items.ts';
import { holdsOn } from '../../src/claims/holds.ts';
import { claimNumber, type ClaimNumber } from '../../src/claims/types.ts';
import { aDebtor } from '../vocabulary.ts';
import { approveAll } from './decisions-town.ts';
import { cleared, untilDefault } from './defaults-town.ts';
import { freshDatabase } from './database.ts';
import { monthly, registersOf } from './month-town.ts';
import { aRecoveryTown, type RecoveryTown } from './recovery-town.ts';
import { fetchFor, letArrive, run, settle, type Town } from './town.ts';

/** Two benefits to be repaid (bek. 585/2023) in default, whose debtors come in a § 6 situation on the way to Gældsstyrelsen. */
const payers = [1, 2].map((index) =>
  aDebtor(index)
    .owing(20_000)
    .withReports(...monthly(20_000)),
);
const [SENT, QUEUED] = [claimNumber(1n), claimNumber(2n)];

let benefits: Town;
let town: RecoveryTown;
beforeAll(async () => {
  const database = await freshDatabase();
  benefits = { database, registers: registersOf(...payers), [Symbol.asyncDispose]: () => Promise.resolve() };
  await settle(database, payers);
  town = await aRecoveryTown({ database });
  await untilCleared();
}, 120_000);
afterAll(async () => {
  await town[Symbol.asyncDispose]();
  await benefits.database.close();
});

async function untilCleared(): Promise<void> {
  const { database } = benefits;
  await untilDefault(benefits);
  await approveAll(database, { on: '2026-05-11', of: '2026-04' });
  await letArrive(database, '2026-05-12');
  expect(await cleared(database)).toHaveLength(2);
}

test('a benefit in the queue is not handed over from the moment that § 6 is found, and is here again', async () => {
  await town.transfer('2026-06-03');
  await comesInNeed('2026-06-03', QUEUED);
  await town.deliver('2026-06-03');
  expect(await codes(QUEUED)).toEqual(['OPRETFORDRING cancelled']);
  expect((await town.do((tx) => holdsOn(tx, [QUEUED]))).get(QUEUED)).toBeUndefined();
  expect(await codes(SENT)).toEqual(['OPRETFORDRING sent']);
});

test('one that has been told of is for a person when it has come there: deferral calls back nothing of which the state pays part', async () => {
  await comesInNeed('2026-06-04', SENT);
  await town.news('2026-06-08');
  expect((await town.recovery(SENT))?.state).toBe('received');
  // Asked about again half a day later.
  await town.news('2026-06-09');
  expect(await codes(SENT)).toEqual(['OPRETFORDRING done']);
  const items = await town.do((tx) => openItems(tx, { debtor: null, kind: 'recall-refused' }));
  expect(items.map(({ about }) => about)).toEqual([`claim ${SENT} HENS state-refund`]);
  expect(await town.faults()).toEqual([]);
});

/** Its debtor is granted cash benefit, and the month is found again. */
async function comesInNeed(on: string, claim: ClaimNumber): Promise<void> {
  const payer = payers[Number(claim) - 1]!; // claims are numbered as their debtors
  benefits.registers.tell(payer.receiving('kontanthjælp'));
  const month = claim === QUEUED ? '2026-05' : '2026-06';
  await fetchFor(benefits, month, on);
  await run(benefits.database, month, { on });
  expect((await cleared(benefits.database)).filter((said) => said.startsWith(`${claim} `))).toEqual([]);
}

async function codes(claim: ClaimNumber): Promise<string[]> {
  return (await town.actions(claim)).map(({ code, state }) => `${code} ${state}`);
}
