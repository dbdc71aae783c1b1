import { sql } from 'kysely';
import { afterAll, beforeEach, describe, expect, test } from 'vitest';
import { logAccess } from '../../src/access/access-log.ts';
import { tellWrittenOff } from '../../src/claims/recovery-work.ts';
import type { ClaimNumber } from '../../src/claims/types.ts';
import { closeErrand } from '../../src/endings/close-errand.ts';
import { openErrand } from '../../src/endings/errands.ts';
import { listedLosses } from '../../src/endings/listed-losses.ts';
import { proposeRecoveryLosses } from '../../src/endings/recovery-losses.ts';
import { takeToldLosses } from '../../src/endings/told-losses.ts';
import { approveLoss, proposeLoss, refuseLoss, takeLossBack } from '../../src/endings/write-off-acts.ts';
import { runWriteOff } from '../../src/endings/write-off-job.ts';
import { date } from '../../src/kernel/dates.ts';
import { kroner, ore } from '../../src/kernel/money.ts';
import { postTransfers } from '../../src/ledger/post.ts';
import { endedAccount, sourceAccount, type Account } from '../../src/ledger/types.ts';
import type { Configuration } from '../../src/municipality/configuration.ts';
import { configurationVersion, saveConfiguration } from '../../src/municipality/configurations.ts';
import type { JobReport } from '../../src/platform/job-report.ts';
import { aChargesTown, charging, type ChargesTown } from './charges-town.ts';
import { endsIn, lapseOn } from './endings-town.ts';
import { morningOf, rowsOf, TOWN, townConfiguration } from './town.ts';

const ground = { ground: 'Byrådet har besluttet det', recordedBy: 'Byrådet', recordedOn: date('2025-01-01') };
const byPerson: Configuration['writeOff'] = {
  automatic: { lapse: null, limitation: null, recovery: null, rounding: null },
  limits: [
    { role: 'medarbejder', upTo: '5000.00' },
    { role: 'leder', upTo: null },
  ],
  committeeAbove: '20000.00',
  roundingBelow: '1.00',
};
const byGround: Configuration['writeOff'] = {
  ...byPerson,
  automatic: { lapse: ground, limitation: ground, recovery: ground, rounding: ground },
};

const town: ChargesTown = await aChargesTown();
afterAll(() => town[Symbol.asyncDispose]());

let claims = 0;
beforeEach(async () => {
  await town.do((tx) =>
    sql`truncate claim, account, payment, notice, due_work, job_run, transfer, account_balance cascade`.execute(
      tx,
    ),
  );
  await choose(byPerson);
});

async function choose(writeOff: Configuration['writeOff']): Promise<void> {
  const configuration = townConfiguration({ claimTypes: charging, writeOff });
  await town.do((tx) => saveConfiguration(tx, { configuration, by: 'prøve', at: morningOf('2025-11-20') }));
}

const configured = () =>
  town.do(async (tx) => {
    const now = await configurationVersion(tx, null);
    if (now === null) throw new Error('the town is configured');
    return now;
  });

async function writeOffOn(on: string, { dryRun = false, by = 'Ane' } = {}): Promise<JobReport> {
  const done = await runWriteOff({
    database: town.db,
    municipality: TOWN,
    on: date(on),
    configured: await configured(),
    dryRun,
    by,
    clock: () => morningOf(on),
    noteAccess: (tx, at) =>
      logAccess(tx, { at, actor: by, purpose: 'prøve', debtor: null, about: 'write-off' }),
  });
  if (!done.ok) throw new Error(done.refusal.tag);
  return done.value.report;
}

/** A claim that is time-barred on 16 December 2028. */
async function timeBarred(principal = kroner(10_000)): Promise<ClaimNumber> {
  claims += 1;
  const claim = await town.raise({ claimId: `W-${claims}`, principal, outstanding: principal });
  await lapseOn(town.db, '2028-12-16');
  return claim;
}

