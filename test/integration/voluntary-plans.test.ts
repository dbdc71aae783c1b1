import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { arrangementsOf } from '../../src/arrangements/arrangements.ts';
import { openItems } from '../../src/agreements/work-items.ts';
import { linesGivenTo } from '../../src/claims/payment-lines.ts';
import type { ClaimNumber } from '../../src/claims/types.ts';
import { endByHand } from '../../src/arrangements/end.ts';
import { planToShow } from '../../src/arrangements/sign-plan.ts';
import { othersRunningOut } from '../../src/arrangements/others-liable.ts';
import { endingSoon } from '../../src/endings/ending-soon.ts';
import { citizenBooks } from '../../src/insight/citizen-books.ts';
import { overviewOf } from '../../src/insight/overview/overview.ts';
import { date } from '../../src/kernel/dates.ts';
import { kroner, plainKroner, readableKroner, subtractOre, type Ore } from '../../src/kernel/money.ts';
import { accountsOfClaims, balanceOf } from '../../src/ledger/balances.ts';
import { balanceOfDebtor } from '../../src/ledger/debtor-balance.ts';
import { configurationVersion } from '../../src/municipality/configurations.ts';
import { correctClaim } from '../../src/payments/correct-claim.ts';
import { arranging, later, plan, type Arranging } from './arranging.ts';
import { freshDatabase, type FreshDatabase } from './database.ts';
import { aDunningTown, usualSteps, type DunningTown } from './dunning-town.ts';
import { begin, choose } from '../portal/paying-site.ts';
import { ask, openSite } from '../portal/portal-site.ts';
import { writtenOff } from './losses.ts';
import { morningOf } from './town.ts';

let at: DunningTown;
let arrange: Arranging;
let database: FreshDatabase;
beforeAll(async () => {
  database = await freshDatabase();
  at = await aDunningTown(usualSteps, database);
  arrange = arranging(at);
});
beforeEach(() => at.empty());
afterAll(async () => {
  await at[Symbol.asyncDispose]();
  await database.close();
});

/** What Anna reads of her plan on a day from 12 March on. */
async function herPlan(on: string): Promise<string> {
  await using site = await openSite(database);
  site.wait(morningOf(on).since(morningOf('2026-03-12')).total('minutes'));
  const token = await site.signIn({ debtor: at.town.anna });
  const { body } = await ask(site, '/998/aftaler', { token });
  const [, path = ''] = /href="(\/998\/aftale\/[^"]+)"/.exec(body) ?? [];
  const { words } = await ask(site, path, { token });
  await at.steps(usualSteps);
  return words;
}

async function leftOf(claim: ClaimNumber): Promise<bigint> {
  return balanceOf((await at.do((tx) => accountsOfClaims(tx, [claim]))).get(claim));
}

async function owedNow(): Promise<Ore> {
  return at.do(async (tx) => (await balanceOfDebtor(tx, at.town.anna)).owed);
}

async function correct(claim: ClaimNumber, to: number, on: string): Promise<void> {
  const correction = { claim, to: kroner(to), reason: 'prøve', decidedOn: date(on), by: 'Inge' };
  const corrected = await at.do((tx) => correctClaim(tx, { ...correction, at: morningOf(on) }));
  if (!corrected.ok) throw new Error(corrected.refusal.tag);
}

/** Pays what was agreed by the plan's own line on these days, and looks as each day begins and a week later. */
async function pays(amount: number, days: readonly string[]): Promise<void> {
  const line = await arrange.line();
  for (const on of days) {
    await at.pay(at.town.anna, { amount: kroner(amount), on, line });
    await arrange.keep(on);
    await arrange.keep(on.replace(/-0(\d)$/, '-1$1'));
  }
}

/** The plan of so many months that the page shows Anna on a day. */
async function shownToSign(
  on: string,
  months: number,
  dueDay: number | null = null,
): ReturnType<typeof planToShow> {
  return at.do(async (tx) => {
    const version = await configurationVersion(tx, null);
    if (version === null) throw new Error('the town is configured');
    const { mostMonths } = version.configuration.arrangements;
    const ownPlans = { otherTypes: { mostMonths, least: '100.00' }, claimTypes: {}, dueDays: [10, 20] };
    const arrangements = { ...version.configuration.arrangements, ownPlans };
    return planToShow(tx, {
      debtor: at.town.anna,
      chosen: () => true,
      wish: { kind: 'months', months },
      dueDay,
      configured: { ...version, configuration: { ...version.configuration, arrangements } },
      on: date(on),
      paying: new Map(),
    });
  });
}

/** The interest that the page tells her has run, before she signs a plan of three months. */
async function toldToSign(on: string): Promise<string> {
  const shown = await shownToSign(on, 3);
  if (!shown.ok) throw new Error(shown.refusal.tag);
  return plainKroner(shown.value.interestBefore);
}

