import { sql } from 'kysely';
import { afterAll, expect, test } from 'vitest';
import { openItems } from '../../src/agreements/work-items.ts';
import { liftHolds } from '../../src/claims/holds.ts';
import { wantRecalls } from '../../src/claims/recovery-work.ts';
import type { ClaimNumber } from '../../src/claims/types.ts';
import { noteHearingAnswer } from '../../src/collection/hearing.ts';
import { approveReason, waitingReasons } from '../../src/collection/reasons.ts';
import { acceptTransfer, sendAgain } from '../../src/collection/resubmit.ts';
import { addRepresentative } from '../../src/debtors/representatives.ts';
import { interruptByHand } from '../../src/endings/interrupt.ts';
import { date } from '../../src/kernel/dates.ts';
import { kroner } from '../../src/kernel/money.ts';
import { receive } from '../../src/payments/receive.ts';
import { reversePayment } from '../../src/payments/reverse-payment.ts';
import type { DebtorNumber } from '../../src/kernel/ids.ts';
import { somebody } from './ordinary-claims.ts';
import { standingCharges } from '../../src/charges/charges-of.ts';
import { cprOf } from '../vocabulary.ts';
import { aRecoveryTown } from './recovery-town.ts';
import { morningOf } from './town.ts';

/** What the checklist finds in our own records on the day that a claim would be sent. One town for all. */
const courtInterest = { rule: '001', rateCode: '20', extraRate: null } as const;
const town = await aRecoveryTown({ interest: { KFDAINS: courtInterest } });
afterAll(() => town[Symbol.asyncDispose]());

await town.do(async (tx) => {
  await sql`insert into fact_fetch values (1, '2025-12-01', '2025-12-01T09:00Z', '2025-12-01T09:00Z', 'prøve')`.execute(
    tx,
  );
  await sql`insert into fact_batch values (1, 1, '2025-12-01T09:00Z')`.execute(tx);
  const told = async (debtor: DebtorNumber, name: string, spouse: string | null) =>
    sql`
      insert into person_record (debtor_number, batch, current_cpr, name, status, address, address_protected, digital_post,
        spouse_cpr, children, children_under_18, message_id)
      values (${debtor}, 1, '6101900000', ${name}, 1, '{"Åvej 1"}', false, true, ${spouse}, '[]', 0, 'prøve')`.execute(
      tx,
    );
  await told(town.anna, 'Anna Prøve Strand', cprOf(2));
  await told(town.bo, 'Bo Prøve Kjær', null);
  await addRepresentative(tx, {
    debtor: town.anna,
    kind: 'power-of-attorney',
    mode: 'copy',
    name: 'Ulla Birk',
    address: ['Birkevej 1'],
    cpr: null,
    from: date('2025-01-01'),
    evidence: 'fuldmagt',
    by: 'prøve',
    at: morningOf('2025-12-01'),
  });
});

async function refusals(claim: ClaimNumber): Promise<string[]> {
  const all = await town.do((tx) => openItems(tx, { debtor: null, kind: 'transfer-not-ready' }));
  return all.flatMap(({ about }) =>
    about?.startsWith(`claim ${claim} `) === true ? [about.replace(/^claim \d+ /, '')] : [],
  );
}

async function tried(raised: Parameters<typeof town.raise>[0]): Promise<ClaimNumber> {
  const claim = await town.raise(raised);
  await town.clear(claim);
  await town.transfer('2026-02-02');
  return claim;
}

test.each([
  ['the spouse, who is a debtor here too', 'Daginstitution december, Bo'],
  ['who acts for the debtor', 'Faktura sendt til Ulla Birk'],
])('a description that names %s is not sent', async (_, description) => {
  const claim = await tried({ description });
  expect(await refusals(claim)).toEqual(['names-others']);
  expect(await town.recovery(claim)).toBeUndefined();
});

test('a description may name the debtor alone, and of two who owe it together neither', async () => {
  const description = 'Pasning, Anna Strand';
  const alone = await tried({ description });
  expect((await town.recovery(alone))?.state).toBe('in-transfer');
  const joint = await tried({ description, debtors: [town.anna, town.bo] });
  expect(await refusals(joint)).toEqual(['names-others']);
});

test('of a description longer than Gældsstyrelsen has room for, it is told the beginning', async () => {
  const claim = await tried({ description: `${'Daginstitution '.repeat(8)}december` });
  const [told] = await town.actions(claim);
  expect(told?.masterData?.description).toBe('Daginstitution '.repeat(7).slice(0, 100));
});

test('a debt that was split is one claim for each who owes: one that several owe is not sent', async () => {
  const claim = await tried({ splitOf: 'D-1', debtors: [town.anna, town.bo] });
  expect(await refusals(claim)).toEqual(['split-liability']);
});

