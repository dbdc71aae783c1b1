import { sql } from 'kysely';
import { afterAll, expect, test } from 'vitest';
import { standingCharges } from '../../src/charges/charges-of.ts';
import { limitationsOf } from '../../src/claims/limitation.ts';
import { wantRecalls } from '../../src/claims/recovery-work.ts';
import type { ClaimNumber } from '../../src/claims/types.ts';
import { takeToldLosses } from '../../src/endings/told-losses.ts';
import { writeOffsIn } from '../../src/endings/store.ts';
import { placeByHand } from '../../src/dunning/holds-by-hand.ts';
import { addDays, date } from '../../src/kernel/dates.ts';
import { kroner } from '../../src/kernel/money.ts';
import { accountsOfClaims } from '../../src/ledger/balances.ts';
import { claimsMovedBackOn } from '../../src/ledger/moved-back.ts';
import { bankTold } from '../../src/payments/bank-lines.ts';
import { correctClaim } from '../../src/payments/correct-claim.ts';
import { receive, type Received } from '../../src/payments/receive.ts';
import { reversePayment } from '../../src/payments/reverse-payment.ts';
import type { PaymentNumber } from '../../src/payments/types.ts';
import type { DebtorNumber } from '../../src/kernel/ids.ts';
import { tellHigherPrincipal } from '../../src/collection/tell-principal.ts';
import { allRights, aRecoveryTown } from './recovery-town.ts';
import { morningOf, rowsOf, TOWN } from './town.ts';

/** What changes about claims that are at the recovery authority. Each test has claims of its own in the one town. */
const town = await aRecoveryTown();
afterAll(() => town[Symbol.asyncDispose]());

const by = 'prøve';

async function there({ interest = false } = {}): Promise<ClaimNumber> {
  const claim = await town.raise();
  if (interest) await town.interest('2026-01-15');
  return sentOn(claim);
}

async function sentOn(claim: ClaimNumber): Promise<ClaimNumber> {
  await town.clear(claim);
  await town.transfer('2026-02-02');
  await town.deliver('2026-02-02');
  await town.news('2026-02-06');
  return claim;
}

async function tellAndHear(on: string): Promise<void> {
  await town.news(on);
  await town.deliver(on);
  await town.news(addDays(date(on), 5));
}

async function correct(claim: ClaimNumber, to: number, on: string): Promise<void> {
  const correction = { claim, to: kroner(to), reason: 'Rettet', decidedOn: date(on), by, at: morningOf(on) };
  const corrected = await town.do((tx) => correctClaim(tx, correction));
  expect(corrected.ok).toBe(true);
}

async function paid(
  claim: ClaimNumber,
  amount: number,
  on: string,
  words = 'indbetaling',
  known = on,
): Promise<PaymentNumber> {
  const received = await paidFor({ debtor: town.anna, wish: [claim] }, { claim, amount, on, words, known });
  return received.payment;
}

interface Paying {
  readonly claim: ClaimNumber;
  readonly amount: number;
  readonly on: string;
  readonly words: string;
  readonly known: string;
}

async function paidFor(
  told: { readonly debtor: DebtorNumber; readonly wish: readonly ClaimNumber[] },
  { claim, amount, on, words, known }: Paying,
): Promise<Received> {
  const receipt = {
    channel: 'bank',
    reference: `${words} ${claim} ${on}`,
    amount: kroner(amount),
    receivedOn: date(on),
    told: { by: 'debtor', ...told },
    by,
    at: morningOf(known),
  } as const;
  const received = await town.do((tx) => receive(tx, receipt));
  if (!received.ok) throw new Error('the payment was registered');
  return received.value;
}

async function chargesOf(claim: ClaimNumber) {
  return (await town.do((tx) => standingCharges(tx, [claim]))).get(claim) ?? [];
}

/**
 * A claim that is there with the interest that half of it bore, because half was paid before; then that payment is taken back, so that it
 * has borne more. `before`: its charges as they were sent.
 */