test('after a plan was stopped its bill is paid by the line of the letter that has asked for it since', async () => {
  const claim = await at.town.raise({ principal: kroner(3_000) });
  const { number: arrangement } = await arrange.agree([claim]);
  await at.arrive(at.town.anna, '2025-12-15');
  await at.do((tx) => endByHand(tx, { arrangement, by: 'Inge', at: morningOf('2025-12-20') }));
  await at.dun('2026-01-20');
  const lines = await at.do((tx) => linesGivenTo(tx, at.town.anna));
  expect(lines.map(({ to }) => to)).toEqual(['notice', 'arrangement']);
  await using site = await openSite(database);
  const token = await site.signIn({ debtor: at.town.anna });
  const page = await choose({ site }, token, { labels: [/3\.\d\d\d,/] });
  const { body } = await begin({ site }, token, { page, method: 'bank' });
  expect(body).toContain(`+71&lt;${lines[0]?.base}`);
});

test('as many months as the page says are agreed on any day of the month, to be paid on any of the days that are offered; one more is not', async () => {
  await at.town.raise({ principal: kroner(3_600), due: date('2026-03-01') });
  for (const on of ['2026-03-01', '2026-03-08', '2026-03-15', '2026-03-22', '2026-03-31'])
    for (const dueDay of [null, 10, 20]) {
      const shown = await shownToSign(on, 18, dueDay);
      if (!shown.ok) throw new Error(`${on} ${dueDay}: ${shown.refusal.tag}`);
      expect([shown.value.outcome, shown.value.instalments.length]).toEqual(['agreed', 18]);
      expect(await shownToSign(on, 19, dueDay)).toMatchObject({ refusal: { tag: 'too-long', most: 18 } });
    }
});

