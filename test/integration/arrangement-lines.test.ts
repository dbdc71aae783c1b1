import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { askArrangement } from '../../src/arrangements/ask.ts';
import { decideArrangement } from '../../src/arrangements/decide.ts';
import { endByHand } from '../../src/arrangements/end.ts';
import type { Arrangement } from '../../src/arrangements/types.ts';
import { billsOf } from '../../src/claims/bills.ts';
import { placeHolds } from '../../src/claims/holds.ts';
import type { ClaimNumber } from '../../src/claims/types.ts';
import { date } from '../../src/kernel/dates.ts';
import { kroner } from '../../src/kernel/money.ts';
import { transfersIn } from '../../src/ledger/lines.ts';
import { postTransfers } from '../../src/ledger/post.ts';
import { claimAccount, recoveryAccount } from '../../src/ledger/types.ts';
import { configurationVersion } from '../../src/municipality/configurations.ts';
import { receive, type Received } from '../../src/payments/receive.ts';
import { unallocatedFor } from '../../src/payments/unallocated.ts';
import { aDunningTown, type DunningTown } from './dunning-town.ts';
import { morningOf } from './town.ts';

let at: DunningTown;
beforeAll(async () => {
  at = await aDunningTown();
});
beforeEach(() => at.empty());
afterAll(() => at[Symbol.asyncDispose]());

async function agree(...claims: readonly ClaimNumber[]): Promise<Arrangement> {
  return at.do(async (tx) => {
    const configured = await configurationVersion(tx, null);
    if (configured === null) throw new Error('the town is configured');
    const doing = { configured, by: 'Inge', at: morningOf('2025-12-29') };
    const asked = await askArrangement(tx, {
      debtor: at.town.anna,
      claims,
      wish: { kind: 'plan', monthly: kroner(500), first: date('2026-01-31'), dueDay: 31 },
      how: 'letter',
      acknowledgedOn: date('2025-12-28'),
      recall: false,
      ...doing,
    });
    if (!asked.ok) throw new Error(asked.refusal.tag);
    const decided = await decideArrangement(tx, { arrangement: asked.value.number, ...doing });
    if (!decided.ok) throw new Error(decided.refusal.tag);
    return decided.value;
  });
}

/** The payment line of Anna's last letter. */
async function lastLine(): Promise<string> {
  const facts = (await at.lettersTo(at.town.anna)).at(-1)?.facts;
  const line = facts !== undefined && 'paymentLine' in facts ? facts.paymentLine : null;
  if (line === null) throw new Error('the letter has a payment line');
  return line;
}

/** What a payment by a line covers: claim, kroner and rule. */
async function paid(amount: number, line: string): Promise<[ClaimNumber, number, string | null][]> {
  return covered(await at.pay(at.town.anna, { amount: kroner(amount), on: '2026-01-20', line }));
}

function covered(received: Received): [ClaimNumber, number, string | null][] {
  expect(received.suspended).toBeNull();
  return received.covered.map(({ claim, amount, rule }) => [claim, Number(amount) / 100, rule]);
}

/** Two bills that are reminded of, and one of another kind that is older and in no arrangement. */
async function threeBills(): Promise<readonly [ClaimNumber, ClaimNumber, ClaimNumber]> {
  const older = await at.town.raise({ principal: kroner(800), due: date('2025-12-01') });
  const first = await at.town.raise({ principal: kroner(1_000), due: date('2025-12-10') });
  const second = await at.town.raise({ principal: kroner(2_000), due: date('2025-12-11') });
  return [older, first, second];
}

describe('the payment line of an arrangement', () => {
  test('pays its bills, the oldest first, though another bill is older', async () => {
    const [, first, second] = await threeBills();
    await agree(first, second);
    const line = await lastLine();
    expect(await paid(500, line)).toEqual([[first, 500, 'line']]);
    expect(await paid(1_500, line)).toEqual([
      [first, 500, 'line'],
      [second, 1_000, 'line'],
    ]);
    expect(await at.town.faults()).toEqual([]);
  });

  test('goes on paying the bills that it was about after it has ended', async () => {
    const [, first, second] = await threeBills();
    const { number } = await agree(first, second);
    const line = await lastLine();
    await at.do((tx) => endByHand(tx, { arrangement: number, by: 'Inge', at: morningOf('2026-01-10') }));
    expect(await paid(1_200, line)).toEqual([
      [first, 1_000, 'line'],
      [second, 200, 'line'],
    ]);
  });

  test('that was told with a wrong check digit keeps the debtor from being reminded while a person looks', async () => {
    const [, first] = await threeBills();
    await agree(first);
    const line = (await lastLine()).replace(/(\d)(?= ?\+8)/, (digit) => String((Number(digit) + 1) % 10));
    const money = { amount: kroner(500), reference: 'F-1', receivedOn: date('2026-01-20') };
    await at.do((tx) =>
      receive(tx, {
        ...money,
        channel: 'bank',
        told: { by: 'line', line },
        by: 'prøve',
        at: morningOf('2026-01-20'),
      }),
    );
    expect(await at.do((tx) => unallocatedFor(tx, [at.town.anna, at.town.bo]))).toEqual(
      new Set([at.town.anna]),
    );
  });
});

describe('the old payment line of a bill', () => {
  test('leads to the arrangement that replaced the bill, and to the bill alone after that has ended', async () => {
    const first = await at.town.raise({ principal: kroner(1_000), due: date('2025-12-10') });
    await at.dun('2025-12-28');
    const line = await lastLine();
    const second = await at.town.raise({ principal: kroner(2_000), due: date('2025-12-11') });
    const older = await at.town.raise({ principal: kroner(800), due: date('2025-12-01') });
    const { number } = await agree(first, second);
    const covers = (await paid(2_000, line)).map(([claim, , rule]) => [claim, rule]);
    expect(covers).toContainEqual([second, 'line-plan']);
    expect(covers.map(([claim]) => claim)).not.toContain(older);
    await at.do((tx) => endByHand(tx, { arrangement: number, by: 'Inge', at: morningOf('2026-01-21') }));
    expect(await paid(100, line)).toEqual([[older, 100, 'surplus']]);
  });

  test('covers the bill at Gældsstyrelsen, and nothing else before it', async () => {
    const first = await at.town.raise({ principal: kroner(1_000), due: date('2025-12-10') });
    await at.dun('2025-12-28');
    const line = await lastLine();
    await at.town.raise({ principal: kroner(800), due: date('2025-12-01') });
    await sentToRecovery(first);
    expect(await paid(300, line)).toEqual([[first, 300, 'line']]);
    expect(await at.town.faults()).toEqual([]);
  });
});

/** The bill stands at Gældsstyrelsen, with the holds that go with it and its fee. */
async function sentToRecovery(claim: ClaimNumber): Promise<void> {
  const [on, recordedAt] = [date('2026-01-12'), morningOf('2026-01-12')];
  await at.do(async (tx) => {
    const posting = { cause: 'transferred', causeNumber: 1n, valueDate: on, bookingDate: on } as const;
    const movement = { debit: recoveryAccount(claim), credit: claimAccount(claim), amount: kroner(1_000) };
    await postTransfers(tx, transfersIn({ ...posting, recordedAt }, [movement]));
    const hold = { reason: 'recovery', debtor: null, from: on, reviewOn: on, about: '1' } as const;
    const bills = await billsOf(tx, [claim]);
    await placeHolds(
      tx,
      bills.map((bill) => ({ ...hold, claim: bill.claim, by: 'prøve', at: recordedAt })),
    );
  });
}