async function withMoreInterest() {
  const claim = await town.raise();
  const [paidOn, at] = ['2025-12-20', morningOf('2026-02-20')];
  const payment = await paid(claim, 3_000, paidOn);
  await town.interest('2026-01-15');
  await sentOn(claim);
  const before = await chargesOf(claim);
  const reversal = { kind: 'charged-back', reference: 'bilag', because: 'dækning' } as const;
  await town.do((tx) => reversePayment(tx, { ...reversal, payment, on: date(paidOn), by, at }));
  return { claim, before };
}

async function told(claim: ClaimNumber): Promise<string[]> {
  return (await town.actions(claim)).map(({ code, reason, state }) =>
    [code, reason, state].filter((each) => each !== null).join(' '),
  );
}

async function agrees(): Promise<void> {
  expect((await town.mirror()).differences).toEqual([]);
  expect(await town.faults()).toEqual([]);
}

test('a correction that was a mistake is taken back by what takes it back, and that again', async () => {
  const claim = await there();
  await correct(claim, 4_000, '2026-02-10');
  await tellAndHear('2026-02-10');
  await correct(claim, 6_000, '2026-02-20');
  await tellAndHear('2026-02-20');
  await correct(claim, 4_000, '2026-03-02');
  await tellAndHear('2026-03-02');
  expect(await told(claim)).toEqual([
    'OPRETFORDRING done',
    'NEDSKRIV REGU done',
    'OPSKRIVNINGOMGJORTNEDSKRIVNINGREGULERING done',
    'NEDSKRIVNINGANNULLERETOPSKRIVNINGREGULERING done',
  ]);
  expect((await town.recovery(claim))?.reported).toBe(kroner(4_000));
  await agrees();
});

test('a payment from before the transfer that did not stand is written up there', async () => {
  const claim = await town.raise();
  const payment = await paid(claim, 2_000, '2026-01-20');
  await sentOn(claim);
  expect((await town.recovery(claim))?.reported).toBe(kroner(4_000));
  const reversal = { kind: 'charged-back', reference: 'bank', because: 'dækning' } as const;
  const on = date('2026-02-20');
  await town.do((tx) => reversePayment(tx, { ...reversal, payment, on, by, at: morningOf(on) }));
  await tellAndHear('2026-02-20');
  expect(await told(claim)).toEqual(['OPRETFORDRING done', 'OPSKRIVNINGREGULERING done']);
  expect((await town.recovery(claim))?.reported).toBe(kroner(6_000));
  await agrees();
});

test('a payment from before the transfer that is known after it puts right what was sent too high, and so does its reversal', async () => {
  const claim = await there();
  const payment = await paid(claim, 2_500, '2026-01-28', 'sent', '2026-02-10');
  await tellAndHear('2026-02-10');
  expect((await town.actions(claim)).at(-1)).toMatchObject({ reason: 'REGU', effectiveOn: null });
  const reversal = { kind: 'charged-back', reference: 'bank sent', because: 'dækning' } as const;
  const on = date('2026-02-20');
  await town.do((tx) => reversePayment(tx, { ...reversal, payment, on, by, at: morningOf(on) }));
  await tellAndHear('2026-02-20');
  expect(await told(claim)).toEqual([
    'OPRETFORDRING done',
    'NEDSKRIV REGU done',
    'OPSKRIVNINGOMGJORTNEDSKRIVNINGREGULERING done',
  ]);
  expect((await town.recovery(claim))?.reported).toBe(kroner(6_000));
  await agrees();
});

test('money that came before the transfer and is known after it pays what was owed here then, also where nobody has said what it is for', async () => {
  const claim = await town.raise({ debtors: [town.bo] });
  await sentOn(claim);
  const bo = { debtor: town.bo, wish: [] };
  const late = { claim, words: 'uden linje', known: '2026-02-10' };
  expect(await paidFor(bo, { ...late, amount: 2_500, on: '2026-02-01' })).toMatchObject({
    covered: [{ claim, amount: kroner(2_500), rule: 'oldest-due' }],
    overpaid: 0n,
  });
  // What comes when it has been handed over is for a person.
  expect(await paidFor(bo, { ...late, amount: 300, on: '2026-02-02' })).toMatchObject({
    covered: [],
    overpaid: kroner(300),
  });
  await tellAndHear('2026-02-10');
  expect(await told(claim)).toEqual(['OPRETFORDRING done', 'NEDSKRIV REGU done']);
  await agrees();
});

