import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openItems } from '../../src/agreements/work-items.ts';
import { standingCharges } from '../../src/charges/charges-of.ts';
import { interruptLimitations } from '../../src/charges/last-days.ts';
import { limitationsOf } from '../../src/claims/limitation.ts';
import type { ClaimNumber } from '../../src/claims/types.ts';
import { noteHearingAnswer } from '../../src/collection/hearing.ts';
import { recoveryList, takeTypedAnswers } from '../../src/collection/list-channel.ts';
import { actOnMessages } from '../../src/collection/recovery-day.ts';
import type { Receipt } from '../../src/collection/recovery-port.ts';
import { watchUnanswered } from '../../src/collection/watch-unanswered.ts';
import { date } from '../../src/kernel/dates.ts';
import type { DebtorNumber } from '../../src/kernel/ids.ts';
import { kroner, type Ore } from '../../src/kernel/money.ts';
import { endLiabilities } from '../../src/ledger/liability-ends.ts';
import { endsIn, lapseOn } from './endings-town.ts';
import { aRecoveryTown, type RecoveryTown } from './recovery-town.ts';
import { morningOf, TOWN } from './town.ts';

/** One town with system access, and one that types from a list; each day is told later than it was. */
let town: RecoveryTown;
let typing: RecoveryTown;
beforeAll(async () => {
  town = await aRecoveryTown({ simulator: { latest: 0 } });
  typing = await aRecoveryTown({ recovery: { channel: 'list', creditor: null } });
});
afterAll(async () => {
  await town[Symbol.asyncDispose]();
  await typing[Symbol.asyncDispose]();
});

test('limitation counts from the day Gældsstyrelsen received a claim, however late we hear of it', async () => {
  const claims: ClaimNumber[] = [];
  for (let each = 0; each < 4; each++) claims.push(await town.raise());
  for (const claim of claims) await town.clear(claim);
  await town.transfer('2026-02-02');
  await town.deliver('2026-02-02');
  const told = [...town.simulated.state.deliveries.values()].flatMap(({ receipts }) => receipts);
  expect(new Set(told.map(({ receipt }) => receipt.receivedOn))).toEqual(new Set([null, '2026-02-02']));
  await town.news('2026-02-23');
  for (const claim of claims) expect(await receivedIn(town, claim)).toEqual(['2026-02-02', '2029-02-02']);
});

test('of a claim in hearing it counts from the day we confirmed it', async () => {
  const claim = await town.raise({ principal: kroner(12_000) });
  await town.clear(claim);
  await town.reason(claim, { rule: 'R_4_2', because: 'Beløbet er rigtigt', on: '2026-02-02' });
  await town.transfer('2026-02-02');
  await town.deliver('2026-02-02');
  await town.news('2026-02-06');
  await approve(claim, '2026-02-12');
  await approve(claim, '2026-02-16', 'Stadig rigtigt');
  await town.news('2026-03-02');
  expect(await receivedIn(town, claim)).toEqual(['2026-02-12', '2029-02-12']);
});

test('an answer typed late counts from the day the claim was put on the list, or the day that the portal shows', async () => {
  const [one, other] = [await listed(), await listed()];
  const rows = await recoveryList(asOf('2026-02-02'));
  expect(rows).toHaveLength(2);
  const [first = '', second = ''] = rows.map(([reference = '']) => reference);
  await type('2026-03-20', `reference;answer;fordringsid;errors\n${first};UDFØRT;7000055;\n`);
  await type(
    '2026-03-20',
    `reference;answer;fordringsid;errors;modtaget\n${second};UDFØRT;7000056;;2026-02-05\n`,
  );
  expect(await receivedIn(typing, one)).toEqual(['2026-02-02', '2029-02-02']);
  expect(await receivedIn(typing, other)).toEqual(['2026-02-05', '2029-02-05']);
});