describe('a voluntary plan that is kept', () => {
  test('is neither demanded nor broken when its bill is raised, and a person is told of what is not in it', async () => {
    const claim = await at.town.raise({ principal: kroner(3_000) });
    const { number } = await arrange.agree([claim]);
    await pays(1_000, ['2026-01-02']);
    await correct(claim, 4_500, '2026-01-10');
    expect(await at.do((tx) => openItems(tx, { debtor: at.town.anna, kind: 'besides-plan' }))).toMatchObject([
      { about: `${number}/1500.00` },
    ]);
    await pays(1_000, ['2026-02-02']);
    expect(await arrange.stateOf()).toBe('in-force');
    await pays(1_000, ['2026-03-02']);
    expect(await arrange.stateOf()).toBe('kept');
    expect(await leftOf(claim)).toBe(kroner(1_500));
    expect(await at.lettersTo(at.town.anna)).toHaveLength(1);
  });

  test('is not short of the interest of the days before it, which is told before it is signed and in its letter, and covered last', async () => {
    const claim = await at.town.raise({
      type: 'CFFAKTU',
      principal: kroner(20_000),
      due: date('2025-12-20'),
    });
    await at.town.interest('2025-12-31');
    await at.town.interest('2026-01-31');
    const wish = { kind: 'plan', monthly: kroner(10_000), first: date('2026-03-02'), dueDay: 2 } as const;
    expect(await toldToSign('2026-02-20')).toBe('101.51');
    const { owed } = await arrange.agree([claim], wish, '2026-02-20');
    const [letter] = await at.lettersTo(at.town.anna);
    expect(letter?.facts).toMatchObject({ totalOwed: plainKroner(owed), interestBefore: '101.51' });
    expect(await at.town.interest('2026-02-28')).toMatchObject({ amounts: { interest: '101.51' } });
    await pays(10_000, ['2026-03-02']);
    // Its page tells the same sum as the overview, and what of it the instalments do not pay.
    expect(await herPlan('2026-03-12')).toContain(
      `Der er tilbage ${readableKroner(await owedNow())} Heraf er 101,51 kr. renter og gebyrer, som ikke står i aftalen. Betal dem sammen med den sidste betaling, senest den 2. maj 2026. Det kan du gøre`,
    );
    await pays(10_000, ['2026-04-02']);
    const rest = subtractOre(owed, kroner(20_000));
    expect(await arrange.stateOf()).toBe('in-force');
    await at.pay(at.town.anna, { amount: rest, on: '2026-05-02', line: await arrange.line() });
    await arrange.keep('2026-05-03');
    expect(await arrange.stateOf()).toBe('kept');
    expect(await at.lettersTo(at.town.anna)).toHaveLength(1);
    expect(await at.town.faults()).toEqual([]);
    expect(await herPlan('2026-05-04')).toContain(
      'Du har betalt alle betalinger i aftalen. Den sluttede den 3. maj 2026. Du mangler at betale 101,51 kr.',
    );
  });

  test('tells of no interest where none has run before it', async () => {
    const claim = await at.town.raise({ type: 'CFFAKTU', principal: kroner(3_000), due: date('2025-12-15') });
    await arrange.agree([claim]);
    expect((await at.lettersTo(at.town.anna))[0]?.facts).toMatchObject({ interestBefore: null });
  });

  test('is paid by an instalment without a line, also where an older bill is owed', async () => {
    const older = await at.town.raise({ principal: kroner(3_000), due: date('2025-12-01') });
    const claim = await at.town.raise({ principal: kroner(3_000) });
    await arrange.agree([claim]);
    const { covered } = await at.pay(at.town.anna, { amount: kroner(1_000), on: '2026-01-02' });
    expect(covered).toMatchObject([{ claim, amount: kroner(1_000), rule: 'instalment' }]);
    const other = await at.pay(at.town.anna, { amount: kroner(900), on: '2026-01-03' });
    expect(other.covered).toMatchObject([{ claim: older, rule: 'oldest-due' }]);
    expect(await at.town.faults()).toEqual([]);
  });

  test('leaves money without a line to a bill that is overdue before the instalments to come', async () => {
    const claim = await at.town.raise({ principal: kroner(6_000), due: date('2025-11-25') });
    await arrange.agree([claim]);
    await pays(1_000, ['2026-01-02']);
    const bill = await at.town.raise({ principal: kroner(1_500), due: date('2025-12-20') });
    const later = await at.town.raise({ principal: kroner(700), due: date('2026-02-20') });
    const exactly = await at.pay(at.town.anna, { amount: kroner(1_500), on: '2026-01-12' });
    expect(exactly.covered).toMatchObject([{ claim: bill, amount: kroner(1_500), rule: 'oldest-due' }]);
    expect(await at.dun('2026-01-13')).toMatchObject({ changes: { reminder: { count: 0 } } });
    // Then its instalments and bills as they fall due: 2 February, 20 February, 2 March, of which 600 kr. are left then.
    const more = await at.pay(at.town.anna, { amount: kroner(2_100), on: '2026-01-12' });
    expect(more.covered).toMatchObject([
      { claim, amount: kroner(1_400) },
      { claim: later, amount: kroner(700) },
    ]);
    const books = await at.do((tx) => citizenBooks(tx, at.town.anna, date('2026-01-13')));
    expect(overviewOf(books, date('2026-01-13')).next).toMatchObject({
      kind: 'next',
      amount: kroner(600),
      by: '2026-03-02',
    });
    await arrange.keep('2026-02-09');
    expect(await arrange.stateOf()).toBe('in-force');
    expect(await at.town.faults()).toEqual([]);
  });

  test('is neither demanded nor broken when the bank takes an earlier payment back', async () => {
    const claim = await at.town.raise({ principal: kroner(6_000) });
    await at.pay(at.town.anna, { amount: kroner(3_000), on: '2025-12-11' });
    const { number } = await arrange.agree([claim]);
    await at.takeBack('2025-12-20');
    expect(await at.do((tx) => openItems(tx, { debtor: at.town.anna, kind: 'besides-plan' }))).toMatchObject([
      { about: `${number}/3000.00` },
    ]);
    await pays(1_000, ['2026-01-02', '2026-02-02', '2026-03-02']);
    expect(await arrange.stateOf()).toBe('kept');
    expect(await at.lettersTo(at.town.anna)).toHaveLength(1);
  });

  test('has its last instalments fall away when its bill is lowered', async () => {
    const claim = await at.town.raise({ principal: kroner(3_000) });
    await arrange.agree([claim]);
    await correct(claim, 1_800, '2025-12-20');
    expect(await arrange.keep('2026-01-08')).toMatchObject({
      changes: { demanded: { count: 1 } },
      amounts: { missing: '1000.00' },
    });
    await at.pay(at.town.anna, { amount: kroner(1_000), on: '2026-01-12' });
    await arrange.keep('2026-01-13');
    await pays(800, ['2026-02-02']);
    expect(await arrange.stateOf()).toBe('kept');
  });

  test('is demanded when the bank takes an instalment back', async () => {
    const claim = await at.town.raise({ principal: kroner(3_000) });
    await arrange.agree([claim]);
    await pays(1_000, ['2026-01-02']);
    await at.takeBack('2026-01-20');
    expect(await arrange.keep('2026-02-06')).toMatchObject({ amounts: { missing: '2000.00' } });
  });
});