test('while a claim is on its way, a payment counts as made after the transfer from the day the claim was handed over', async () => {
  const claim = await town.raise();
  await town.clear(claim);
  await town.transfer('2026-02-02');
  await town.deliver('2026-02-02');
  await paid(claim, 100, '2026-02-01', 'før', '2026-02-03');
  await paid(claim, 200, '2026-02-02', 'samme dag', '2026-02-03');
  await tellAndHear('2026-02-03');
  await tellAndHear('2026-02-10');
  await tellAndHear('2026-02-20');
  expect(await told(claim)).toEqual(['OPRETFORDRING done', 'NEDSKRIV REGU done', 'NEDSKRIV INDB done']);
  await agrees();
});

test('a payment that was taken back by mistake and is registered anew takes that back', async () => {
  const claim = await there();
  const payment = await paid(claim, 500, '2026-02-09');
  await tellAndHear('2026-02-10');
  const reversal = { kind: 'reversed', reference: 'bilag', because: 'fejl' } as const;
  const on = date('2026-02-20');
  await town.do((tx) => reversePayment(tx, { ...reversal, payment, on, by, at: morningOf(on) }));
  await tellAndHear('2026-02-20');
  await paid(claim, 500, '2026-02-09', 'igen');
  await tellAndHear('2026-03-02');
  expect(await told(claim)).toEqual([
    'OPRETFORDRING done',
    'NEDSKRIV INDB done',
    'OPSKRIVNINGANNULLERETNEDSKRIVNINGINDBETALING done',
    'NEDSKRIVNINGANNULLERETOPSKRIVNINGINDBETALING done',
  ]);
  expect((await town.recovery(claim))?.reported).toBe(kroner(5_500));
  // Another payment of the same size is a payment.
  await paid(claim, 500, '2026-02-09', 'endnu en');
  await tellAndHear('2026-03-12');
  expect((await told(claim)).at(-1)).toBe('NEDSKRIV INDB done');
  await agrees();
});

test('a principal that was told too low is put right, and nothing more is owed', async () => {
  const claim = await there();
  const rights = allRights;
  const at = morningOf('2026-02-20');
  const higher = (principal: number, may = rights) =>
    town.do((tx) =>
      tellHigherPrincipal(
        tx,
        {
          claim,
          principal: kroner(principal),
          because: 'Restbeløbet var skrevet som hovedstol',
          rights: may,
        },
        { by, at },
      ),
    );
  expect(await higher(6_000)).toMatchObject({ refusal: { tag: 'principal-not-higher' } });
  expect(await higher(8_000, ['INDR'])).toMatchObject({ refusal: { tag: 'no-right' } });
  expect((await higher(8_000)).ok).toBe(true);
  await tellAndHear('2026-02-20');
  expect(await told(claim)).toEqual(['OPRETFORDRING done', 'AENDRFORDRING done']);
  expect((await town.recovery(claim))?.reported).toBe(kroner(6_000));
  const id = (await town.recovery(claim))?.authorityId ?? '';
  expect(town.simulated.state.claims.get(id)).toMatchObject({
    principal: kroner(8_000),
    left: kroner(6_000),
  });
  await agrees();
});

test('a claim that is corrected to nothing agrees with Gældsstyrelsen while its recall is on its way, and after', async () => {
  const claim = await there();
  await correct(claim, 0, '2026-02-10');
  await town.news('2026-02-10');
  await town.deliver('2026-02-10');
  expect((await told(claim)).at(-1)).toContain('TILBAGEKALD FEJL');
  await agrees();
  await tellAndHear('2026-02-20');
  await agrees();
});