test.each(['2026-03-01', '2026-03-21', '05-03-2026'])(
  'a day of receipt that cannot be, %s, is refused',
  async (day) => {
    await listed();
    const [reference = ''] = (await recoveryList(asOf('2026-03-02'))).at(-1) ?? [];
    const file = `reference;answer;fordringsid;errors;modtaget\n${reference};UDFØRT;7000057;;${day}\n`;
    expect(await takeTypedAnswers(asOf('2026-03-20'), file)).toEqual({
      ok: false,
      refusal: { tag: 'wrong-row', row: 2 },
    });
  },
);

describe('a bill that is owed until 25 February 2026', () => {
  test('and handed over before is not time-barred while Gældsstyrelsen has not answered, and counts from its day there', async () => {
    const claim = await handedOver();
    expect((await lapseOn(town.db, '2026-02-26')).report.consequences).toEqual({ 'perhaps-at-recovery': 1 });
    expect(await endsIn(town.db)).toEqual([]);
    expect(await askedFor('2026-02-26')).toEqual([`claim ${claim} until 2026-02-25`]);
    await town.news('2026-03-02');
    expect(await askedFor('2026-03-02')).toEqual([]);
    expect(await receivedIn(town, claim)).toEqual(['2026-02-20', '2029-02-20']);
    await lapseOn(town.db, '2026-03-02');
    expect(await endsIn(town.db)).toEqual([]);
  });

  test('is time-barred as soon as we hear that it was refused', async () => {
    const claim = await handedOver();
    await lapseOn(town.db, '2026-02-26');
    answerOf(claim, { answer: 'AFVIST', errors: ['152'], receivedOn: null });
    await town.news('2026-03-02');
    await lapseOn(town.db, '2026-03-02');
    expect(await endsIn(town.db)).toEqual([`${claim} ${town.bo} time-barred 2026-02-25`]);
  });

  test('and was registered there a day too late comes back, and is time-barred then', async () => {
    const claim = await handedOver();
    answerOf(claim, { receivedOn: date('2026-02-26') });
    for (const on of ['2026-03-02', '2026-03-03', '2026-03-04']) {
      await town.news(on);
      await town.deliver(on);
      await lapseOn(town.db, on);
    }
    expect((await town.actions(claim)).map(({ code, reason }) => `${code} ${reason}`)).toEqual([
      'OPRETFORDRING null',
      'TILBAGEKALD FEJL',
    ]);
    expect(await endsIn(town.db)).toContain(`${claim} ${town.bo} time-barred 2026-02-25`);
  });

  test('by one of two, and was registered there a day too late for that one, is owed there by the other, and a person is told', async () => {
    const claim = await handedOver(kroner(6_000), [town.anna, town.bo]);
    answerOf(claim, { receivedOn: date('2026-02-26') });
    await town.news('2026-03-05');
    await lapseOn(town.db, '2026-03-05');
    expect(await endsIn(town.db)).toContain(`${claim} ${town.bo} time-barred 2026-02-25`);
    const [anna] = (await town.do((tx) => limitationsOf(tx, [claim]))).get(claim) ?? [];
    expect(anna).toMatchObject({ debtor: town.anna, until: '2029-02-26' });
    expect(await town.recovery(claim)).toMatchObject({ state: 'received' });
    const items = await town.do((tx) => openItems(tx, { debtor: town.bo, kind: 'liability-at-recovery' }));
    expect(items.map(({ about }) => about)).toEqual([`claim ${claim}`]);
    expect(await town.faults()).toEqual([]);
  });

  test('by one of two, and waits to be sent when that day has passed, is sent as owed by the other', async () => {
    const claim = await queued(kroner(6_000), [town.anna, town.bo]);
    await lapseOn(town.db, '2026-02-27');
    await town.deliver('2026-02-27');
    await town.transfer('2026-02-28');
    const told = (await town.actions(claim)).map(({ state, masterData }) => [
      state,
      masterData?.liable.map(({ debtor }) => debtor),
    ]);
    expect(told).toEqual([
      ['cancelled', [town.anna, town.bo]],
      ['queued', [town.anna]],
    ]);
  });

  test('and confirmed in a hearing before is not time-barred while Gældsstyrelsen has not answered', async () => {
    const claim = await askedAbout();
    await approve(claim, '2026-02-24');
    await lapseOn(town.db, '2026-02-26');
    expect(await town.recovery(claim)).toMatchObject({ state: 'in-hearing' });
    await town.news('2026-03-02');
    expect(await receivedIn(town, claim)).toEqual(['2026-02-24', '2029-02-26']);
  });

  test('by one of two, and asked about in a hearing that nobody has confirmed, is regretted, to be sent as owed by the other', async () => {
    const claim = await askedAbout([town.anna, town.bo]);
    await lapseOn(town.db, '2026-02-26');
    expect(await endsIn(town.db)).toContain(`${claim} ${town.bo} time-barred 2026-02-25`);
    expect(await town.recovery(claim)).toMatchObject({ state: 'cancelled' });
    expect(await itemsAbout(claim)).toEqual([
      `recovery-hearing claim ${claim} R_4_2`,
      `recovery-stopped claim ${claim} regretted ${claim}-1`,
    ]);
    // Somebody has confirmed it in the portal: it is there, and Gældsstyrelsen must be told that Bo owes it no longer.
    const confirmed = { reference: `${claim}-1`, answer: 'approve', because: 'Rigtigt' } as const;
    await town.authority.answerHearing?.(confirmed, morningOf('2026-02-25'));
    await town.news('2026-03-02');
    expect(await town.recovery(claim)).toMatchObject({ state: 'received' });
    expect(await itemsAbout(claim)).toEqual(
      expect.arrayContaining([
        `recovery-contradicts claim ${claim} UDFØRT`,
        `liability-at-recovery claim ${claim}`,
      ]),
    );
    expect(await town.faults()).toEqual([]);
  });

  test('is in a hearing with interest of which nobody owes anything any longer: that alone is regretted', async () => {
    const claim = await town.raise({ debtors: [town.bo], principal: kroner(12_000) });
    await town.interest('2026-02-01');
    await town.clear(claim);
    await town.reason(claim, { rule: 'R_4_2', because: 'Beløbet er rigtigt', on: '2026-02-02' });
    await town.transfer('2026-02-02');
    await town.deliver('2026-02-02');
    await town.news('2026-02-06');
    const charges = (await town.do((tx) => standingCharges(tx, [claim]))).get(claim) ?? [];
    const [ended, other] = charges.map((each) => each.claim) as [ClaimNumber, ClaimNumber]; // two months
    const over = { kind: 'time-barred', on: date('2026-02-07'), reason: 'limitation', by: 'prøve' } as const;
    await town.do((tx) =>
      endLiabilities(tx, [{ ...over, claim: ended, debtor: town.bo, at: morningOf('2026-02-08') }]),
    );
    await lapseOn(town.db, '2026-02-08');
    await town.news('2026-02-08');
    expect(await itemsAbout(ended)).toContain(`recovery-stopped claim ${ended} regretted ${ended}-1`);
    const states = await Promise.all([claim, ended, other].map((each) => town.recovery(each)));
    expect(states.map((each) => each?.state)).toEqual(['in-hearing', 'cancelled', 'in-hearing']);
  });

  test('and asked about in a hearing, which nobody has confirmed, is time-barred the day after', async () => {
    const claim = await askedAbout();
    await lapseOn(town.db, '2026-02-26');
    expect(await endsIn(town.db)).toContain(`${claim} ${town.bo} time-barred 2026-02-25`);
  });
});

