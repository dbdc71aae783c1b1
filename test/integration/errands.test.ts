import { sql } from 'kysely';
import { afterAll, beforeEach, describe, expect, test } from 'vitest';
import { limitationsOf } from '../../src/claims/limitation.ts';
import type { ClaimNumber } from '../../src/claims/types.ts';
import { closeErrand, type CloseErrand } from '../../src/endings/close-errand.ts';
import { deadlinesOf, seeToErrands } from '../../src/endings/errand-job.ts';
import {
  announceErrand,
  fileErrand,
  openErrand,
  rejectErrand,
  settleRejection,
} from '../../src/endings/errands.ts';
import { openWorkItems } from '../../src/agreements/work-items.ts';
import { date, monthOf } from '../../src/kernel/dates.ts';
import type { DebtorNumber } from '../../src/kernel/ids.ts';
import { kroner } from '../../src/kernel/money.ts';
import { noteNoticesArrived } from '../../src/letters/notice-arrivals.ts';
import { noticesAbout } from '../../src/letters/notices.ts';
import { makeDueLetters } from '../../src/agreements/letter-job.ts';
import type { MunicipalityTx } from '../../src/platform/database.ts';
import { aDebtor } from '../vocabulary.ts';
import { aChargesTown, type ChargesTown } from './charges-town.ts';
import { openItems } from './decisions-town.ts';
import { endsIn, holdsIn, lapseOn } from './endings-town.ts';
import { aTown, fetchFor, letterJob, morningOf, rowsOf, TOWN } from './town.ts';

const town: ChargesTown = await aChargesTown();
afterAll(() => town[Symbol.asyncDispose]());

let claims = 0;
let main: ClaimNumber;
beforeEach(async () => {
  await town.do((tx) =>
    sql`truncate claim, account, payment, notice, due_work, job_run, transfer, account_balance, errand, pay_out_stop, work_item
      cascade`.execute(tx),
  );
  claims += 1;
  main = await town.raise({ claimId: `E-${claims}` });
});

const acting = (on: string) => ({ by: 'Ane', on: date(on), at: morningOf(on) });
async function opened(kind: 'death' | 'bankruptcy' | 'debt-relief', on = '2026-03-02', debtor = town.anna) {
  const done = await town.do((tx) =>
    openErrand(tx, { ...acting(on), kind, debtor, beganOn: date('2026-03-01') }),
  );
  if (!done.ok) throw new Error(done.refusal.tag);
  return done.value.number;
}
const close = (number: bigint, asked: Partial<CloseErrand>) =>
  town.do((tx) =>
    closeErrand(tx, {
      ...acting('2026-06-01'),
      number,
      outcome: 'paid',
      kept: null,
      successors: [],
      ...asked,
    }),
  );
const file = (number: bigint, on: string, how: 'provisional' | 'final') =>
  town.do((tx) => fileErrand(tx, { ...acting(on), number, filedOn: date(on), how }));
const seeTo = (on: string) =>
  seeToErrands({
    database: town.db,
    municipality: TOWN,
    on: date(on),
    by: 'prøve',
    clock: () => morningOf(on),
  });
const standing = async (claim: ClaimNumber) =>
  (
    await rowsOf<{ told: string }>(
      town.db,
      sql`select kind || ' ' || balance_ore as told from account_balance
        where number = ${String(claim)}::bigint and balance_ore > 0 order by 1`,
    )
  ).map(({ told }) => told);
const items = async () => (await openItems(town.db)).toSorted();

