import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { heldLetters } from '../../src/agreements/held-letters.ts';
import { makeDueLetters } from '../../src/agreements/letter-job.ts';
import { reverseDecision } from '../../src/agreements/reverse.ts';
import { claimNumber } from '../../src/claims/types.ts';
import { closeErrand } from '../../src/endings/close-errand.ts';
import { addRepresentative } from '../../src/debtors/representatives.ts';
import { openErrand } from '../../src/endings/errands.ts';
import type { ErrandKind, ErrandOutcome } from '../../src/endings/errand-types.ts';
import { date } from '../../src/kernel/dates.ts';
import { debtorNumber, type DebtorNumber } from '../../src/kernel/ids.ts';
import { kroner, zeroOre } from '../../src/kernel/money.ts';
import { deliverDue } from '../../src/letters/deliver-due.ts';
import { letterDeliveryStandIn } from '../../src/outside/letter-delivery/stand-in.ts';
import { receive, type Received } from '../../src/payments/receive.ts';
import { inMunicipality } from '../../src/platform/database.ts';
import { storyLines } from '../../src/cli/story-words.ts';
import { debtorStory } from '../../src/insight/debtor-story.ts';
import { aDebtor } from '../vocabulary.ts';
import { letterArrives, numberOf, states } from './decisions-town.ts';
import { monthly, registersOf } from './month-town.ts';
import {
  aTown,
  fetchFor,
  letterJob,
  morningOf,
  raise,
  rowsOf,
  run,
  TOWN,
  townConfiguration,
  type Town,
} from './town.ts';

/**
 * One spring of a town in which everybody is able to pay, and plans are decided on 10 March 2026. To three of each kind of case a
 * death, a bankruptcy and debt relief come; the tests read what has become of them.
 */
const KINDS: readonly ErrandKind[] = ['death', 'bankruptcy', 'debt-relief'];
const CASES = [
  'not-told',
  'made',
  'on-its-way',
  'on-plan',
  'pays',
  'taken-up',
  'died-before',
  'taken-back',
] as const;
type Case = (typeof CASES)[number];

function debtorOf(which: Case, kind: ErrandKind): DebtorNumber {
  return debtorNumber(100_001 + CASES.indexOf(which) * KINDS.length + KINDS.indexOf(kind));
}

const debtors = Array.from({ length: CASES.length * KINDS.length }, (_, index) =>
  aDebtor(index + 1)
    .owing(20_000)
    .withReports(...monthly(20_000)),
);
const registers = registersOf(...debtors);
let town: Town;
const paid = new Map<DebtorNumber, readonly [unsaid: Received, said: Received]>();
let april: Readonly<Record<string, number>>;

beforeAll(async () => {
  town = await aTown(debtors, townConfiguration());
  await month('2026-03');
  await each('not-told', (debtor, kind) => opens(debtor, kind, '2026-03-11'));
  await each('taken-up', (debtor, kind) => opens(debtor, kind, '2026-03-11'));
  await makeDueLetters(letterJob(town.database, '2026-03-11'));
  await each('on-plan', (debtor) => letterArrives(town.database, numberOf(debtor), { on: '2026-03-12' }));
  await each('pays', (debtor) => letterArrives(town.database, numberOf(debtor), { on: '2026-03-12' }));
  await each('taken-back', (debtor) => letterArrives(town.database, numberOf(debtor), { on: '2026-03-12' }));
  for (const which of ['made', 'on-its-way', 'on-plan', 'taken-back'] as const)
    await each(which, (debtor, kind) => opens(debtor, kind, '2026-03-16'));
  await deliverDue({
    heldAmong: heldLetters,
    database: town.database,
    municipality: TOWN,
    delivery: letterDeliveryStandIn({}),
    by: 'prøve',
    clock: () => morningOf('2026-03-16'),
  });
  await each('on-its-way', (debtor) => letterArrives(town.database, numberOf(debtor), { on: '2026-03-17' }));
  await each('died-before', (debtor) => letterArrives(town.database, numberOf(debtor), { on: '2026-03-12' }));
  await raise(town.database, '2026-04-01');
  await each('died-before', (debtor, kind) => opens(debtor, kind, '2026-04-05', '2026-03-28'));
  await each('pays', async (debtor, kind) => {
    await opens(debtor, kind, '2026-04-02');
    paid.set(debtor, [await pays(debtor, false), await pays(debtor, true)]);
  });
  april = await month('2026-04');
  await raise(town.database, '2026-05-01');
  await each('taken-up', (debtor) => closes(BigInt(debtor) * 100n + 1n, 'mistake', '2026-05-02'));
  await month('2026-05');
  await each('taken-back', (debtor) => takesBack(debtor, '2026-05-11'));
  await makeDueLetters(letterJob(town.database, '2026-05-11'));
}, 120_000);
afterAll(() => town[Symbol.asyncDispose]());

