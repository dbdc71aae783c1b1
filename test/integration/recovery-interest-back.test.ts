import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { chargesOfMains } from '../../src/charges/charges-of.ts';
import { lastDaysOf } from '../../src/charges/last-days.ts';
import { holdRangesOn } from '../../src/claims/hold-ranges.ts';
import type { ClaimNumber } from '../../src/claims/types.ts';
import { takeTypedAnswers } from '../../src/collection/list-channel.ts';
import { recallByPerson } from '../../src/collection/recall.ts';
import { actOnMessages } from '../../src/collection/recovery-day.ts';
import { sendAgain } from '../../src/collection/resubmit.ts';
import { notificationColumns } from '../../src/collection/typed-notifications.ts';
import { date } from '../../src/kernel/dates.ts';
import { kroner } from '../../src/kernel/money.ts';
import type { RecallReason } from '../../src/law/psrm-codes.ts';
import { accountsOfClaims } from '../../src/ledger/balances.ts';
import { balanceOfMunicipality } from '../../src/ledger/municipality-balance.ts';
import { receive } from '../../src/payments/receive.ts';
import { aRecoveryTown, jobOf, type RecoveryTown } from './recovery-town.ts';
import { morningOf, rowsOf } from './town.ts';

/** Bills of 6.000 kr. were at Gældsstyrelsen from 2 February, which charges interest from 1 March; then they come back. */
let town: RecoveryTown;
const claims: ClaimNumber[] = [];
beforeAll(async () => {
  town = await aRecoveryTown({ simulator: { latest: 0 } });
  for (let each = 0; each < 6; each++) {
    const claim = await town.raise();
    await town.clear(claim);
    claims.push(claim);
  }
  await town.transfer('2026-02-02');
  await town.deliver('2026-02-02');
  for (const on of ['2026-02-05', '2026-04-06']) await town.news(on);
});
afterAll(() => town[Symbol.asyncDispose]());

const MARCH = 2_930n;
const TO_7_APRIL = 662n;

/** Each test has one of its own. */
function there(): ClaimNumber {
  const claim = claims.pop();
  if (claim === undefined) throw new Error('there are as many claims as tests');
  return claim;
}

async function recalled(claim: ClaimNumber, reason: RecallReason): Promise<void> {
  const asked = { claim, reason, because: 'prøve', effectiveOn: null };
  const doing = { by: 'Ane', at: morningOf('2026-04-07') };
  const outcome = await town.do((tx) => recallByPerson(tx, asked, doing));
  expect(outcome.ok).toBe(true);
  await town.deliver('2026-04-07');
  for (const on of ['2026-04-08', '2026-04-09', '2026-04-10']) await town.news(on);
}

/** What has come back with a claim and is owed here, each by itself. */
async function owedOf(claim: ClaimNumber): Promise<bigint[]> {
  return town.do(async (tx) => {
    const charges = (await chargesOfMains(tx, [claim])).get(claim) ?? [];
    const returned = charges.flatMap((each) => (each.kind === 'returned' ? [each.claim] : []));
    const accounts = await accountsOfClaims(tx, returned);
    return returned.map((each) => accounts.get(each)?.notAsked ?? 0n);
  });
}

const sumOf = (amounts: readonly bigint[]) => amounts.reduce((sum, each) => sum + each, 0n);

/** Every krone that was raised, is held or came as interest has a row that says where it is. */
async function adds(): Promise<void> {
  const all = await town.do(balanceOfMunicipality);
  const { owed, atRecovery, coveredThere, received, ended, writtenOff, setOff, owedBack } = all;
  const { billedBack, rounding, raised, recoveryInterest, suspended, overpaid, toPayOut } = all;
  expect(owed + atRecovery + coveredThere + received + ended + writtenOff + setOff + owedBack).toBe(
    raised + recoveryInterest + suspended + overpaid + toPayOut - billedBack - rounding,
  );
}

async function agrees(): Promise<void> {
  await adds();
  expect((await town.mirror()).differences).toEqual([]);
  expect(await town.faults()).toEqual([]);
}

test('interest that Gældsstyrelsen has told of, and nobody has paid, comes back with the claim as one of its own', async () => {
  const claim = there();
  await recalled(claim, 'HENS');
  expect((await town.recovery(claim))?.state).toBe('recalled');
  expect(sumOf(await owedOf(claim))).toBe(MARCH + TO_7_APRIL);
  const register = sql`
    select distinct claim_type, level, main_claim, period_from from claim where main_claim = ${String(claim)}::bigint`;
  expect(await rowsOf(town.db, register)).toEqual([
    { claim_type: 'REINDGI', level: 'interest', main_claim: claim, period_from: '2026-02-02' },
  ]);
  const [first] = await town.do(async (tx) => (await chargesOfMains(tx, [claim])).get(claim) ?? []);
  if (first === undefined) throw new Error('it came back');
  const days = await town.do((tx) => lastDaysOf(tx, [first.claim]));
  expect(days.get(first.claim)?.get(town.anna)).toBe('2029-02-02');
  await agrees();
});