test('a correction before the claim has left is told as it is then, principal and all', async () => {
  const claim = await town.raise();
  await town.clear(claim);
  await town.transfer('2026-02-02');
  await correct(claim, 7_000, '2026-02-02');
  await town.news('2026-02-02');
  await town.deliver('2026-02-02');
  await town.news('2026-02-06');
  expect(await town.recovery(claim)).toMatchObject({ state: 'received', reported: kroner(7_000) });
  const id = (await town.recovery(claim))?.authorityId ?? '';
  expect(town.simulated.state.claims.get(id)?.principal).toBe(kroner(7_000));
  await agrees();
});

test('a claim that grows after all of it was covered there is owed there', async () => {
  const claim = await there();
  const id = (await town.recovery(claim))?.authorityId ?? '';
  town.simulated.cover(id, kroner(6_000), morningOf('2026-02-10'));
  await town.news('2026-02-14');
  await correct(claim, 7_000, '2026-02-20');
  await tellAndHear('2026-02-20');
  const accounts = (await town.do((tx) => accountsOfClaims(tx, [claim]))).get(claim);
  expect(accounts).toMatchObject({ notAsked: 0n, atRecovery: kroner(1_000) });
  await agrees();
});

test('interest that is less by a payment, and comes back with its main claim the same day, is for nobody to see to', async () => {
  const claim = await there({ interest: true });
  const recall = { claim, reason: 'KLAG', about: 'prøve', on: date('2026-02-23') } as const;
  await town.do((tx) => wantRecalls(tx, [recall], morningOf('2026-02-23')));
  await town.news('2026-02-23');
  await paid(claim, 1_000, '2025-12-20', 'sent kendt', '2026-02-23');
  await tellAndHear('2026-02-23');
  expect((await town.recovery(claim))?.state).toBe('recalled');
  const interest = (await chargesOf(claim)).at(-1)?.claim ?? claim;
  expect(await told(interest)).toEqual(['OPRETFORDRING done', 'NEDSKRIV REGU rejected']);
  const items = sql`select from work_item where kind = 'recovery-rejected' and about like ${`claim ${interest} %`}`;
  expect(await rowsOf(town.db, items)).toEqual([]);
  await agrees();
});

test('interest that becomes more there follows as an interest claim of its own with the main claim’s number', async () => {
  const { claim, before } = await withMoreInterest();
  const after = await chargesOf(claim);
  const [added] = after.filter(({ addsTo }) => addsTo !== null);
  expect(after.length).toBe(before.length + 1);
  expect(added).toMatchObject({ amount: kroner(30), addsTo: before.at(-1)?.claim });
  const report = await town.transfer('2026-02-23');
  expect(report.changes['charges-sent']?.count).toBe(1);
  await tellAndHear('2026-02-23');
  const number = added?.claim ?? claim;
  expect(await town.recovery(number)).toMatchObject({ state: 'received', main: claim, reported: kroner(30) });
  const main = await town.recovery(claim);
  const itself = await town.recovery(number);
  expect(town.simulated.state.claims.get(itself?.authorityId ?? '')?.mainId).toBe(main?.authorityId);
  // The same day again sends nothing twice.
  await town.transfer('2026-02-24');
  expect(await told(number)).toEqual(['OPRETFORDRING done']);
  await agrees();
});

test('interest that a person lets rest as it follows leaves alone what waits to be told about its main claim', async () => {
  const { claim } = await withMoreInterest();
  const charges = await chargesOf(claim);
  const added = charges.find(({ addsTo }) => addsTo !== null)?.claim ?? claim;
  await town.news('2026-02-23');
  await town.transfer('2026-02-23');
  const queued = await told(claim);
  expect(queued.filter((each) => each.endsWith(' queued'))).toHaveLength(1);
  const hold = { claim: added, reason: 'manual', debtor: null, reviewOn: date('2026-03-20') } as const;
  const placed = await town.do((tx) =>
    placeByHand(tx, { ...hold, because: 'Ses på', by, at: morningOf('2026-02-23') }),
  );
  expect(placed.ok).toBe(true);
  await town.deliver('2026-02-23');
  expect(await told(added)).toEqual(['OPRETFORDRING cancelled']);
  expect(await told(claim)).toEqual(queued.map((each) => each.replace(' queued', ' sent')));
});