test('a claim of which the ledger has something at the authority is not sent a second time', async () => {
  const claim = await town.raise();
  const payment = {
    channel: 'bank',
    reference: 'aconto',
    amount: kroner(500),
    receivedOn: date('2026-01-20'),
    told: { by: 'debtor', debtor: town.anna, wish: [claim] },
    by: 'prøve',
    at: morningOf('2026-01-20'),
  } as const;
  const received = await town.do((tx) => receive(tx, payment));
  await town.clear(claim);
  await town.transfer('2026-02-02');
  await town.deliver('2026-02-02');
  await town.news('2026-02-06');
  // Its state was lost, as when a row was brought back from a copy; the money has not come back.
  await town.do((tx) =>
    sql`update recovery_claim set state = 'rejected' where claim_number = ${String(claim)}::bigint`.execute(
      tx,
    ),
  );
  await town.do((tx) =>
    sql`update transfer_clearance set sent_on = null where claim_number = ${String(claim)}::bigint`.execute(
      tx,
    ),
  );
  const doing = { by: 'prøve', at: morningOf('2026-02-08') };
  const lift = {
    claim,
    reason: 'recovery',
    debtor: null,
    on: date('2026-02-08'),
    why: 'prøve',
    ...doing,
  } as const;
  await town.do((tx) => liftHolds(tx, [lift]));
  // The payment from before it was sent did not stand: that much is owed here again.
  const paid = received.ok ? received.value.payment : null;
  if (paid === null) throw new Error('the payment was registered');
  const bounced = { payment: paid, kind: 'charged-back', reference: 'bank', on: date('2026-02-08') } as const;
  await town.do((tx) => reversePayment(tx, { ...bounced, because: 'dækning', ...doing }));
  await town.do((tx) => acceptTransfer(tx, { claim, because: 'Sendes igen' }, doing));
  await town.transfer('2026-02-08');
  expect(await refusals(claim)).toEqual(['sent-before']);
});

test('the estate of who owes it, and the municipality’s choice of interest, are told of the main claim', async () => {
  const debtor = await town.do((tx) => somebody(tx, cprOf(3)));
  const claim = await town.raise({ debtors: [debtor] });
  await town.interest('2026-01-15');
  await town.clear(claim);
  await town.do((tx) =>
    addRepresentative(tx, {
      debtor,
      kind: 'estate',
      mode: 'instead',
      name: 'Boet',
      address: ['Bovej 1'],
      cpr: null,
      from: date('2026-01-20'),
      evidence: 'skifteretten',
      by: 'prøve',
      at: morningOf('2026-01-20'),
    }),
  );
  await town.transfer('2026-02-02');
  const [action] = await town.actions(claim);
  expect(action?.masterData).toMatchObject({ estate: true, interestChoice: courtInterest });
  const [charge] = (await town.do((tx) => standingCharges(tx, [claim]))).get(claim) ?? [];
  if (charge === undefined) throw new Error('interest was posted');
  const [along] = await town.actions(charge.claim);
  expect(along?.masterData).toMatchObject({ estate: true, interestChoice: null });
  const other = await tried({});
  expect((await town.actions(other))[0]?.masterData).toMatchObject({ estate: false });
  await town.deliver('2026-02-02');
  await town.news('2026-02-08');
  expect((await town.recovery(claim))?.state).toBe('received');
});

test('a reason about the main claim says nothing of its interest, which follows when it has one of its own', async () => {
  const claim = await town.raise({ principal: kroner(30_000) });
  await town.interest('2026-01-15');
  const charges = (await town.do((tx) => standingCharges(tx, [claim]))).get(claim) ?? [];
  const [first] = charges;
  if (first === undefined) throw new Error('interest was posted');
  await town.clear(claim);
  await town.reason(claim, { rule: 'R_4_2', because: 'Beløbet er rigtigt', on: '2026-02-02' });
  await town.transfer('2026-02-02');
  expect((await town.recovery(claim))?.state).toBe('in-transfer');
  expect(await town.recovery(first.claim)).toBeUndefined();
  expect(await refusals(first.claim)).toEqual(['filter-rule R_4_2']);
  await town.deliver('2026-02-02');
  await town.news('2026-02-06');
  const reference = `${claim}-1`;
  const because = 'Beløbet er rigtigt';
  await town.do((tx) =>
    noteHearingAnswer(
      tx,
      { claim, answer: 'approve', because },
      { by: 'prøve', at: morningOf('2026-02-09') },
    ),
  );
  await town.authority.answerHearing?.({ reference, answer: 'approve', because }, morningOf('2026-02-09'));
  await town.news('2026-02-13');
  expect((await town.recovery(claim))?.state).toBe('received');
  await town.reason(first.claim, { rule: 'R_4_2', because: 'En procent af 30.000 kr.', on: '2026-02-02' });
  await town.transfer('2026-02-14');
  expect((await town.recovery(first.claim))?.state).toBe('in-transfer');
});

/** Judgment about the claim on 20 January 2026, against Anna. */
function judged(claim: ClaimNumber) {
  return town.do((tx) =>
    interruptByHand(tx, {
      debtor: town.anna,
      claims: [claim],
      withCharges: false,
      kind: 'judgment',
      on: date('2026-01-20'),
      existenceAndAmount: false,
      signedByAll: true,
      evidence: 'journal 26-117',
      today: date('2026-01-21'),
      by: 'Ane',
      at: morningOf('2026-01-21'),
    }),
  );
}

