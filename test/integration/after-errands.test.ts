import { sql } from 'kysely';
import { afterAll, beforeEach, describe, expect, test } from 'vitest';
import { liabilitiesFor } from '../../src/claims/liabilities.ts';
import type { OrdinaryClaim } from '../../src/claims/raise-ordinary.ts';
import type { ClaimNumber } from '../../src/claims/types.ts';
import { closeErrand, type CloseErrand } from '../../src/endings/close-errand.ts';
import { seeToErrands, type ErrandsSeen } from '../../src/endings/errand-job.ts';
import type { ErrandKind } from '../../src/endings/errand-types.ts';
import { openErrand } from '../../src/endings/errands.ts';
import { proposeLiable } from '../../src/endings/liable-parties.ts';
import { judgeClaim } from '../../src/endings/judge-claim.ts';
import { listedLosses } from '../../src/endings/listed-losses.ts';
import { date } from '../../src/kernel/dates.ts';
import { cprOf } from '../vocabulary.ts';
import { openHeldItems } from '../../src/ledger/refund-items.ts';
import { somebody } from './ordinary-claims.ts';
import { kroner } from '../../src/kernel/money.ts';
import { correctClaim } from '../../src/payments/correct-claim.ts';
import { movePayment } from '../../src/payments/move-payment.ts';
import { reversePayment } from '../../src/payments/reverse-payment.ts';
import type { Received } from '../../src/payments/receive.ts';
import { aChargesTown, type ChargesTown } from './charges-town.ts';
import { openItems } from './decisions-town.ts';
import { endsIn, holdsIn, lapseOn } from './endings-town.ts';
import { approved, lossesOn, lossTakenBack, writtenOff } from './losses.ts';
import { faultsOf, paidIn } from './paying.ts';
import { aRecoveryTown, type RecoveryTown } from './recovery-town.ts';
import { morningOf, rowsOf, TOWN } from './town.ts';

/** What comes to an errand of a death, bankruptcy or debt relief, and after it has been closed. */

const town: ChargesTown = await aChargesTown();
afterAll(() => town[Symbol.asyncDispose]());

let claims = 0;
let main: ClaimNumber;
beforeEach(async () => {
  await town.do((tx) =>
    sql`truncate claim, account, payment, notice, due_work, job_run, transfer, account_balance, errand, pay_out_stop, work_item, person_record,
      refund_item, write_off cascade`.execute(tx),
  );
  main = await raise({});
});

type Errands = Pick<RecoveryTown, 'do' | 'db' | 'anna'>;

const acting = (on: string) => ({ by: 'Ane', on: date(on), at: morningOf(on) });
const raise = (claim: Partial<OrdinaryClaim>) => {
  claims += 1;
  return town.raise({ claimId: `A-${claims}`, ...claim });
};
/** Day care of January 2026, loaded when everything was over. */
const lateBill = () =>
  raise({ origin: date('2026-01-15'), due: date('2026-02-15'), srb: date('2026-02-15') });
/** Rent of April 2026. */
const laterBill = () =>
  raise({ origin: date('2026-04-20'), due: date('2026-05-15'), srb: date('2026-05-15') });
/** Day care of the whole of March 2026, during which the errand began. */
const spanningBill = () =>
  raise({
    origin: date('2026-03-10'),
    due: date('2026-03-10'),
    srb: date('2026-03-10'),
    period: { from: date('2026-03-01'), to: date('2026-03-31') },
  });

async function opened(kind: ErrandKind, at: Errands = town): Promise<bigint> {
  const asked = { ...acting('2026-03-06'), kind, debtor: at.anna, beganOn: date('2026-03-05') };
  const done = await at.do((tx) => openErrand(tx, asked));
  if (!done.ok) throw new Error(done.refusal.tag);
  return done.value.number;
}
async function closed(
  number: bigint,
  asked: Pick<CloseErrand, 'outcome'> & Partial<CloseErrand>,
  at: Errands = town,
) {
  const closing = { ...acting('2026-04-01'), number, kept: null, successors: [], ...asked };
  const done = await at.do((tx) => closeErrand(tx, closing));
  if (!done.ok) throw new Error(done.refusal.tag);
}
function seeTo(on: string, { db: database }: Errands = town): Promise<ErrandsSeen> {
  return seeToErrands({
    database,
    municipality: TOWN,
    on: date(on),
    by: 'prøve',
    clock: () => morningOf(on),
  });
}
const judged = (number: bigint, claim: ClaimNumber, covered: boolean) =>
  town.do((tx) => judgeClaim(tx, { ...acting('2026-05-02'), number, claim, covered, because: 'set på' }));