describe('a death', () => {
  test('stops everything about the dead person’s claims the same day', async () => {
    await town.interest('2025-12-16');
    await opened('death');
    expect(await holdsIn(town.db)).toHaveLength(2);
    expect(await holdsIn(town.db)).toContain(`${main} death ${town.anna}`);
    expect(await items()).toEqual([`2026-03 ${town.anna} errand-opened`]);
    // No interest while the estate is dealt with.
    await town.interest('2026-03-16');
    expect(await rowsOf(town.db, sql`select from charge where posted_on > '2026-03-02'`)).toEqual([]);
  });

  test('is one errand, however often it is told', async () => {
    const number = await opened('death');
    const again = await town.do((tx) =>
      openErrand(tx, {
        ...acting('2026-03-03'),
        kind: 'death',
        debtor: town.anna,
        beganOn: date('2026-03-01'),
      }),
    );
    expect(again).toEqual({ ok: false, refusal: { tag: 'opened-already', number } });
  });

  test('has 8 weeks from the call to creditors, and asks a person at 21, 7 and 1 days and when they have passed', async () => {
    const number = await opened('death');
    const announced = await town.do((tx) =>
      announceErrand(tx, { ...acting('2026-03-03'), number, announcedOn: date('2026-03-02'), fileBy: null }),
    );
    expect(announced).toMatchObject({ ok: true, value: { fileBy: '2026-04-27' } });
    const asked = async (on: string) => {
      await seeTo(on);
      return (await items()).filter((item) => item.includes('deadline')).length;
    };
    expect(await asked('2026-04-05')).toBe(0);
    expect(await asked('2026-04-06')).toBe(1);
    expect(await asked('2026-04-07')).toBe(1);
    expect(await asked('2026-04-20')).toBe(2);
    expect(await asked('2026-04-26')).toBe(3);
    expect(await asked('2026-04-28')).toBe(4);
  });

  test('that is filed provisionally has 8 weeks more, and the filing interrupts limitation', async () => {
    const number = await opened('death');
    const filed = await town.do((tx) =>
      fileErrand(tx, {
        ...acting('2026-04-20'),
        number,
        filedOn: date('2026-04-20'),
        how: 'provisional',
      }),
    );
    expect(filed).toMatchObject({
      ok: true,
      value: { late: false, errand: { finalBy: '2026-06-15', filed: { amount: kroner(10_000) } } },
    });
    const [limitation] = (await town.do((tx) => limitationsOf(tx, [main]))).get(main) ?? [];
    expect(limitation).toMatchObject({ until: '2029-04-20', because: 'insolvency-filing' });
  });

  test('whose claims are filed after the last day is said to be late', async () => {
    const number = await opened('death');
    await town.do((tx) =>
      announceErrand(tx, { ...acting('2026-03-03'), number, announcedOn: date('2026-03-02'), fileBy: null }),
    );
    const filed = await town.do((tx) =>
      fileErrand(tx, { ...acting('2026-04-28'), number, filedOn: date('2026-04-28'), how: 'final' }),
    );
    expect(filed).toMatchObject({ ok: true, value: { late: true } });
  });

  test('has no more than the eight weeks of the law, whatever day is told', async () => {
    const number = await opened('death');
    const announce = (fileBy: string) =>
      town.do((tx) =>
        announceErrand(tx, {
          ...acting('2026-03-03'),
          number,
          announcedOn: date('2026-03-02'),
          fileBy: date(fileBy),
        }),
      );
    expect(await announce('2026-04-28')).toEqual({
      ok: false,
      refusal: { tag: 'deadline-too-late', latest: '2026-04-27' },
    });
    expect(await announce('2026-03-01')).toMatchObject({ refusal: { tag: 'deadline-before-call' } });
    expect(await announce('2026-04-27')).toMatchObject({ ok: true, value: { fileBy: '2026-04-27' } });
  });

  test('whose claims cannot have been rejected before they were filed, or before the death', async () => {
    const number = await opened('death');
    const reject = (on: string) =>
      town.do((tx) => rejectErrand(tx, { ...acting('2026-05-01'), number, rejectedOn: date(on) }));
    expect(await reject('2026-02-28')).toMatchObject({ refusal: { tag: 'before-it-began' } });
    await file(number, '2026-04-20', 'final');
    expect(await reject('2026-04-19')).toEqual({
      ok: false,
      refusal: { tag: 'before-filed', filedOn: '2026-04-20' },
    });
    expect(await reject('2026-04-20')).toMatchObject({ ok: true });
  });

  test('whose claims were rejected after the provisional filing has it noted also where the final one was noted first', async () => {
    const number = await opened('death');
    await file(number, '2026-04-20', 'provisional');
    await file(number, '2026-04-28', 'final');
    const reject = (on: string) =>
      town.do((tx) => rejectErrand(tx, { ...acting('2026-05-01'), number, rejectedOn: date(on) }));
    expect(await reject('2026-04-19')).toEqual({
      ok: false,
      refusal: { tag: 'before-filed', filedOn: '2026-04-20' },
    });
    expect(await reject('2026-04-24')).toMatchObject({
      ok: true,
      value: { sueBy: '2026-05-22', filed: { on: '2026-04-28', how: 'final' } },
    });
  });

  test('whose claims are filed has those filed and held that have come the same day', async () => {
    const number = await opened('death');
    claims += 1;
    const later = await town.raise({ claimId: `E-${claims}`, origin: date('2026-01-15') });
    expect(await file(number, '2026-03-20', 'final')).toMatchObject({
      ok: true,
      value: { errand: { filed: { amount: kroner(20_000) }, unfiledSince: null } },
    });
    expect(await holdsIn(town.db)).toContain(`${later} death ${town.anna}`);
    expect((await items()).filter((item) => item.includes('errand-claim'))).toEqual([]);
  });

  test('is closed with what has come the same day: nothing of it is asked for', async () => {
    const number = await opened('death');
    claims += 1;
    const later = await town.raise({ claimId: `E-${claims}`, origin: date('2026-01-15') });
    await close(number, { outcome: 'estate-insolvent' });
    expect(await endsIn(town.db)).toHaveLength(2);
    expect(await standing(later)).toEqual(await standing(main));
  });

  test('leaves nothing about the errand in the work list when it has been closed', async () => {
    const number = await opened('death');
    await seeTo('2026-04-28');
    await town.do((tx) =>
      openWorkItems(
        tx,
        [{ kind: 'dead', debtor: town.anna, month: monthOf(date('2026-04-01')), about: null }],
        morningOf('2026-04-28'),
      ),
    );
    expect(await items()).toHaveLength(3);
    await close(number, { outcome: 'part-paid' });
    expect(await items()).toEqual([]);
  });

  test('whose claims the executor rejects leaves 4 weeks to sue', async () => {
    const number = await opened('death');
    const rejected = await town.do((tx) =>
      rejectErrand(tx, { ...acting('2026-05-01'), number, rejectedOn: date('2026-05-01') }),
    );
    expect(rejected).toMatchObject({ ok: true, value: { sueBy: '2026-05-29' } });
    // They were filed by then, so that is what is noted first.
    expect(await file(number, '2026-05-02', 'final')).toEqual({
      ok: false,
      refusal: { tag: 'rejected-before', rejectedOn: '2026-05-01' },
    });
    expect(await file(number, '2026-04-20', 'final')).toMatchObject({ ok: true });
  });

  test('is asked to be sued for until it has been, and no deadline hides another', async () => {
    const number = await opened('death');
    const announcing = { ...acting('2026-03-03'), number, announcedOn: date('2026-03-02'), fileBy: null };
    await town.do((tx) => announceErrand(tx, announcing));
    await file(number, '2026-04-20', 'provisional');
    const settling = { ...acting('2026-05-10'), number, settledOn: date('2026-05-10'), how: 'sued' } as const;
    expect(await town.do((tx) => settleRejection(tx, settling))).toMatchObject({
      refusal: { tag: 'not-rejected' },
    });
    const rejecting = { ...acting('2026-05-01'), number, rejectedOn: date('2026-05-01') };
    const rejected = await town.do((tx) => rejectErrand(tx, rejecting));
    expect(rejected.ok && deadlinesOf(rejected.value)).toEqual(['2026-05-29', '2026-06-15']);
    await seeTo('2026-06-14');
    expect((await items()).filter((item) => item.includes('deadline'))).toHaveLength(2);
    for (const how of ['sued', 'waived'] as const)
      expect(
        await town.do((tx) => settleRejection(tx, { ...settling, how, settledOn: date('2026-04-30') })),
      ).toEqual({ ok: false, refusal: { tag: 'before-rejected', rejectedOn: '2026-05-01' } });
    const sued = await town.do((tx) => settleRejection(tx, settling));
    expect(sued).toMatchObject({
      ok: true,
      value: { late: false, errand: { sueBy: null, sued: { on: '2026-05-10', how: 'sued' } } },
    });
    expect(sued.ok && deadlinesOf(sued.value.errand)).toEqual(['2026-06-15']);
    await town.do((tx) => rejectErrand(tx, rejecting));
    const late = { ...settling, ...acting('2026-05-30'), settledOn: date('2026-05-30') };
    expect(await town.do((tx) => settleRejection(tx, late))).toMatchObject({ value: { late: true } });
  });

  test('that was filed provisionally is not filed so again to win time', async () => {
    const number = await opened('death');
    await file(number, '2026-04-20', 'provisional');
    expect(await file(number, '2026-05-20', 'provisional')).toMatchObject({
      ok: true,
      value: { errand: { finalBy: '2026-06-15' } },
    });
    expect(await file(number, '2026-06-16', 'provisional')).toMatchObject({
      refusal: { tag: 'final-deadline-passed', finalBy: '2026-06-15' },
    });
    expect(await file(number, '2026-06-16', 'final')).toMatchObject({ ok: true, value: { late: true } });
  });

  test('to which a claim comes after the final filing asks a person, and has the day by which it may be filed', async () => {
    const number = await opened('death');
    const announcing = { ...acting('2026-03-03'), number, announcedOn: date('2026-03-02'), fileBy: null };
    await town.do((tx) => announceErrand(tx, announcing));
    await file(number, '2026-03-20', 'final');
    await seeTo('2026-04-07');
    expect((await items()).filter((item) => item.includes('deadline'))).toEqual([]);
    claims += 1;
    await town.raise({ claimId: `E-${claims}`, origin: date('2026-01-15') });
    await seeTo('2026-04-08');
    expect(await items()).toEqual([
      `2026-03 ${town.anna} errand-opened`,
      `2026-04 ${town.anna} errand-claim`,
      `2026-04 ${town.anna} errand-deadline`,
    ]);
    expect(await file(number, '2026-04-09', 'final')).toMatchObject({
      ok: true,
      value: { late: false, errand: { unfiledSince: null, filed: { amount: kroner(20_000) } } },
    });
    claims += 1;
    await town.raise({ claimId: `E-${claims}`, origin: date('2026-01-15') });
    await seeTo('2026-05-06');
    // It is too late to file it; a person is told, and no day is left to keep.
    expect((await items()).filter((item) => item.includes('deadline'))).toHaveLength(1);
    expect((await items()).filter((item) => item.includes('errand-claim'))).toHaveLength(2);
    expect(await file(number, '2026-05-07', 'final')).toMatchObject({ ok: true, value: { late: true } });
  });

  test('with a boudlæg leaves nobody liable, and the loss is proposed', async () => {
    const number = await opened('death');
    expect(await close(number, { outcome: 'estate-insolvent' })).toMatchObject({ ok: true });
    expect(await endsIn(town.db)).toEqual([`${main} ${town.anna} discharged 2026-06-01`]);
    expect(await standing(main)).toEqual(['ended 1000000']);
    await lapseOn(town.db, '2026-06-02');
    expect(await holdsIn(town.db)).toEqual([`${main} ended`]);
    expect(await town.faults()).toEqual([]);
  });

  test('with an undivided estate makes the spouse liable, who is told before anything is asked', async () => {
    const number = await opened('death');
    expect(await close(number, { outcome: 'undivided-estate' })).toMatchObject({
      refusal: { tag: 'successors-missing' },
    });
    await close(number, { outcome: 'undivided-estate', successors: [town.bo] });
    expect(await endsIn(town.db)).toEqual([`${main} ${town.anna} discharged 2026-06-01`]);
    expect(await standing(main)).toEqual(['claim 1000000']);
    expect(await holdsIn(town.db)).toEqual([`${main} liability ${town.bo}`]);
    const [notice] = await town.do((tx) => noticesAbout(tx, town.bo));
    expect(notice).toMatchObject({ kind: 'liability', claims: [{ claim: main, owed: kroner(10_000) }] });
    expect((await seeTo('2026-06-02')).told).toBe(0);
    await town.do((tx) => noteNoticesArrived(tx, [{ notice: notice!.notice, on: date('2026-06-02') }])); // it was written
    expect((await seeTo('2026-06-03')).told).toBe(1);
    expect(await holdsIn(town.db)).toEqual([]);
    // The time that is left goes over with the debt.
    const limitations = (await town.do((tx) => limitationsOf(tx, [main]))).get(main) ?? [];
    expect(limitations.find(({ debtor }) => debtor === town.bo)).toMatchObject({ until: '2028-12-15' });
    expect(await town.faults()).toEqual([]);
  });

  test('of which nobody tells how the estate is dealt with is asked about once, 8 weeks after it was known', async () => {
    await opened('death');
    const asked = async (on: string) => {
      await seeTo(on);
      return (await items()).filter((item) => item.includes('estate-unknown'));
    };
    expect(await asked('2026-04-26')).toEqual([]);
    expect(await asked('2026-04-27')).toEqual([`2026-04 ${town.anna} estate-unknown`]);
    expect(await asked('2026-05-04')).toEqual([`2026-04 ${town.anna} estate-unknown`]);
  });

  test('that was a mistake lets everything go on', async () => {
    const number = await opened('death');
    await close(number, { outcome: 'mistake' });
    expect(await holdsIn(town.db)).toEqual([]);
    expect(await standing(main)).toEqual(['claim 1000000']);
  });

  test('cannot end as a bankruptcy does', async () => {
    const number = await opened('death');
    expect(await close(number, { outcome: 'dividend' })).toMatchObject({
      refusal: { tag: 'outcome-of-another-kind' },
    });
  });
});

