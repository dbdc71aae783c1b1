import fc from 'fast-check';
import { expect, test } from 'vitest';
import { closeWorkItem, openItems } from '../../src/agreements/work-items.ts';
import { wantRecalls } from '../../src/claims/recovery-work.ts';
import type { ClaimNumber } from '../../src/claims/types.ts';
import { sendAgain } from '../../src/collection/resubmit.ts';
import { addDays, date, dayOfMonth, addMonths, month, type PlainDate } from '../../src/kernel/dates.ts';
import { kroner, ore } from '../../src/kernel/money.ts';
import { correctClaim } from '../../src/payments/correct-claim.ts';
import { receive } from '../../src/payments/receive.ts';
import { reversePayment } from '../../src/payments/reverse-payment.ts';
import type { PaymentNumber } from '../../src/payments/types.ts';
import { approved, lossTakenBack, proposed } from '../integration/losses.ts';
import { aRecoveryTown, type RecoveryTown } from '../integration/recovery-town.ts';
import { morningOf } from '../integration/town.ts';
import { runs } from '../long/length.ts';

/** Claims through three years between us and the recovery authority, with whatever may happen to them. */
const MONTHS = 36;
const CLAIMS = 5;

const happening = fc.record({
  claim: fc.nat(CLAIMS - 1),
  what: fc.constantFrom(
    'paid',
    'paid',
    'charged-back',
    'mistaken',
    'less',
    'more',
    'covered',
    'covered',
    'KLAG',
    'HENS',
    'FEJL',
    'again',
    'again',
    'returned',
    'written-off',
    'lost',
    'lost',
    'loss taken back',
    'nothing',
  ),
  kroner: fc.integer({ min: 1, max: 2_500 }),
});
type Happening = typeof happening extends fc.Arbitrary<infer T> ? T : never;

test('through any three years no øre disappears, and what the authority has is what the ledger says, or a person has been told', async () => {
  const lives = fc.array(happening, { minLength: MONTHS, maxLength: MONTHS });
  await fc.assert(
    fc.asyncProperty(lives, async (happenings) => {
      await using town = await aRecoveryTown({ simulator: { contradictEvery: 0 } });
      const life = await begun(town);
      for (const [index, each] of happenings.entries()) {
        const day = dayOfMonth(addMonths(month('2026-03'), index), 5);
        await happens(town, life, each, day);
        await told(town, day);
        expect(await unexplained(town, life, addDays(day, 15))).toEqual([]);
        expect(await town.faults()).toEqual([]);
      }
      const before = await standing(town, life);
      await town.news('2029-06-01');
      await town.news('2029-06-01');
      expect(await standing(town, life)).toEqual(before);
    }),
    runs(1, { endOnFailure: true }),
  );
});

interface Life {
  readonly claims: readonly ClaimNumber[];
  readonly payments: Map<ClaimNumber, PaymentNumber>;
  readonly principal: Map<ClaimNumber, number>;
  /** The last loss that was booked of each. */
  readonly losses: Map<ClaimNumber, bigint>;
  /** By how much the two differ, of claims where a person has seen to that. */
  readonly seen: Map<ClaimNumber, bigint>;
}

async function begun(town: RecoveryTown): Promise<Life> {
  const claims: ClaimNumber[] = [];
  for (let each = 0; each < CLAIMS; each++) claims.push(await town.raise());
  await town.interest('2026-01-15');
  for (const claim of claims) await town.clear(claim);
  await town.transfer('2026-02-02');
  await told(town, date('2026-02-02'));
  const principal = new Map(claims.map((claim) => [claim, 6_000]));
  return { claims, payments: new Map(), principal, losses: new Map(), seen: new Map() };
}

/** What a week brings: it is told, carried out, heard, and told again where something had to wait for something else. */
async function told(town: RecoveryTown, day: PlainDate): Promise<void> {
  for (const days of [0, 7]) {
    const on = addDays(day, days);
    await town.news(on);
    await town.transfer(on);
    await town.deliver(on);
  }
  await town.news(addDays(day, 15));
}

const by = 'prøve';