const acting = (by: string, on = '2028-12-18') => ({ by, on: date(on), at: morningOf(on) });
const approve = async (number: bigint, by: string, role: string, committee: string | null = null) => {
  const now = await configured();
  return town.do((tx) => approveLoss(tx, { ...acting(by), number, role, committee, configured: now }));
};
const takenBack = async (number: bigint, role: string, committee: string | null = null) => {
  const deciding = { role, committee, configured: await configured() };
  return town.do((tx) =>
    takeLossBack(tx, { ...acting('Bo'), ...deciding, number, because: 'bogført forkert' }),
  );
};
const standing = (claim: ClaimNumber) =>
  rowsOf<{ told: string }>(
    town.db,
    sql`select kind || ' ' || balance_ore as told from account_balance
      where number = ${String(claim)}::bigint and balance_ore > 0 order by 1`,
  ).then((rows) => rows.map(({ told }) => told));

describe('what is time-barred', () => {
  test('is proposed as a loss where no ground is recorded, and stays owed by nobody', async () => {
    const claim = await timeBarred();
    const report = await writeOffOn('2028-12-16');
    expect(report).toMatchObject({
      consequences: { limitation: 1 },
      changes: { proposed: { count: 1, debtors: [town.anna] }, booked: { count: 0 } },
      amounts: { proposed: '10000.00', booked: '0.00' },
    });
    expect(await standing(claim)).toEqual(['ended 1000000']);
    expect(await writeOffOn('2028-12-17')).toMatchObject({ consequences: { 'waits-for-approval': 1 } });
  });

  test('is booked at once where the municipality has recorded a ground', async () => {
    await choose(byGround);
    const claim = await timeBarred();
    expect(await writeOffOn('2028-12-16')).toMatchObject({
      amounts: { proposed: '0.00', booked: '10000.00' },
    });
    expect(await standing(claim)).toEqual(['written-off 1000000']);
    expect(await town.faults()).toEqual([]);
  });

  test('of which less is left than was proposed is booked when a person has refused that proposal', async () => {
    const claim = await timeBarred();
    await writeOffOn('2028-12-16');
    const posting = {
      cause: 'charge-adjusted',
      causeNumber: 1n,
      recordedAt: morningOf('2028-12-17'),
    } as const;
    const days = { valueDate: date('2028-12-17'), bookingDate: date('2028-12-17') };
    const less = { debit: sourceAccount(claim), credit: endedAccount(claim), amount: kroner(4_000) };
    await town.do((tx) => postTransfers(tx, [{ ...posting, ...days, ...less, line: 1 }]));
    await choose(byGround);
    expect(await writeOffOn('2028-12-17')).toMatchObject({ consequences: { 'waits-for-approval': 1 } });
    const [proposed] = await town.do(listedLosses);
    if (proposed === undefined) throw new Error('a loss was proposed');
    expect(await approve(proposed.number, 'Bo', 'leder')).toMatchObject({ refusal: { tag: 'changed' } });
    const because = 'Beløbet er et andet nu.';
    await town.do((tx) => refuseLoss(tx, { ...acting('Bo'), number: proposed.number, because }));
    expect(await writeOffOn('2028-12-18')).toMatchObject({ amounts: { booked: '6000.00' } });
    expect(await standing(claim)).toEqual(['written-off 600000']);
  });

  test('is booked with its interest, which ended with it', async () => {
    await choose(byGround);
    claims += 1;
    await town.raise({ claimId: `W-${claims}` });
    await town.interest('2025-12-16');
    await lapseOn(town.db, '2028-12-16');
    expect(await writeOffOn('2028-12-16')).toMatchObject({
      consequences: { limitation: 1, accessory: 1 },
      amounts: { booked: '10100.00' },
    });
  });

  test('above the committee’s limit goes on its list, ground or no ground, and is booked by its decision', async () => {
    await choose(byGround);
    const claim = await timeBarred(kroner(30_000));
    expect(await writeOffOn('2028-12-16')).toMatchObject({
      changes: { 'for-the-committee': { count: 1 }, booked: { count: 0 } },
    });
    const [listed] = await town.do(listedLosses);
    expect(listed).toMatchObject({ claim, state: 'committee', reason: 'limitation' });
    const number = listed?.number ?? 0n;
    expect(await approve(number, 'Bo', 'leder')).toMatchObject({ refusal: { tag: 'committee-decides' } });
    const decided = await approve(number, 'Bo', 'leder', 'Økonomiudvalget 9. januar 2029, punkt 4');
    expect(decided).toMatchObject({ ok: true, value: { state: 'booked' } });
    expect(await standing(claim)).toEqual(['written-off 3000000']);
    expect(await takenBack(number, 'leder')).toMatchObject({ refusal: { tag: 'same-person' } });
  });

  test('is not booked by a decision of the committee about what was never on its list', async () => {
    const claim = await timeBarred(kroner(30_000));
    await writeOffOn('2028-12-16');
    const number = claim * 100n + 1n;
    const said = 'Økonomiudvalget 9. januar 2029, punkt 4';
    expect(await approve(number, 'Bo', 'medarbejder', said)).toMatchObject({
      refusal: { tag: 'not-on-the-list' },
    });
    expect(await approve(number, 'Bo', 'medarbejder')).toMatchObject({ value: { state: 'committee' } });
    expect(await standing(claim)).toEqual(['ended 3000000']);
    await approve(number, 'Bo', 'leder', said);
    const other = { ...acting('Clara'), role: 'leder', because: 'bogført forkert', number };
    const asked = await town.do(async (tx) =>
      takeLossBack(tx, { ...other, committee: null, configured: await configured() }),
    );
    expect(asked).toMatchObject({ refusal: { tag: 'committee-decides' } });
  });

  test('a dry run tells the same and writes nothing', async () => {
    await timeBarred();
    const dry = await writeOffOn('2028-12-16', { dryRun: true });
    expect(await town.do(listedLosses)).toEqual([]);
    expect(await writeOffOn('2028-12-16')).toEqual(dry);
  });
});