test('a payment here covers it before the claim itself', async () => {
  const claim = there();
  await recalled(claim, 'KLAG');
  await pay(claim, 100);
  expect(sumOf(await owedOf(claim))).toBe(0n);
  const left = (await town.do((tx) => accountsOfClaims(tx, [claim]))).get(claim)?.notAsked;
  expect(left).toBe(kroner(5_900) + MARCH + TO_7_APRIL);
  await agrees();
});

test('after FEJL it is nothing, and the claim may never be sent again', async () => {
  const claim = there();
  await recalled(claim, 'FEJL');
  expect(await owedOf(claim)).toEqual([]);
  const held = (await town.do((tx) => holdRangesOn(tx, [claim]))).get(claim);
  expect(held).toMatchObject([{ reason: 'recovery', neverAgain: true }]);
  await agrees();
});

test('what is covered of it there, and heard of afterwards, covers it here; taken back it is owed again', async () => {
  const claim = there();
  const id = (await town.recovery(claim))?.authorityId ?? '';
  await recalled(claim, 'HENS');
  await type('2026-04-10', `ALLOKERING;${id};;20,00;2026-04-02;;;;`);
  expect(sumOf(await owedOf(claim))).toBe(MARCH + TO_7_APRIL - kroner(20));
  await type('2026-04-10', `ALLOKERING;${id};;-5,00;2026-04-02;;;;`);
  expect(sumOf(await owedOf(claim))).toBe(MARCH + TO_7_APRIL - kroner(15));
  await type('2026-04-10', `RENTER;${id};;1,00;2026-04-07;;;;`);
  expect(sumOf(await owedOf(claim))).toBe(MARCH + TO_7_APRIL - kroner(14));
  await agrees();
});

test('what Gældsstyrelsen sends back comes with it, too', async () => {
  const claim = there();
  const id = (await town.recovery(claim))?.authorityId ?? '';
  town.simulated.sendBack(id, { kind: 'TILBAGESEND', reason: 'ANDN' }, morningOf('2026-04-07'));
  for (const on of ['2026-04-08', '2026-04-09', '2026-04-10']) await town.news(on);
  expect(await town.recovery(claim)).toMatchObject({ state: 'returned' });
  expect(sumOf(await owedOf(claim))).toBe(MARCH + TO_7_APRIL);
  await agrees();
});

test('it is sent with the claim again, and Gældsstyrelsen charges anew from nothing', async () => {
  const claim = there();
  await recalled(claim, 'HENS');
  await town.do((tx) =>
    sendAgain(tx, { claim, because: 'Henstanden er slut' }, { by: 'Ane', at: morningOf('2026-06-02') }),
  );
  await town.transfer('2026-06-02');
  await town.deliver('2026-06-02');
  await town.news('2026-06-05');
  const id = (await town.recovery(claim))?.authorityId;
  const related = [...town.simulated.state.claims.values()].filter(({ mainId }) => mainId === id);
  expect(related.map(({ type, level }) => [type, level])).toContainEqual(['REINDGI', 'interest']);
  expect(sumOf(related.map(({ left }) => left))).toBe(MARCH + TO_7_APRIL);
  expect(sumOf(await owedOf(claim))).toBe(0n);
  expect(await town.recovery(claim)).toMatchObject({ state: 'received', interest: 0n, returnedInterest: 0n });
  await agrees();
});

async function type(on: string, row: string): Promise<void> {
  const job = jobOf(town.db, town.authority, on);
  const taken = await takeTypedAnswers(job, `${notificationColumns.join(';')}\n${row}\n`);
  if (!taken.ok) throw new Error(taken.refusal.tag);
  await actOnMessages(job);
}

async function pay(claim: ClaimNumber, amount: number): Promise<void> {
  const on = '2026-04-15';
  const paid = await town.do((tx) =>
    receive(tx, {
      channel: 'bank',
      reference: `indbetaling ${claim}`,
      amount: kroner(amount),
      receivedOn: date(on),
      told: { by: 'debtor', debtor: town.anna, wish: [claim] },
      by: 'prøve',
      at: morningOf(on),
    }),
  );
  expect(paid.ok).toBe(true);
}