const owed = async (claim: ClaimNumber, { db }: Errands = town) =>
  (
    await rowsOf<{ told: string }>(
      db,
      sql`select kind || ' ' || balance_ore as told from account_balance
        where number = ${String(claim)}::bigint and balance_ore > 0 order by 1`,
    )
  ).map(({ told }) => told);
const items = async (kind: string, { db }: Errands = town) =>
  (await openItems(db)).filter((item) => item.includes(kind));
/** CPR tells that Anna died on 5 March 2026. */
const toldDead = () =>
  town.do((tx) =>
    sql`insert into person_record (debtor_number, batch, current_cpr, name, status, status_from, address, address_protected,
        digital_post, children, children_under_18, message_id)
      select ${town.anna}, 1, cpr, 'P', 90, '2026-03-05', '{}', false, false, '[]', 0, 'p' from debtor_cpr
      where debtor_number = ${town.anna}`.execute(tx),
  );

describe('after an estate with nothing left for creditors', () => {
  test('a bill from before the death that is loaded late is lost, and nothing is ever charged on it', async () => {
    await closed(await opened('death'), { outcome: 'estate-insolvent' });
    await toldDead();
    const late = await lateBill();
    expect(await seeTo('2026-04-10')).toMatchObject({ opened: 0, freed: 1 });
    expect(await owed(late)).toEqual(['ended 1000000']);
    await lapseOn(town.db, '2026-04-10');
    await town.interest('2026-05-16');
    expect(await rowsOf(town.db, sql`select from charge where main_claim = ${String(late)}::bigint`)).toEqual(
      [],
    );
    expect(await holdsIn(town.db)).toEqual([`${main} ended`, `${late} ended`].toSorted());
    expect(await seeTo('2026-04-11')).toMatchObject({ freed: 0 });
    expect(await town.faults()).toEqual([]);
  });

  test('what has arisen since the death, or spans it, is held and bears no interest, and a person is asked once', async () => {
    const number = await opened('death');
    await closed(number, { outcome: 'part-paid' });
    const [later, spanning] = [await laterBill(), await spanningBill()];
    await seeTo('2026-05-01');
    await seeTo('2026-06-01');
    expect(await holdsIn(town.db)).toEqual(
      [`${later} death ${town.anna}`, `${spanning} death ${town.anna}`].toSorted(),
    );
    expect(await items('errand-claim')).toHaveLength(2);
    await town.interest('2026-07-16');
    expect(await rowsOf(town.db, sql`select from charge`)).toEqual([]);
    expect(await judged(number, spanning, true)).toMatchObject({ ok: true });
    expect(await owed(spanning)).toEqual(['ended 1000000']);
    // What is not the estate's is not asked of the dead either.
    expect(await judged(number, later, false)).toMatchObject({ ok: true });
    await seeTo('2026-06-02');
    expect(await holdsIn(town.db)).toContain(`${later} death ${town.anna}`);
    expect(await judged(number, later, true)).toMatchObject({ refusal: { tag: 'judged-already' } });
    expect(await items('errand-claim')).toEqual([]);
  });
});

describe('after an undivided estate', () => {
  test('the spouse takes over a bill from before the death that is loaded late, and is told first', async () => {
    await closed(await opened('death'), { outcome: 'undivided-estate', successors: [town.bo] });
    const late = await lateBill();
    expect(await seeTo('2026-04-10')).toMatchObject({ takenOver: 1 });
    expect(await town.do((tx) => liabilitiesFor(tx, [late]))).toMatchObject([
      { debtor: town.anna, ended: 'discharged' },
      { debtor: town.bo, ended: null },
    ]);
    expect(await holdsIn(town.db)).toContain(`${late} liability ${town.bo}`);
    expect(await town.faults()).toEqual([]);
  });

  test('a bill from after the death is for a person', async () => {
    await closed(await opened('death'), { outcome: 'undivided-estate', successors: [town.bo] });
    const later = await laterBill();
    expect(await seeTo('2026-05-01')).toMatchObject({ takenOver: 0 });
    expect(await holdsIn(town.db)).toContain(`${later} death ${town.anna}`);
    expect(await items('errand-claim')).toHaveLength(1);
  });
});