describe('a proposal', () => {
  test('is approved by another person, within the limit of their role', async () => {
    const claim = await timeBarred();
    await writeOffOn('2028-12-16');
    const number = claim * 100n + 1n;
    expect(await approve(number, 'Ane', 'leder')).toMatchObject({ refusal: { tag: 'same-person' } });
    expect(await approve(number, 'Bo', 'medarbejder')).toMatchObject({ refusal: { tag: 'above-limit' } });
    expect(await approve(number, 'Bo', 'vikar')).toMatchObject({ refusal: { tag: 'role-missing' } });
    expect(await approve(number, 'Bo', 'leder')).toMatchObject({ ok: true, value: { state: 'booked' } });
    expect(await standing(claim)).toEqual(['written-off 1000000']);
    expect(await approve(number, 'Bo', 'leder')).toMatchObject({ refusal: { tag: 'wrong-state' } });
  });

  test('that is refused is not made again', async () => {
    const claim = await timeBarred();
    await writeOffOn('2028-12-16');
    const number = claim * 100n + 1n;
    const refused = await town.do((tx) =>
      refuseLoss(tx, { ...acting('Bo'), number, because: 'skal undersøges' }),
    );
    expect(refused).toMatchObject({ ok: true, value: { state: 'refused' } });
    expect(await writeOffOn('2028-12-19')).toMatchObject({ consequences: { 'left-by-a-person': 1 } });
    expect(await standing(claim)).toEqual(['ended 1000000']);
  });

  test('by hand, of what is still owed, takes it out of what is asked for when it is approved', async () => {
    claims += 1;
    const claim = await town.raise({
      claimId: `W-${claims}`,
      principal: kroner(300),
      outstanding: kroner(300),
    });
    const version = (await configured()).version;
    const wish = {
      claim,
      reason: 'trivial' as const,
      because: 'mindre end udgiften',
      configurationVersion: version,
    };
    const proposed = await town.do((tx) => proposeLoss(tx, { ...acting('Ane', '2026-03-10'), ...wish }));
    expect(proposed).toMatchObject({ ok: true, value: { amount: kroner(300), takenFrom: 'owed' } });
    expect(await town.do((tx) => proposeLoss(tx, { ...acting('Ane', '2026-03-10'), ...wish }))).toMatchObject(
      {
        refusal: { tag: 'proposed-already' },
      },
    );
    await approve(claim * 100n + 1n, 'Bo', 'medarbejder');
    expect(await standing(claim)).toEqual(['written-off 30000']);
    expect(await town.faults()).toEqual([]);
    // It has been given up in the books; nobody has been freed of it.
    expect(await endsIn(town.db)).toEqual([]);
  });
});

