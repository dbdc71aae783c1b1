import { afterAll, beforeAll, expect, test } from 'vitest';
import { configuredOrRefuse } from '../../src/cli/configured.ts';
import { transferAll, tryTransfer, type TransferWork } from '../../src/cli/transfer-work.ts';
import type { ClaimNumber } from '../../src/claims/types.ts';
import { date } from '../../src/kernel/dates.ts';
import { kroner } from '../../src/kernel/money.ts';
import { noteObjection } from '../../src/objections/note-objection.ts';
import { correctClaim } from '../../src/payments/correct-claim.ts';
import { aRecoveryTown, type RecoveryTown } from './recovery-town.ts';
import { allTables, morningOf, TOWN } from './town.ts';

/** Two claims are there; one has been lowered here, one is disputed, and a third has been cleared since. */
let town: RecoveryTown;
let lowered: ClaimNumber;
beforeAll(async () => {
  town = await aRecoveryTown();
  lowered = await town.raise();
  const disputed = await town.raise();
  for (const claim of [lowered, disputed]) await town.clear(claim);
  await town.interest('2026-02-01');
  await town.transfer('2026-02-02');
  await town.deliver('2026-02-02');
  await town.news('2026-02-05');
  await town.clear(await town.raise());
  const doing = { by: 'Ane', at: morningOf('2026-02-06') };
  await town.do(async (tx) => {
    const to = kroner(5_000);
    const corrected = { claim: lowered, to, reason: 'Ny opgørelse', decidedOn: date('2026-02-06') };
    const less = await correctClaim(tx, { ...corrected, ...doing });
    const against = {
      debtor: town.anna,
      claims: [disputed],
      against: 'existence',
      words: 'Forkert',
    } as const;
    const noted = await noteObjection(tx, { ...against, ...doing });
    if (!less.ok || !noted.ok) throw new Error('one is lowered, and one disputed');
  });
}, 60_000);
afterAll(() => town[Symbol.asyncDispose]());

async function work(authority: TransferWork['authority']): Promise<TransferWork> {
  const configured = await configuredOrRefuse(town.db, TOWN);
  const clock = () => morningOf('2026-02-09');
  return { database: town.db, municipality: TOWN, configured, authority, by: 'prøve', clock };
}

async function kept() {
  const { access_log: _looked, ...tables } = await allTables(town.db);
  return tables;
}

test('a dry run of the transfer tells what would be told of claims that are there, as the run does, and keeps nothing', async () => {
  const before = await kept();
  const tried = await tryTransfer(await work(null), { forList: false });
  expect(await kept()).toEqual(before);
  expect(tried.transferred.delivered).toMatchObject({ taken: 0, refused: 0, unknown: 0 });
  expect(tried.transferred.delivered.told).toEqual({
    // The claim, and two months of its interest.
    'NEDSKRIV REGU': 3,
    OPRETFORDRING: 1,
    'TILBAGEKALD KLAG': 1,
  });
  expect(tried.news).toMatchObject({ changes: 4, unavailable: 0 });

  const done = await transferAll(await work(town.authority));
  expect(done.transferred.delivered.told).toEqual(tried.transferred.delivered.told);
  expect(done.transferred.done.report).toEqual(tried.transferred.done.report);
  expect(done.registrations.report).toEqual(tried.registrations.report);
  expect(done.news.changes).toBe(tried.news.changes);
  expect(
    (await town.actions(lowered)).map(({ code, reason, state }) => [code, reason, state]),
  ).toContainEqual(['NEDSKRIV', 'REGU', 'sent']);
});