async function approveReasons(on: string): Promise<string[]> {
  const waiting = await town.do(waitingReasons);
  for (const { claim, rule } of waiting)
    await town.do((tx) => approveReason(tx, { claim, rule }, { by: 'Bo', at: morningOf(on) }));
  return waiting.map(({ rule, because }) => `${rule} ${because}`);
}

test('a claim that a judgment keeps alive longer than Gældsstyrelsen expects waits for who reads the reason that is made of it, and is sent with it', async () => {
  const claim = await town.raise();
  await judged(claim);
  await town.clear(claim);
  const tried = await town.transfer('2026-02-02', { dryRun: true });
  expect(tried.changes['reason-prepared']).toMatchObject({ count: 1 });
  await town.transfer('2026-02-02');
  expect(await refusals(claim)).toEqual([]);
  expect(await town.recovery(claim)).toBeUndefined();
  const waiting = await town.do(waitingReasons);
  const said =
    'Der blev afsagt dom den 20. januar 2026 (forældelsesloven § 5, stk. 1, journal 26-117); fristen er 10 år og udløber den 21. januar 2036, den første dag efter en lukkedag (§ 27).';
  const begins = 'Kravet forfaldt den 1. december 2025, og forældelsesfristen er begyndt forfra.';
  const common = { claim, writtenBy: null, restsOn: [`limitation ${claim}/${town.anna}`] };
  expect(waiting).toEqual([
    expect.objectContaining({
      ...common,
      rule: 'R_2_1b',
      because: `Der er dom eller forlig om kravet. ${said}`,
    }),
    expect.objectContaining({ ...common, rule: 'R_2_3', because: `${begins} ${said}` }),
  ]);
  for (const { rule } of waiting)
    await town.do((tx) => approveReason(tx, { claim, rule }, { by: 'Bo', at: morningOf('2026-02-03') }));
  await town.transfer('2026-02-03');
  expect((await town.recovery(claim))?.state).toBe('in-transfer');
});

test('a judgment against one of two who owe a claim is told of that one, and the reason says so', async () => {
  const claim = await town.raise({ debtors: [town.anna, town.bo] });
  await judged(claim);
  await town.clear(claim);
  await town.transfer('2026-02-04');
  const reasons = await approveReasons('2026-02-04');
  expect(reasons).toEqual([
    expect.stringMatching(/^R_2_1b .* Over for andre, der hæfter for kravet, udløber fristen tidligere\.$/),
    expect.stringMatching(/^R_2_3 .* Over for andre, der hæfter for kravet, udløber fristen tidligere\.$/),
  ]);
  await town.transfer('2026-02-05');
  expect(await refusals(claim)).toEqual([]);
  expect((await town.actions(claim))[0]?.masterData?.liable).toEqual([
    { debtor: town.anna, limitationOn: '2036-01-21', judgmentOn: '2026-01-20', settlementOn: null },
    { debtor: town.bo, limitationOn: '2028-12-11', judgmentOn: null, settlementOn: null },
  ]);
  await town.deliver('2026-02-05');
  await town.news('2026-02-09');
  expect((await town.recovery(claim))?.state).toBe('in-hearing');
});

test('a claim with a judgment, whose ten years became three at Gældsstyrelsen, can be sent again when it has come back', async () => {
  const claim = await town.raise();
  await judged(claim);
  await town.clear(claim);
  await town.transfer('2026-02-10');
  await approveReasons('2026-02-10');
  await town.transfer('2026-02-11');
  await town.deliver('2026-02-11');
  await town.news('2026-02-16');
  const [reference, because] = [`${claim}-1`, 'Der er dom.'];
  await town.do((tx) =>
    noteHearingAnswer(
      tx,
      { claim, answer: 'approve', because },
      { by: 'prøve', at: morningOf('2026-02-16') },
    ),
  );
  await town.authority.answerHearing?.({ reference, answer: 'approve', because }, morningOf('2026-02-16'));
  await town.news('2026-02-20');
  const wanted = { claim, reason: 'KLAG', about: 'prøve', on: date('2026-02-23') } as const;
  await town.do((tx) => wantRecalls(tx, [wanted], morningOf('2026-02-23')));
  for (const on of ['2026-02-23', '2026-02-26', '2026-03-02']) {
    await town.news(on);
    await town.deliver(on);
  }
  expect((await town.recovery(claim))?.state).toBe('recalled');
  const again = { claim, because: 'klagen er afgjort' };
  await town.do((tx) => sendAgain(tx, again, { by: 'Ane', at: morningOf('2026-03-03') }));
  await town.transfer('2026-03-04');
  expect(await refusals(claim)).toEqual([]);
  await town.deliver('2026-03-04');
  await town.news('2026-03-09');
  expect((await town.recovery(claim))?.state).toBe('received');
  expect((await town.actions(claim)).at(-1)?.masterData?.liable).toMatchObject([
    { limitationOn: '2029-02-16', judgmentOn: null },
  ]);
});