test('a loss by hand of a claim of which debt relief has left a part is of that part; the rest is proposed as what it is', async () => {
  claims += 1;
  const claim = await town.raise({ claimId: `W-${claims}` });
  const on = '2026-03-10';
  await town.do(async (tx) => {
    const asked = { kind: 'debt-relief', debtor: town.anna, beganOn: date('2026-03-01') } as const;
    const errand = await openErrand(tx, { ...acting('Ane', on), ...asked });
    if (!errand.ok) throw new Error(errand.refusal.tag);
    const outcome = { outcome: 'relieved', kept: 1_250, successors: [] } as const;
    await closeErrand(tx, { ...acting('Ane', on), number: errand.value.number, ...outcome });
  });
  const { version: configurationVersion } = await configured();
  const wish = { claim, reason: 'futile', because: 'intet at hente', configurationVersion } as const;
  const propose = () => town.do((tx) => proposeLoss(tx, { ...acting('Ane', on), ...wish }));
  const left = { reason: 'futile', takenFrom: 'owed', amount: kroner(1_250) };
  const relieved = { reason: 'debt-relief', takenFrom: 'ended', amount: kroner(8_750) };
  expect(await propose()).toMatchObject({ value: left });
  // What a person refused under another reason than it ended by is proposed for its own.
  await town.do((tx) =>
    sql`insert into write_off (write_off, claim_number, debtor_number, reason, taken_from, amount_ore, about, state,
        configuration_version, proposed_on, proposed_by, closed_on, closed_by, closed_why)
      select write_off + 1, claim_number, debtor_number, 'futile', 'ended', 875000, about, 'refused', configuration_version,
        proposed_on, proposed_by, proposed_on, 'Bo', 'fejl' from write_off`.execute(tx),
  );
  await writeOffOn('2026-03-11');
  const proposed = await town.do(listedLosses);
  expect(proposed).toMatchObject([left, relieved]);
  expect(await propose()).toMatchObject({ refusal: { tag: 'proposed-already' } });
  expect(await town.faults()).toEqual([]);
});

test('a booked loss that is taken back stands where it stood, and is not proposed again', async () => {
  await choose(byGround);
  const claim = await timeBarred();
  await writeOffOn('2028-12-16');
  const number = claim * 100n + 1n;
  expect(await takenBack(number, 'medarbejder')).toMatchObject({ refusal: { tag: 'above-limit' } });
  expect(await takenBack(number, 'elev')).toMatchObject({ refusal: { tag: 'role-missing' } });
  expect(await takenBack(number, 'leder')).toMatchObject({ ok: true, value: { state: 'reversed' } });
  expect(await standing(claim)).toEqual(['ended 1000000']);
  expect(await writeOffOn('2028-12-19')).toMatchObject({ consequences: { 'left-by-a-person': 1 } });
  // A person may propose it again, for the reason by which it ended.
  const wish = { claim, reason: 'futile', because: 'alligevel', configurationVersion: 1 } as const;
  expect(await town.do((tx) => proposeLoss(tx, { ...acting('Ane'), ...wish }))).toMatchObject({
    value: { reason: 'limitation', takenFrom: 'ended' },
  });
  expect(await town.faults()).toEqual([]);
});

describe('a difference of øre after a payment', () => {
  const paidBut = async (left: bigint) => {
    claims += 1;
    const claim = await town.raise({ claimId: `W-${claims}`, type: 'CFFAKTU', accountId: `W-${claims}` });
    await town.pay(claim, { amount: ore(1_000_000n - left), on: '2026-01-10' });
    return claim;
  };

  test('below the limit is booked, and the claim is paid', async () => {
    await choose(byGround);
    const claim = await paidBut(99n);
    expect(await writeOffOn('2026-01-10')).toMatchObject({
      consequences: { rounding: 1 },
      amounts: { booked: '0.99' },
    });
    expect(await standing(claim)).toEqual([]);
    expect(await town.faults()).toEqual([]);
  });

  test('at the limit is owed', async () => {
    await choose(byGround);
    const claim = await paidBut(100n);
    expect(await writeOffOn('2026-01-10')).toMatchObject({ claims: 0 });
    expect(await standing(claim)).toEqual(['claim 100']);
  });
});