describe('a bankruptcy', () => {
  test('frees no person of what its dividend did not pay', async () => {
    const number = await opened('bankruptcy');
    await close(number, { outcome: 'dividend' });
    expect(await endsIn(town.db)).toEqual([]);
    expect(await holdsIn(town.db)).toEqual([]);
  });

  test('frees a company, which is gone with it', async () => {
    await town.do((tx) => asCompany(tx, town.bo));
    const other = await town.raise({ claimId: `C-${claims}`, accountId: `C-${claims}`, debtors: [town.bo] });
    const number = await opened('bankruptcy', '2026-03-02', town.bo);
    await close(number, { outcome: 'dividend' });
    expect(await endsIn(town.db)).toEqual([`${other} ${town.bo} discharged 2026-06-01`]);
  });

  test('has no deadline but the one that was called', async () => {
    const number = await opened('bankruptcy');
    const announce = { ...acting('2026-03-03'), number, announcedOn: date('2026-03-02') };
    expect(await town.do((tx) => announceErrand(tx, { ...announce, fileBy: null }))).toMatchObject({
      refusal: { tag: 'deadline-missing' },
    });
    expect(
      await town.do((tx) => announceErrand(tx, { ...announce, fileBy: date('2026-03-30') })),
    ).toMatchObject({ ok: true, value: { fileBy: '2026-03-30' } });
  });
});