describe('a death', () => {
  test('whose errand ended as paid is opened again when something is owed', async () => {
    const number = await opened('death');
    await closed(number, { outcome: 'paid' });
    expect(await holdsIn(town.db)).toEqual([`${main} death ${town.anna}`]);
    expect(await seeTo('2026-04-02')).toMatchObject({ opened: 1, open: 1 });
    expect(await seeTo('2026-04-03')).toMatchObject({ opened: 0, open: 1 });
    expect(
      await rowsOf(
        town.db,
        sql`select errand - ${String(number)}::bigint as later, closed_on is null as open from errand order by 1`,
      ),
    ).toEqual([
      { later: 0n, open: false },
      { later: 1n, open: true },
    ]);
    // That of the first was closed with it.
    expect(await items('errand-opened')).toHaveLength(1);
  });

  test('cannot end without an outcome, nor as a mistake while CPR tells of it', async () => {
    const number = await opened('death');
    const closing = { ...acting('2026-04-01'), number, kept: null, successors: [] };
    expect(await town.do((tx) => closeErrand(tx, { ...closing, outcome: 'closed-without' }))).toMatchObject({
      refusal: { tag: 'outcome-of-another-kind' },
    });
    await toldDead();
    expect(await town.do((tx) => closeErrand(tx, { ...closing, outcome: 'mistake' }))).toMatchObject({
      refusal: { tag: 'dead-by-cpr' },
    });
    expect(await holdsIn(town.db)).toEqual([`${main} death ${town.anna}`]);
  });

  test('that CPR tells of after its errand was closed as a mistake is an errand again', async () => {
    await closed(await opened('death'), { outcome: 'mistake' });
    await toldDead();
    expect(await seeTo('2026-04-10')).toMatchObject({ opened: 1 });
    expect(await holdsIn(town.db)).toEqual([`${main} death ${town.anna}`]);
  });

  test('with a claim that arose since is closed without that claim, which stays held', async () => {
    const number = await opened('death');
    const later = await laterBill();
    await seeTo('2026-04-25');
    await closed(number, { outcome: 'estate-insolvent', ...acting('2026-06-01') });
    expect(await endsIn(town.db)).toEqual([`${main} ${town.anna} discharged 2026-06-01`]);
    expect(await holdsIn(town.db)).toEqual([`${later} death ${town.anna}`]);
  });
});

