import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { logAccess } from '../../src/access/access-log.ts';
import { closeWorkItem, openItems } from '../../src/agreements/work-items.ts';
import { holdsOn } from '../../src/claims/holds.ts';
import type { ClaimNumber } from '../../src/claims/types.ts';
import { liftByHand, placeByHand, type HoldByHand } from '../../src/dunning/holds-by-hand.ts';
import { keepHolds } from '../../src/dunning/holds-job.ts';
import { date } from '../../src/kernel/dates.ts';
import type { DebtorNumber } from '../../src/kernel/ids.ts';
import { configurationVersion } from '../../src/municipality/configurations.ts';
import type { JobReport } from '../../src/platform/job-report.ts';
import { aDunningTown, type DunningTown } from './dunning-town.ts';
import { morningOf, TOWN } from './town.ts';

let at: DunningTown;
let batch = 0;
beforeAll(async () => {
  at = await aDunningTown();
});
beforeEach(() => at.empty());
afterAll(() => at[Symbol.asyncDispose]());

/** What CPR tells of a person from now on. */
async function tell(
  debtor: DebtorNumber,
  { status = 1, address = ['Åvej 1', '9998 Bøgevang'], digital = false } = {},
): Promise<void> {
  batch += 1;
  await at.do((tx) =>
    sql`
      insert into person_record (debtor_number, batch, current_cpr, name, status, address, address_protected, digital_post,
        children, children_under_18, message_id)
      values (${debtor}, ${batch}, '6101900000', 'Anna', ${status}, ${address}::text[], false, ${digital}, '[]', 0, 'prøve')`.execute(
      tx,
    ),
  );
}

async function keep(on: string, dryRun = false): Promise<JobReport> {
  const configured = await at.do((tx) => configurationVersion(tx, null));
  if (configured === null) throw new Error('the town is configured');
  const done = await keepHolds({
    database: at.town.db,
    municipality: TOWN,
    on: date(on),
    configured,
    dryRun,
    by: 'prøve',
    clock: () => morningOf(on),
    noteAccess: (tx, now) =>
      logAccess(tx, { at: now, actor: 'prøve', purpose: 'prøve', debtor: null, about: 'prøve' }),
  });
  if (!done.ok) throw new Error(done.refusal.tag);
  return done.value.report;
}

async function reasons(claim: ClaimNumber): Promise<string[]> {
  return ((await at.do((tx) => holdsOn(tx, [claim]))).get(claim) ?? []).map(({ reason }) => reason);
}

describe('bills rest', () => {
  test('when CPR tells that the debtor is dead, and go on when that was a mistake', async () => {
    const claim = await at.town.raise();
    await tell(at.town.anna, { status: 90 });
    expect(await keep('2025-12-20')).toMatchObject({
      changes: { placed: { count: 1, debtors: [at.town.anna] } },
    });
    expect(await reasons(claim)).toEqual(['death']);
    expect(await keep('2025-12-21')).toMatchObject({ changes: { placed: { count: 0 } } });
    expect(await at.dun('2025-12-25')).toMatchObject({ consequences: { 'waits-for-death': 1 } });
    await tell(at.town.anna);
    expect(await keep('2025-12-22')).toMatchObject({ changes: { lifted: { count: 1 } } });
    expect(await reasons(claim)).toEqual([]);
  });

  test('while CPR has no address and Digital Post does not reach the debtor', async () => {
    const claim = await at.town.raise();
    await tell(at.town.anna, { address: [], digital: true });
    await keep('2025-12-20');
    expect(await reasons(claim)).toEqual([]);
    await tell(at.town.anna, { address: [] });
    await keep('2025-12-21');
    expect(await reasons(claim)).toEqual(['missing-address']);
    await tell(at.town.anna, { address: ['Ny Vej 2'] });
    await keep('2025-12-22');
    expect(await reasons(claim)).toEqual([]);
  });

  test('when a letter came back, until CPR has another address; the same letter holds them once', async () => {
    const claim = await at.town.raise();
    await tell(at.town.anna);
    await at.dun('2025-12-25');
    await at.comeBack(at.town.anna, '2026-01-05');
    await keep('2026-01-05');
    expect(await reasons(claim)).toEqual(['returned-mail']);
    await tell(at.town.anna, { address: ['Ny Vej 2'] });
    await keep('2026-01-20');
    expect(await reasons(claim)).toEqual([]);
    expect(await keep('2026-01-21')).toMatchObject({ changes: { placed: { count: 0 } } });
    expect(await at.dun('2026-01-21')).toMatchObject({ changes: { 'taken-up-again': { count: 1 } } });
  });

  test('and a dry run tells it and holds nothing', async () => {
    const claim = await at.town.raise();
    await at.dun('2025-12-01');
    await tell(at.town.anna, { status: 90 });
    expect(await keep('2025-12-20', true)).toMatchObject({ changes: { placed: { count: 1 } } });
    expect(await reasons(claim)).toEqual([]);
  });
});