async function each(which: Case, what: (debtor: DebtorNumber, kind: ErrandKind) => Promise<unknown>) {
  for (const kind of KINDS) await what(debtorOf(which, kind), kind);
}

async function month(of: string): Promise<Readonly<Record<string, number>>> {
  await fetchFor({ database: town.database, registers }, of);
  return (await run(town.database, of)).report.consequences;
}

async function opens(debtor: DebtorNumber, kind: ErrandKind, on: string, beganOn = on): Promise<void> {
  const acting = { by: 'Ane', on: date(on), at: morningOf(on) };
  const done = await inMunicipality(town.database, TOWN, (tx) =>
    openErrand(tx, { ...acting, kind, debtor, beganOn: date(beganOn) }),
  );
  if (!done.ok) throw new Error(done.refusal.tag);
}

async function closes(number: bigint, outcome: ErrandOutcome, on: string): Promise<void> {
  const acting = { by: 'Ane', on: date(on), at: morningOf(on) };
  const done = await inMunicipality(town.database, TOWN, (tx) =>
    closeErrand(tx, { ...acting, number, outcome, kept: null, successors: [] }),
  );
  if (!done.ok) throw new Error(done.refusal.tag);
}

async function pays(debtor: DebtorNumber, said: boolean): Promise<Received> {
  const claims = await rowsOf<{ claim: bigint }>(
    town.database,
    sql`select claim_number as claim from liability where debtor_number = ${debtor}`,
  );
  const received = await inMunicipality(town.database, TOWN, (tx) =>
    receive(tx, {
      amount: kroner(500),
      channel: 'bank',
      reference: `${debtor} ${said}`,
      receivedOn: date('2026-04-03'),
      told: { by: 'debtor', debtor, wish: said ? claims.map(({ claim }) => claimNumber(claim)) : [] },
      by: 'prøve',
      at: morningOf('2026-04-03'),
    }),
  );
  if (!received.ok) throw new Error(received.refusal.tag);
  return received.value;
}

async function takesBack(debtor: DebtorNumber, on: string): Promise<void> {
  const because = 'Vi havde regnet et engangsbeløb med.';
  const request = { decision: numberOf(debtor), on: date(on), because, by: 'Carl', at: morningOf(on) };
  const done = await inMunicipality(town.database, TOWN, (tx) => reverseDecision(tx, request));
  if (!done.ok) throw new Error(done.refusal.tag);
}

const statesOf = async (debtor: DebtorNumber) =>
  (await states(town.database)).filter((said) => said.startsWith(String(debtor)));
const lettersTo = async (debtor: DebtorNumber) =>
  (
    await rowsOf<{ kind: string }>(
      town.database,
      sql`select kind from letter where debtor_number = ${debtor} order by letter_id`,
    )
  ).map(({ kind }) => kind);
const askedOf = (debtor: DebtorNumber) =>
  rowsOf(
    town.database,
    sql`select due_on::text as due, amount_ore as amount, less_because as less from instalment
      where debtor_number = ${debtor} order by 1`,
  );