async function itemsAbout(claim: ClaimNumber): Promise<string[]> {
  const items = await town.do((tx) => openItems(tx, { debtor: null, kind: null }));
  return items
    .map(({ kind, about }) => `${kind} ${about}`)
    .filter((item) => item.split(' ')[2] === String(claim));
}

/** What a person is to look at because no answer has come. */
async function askedFor(on: string): Promise<(string | null)[]> {
  await watchUnanswered({ ...asOf(on), database: town.db });
  const items = await town.do((tx) => openItems(tx, { debtor: null, kind: 'recovery-unanswered' }));
  return items.map(({ about }) => about);
}

const owedUntilFebruary = {
  due: date('2023-02-25'),
  origin: date('2023-02-01'),
  srb: date('2023-02-25'),
  period: { from: date('2023-02-01'), to: date('2023-02-28') },
};

/** On 20 February, and not answered yet. Who owes it besides Bo has acknowledged it. */
async function handedOver(amount = kroner(6_000), debtors = [town.bo]): Promise<ClaimNumber> {
  const claim = await queued(amount, debtors);
  await town.deliver('2026-02-20');
  return claim;
}

async function queued(amount: Ore, debtors: readonly DebtorNumber[]): Promise<ClaimNumber> {
  const claim = await town.raise({ ...owedUntilFebruary, debtors, principal: amount, outstanding: amount });
  const interruption = {
    kind: 'acknowledged',
    on: date('2023-12-01'),
    existenceAndAmount: false,
    byAllWhoMust: true,
  } as const;
  const signed = { interruption, claims: [claim], debtor: town.anna, evidence: 'journal 23-1', by: 'Ane' };
  await town.do((tx) => interruptLimitations(tx, { ...signed, at: morningOf('2026-02-01') }));
  await town.clear(claim);
  await town.reason(claim, { rule: 'R_4_2', because: 'Beløbet er rigtigt', on: '2026-02-19' });
  await town.transfer('2026-02-20');
  return claim;
}