describe('what Gældsstyrelsen has written off', () => {
  const there = (claim: ClaimNumber): Account => ({ kind: 'recovery', number: claim, debtor: 0 });
  async function atRecovery(): Promise<ClaimNumber> {
    claims += 1;
    const claim = await town.raise({ claimId: `W-${claims}` });
    const at = morningOf('2026-03-01');
    const common = { valueDate: date('2026-03-01'), bookingDate: date('2026-03-01'), recordedAt: at };
    const own: Account = { kind: 'claim', number: claim, debtor: 0 };
    await town.do((tx) =>
      postTransfers(tx, [
        {
          ...common,
          cause: 'transferred',
          causeNumber: claim,
          line: 1,
          debit: there(claim),
          credit: own,
          amount: kroner(10_000),
        },
      ]),
    );
    return claim;
  }
  const told = (claim: ClaimNumber) =>
    town.do((tx) =>
      proposeRecoveryLosses(tx, [{ claim, amount: kroner(4_000), reason: 'futile', notification: 'U-1' }], {
        by: 'automatic',
        at: morningOf('2027-03-01'),
        version: 1,
      }),
    );

  test('is proposed once, and booked by the job where a ground is recorded', async () => {
    const claim = await atRecovery();
    expect([await told(claim), await told(claim)]).toEqual([1, 0]);
    expect(await writeOffOn('2027-03-01')).toMatchObject({ consequences: { 'waits-for-approval': 1 } });
    await choose(byGround);
    expect(await writeOffOn('2027-03-02')).toMatchObject({ amounts: { booked: '4000.00' } });
    expect(await standing(claim)).toEqual(['recovery 600000', 'written-off 400000']);
  });

  const tellOf = (claim: ClaimNumber, notification: string) =>
    town.do((tx) =>
      tellWrittenOff(tx, { claim, amount: kroner(4_000), notification }, morningOf('2027-03-01')),
    );

  test('is told by a dry run as the run then does it, booked by a ground or proposed, and once', async () => {
    const first = await atRecovery();
    await tellOf(first, 'U-2');
    const tried = await writeOffOn('2027-03-01', { dryRun: true });
    expect(tried).toMatchObject({ changes: { proposed: { count: 1 } }, amounts: { proposed: '4000.00' } });
    expect(await town.do(listedLosses)).toEqual([]);
    expect(await writeOffOn('2027-03-01')).toEqual(tried);
    const next = await writeOffOn('2027-03-02');
    expect(next).toMatchObject({
      changes: { proposed: { count: 0 } },
      consequences: { 'waits-for-approval': 1 },
    });
    await choose(byGround);
    const second = await atRecovery();
    await tellOf(second, 'U-3');
    const booking = await writeOffOn('2027-03-03', { dryRun: true });
    expect(booking).toMatchObject({ changes: { booked: { count: 2 } }, amounts: { booked: '8000.00' } });
    expect(await writeOffOn('2027-03-03')).toEqual(booking);
    expect(await standing(second)).toEqual(['recovery 600000', 'written-off 400000']);
  });

  test('is in the report also where the job was stopped after it was proposed', async () => {
    await tellOf(await atRecovery(), 'U-6');
    const clock = () => morningOf('2027-03-01');
    await takeToldLosses({ database: town.db, municipality: TOWN, version: 1, by: 'Ane', clock });
    expect(await writeOffOn('2027-03-01')).toMatchObject({ changes: { proposed: { count: 1 } } });
    expect(await writeOffOn('2027-03-02')).toMatchObject({ changes: { proposed: { count: 0 } } });
  });

  test('in two parts of one claim is proposed one at a time, and nothing of it is lost', async () => {
    const claim = await atRecovery();
    await tellOf(claim, 'U-4');
    await tellOf(claim, 'U-5');
    expect(await writeOffOn('2027-03-01')).toMatchObject({ changes: { proposed: { count: 1 } } });
    await choose(byGround);
    await writeOffOn('2027-03-02');
    expect(await writeOffOn('2027-03-03')).toMatchObject({ changes: { booked: { count: 1 } } });
    expect(await standing(claim)).toEqual(['recovery 200000', 'written-off 800000']);
  });

  test('is never time-barred by our own years', async () => {
    const claim = await atRecovery();
    const { report } = await lapseOn(town.db, '2028-12-16');
    expect(report).toMatchObject({ claims: 0, changes: { 'time-barred': { count: 0 } } });
    expect(await standing(claim)).toEqual(['recovery 1000000']);
  });
});