describe.each(KINDS)('while a debtor’s %s is dealt with', (kind) => {
  test('no letter is made about what was decided before, and the decision is taken off', async () => {
    const debtor = debtorOf('not-told', kind);
    expect(await lettersTo(debtor)).toEqual([]);
    expect(await statesOf(debtor)).toEqual([`${debtor} start-plan withdrawn`]);
  });

  test('a letter that was made before is not handed over', async () => {
    const debtor = debtorOf('made', kind);
    expect(await lettersTo(debtor)).toEqual(['plan']);
    expect(
      await rowsOf(
        town.database,
        sql`select state from delivery join letter using (letter_id, recipient)
          where debtor_number = ${debtor} and handed_on is not null`,
      ),
    ).toEqual([]);
  });

  test('a decision that arrives then does not come into force', async () => {
    const debtor = debtorOf('on-its-way', kind);
    expect(await statesOf(debtor)).toEqual([`${debtor} start-plan withdrawn`]);
    expect(await askedOf(debtor)).toEqual([]);
  });

  test('the plan that was in force asks for nothing, and says why', async () => {
    expect(await askedOf(debtorOf('on-plan', kind))).toEqual([
      { due: '2026-04-01', amount: 0n, less: 'errand' },
      { due: '2026-05-01', amount: 0n, less: 'errand' },
    ]);
  });

  test('the month’s run proposes nothing, and says what it waits for', () => {
    // Those with a letter on its way or a plan too; of whom nothing was decided it was the same.
    expect(april[`not-while-${kind}`]).toBe(CASES.length);
  });

  test('when it is over, the month’s run takes it up again', async () => {
    const debtor = debtorOf('taken-up', kind);
    expect(await statesOf(debtor)).toEqual([
      `${debtor} start-plan withdrawn`,
      `${debtor} start-plan decided`,
    ]);
    expect(await lettersTo(debtor)).toEqual(['plan']);
  });

  test('money that nobody has said is for the claim is held for a person to look at; what the payer says is covered', async () => {
    const debtor = debtorOf('pays', kind);
    const [unsaid, said] = paid.get(debtor) ?? [];
    expect(unsaid).toMatchObject({ covered: [], overpaid: kroner(500) });
    expect(said).toMatchObject({ overpaid: zeroOre });
    expect(
      await rowsOf(
        town.database,
        sql`select why, amount_ore as amount from refund_item where debtor_number = ${debtor}`,
      ),
    ).toEqual([{ why: 'overpaid', amount: kroner(500) }]);
  });
});

test('what was asked for since a death that a person notes later is taken back; what is asked in a bankruptcy is filed there', async () => {
  const due = async (kind: ErrandKind) => {
    const debtor = debtorOf('died-before', kind);
    const [account] = await rowsOf<{ sum: bigint }>(
      town.database,
      sql`select coalesce(sum(balance_ore), 0)::bigint as sum from account_balance where kind = 'due' and debtor = ${debtor}`,
    );
    return account?.sum;
  };
  expect(await due('death')).toBe(0n);
  expect(await due('bankruptcy')).toBeGreaterThan(0n);
});

test('that a decision is taken back is told all the same, but of the dead only to the estate when it is known', async () => {
  expect(await lettersTo(debtorOf('taken-back', 'bankruptcy'))).toEqual(['plan', 'reversal']);
  const dead = debtorOf('taken-back', 'death');
  // CPR has not told of the death; a person has.
  expect(await lettersTo(dead)).toEqual(['plan']);
  await inMunicipality(town.database, TOWN, (tx) =>
    addRepresentative(tx, {
      debtor: dead,
      kind: 'estate',
      mode: 'instead',
      name: 'Boet efter en prøve',
      address: ['Skiftevej 1', '9998 Prøveby'],
      cpr: null,
      from: date('2026-03-20'),
      evidence: 'Skifteretsattest af 20. marts 2026',
      by: 'prøve',
      at: morningOf('2026-05-12'),
    }),
  );
  await makeDueLetters(letterJob(town.database, '2026-05-13'));
  expect(
    await rowsOf(
      town.database,
      sql`select kind, recipient from letter where debtor_number = ${dead} order by letter_id, recipient`,
    ),
  ).toEqual([
    { kind: 'plan', recipient: 0 },
    { kind: 'reversal', recipient: 1 },
  ]);
});

test('whose estate is a boudlæg owes the plan’s claims no more, and nobody is told that they were withdrawn', async () => {
  const debtor = debtorOf('on-plan', 'death');
  await closes(BigInt(debtor) * 100n + 1n, 'estate-insolvent', '2026-05-12');
  const story = await inMunicipality(town.database, TOWN, (tx) =>
    debtorStory(tx, debtor, date('2026-05-12')),
  );
  const lines = story.ok ? storyLines(story.value) : [];
  expect(lines.filter((line) => line.includes('taget tilbage'))).toEqual([]);
  expect(lines.filter((line) => line.includes('hæfter ikke længere'))).toHaveLength(2);
});