describe('a hold by hand', () => {
  const hold = (claim: ClaimNumber, reviewOn: string): HoldByHand => ({
    claim,
    reason: 'manual',
    debtor: null,
    reviewOn: date(reviewOn),
    because: 'Vi venter på forvaltningen',
    by: 'Inge',
    at: morningOf('2025-12-01'),
  });

  const asked = async () =>
    (await at.do((tx) => openItems(tx, { debtor: at.town.anna, kind: 'hold-review' }))).map(
      ({ number, month, about }) => ({ number, told: [month, about] }),
    );

  test('is looked at by a person on its day, and asked about once as long as nobody has: nothing lapses silently', async () => {
    const claim = await at.town.raise();
    expect(await at.do((tx) => placeByHand(tx, hold(claim, '2025-12-31')))).toMatchObject({ ok: true });
    await keep('2025-12-30');
    expect(await at.do((tx) => openItems(tx, { debtor: null, kind: 'hold-review' }))).toEqual([]);
    for (const on of ['2025-12-31', '2026-01-02', '2026-02-02']) await keep(on);
    const [first, ...others] = await asked();
    expect(first?.told).toEqual(['2025-12', `${claim}/manual`]);
    expect(others).toEqual([]);
    const closing = { item: first?.number ?? 0n, by: 'Inge', because: 'Vi venter stadig' };
    await at.do((tx) => closeWorkItem(tx, { ...closing, at: morningOf('2026-02-03') }));
    await keep('2026-02-04');
    expect((await asked()).map(({ told }) => told)).toEqual([['2026-02', `${claim}/manual`]]);
    expect(await reasons(claim)).toEqual(['manual']);
  });

  test('is asked about no more when it has been lifted', async () => {
    const claim = await at.town.raise();
    await at.do((tx) => placeByHand(tx, hold(claim, '2025-12-31')));
    await keep('2025-12-31');
    expect(await asked()).toHaveLength(1);
    await at.do((tx) => liftByHand(tx, hold(claim, '2025-12-31')));
    await keep('2026-01-02');
    expect(await asked()).toEqual([]);
  });

  test('lasts ninety days at most, is placed once, and is lifted by a person', async () => {
    const claim = await at.town.raise();
    expect(await at.do((tx) => placeByHand(tx, hold(claim, '2026-03-02')))).toMatchObject({
      ok: false,
      refusal: { tag: 'review-out-of-reach', latest: '2026-03-01' },
    });
    expect(await at.do((tx) => placeByHand(tx, hold(claim, '2026-03-01')))).toMatchObject({ ok: true });
    expect(await at.do((tx) => placeByHand(tx, hold(claim, '2026-03-01')))).toMatchObject({
      refusal: { tag: 'stands-already' },
    });
    const lift = { ...hold(claim, '2026-03-01'), because: 'Svar modtaget' };
    expect(await at.do((tx) => liftByHand(tx, lift))).toMatchObject({ ok: true });
    expect(await at.do((tx) => liftByHand(tx, lift))).toMatchObject({ refusal: { tag: 'does-not-stand' } });
  });
});