async function asCompany(tx: MunicipalityTx, debtor: DebtorNumber): Promise<void> {
  await sql`insert into debtor_company (debtor_number, cvr) values (${debtor}, '12345674') on conflict do nothing`.execute(
    tx,
  );
  await sql`
    insert into company_record values (${debtor}, 1, 'Lukket ApS', '{Vej 1}', 'company', true, now(), 'prøve')
    on conflict do nothing`.execute(tx);
}

describe('debt relief', () => {
  test('leaves the part that is still owed, to the øre', async () => {
    const odd = await town.raise({ claimId: `O-${claims}`, principal: kroner(1), outstanding: kroner(1) });
    const number = await opened('debt-relief');
    expect(await close(number, { outcome: 'relieved' })).toMatchObject({ refusal: { tag: 'kept-missing' } });
    expect(await close(number, { outcome: 'closed-without', kept: 2_000 })).toMatchObject({
      refusal: { tag: 'kept-not-asked' },
    });
    await close(number, { outcome: 'relieved', kept: 1_250 });
    expect(await standing(main)).toEqual(['claim 125000', 'ended 875000']);
    expect(await standing(odd)).toEqual(['claim 13', 'ended 87']);
    expect(await endsIn(town.db)).toEqual([]);
    expect(await town.faults()).toEqual([]);
  });

  test('of everything ends the claim', async () => {
    const number = await opened('debt-relief');
    await close(number, { outcome: 'relieved', kept: 0 });
    expect(await endsIn(town.db)).toEqual([`${main} ${town.anna} discharged 2026-06-01`]);
  });

  test('of a part of what others owe too is for a person', async () => {
    await town.raise({
      claimId: `J-${claims}`,
      accountId: `J-${claims}`,
      debtors: [town.anna, town.bo],
    });
    const number = await opened('debt-relief');
    expect(await close(number, { outcome: 'relieved', kept: 5_000 })).toMatchObject({
      refusal: { tag: 'joint-claim' },
    });
  });
});

test('a death that CPR tells of is an errand the next day, once, and no letter is written to the dead', async () => {
  const dead = aDebtor(1).withPerson({ status: 90, statusFrom: date('2026-03-05') });
  await using place = await aTown([dead]);
  await fetchFor(place, '2026-03');
  const day = (on: string) => ({
    database: place.database,
    municipality: TOWN,
    on: date(on),
    by: 'prøve',
    clock: () => morningOf(on),
  });
  expect(await seeToErrands(day('2026-03-11'))).toMatchObject({ opened: 1, open: 1, told: 0 });
  expect(await seeToErrands(day('2026-03-12'))).toMatchObject({ opened: 0, open: 1, told: 0 });
  expect(
    await rowsOf(place.database, sql`select kind, began_on as began, opened_on as opened from errand`),
  ).toEqual([{ kind: 'death', began: '2026-03-05', opened: '2026-03-11' }]);
  expect(await holdsIn(place.database)).toEqual(['1 death 100001']);
  await makeDueLetters(letterJob(place.database, '2026-03-12'));
  expect(await rowsOf(place.database, sql`select from letter`)).toEqual([]);
});