test('interest that waits to follow stays here when its main claim comes back first', async () => {
  const { claim } = await withMoreInterest();
  await tellAndHear('2026-02-20');
  const wanted = { claim, reason: 'KLAG', about: 'prøve', on: date('2026-02-26') } as const;
  await town.do((tx) => wantRecalls(tx, [wanted], morningOf('2026-02-26')));
  await town.news('2026-02-26');
  await town.deliver('2026-02-26');
  await town.transfer('2026-02-27');
  await town.news('2026-03-03');
  const family = await chargesOf(claim);
  const states = await Promise.all(family.map(async (each) => (await town.recovery(each.claim))?.state));
  expect(states).toEqual(['recalled', 'recalled', 'cancelled']);
  await agrees();
});

test('what the authority writes off is proposed as a loss, is not asked for here, and agrees before and after it is booked', async () => {
  const claim = await there();
  const id = (await town.recovery(claim))?.authorityId ?? '';
  town.simulated.sendBack(id, { kind: 'AFSKRIVNING', reason: 'FORMÅL' }, morningOf('2026-07-01'));
  await town.news('2026-07-05');
  expect(await town.recovery(claim)).toMatchObject({ state: 'written-off', writtenOff: kroner(6_000) });
  const job = { database: town.db, municipality: TOWN, version: 1, by, clock: () => morningOf('2026-07-05') };
  await takeToldLosses(job);
  await takeToldLosses(job);
  const losses = await town.do((tx) => writeOffsIn(tx, ['proposed']));
  expect(losses.filter((loss) => loss.claim === claim)).toMatchObject([
    { amount: kroner(6_000), takenFrom: 'recovery', reason: 'recovery' },
  ]);
  const accounts = (await town.do((tx) => accountsOfClaims(tx, [claim]))).get(claim);
  expect(accounts).toMatchObject({ notAsked: 0n, atRecovery: kroner(6_000) });
  await agrees();
});

test('a claim that comes back counts our own time again, and its course is taken up', async () => {
  const claim = await there();
  const wanted = { claim, reason: 'KLAG', about: 'prøve', on: date('2026-03-02') } as const;
  await town.do((tx) => wantRecalls(tx, [wanted], morningOf('2026-03-02')));
  await tellAndHear('2026-03-02');
  const [limitation] = (await town.do((tx) => limitationsOf(tx, [claim]))).get(claim) ?? [];
  expect(limitation).toMatchObject({ because: 'returned', until: '2029-02-02', evidence: 'KLAG' });
  expect(await town.do((tx) => claimsMovedBackOn(tx, date('2026-03-07')))).toContain(claim);
  await agrees();
});

test('each settlement is a line on the bank, and one of less than nothing is taken from the next', async () => {
  const one = await there();
  const two = await there();
  const id = async (claim: ClaimNumber) => (await town.recovery(claim))?.authorityId ?? '';
  const before = await town.do(bankTold);
  const openBefore = before.lines;
  town.simulated.cover(await id(one), kroner(1_000), morningOf('2026-08-10'));
  await town.news('2026-09-10');
  const wrong = { claim: one, reason: 'FEJL', about: 'prøve', on: date('2026-09-11') } as const;
  await town.do((tx) => wantRecalls(tx, [wrong], morningOf('2026-09-11')));
  await tellAndHear('2026-09-11');
  await town.news('2026-10-10');
  town.simulated.cover(await id(two), kroner(3_000), morningOf('2026-10-12'));
  await town.news('2026-11-10');
  const after = await town.do(bankTold);
  const came = [...after.byDay].filter(([day]) => day > '2026-08-01').map(([, amount]) => amount);
  expect(came).toEqual([kroner(1_000), kroner(2_000)]);
  expect(after.lines).toBe(openBefore + 2);
  expect((await town.mirror()).settled).toEqual([]);
});