describe('debt relief', () => {
  test('leaves alone what has arisen since the case was opened', async () => {
    const number = await opened('debt-relief');
    const later = await laterBill();
    await seeTo('2026-04-25');
    expect(await holdsIn(town.db)).toEqual([`${main} debt-relief ${town.anna}`]);
    await closed(number, { outcome: 'relieved', kept: 0, ...acting('2026-06-01') });
    expect(await owed(main)).toEqual(['ended 1000000']);
    expect(await owed(later)).toEqual(['claim 1000000']);
    await seeTo('2026-06-02');
    expect(await owed(later)).toEqual(['claim 1000000']);
  });

  test('leaves to a person what spans the day, and holds it until it has been said', async () => {
    const number = await opened('debt-relief');
    const [one, other] = [await spanningBill(), await spanningBill()];
    await seeTo('2026-03-20');
    expect(await items('errand-claim')).toHaveLength(2);
    await closed(number, { outcome: 'relieved', kept: 2_500 });
    expect(await holdsIn(town.db)).toEqual(
      [one, other].map((claim) => `${claim} debt-relief ${town.anna}`).toSorted(),
    );
    await judged(number, one, true);
    expect(await owed(one)).toEqual(['claim 250000', 'ended 750000']);
    await judged(number, other, false);
    expect(await owed(other)).toEqual(['claim 1000000']);
    expect(await holdsIn(town.db)).toEqual([]);
    expect(await seeTo('2026-05-03')).toMatchObject({ freed: 0 });
    expect(await town.faults()).toEqual([]);
  });

  test('takes its part of a bill from before that is loaded late, once', async () => {
    await closed(await opened('debt-relief'), { outcome: 'relieved', kept: 2_500 });
    const late = await lateBill();
    expect(await seeTo('2026-04-10')).toMatchObject({ freed: 1 });
    expect(await seeTo('2026-04-11')).toMatchObject({ freed: 0 });
    expect(await owed(late)).toEqual(['claim 250000', 'ended 750000']);
    expect(await owed(main)).toEqual(['claim 250000', 'ended 750000']);
    // Bo was not relieved: of the whole or of a quarter, a person divides it.
    const signed = { claim: main, debtor: town.bo, because: 'Du har skrevet under på aftalen om pasning.' };
    expect(await town.do((tx) => proposeLiable(tx, { ...acting('2026-04-11'), ...signed }))).toMatchObject({
      refusal: { tag: 'relieved-in-part' },
    });
    // What is charged on the part that was kept is owed whole.
    await town.interest('2026-06-16');
    expect(await seeTo('2026-06-17')).toMatchObject({ freed: 0 });
    expect(await town.faults()).toEqual([]);
  });

  describe('that leaves a quarter of a bill of 10,000 kr.', () => {
    const relieved = async () =>
      closed(await opened('debt-relief'), { outcome: 'relieved', kept: 2_500, ...acting('2026-04-01') });
    const paid = (amount: number, on: string, booked = on) =>
      paidIn(town, { amount, on, booked, wish: [main] });
    const chargedBack = ({ payment }: Received, on: string) =>
      town.do((tx) => {
        const back = {
          payment,
          kind: 'charged-back',
          reference: 'retur',
          on: date(on),
        } as const;
        return reversePayment(tx, { ...back, because: 'banken', by: 'Ane', at: morningOf(on) });
      });
    const corrected = (to: number, on: string) =>
      town.do((tx) => {
        const why = { reason: 'ny afgørelse', decidedOn: date(on), by: 'Ane', at: morningOf(on) };
        return correctClaim(tx, { claim: main, to: kroner(to), ...why });
      });
    const held = () =>
      rowsOf(
        town.db,
        sql`select -balance_ore as held from account_balance where kind = 'overpaid' and balance_ore <> 0`,
      );

    // Each comes to what it would have been, had it been known when the relief came: a quarter of what was owed then.
    const afterwards: Readonly<
      Record<string, readonly [what: () => Promise<unknown>, stands: readonly string[]]>
    > = {
      'what was paid before is charged back': [
        async () => {
          const before = await paid(2_000, '2026-02-02');
          await relieved();
          expect(await owed(main)).toEqual(['claim 200000', 'ended 600000']);
          await chargedBack(before, '2026-05-04');
        },
        ['claim 250000', 'ended 750000'],
      ],
      'the source raises it': [
        async () => {
          await relieved();
          await corrected(12_000, '2026-05-04');
        },
        ['claim 300000', 'ended 900000'],
      ],
      'the source lowers it': [
        async () => {
          await relieved();
          await corrected(6_000, '2026-05-04');
          expect(await owed(main)).toEqual(['claim 150000', 'ended 450000']);
          await corrected(4_001, '2026-05-05');
        },
        ['claim 100025', 'ended 300075'],
      ],
      'a payment from before is known late': [
        async () => {
          await relieved();
          await paid(2_000, '2026-03-02', '2026-05-04');
        },
        ['claim 200000', 'ended 600000'],
      ],
      'a payment from before is known late, and charged back': [
        async () => {
          await relieved();
          await chargedBack(await paid(2_001, '2026-03-02', '2026-05-04'), '2026-05-06');
        },
        ['claim 250000', 'ended 750000'],
      ],
      'a payment from before is moved to another debtor': [
        async () => {
          const before = await paid(2_000, '2026-02-02');
          await raise({ debtors: [town.bo], principal: kroner(2_000), accountId: 'B' });
          await relieved();
          const to = { payment: before.payment, debtor: town.bo, claims: [], because: 'Bos penge' };
          await town.do((tx) => movePayment(tx, { ...to, by: 'Ane', at: morningOf('2026-05-04') }));
        },
        ['claim 250000', 'ended 750000'],
      ],
      'its debtor dies, and heirs owe it when what was paid before is charged back': [
        async () => {
          const before = await paid(2_000, '2026-02-02');
          await relieved();
          const cia = await town.do((tx) => somebody(tx, cprOf(3)));
          const asked = { kind: 'death', debtor: town.anna, beganOn: date('2026-05-01') } as const;
          const death = await town.do((tx) => openErrand(tx, { ...acting('2026-05-02'), ...asked }));
          if (!death.ok) throw new Error(death.refusal.tag);
          const heirs = { outcome: 'private-division', successors: [town.bo, cia] } as const;
          await closed(death.value.number, { ...heirs, ...acting('2026-05-03') });
          await chargedBack(before, '2026-05-04');
        },
        ['claim 250000', 'ended 750000'],
      ],
      'a loss from before is taken back': [
        async () => {
          const loss = await writtenOff(town, main, '2026-02-16');
          await corrected(12_000, '2026-02-20');
          await relieved();
          expect(await owed(main)).toEqual(['claim 50000', 'ended 150000', 'written-off 1000000']);
          await lossTakenBack(town, loss, '2026-05-04');
        },
        ['claim 300000', 'ended 900000'],
      ],
      'its loss has been booked, and it is lowered': [
        async () => {
          await relieved();
          await lossesOn(town, '2026-04-03');
          const [relief] = await town.do(listedLosses);
          await approved(town, relief?.number ?? 0n, '2026-04-03');
          expect(await owed(main)).toEqual(['claim 250000', 'written-off 750000']);
          await corrected(6_000, '2026-05-04');
        },
        ['claim 150000', 'written-off 450000'],
      ],
    };
    test.each(Object.entries(afterwards))('and %s', async (_, [happen, stands]) => {
      await happen();
      await seeTo('2026-05-10');
      expect(await owed(main)).toEqual(stands);
      expect(await held()).toEqual([]);
      expect(await faultsOf(town)).toEqual([]);
    });

    test('what was paid since is paid of the part that is kept, and what is beyond that is held', async () => {
      await relieved();
      const since = await paid(1_000, '2026-04-15');
      await corrected(12_000, '2026-05-04');
      expect(await owed(main)).toEqual(['claim 200000', 'ended 900000']);
      await chargedBack(since, '2026-05-05');
      expect(await owed(main)).toEqual(['claim 300000', 'ended 900000']);
      await paid(3_000, '2026-05-06');
      await corrected(10_000, '2026-05-07');
      expect([await owed(main), await held()]).toEqual([['ended 750000'], [{ held: 50_000n }]]);
      await paid(1_000, '2026-03-09', '2026-05-08');
      expect([await owed(main), await held()]).toEqual([['ended 675000'], [{ held: 75_000n }]]);
      expect(await faultsOf(town)).toEqual([]);
    });

    test('what is known late to have paid it all before leaves nothing to pay, and all that was paid since is held', async () => {
      await town.interest('2026-03-02');
      await relieved();
      await paid(2_575, '2026-04-15');
      await paid(10_500, '2026-03-10', '2026-05-08');
      // 10,300 were owed on 10 March.
      expect([await owed(main), await held()]).toEqual([[], [{ held: 277_500n }]]);
      expect(await faultsOf(town)).toEqual([]);
    });

    test('interest from before follows, and interest since is of what is kept', async () => {
      await town.interest('2026-03-02');
      const months = await rowsOf<{ claim: ClaimNumber }>(
        town.db,
        sql`select claim_number as claim from charge order by 1`,
      );
      const interest = () => Promise.all(months.map(({ claim }) => owed(claim)));
      expect(await interest()).toEqual(months.map(() => ['claim 10000']));
      await relieved();
      expect(await interest()).toEqual(months.map(() => ['claim 2500', 'ended 7500']));
      await town.interest('2026-05-01');
      await paid(2_000, '2025-12-15', '2026-05-04');
      expect(await owed(main)).toEqual(['claim 200000', 'ended 600000']);
      expect(await interest()).toEqual(months.map(() => ['claim 2000', 'ended 6000']));
      const since = sql<{
        claim: ClaimNumber;
      }>`select c.claim_number as claim from charge c where posted_on > '2026-04-01'`;
      for (const { claim } of await rowsOf<{ claim: ClaimNumber }>(town.db, since))
        expect(await owed(claim)).toEqual(['claim 2000']);
      expect(await held()).toEqual([]);
      expect(await faultsOf(town)).toEqual([]);
    });
  });

  test('of a part asks a person about a bill loaded late that others owe too', async () => {
    await closed(await opened('debt-relief'), { outcome: 'relieved', kept: 2_500 });
    const joint = await raise({ debtors: [town.anna, town.bo], accountId: 'J' });
    await seeTo('2026-04-10');
    expect(await owed(joint)).toEqual(['claim 1000000']);
    expect(await holdsIn(town.db)).toContain(`${joint} debt-relief ${town.anna}`);
    expect(await items('errand-claim')).toHaveLength(1);
  });
});