/** More than Gældsstyrelsen takes for day care without asking (R_4_2). */
async function askedAbout(debtors = [town.bo]): Promise<ClaimNumber> {
  const claim = await handedOver(kroner(12_000), debtors);
  await town.news('2026-02-23');
  expect((await town.recovery(claim))?.state).toBe('in-hearing');
  return claim;
}

/** As the simulated authority is to have answered. */
function answerOf(claim: ClaimNumber, changes: Partial<Receipt>): void {
  for (const { receipts } of town.simulated.state.deliveries.values())
    for (const [index, due] of receipts.entries())
      if (due.receipt.reference === `${claim}-1`)
        receipts[index] = { ...due, receipt: { ...due.receipt, ...changes } };
}

/** Noted by us, and told to Gældsstyrelsen. */
async function approve(claim: ClaimNumber, on: string, because = 'Beløbet er rigtigt'): Promise<void> {
  const answer = { claim, answer: 'approve', because } as const;
  const noted = await town.do((tx) => noteHearingAnswer(tx, answer, { by: 'Ane', at: morningOf(on) }));
  if (!noted.ok) throw new Error(noted.refusal.tag);
  await town.authority.answerHearing?.({ ...answer, reference: noted.value }, morningOf(on));
}

async function receivedIn({ do: inTown, recovery }: RecoveryTown, claim: ClaimNumber) {
  const limitations = await inTown((tx) => limitationsOf(tx, [claim]));
  return [(await recovery(claim))?.receivedOn, limitations.get(claim)?.[0]?.until];
}

const asOf = (on: string) => ({
  database: typing.db,
  municipality: TOWN,
  by: 'prøve',
  clock: () => morningOf(on),
});

async function listed(): Promise<ClaimNumber> {
  const claim = await typing.raise();
  await typing.clear(claim);
  await typing.transfer('2026-02-02');
  return claim;
}

async function type(on: string, file: string): Promise<void> {
  expect(await takeTypedAnswers(asOf(on), `\uFEFF${file}`)).toMatchObject({ ok: true });
  await actOnMessages(asOf(on));
}