describe('after what was agreed is over', () => {
  async function reminded(debtors = [at.town.anna]): Promise<ClaimNumber> {
    const claim = await at.town.raise({ debtors, principal: kroner(3_000), due: date('2025-12-01') });
    await at.dun('2025-12-16');
    for (const debtor of debtors) await at.arrive(debtor, '2025-12-17');
    return claim;
  }

  test('the next reminder waits for payments of the last day of a deferral to be known', async () => {
    const claim = await reminded();
    await arrange.agree([claim], later, '2025-12-22');
    await arrange.keep('2026-03-03');
    expect(await arrange.stateOf()).toBe('ended');
    expect(await at.dun('2026-03-03')).toMatchObject({ consequences: { 'waits-for-day': 1 } });
    expect(await at.dun('2026-03-05')).toMatchObject({ changes: { reminder: { count: 0 } } });
    expect(await at.dun('2026-03-06')).toMatchObject({ changes: { reminder: { count: 1 } } });
  });

  test('no reminder goes out in the night a plan breaks, nor before payments of that day are known; another who owes it reads nothing of the plan’s day', async () => {
    const { anna, bo } = at.town;
    const claim = await reminded([anna, bo]);
    await arrange.agree([claim], { ...plan, first: date('2026-01-05'), dueDay: 5 }, '2025-12-22');
    await arrange.keep('2026-01-12');
    await at.arrive(at.town.anna, '2026-01-14');
    for (const on of ['2026-01-29', '2026-02-05']) await arrange.keep(on);
    expect(await arrange.stateOf()).toBe('broken');
    expect(await at.dun('2026-02-05')).toMatchObject({ consequences: { 'waits-for-day': 1 } });
    expect(await at.dun('2026-02-09')).toMatchObject({ changes: { reminder: { count: 0 } } });
    expect(await at.dun('2026-02-10')).toMatchObject({ changes: { reminder: { count: 1 } } });
    const lastDay = async (debtor: typeof anna) => {
      const facts = (await at.lettersTo(debtor)).at(-1)?.facts;
      return facts?.kind === 'reminder' ? facts.claims[0]?.dueOn : facts?.kind;
    };
    expect([await lastDay(anna), await lastDay(bo)]).toEqual(['2026-01-05', '2025-12-01']);
    const onPages = async (debtor: typeof anna) =>
      (await at.do((tx) => citizenBooks(tx, debtor, date('2026-02-10')))).claims.find(
        (each) => each.claim === claim,
      )?.srb;
    expect([await onPages(anna), await onPages(bo)]).toEqual(['2026-01-05', '2025-12-01']);
  });
});

describe('an arrangement with one of two who owe the same', () => {
  const long = { kind: 'plan', monthly: kroner(500), first: date('2026-01-05'), dueDay: 5 } as const;

  test('tells a person that limitation runs on for the other, who stands in the list of what ends soon', async () => {
    const { anna, bo } = at.town;
    const claim = await at.town.raise({
      debtors: [anna, bo],
      principal: kroner(9_000),
      due: date('2023-03-01'),
      origin: date('2023-02-01'),
    });
    const arrangement = await arrange.agree([claim], long, '2025-12-22');
    expect(await at.do((tx) => othersRunningOut(tx, arrangement, date('2025-12-22')))).toEqual([
      { debtor: bo, until: '2026-03-02' },
    ]);
    expect(await at.do((tx) => openItems(tx, { debtor: bo, kind: 'limitation-runs-on' }))).toMatchObject([
      { about: `${arrangement.number}/2026-03-02` },
    ]);
    expect(await at.do((tx) => endingSoon(tx, date('2025-12-22')))).toMatchObject([
      { debtor: bo, until: '2026-03-02', daysLeft: 70, arrangedBy: anna },
    ]);
  });

  test('says nothing where the other owes it long enough', async () => {
    const claim = await at.town.raise({ debtors: [at.town.anna, at.town.bo], principal: kroner(3_000) });
    const arrangement = await arrange.agree([claim]);
    expect(await at.do((tx) => othersRunningOut(tx, arrangement, date('2025-12-12')))).toEqual([]);
    expect(await at.do((tx) => openItems(tx, { debtor: null, kind: 'limitation-runs-on' }))).toEqual([]);
  });
});

test('a plan whose claim is written off is not noted as kept: no money came', async () => {
  const claim = await at.town.raise({ principal: kroner(5_000) });
  await arrange.agree([claim]);
  await writtenOff({ db: at.town.db, do: at.do }, claim, '2025-12-20');
  expect(await arrange.keep('2026-01-03')).toMatchObject({ consequences: { 'written-off': 1 } });
  expect(await arrange.stateOf()).toBe('ended');
  const [{ ended } = { ended: null }] = await at.do((tx) => arrangementsOf(tx, at.town.anna));
  expect(ended).toEqual({ on: '2026-01-03', why: 'written-off' });
});