test('a bankruptcy holds what arose before the decree, and nothing that has arisen since', async () => {
  await opened('bankruptcy');
  await laterBill();
  await seeTo('2026-04-25');
  expect(await holdsIn(town.db)).toEqual([`${main} bankruptcy ${town.anna}`]);
});

/** A bill of Anna's with its interest at Gældsstyrelsen. */
async function claimThere(place: RecoveryTown): Promise<ClaimNumber> {
  const claim = await place.raise();
  await place.interest('2026-01-15');
  await place.clear(claim);
  await place.transfer('2026-02-02');
  await place.deliver('2026-02-02');
  await place.news('2026-02-06');
  expect((await place.recovery(claim))?.state).toBe('received');
  return claim;
}
async function sentBack(place: RecoveryTown, claim: ClaimNumber, on: string): Promise<void> {
  const id = (await place.recovery(claim))?.authorityId ?? '';
  place.simulated.sendBack(id, { kind: 'TILBAGESEND', reason: 'ANDN' }, morningOf(on));
  await place.news('2026-05-05');
}

describe('what comes back from Gældsstyrelsen', () => {
  test('of a dead person whose estate left nothing is owed by nobody', async () => {
    await using place = await aRecoveryTown();
    const claim = await claimThere(place);
    await closed(await opened('death', place), { outcome: 'estate-insolvent' }, place);
    await sentBack(place, claim, '2026-05-01');
    expect((await seeTo('2026-05-06', place)).freed).toBeGreaterThan(1);
    expect(await owed(claim, place)).toEqual(['ended 600000']);
    expect(await seeTo('2026-05-07', place)).toMatchObject({ freed: 0 });
    expect(await place.faults()).toEqual([]);
  });

  test('after debt relief is owed with the same part as the rest', async () => {
    await using place = await aRecoveryTown();
    const claim = await claimThere(place);
    const here = await place.raise();
    await closed(await opened('debt-relief', place), { outcome: 'relieved', kept: 2_500 }, place);
    expect(await owed(here, place)).toEqual(['claim 150000', 'ended 450000']);
    await sentBack(place, claim, '2026-05-01');
    expect((await seeTo('2026-05-06', place)).freed).toBeGreaterThan(1);
    expect(await owed(claim, place)).toEqual(['claim 150000', 'ended 450000']);
    expect(await seeTo('2026-05-07', place)).toMatchObject({ freed: 0 });
    expect(await place.faults()).toEqual([]);
  });

  test('after debt relief follows what Gældsstyrelsen had covered before, when that is known late, and when it is taken back', async () => {
    await using place = await aRecoveryTown();
    const claim = await claimThere(place);
    const id = (await place.recovery(claim))?.authorityId ?? '';
    place.simulated.cover(id, kroner(4_000), morningOf('2026-02-20'));
    const { notifications } = place.simulated.state;
    const covering = notifications.at(-1);
    // Its message comes in May.
    const late = { at: morningOf('2026-05-10').epochMilliseconds, postedOn: date('2026-05-09') };
    notifications[notifications.length - 1] = { ...covering, ...late } as NonNullable<typeof covering>;
    place.simulated.sendBack(id, { kind: 'TILBAGESEND', reason: 'ANDN' }, morningOf('2026-03-01'));
    for (const on of ['2026-03-02', '2026-03-15']) await place.news(on);
    await closed(await opened('debt-relief', place), { outcome: 'relieved', kept: 2_500 }, place);
    expect(await owed(claim, place)).toEqual(['claim 150000', 'ended 450000']);
    // Of two months of interest and Gældsstyrelsen's own 30.09 are left; the rest pays 1,469.91 of the claim.
    await paidIn(place, { amount: 1_500, on: '2026-04-15', wish: [claim] });
    await place.news('2026-05-12');
    const held = () => place.do((tx) => openHeldItems(tx, [place.anna]));
    expect(await owed(claim, place)).toEqual(['ended 150000']);
    expect(await held()).toMatchObject([{ amount: 96_991n, why: 'covered-there' }]);
    place.simulated.takeBack(id, kroner(4_000), morningOf('2026-05-14'));
    await place.news('2026-05-18');
    expect([await owed(claim, place), await held()]).toEqual([['claim 3009', 'ended 450000'], []]);
    expect(await place.faults()).toEqual([]);
  });
});