async function happens(town: RecoveryTown, life: Life, happened: Happening, on: PlainDate): Promise<void> {
  const claim = life.claims[happened.claim] ?? life.claims[0]!; // there are some
  const at = morningOf(on);
  const recovery = await town.recovery(claim);
  const id = recovery?.authorityId ?? '';
  const isThere = recovery?.state === 'received' && town.simulated.state.claims.get(id)?.recalled === null;
  const amount = kroner(happened.kroner);
  switch (happened.what) {
    case 'paid': {
      const told = { by: 'debtor', debtor: town.anna, wish: [claim] } as const;
      const receipt = {
        channel: 'bank',
        reference: `${claim} ${on}`,
        amount,
        receivedOn: on,
        told,
        by,
        at,
      } as const;
      const received = await town.do((tx) => receive(tx, receipt));
      if (received.ok && received.value.payment !== null) life.payments.set(claim, received.value.payment);
      return;
    }
    case 'charged-back':
    case 'mistaken': {
      const payment = life.payments.get(claim);
      if (payment === undefined) return;
      const kind = happened.what === 'mistaken' ? 'reversed' : 'charged-back';
      await town.do((tx) =>
        reversePayment(tx, { payment, kind, reference: `r ${payment}`, on, because: 'x', by, at }),
      );
      return;
    }
    case 'less':
    case 'more': {
      const before = life.principal.get(claim) ?? 0;
      const step = happened.kroner % 2 === 0 ? 500 : happened.kroner;
      const to = happened.what === 'less' ? before - step : before + step;
      if (to <= 0) return;
      const correction = { claim, to: kroner(to), reason: 'Rettet', decidedOn: on, by, at };
      const corrected = await town.do((tx) => correctClaim(tx, correction));
      if (corrected.ok) life.principal.set(claim, to);
      return;
    }
    case 'covered':
      if (isThere) town.simulated.cover(id, amount, at);
      return;
    case 'KLAG':
    case 'HENS':
    case 'FEJL': {
      const wanted = { claim, reason: happened.what, about: `${on}`, on };
      await town.do((tx) => wantRecalls(tx, [wanted], at));
      return;
    }
    case 'again':
      await town.do((tx) => sendAgain(tx, { claim, because: 'Set efter' }, { by, at }));
      return;
    case 'returned':
      if (isThere) town.simulated.sendBack(id, { kind: 'TILBAGESEND', reason: 'ANDN' }, at);
      return;
    case 'written-off':
      if (isThere) town.simulated.sendBack(id, { kind: 'AFSKRIVNING', reason: 'FORMÅL' }, at);
      return;
    case 'lost': {
      const proposal = await proposed(town, claim, on);
      if (!proposal.ok) return;
      const loss = await approved(town, proposal.value.number, on);
      if (loss.ok) life.losses.set(claim, loss.value.number);
      return;
    }
    case 'loss taken back': {
      const loss = life.losses.get(claim);
      if (loss === undefined) return;
      await lossTakenBack(town, loss, on);
      life.losses.delete(claim);
      return;
    }
    case 'nothing':
  }
}

const tellsOfIt: ReadonlySet<string> = new Set([
  'recovery-rejected',
  'recovery-change',
  'recovery-differs',
  'recovery-returned',
]);

/**
 * Claims of which the authority has something else than the ledger, and nobody has been told. A person sees to every item, and is told
 * again when the difference becomes another, or has been gone.
 */
async function unexplained(town: RecoveryTown, { seen }: Life, on: PlainDate): Promise<unknown[]> {
  const { differences, covered, unknown: numbers } = await town.mirror();
  expect({ covered, numbers }).toEqual({ covered: null, numbers: [] });
  const told: string[] = [];
  await town.do(async (tx) => {
    for (const { number: item, kind, about } of await openItems(tx, { debtor: null, kind: null })) {
      if (!tellsOfIt.has(kind)) continue;
      told.push(about ?? '');
      await closeWorkItem(tx, { item, by, because: 'Set', at: morningOf(on) });
    }
  });
  const found = differences.filter(
    ({ claim, ledger, authority }) =>
      seen.get(claim) !== ledger - authority && !told.some((text) => text.startsWith(`claim ${claim} `)),
  );
  seen.clear();
  for (const { claim, ledger, authority } of differences) seen.set(claim, ledger - authority);
  return found;
}

async function standing(town: RecoveryTown, { claims }: Life): Promise<unknown> {
  const rows = [];
  for (const claim of claims) {
    const { interest: _runs, ...recovery } = (await town.recovery(claim)) ?? { interest: ore(0n) };
    rows.push(
      recovery,
      (await town.actions(claim)).map(({ code, state, amount }) => [code, state, amount]),
    );
  }
  return rows;
}
