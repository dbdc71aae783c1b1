import { describe, expect, test } from 'vitest';
import { claimNumber } from '../../claims/types.ts';
import { date } from '../../kernel/dates.ts';
import { debtorNumber, type DecisionId } from '../../kernel/ids.ts';
import { kroner, zeroOre } from '../../kernel/money.ts';
import type { ClaimState } from '../../law/claim-state.ts';
import type { HoldReason } from '../../law/holds.ts';
import type { CitizenBooks } from '../citizen-books.ts';
import type { Plans } from '../plans-in-books.ts';
import type { ClaimLine } from './claim-lines.ts';
import { debtLines } from './debt-lines.ts';
import { nextEvent } from './next-event.ts';

const [CLAIM, ANNA, DAY] = [claimNumber(7n), debtorNumber(100_001), date('2026-03-12')];

const noPlans: Plans = {
  agreement: null,
  stopped: null,
  next: null,
  ahead: zeroOre,
  unpaid: [],
  demand: null,
  fellAway: null,
  sentFrom: null,
  arrangements: [],
  ended: new Map(),
  over: new Set(),
};

function books(changes: Partial<CitizenBooks> = {}, holds: readonly HoldReason[] = []): CitizenBooks {
  const of = { claim: CLAIM, debtor: null, entry: 1, from: DAY, about: 'P-1' };
  const placed = holds.map((reason) => ({ ...of, reason, reviewOn: date('2026-05-01') }));
  return {
    debtor: ANNA,
    claims: [],
    standing: {
      accounts: new Map(),
      losses: new Map(),
      liabilities: new Map(),
      holds: new Map([[CLAIM, placed]]),
      pursued: new Map(),
    },
    notices: new Map(),
    settledOn: new Map(),
    held: zeroOre,
    onItsWayBack: zeroOre,
    owedBack: zeroOre,
    underWay: [],
    bearing: new Set(),
    planable: new Set(),
    othersMustSign: false,
    wished: new Set(),
    own: { debtor: ANNA, disputed: new Set(), upheld: new Set(), asked: new Set(), agreed: new Set() },
    quiet: new Map(),
    owedAgain: new Map(),
    interestRun: new Map(),
    plans: { state: 'read', value: noPlans },
    recovery: { state: 'read', value: new Map() },
    down: [],
    ...changes,
  };
}

function line(state: ClaimState | null, changes: Partial<ClaimLine['claim']> = {}): ClaimLine {
  const claim: ClaimLine['claim'] = {
    claim: CLAIM,
    main: CLAIM,
    level: 'main',
    type: 'KFDAINS',
    sourceSystem: 'OPUS',
    claimId: 'A-1',
    description: null,
    benefit: null,
    repayment: false,
    complaintPending: false,
    from: null,
    to: null,
    due: date('2026-03-01'),
    property: null,
    origin: null,
    srb: date('2026-03-01'),
    joint: false,
    coDebtor: null,
    ended: null,
    ...changes,
  };
  const amounts = { left: kroner(100), asked: zeroOre, atRecovery: zeroOre };
  return { claim, state, group: 'to-pay', ...amounts, interestSince: null, toCorrect: false, mayPay: null };
}

function told(deadline: string | null, warns = false): Partial<CitizenBooks> {
  const notice = { claim: CLAIM, on: date('2026-03-02'), warns };
  return { notices: new Map([[CLAIM, { ...notice, deadline: deadline === null ? null : date(deadline) }]]) };
}

function next(
  state: ClaimState | null,
  around: CitizenBooks = books(),
  claim: Partial<ClaimLine['claim']> = {},
) {
  return nextEvent(line(state, claim), around, DAY);
}

describe('what happens next about a claim that is', () => {
  test('due or overdue follows from its own last day', () => {
    const coming = { srb: date('2026-04-01') };
    expect(next('due', books(), coming)).toEqual({ tag: 'pay-by', by: '2026-04-01' });
    expect(next('overdue')).toEqual({ tag: 'overdue', by: '2026-03-01' });
    expect(next('future', books(), { srb: null, due: null })).toEqual({ tag: 'asked-later' });
  });

  test('reminded of follows from the newest letter, before and after its deadline', () => {
    for (const state of ['reminded', 'demanded'] as const) {
      expect(next(state, books(told('2026-03-20')))).toEqual({
        tag: 'written',
        on: '2026-03-02',
        by: '2026-03-20',
        warns: false,
      });
      expect(next(state, books(told('2026-03-11')))).toEqual({
        tag: 'written-late',
        on: '2026-03-02',
        by: '2026-03-11',
      });
    }
    // Its own last day has been moved since by what was agreed.
    const moved = { srb: date('2026-03-10') };
    expect(next('reminded', books(told('2026-03-05')), moved)).toEqual({ tag: 'overdue', by: '2026-03-10' });
    expect(next('reminded', books())).toEqual({ tag: 'overdue', by: '2026-03-01' });
  });

  test('of a plan on request that is over: to be paid at once, whatever its letter gave, until a letter asks for all of it', () => {
    const ended = (on: string, notices: Partial<CitizenBooks> = {}) =>
      books({
        ...notices,
        plans: {
          state: 'read',
          value: { ...noPlans, ended: new Map([[CLAIM, { on: date(on), isBroken: true }]]) },
        },
      });
    for (const state of ['overdue', 'reminded', 'demanded', 'defaulted'] as const)
      expect(next(state, ended('2026-03-05'))).toEqual({ tag: 'whole-now' });
    const reminder = told('2026-03-20');
    expect(next('reminded', ended('2026-03-05', reminder))).toEqual({ tag: 'whole-now' });
    expect(next('reminded', ended('2026-03-01', reminder))).toMatchObject({ by: '2026-03-20' });
    expect(next('due', ended('2026-03-05'), { srb: date('2026-04-01') }).tag).toBe('pay-by');
  });

  test('in default: a plan that fell away, or a bill', () => {
    expect(next('defaulted', books(), { repayment: true })).toEqual({ tag: 'plan-fell-away', by: null });
    expect(next('defaulted', books(told(null))).tag).toBe('written-late');
  });

  test('about to go to Gældsstyrelsen, before and after the last deadline, and not while a complaint keeps it', () => {
    const warned = told('2026-03-20', true);
    expect(next('defaulted', books(warned))).toMatchObject({ tag: 'written', warns: true });
    expect(next('defaulted', books(warned), { complaintPending: true })).toMatchObject({ warns: false });
    expect(next('notified', books(warned))).toEqual({
      tag: 'before-recovery',
      by: '2026-03-20',
    });
    expect(next('notified', books(told('2026-03-11')))).toEqual({ tag: 'recovery-next' });
    const complained = { repayment: true, complaintPending: true };
    expect(next('notified', books(told('2026-03-20')), complained).tag).toBe('pay-by');
    expect(next('notified', books(told('2026-03-11')), complained).tag).toBe('pay-now');
  });

  test('answered gives the days that the answer gives: nothing is late, or on its way, before they are over', () => {
    const quiet = { quiet: new Map([[CLAIM, date('2026-03-25')]]) };
    const until = { tag: 'quiet', by: '2026-03-25', again: null };
    expect(next('overdue', books(quiet))).toEqual(until);
    expect(next('reminded', books({ ...told('2026-03-11'), ...quiet }))).toEqual(until);
    expect(next('reminded', books({ ...told('2026-03-20'), ...quiet }))).toEqual(until);
    expect(next('reminded', books({ ...told('2026-04-20'), ...quiet }))).toMatchObject({
      tag: 'written',
    });
    expect(next('notified', books({ ...told('2026-03-11'), ...quiet }))).toEqual({
      tag: 'before-recovery',
      by: '2026-03-25',
    });
    const again = new Map([[CLAIM, { on: date('2026-03-09'), by: date('2026-03-25') }]]);
    expect(next('overdue', books({ ...quiet, owedAgain: again }))).toMatchObject({ again: '2026-03-09' });
    const fellAway = { tag: 'plan-fell-away', by: '2026-03-25' };
    expect(next('defaulted', books(quiet), { repayment: true })).toEqual(fellAway);
    // When they are over no deadline goes back to what was before the answer, and a later one stands.
    const over = { quiet: new Map([[CLAIM, date('2026-03-10')]]) };
    for (const before of [{}, told('2026-03-05'), told(null)])
      expect(next('reminded', books({ ...before, ...over }))).toEqual({ tag: 'overdue', by: '2026-03-10' });
    for (const by of ['2026-03-11', '2026-03-20'])
      expect(next('reminded', books({ ...told(by), ...over }))).toMatchObject({ on: '2026-03-02', by });
    expect(next('overdue', books(over), { srb: date('2026-03-11') })).toMatchObject({ by: '2026-03-11' });
    expect(next('notified', books(over))).toEqual({ tag: 'recovery-next' });
    expect(next('defaulted', books(over), { repayment: true })).toEqual({ tag: 'plan-fell-away', by: null });
    // What is to be paid later anyway is paid then.
    expect(next('due', books(quiet), { srb: date('2026-03-20') }).tag).toBe('pay-by');
    const march = { dueOn: date('2026-03-01'), amount: kroner(400) };
    const missing = (demand: Plans['demand'], holds: readonly HoldReason[] = []) =>
      next('on-plan', books({ ...quiet, plans: planOf([march], demand) }, holds), { repayment: true });
    expect(missing(null)).toMatchObject({ tag: 'instalments-quiet', missing: kroner(400), by: '2026-03-25' });
    const letter = { on: date('2026-03-02'), by: date('2026-03-11'), until: date('2026-03-01') };
    expect(missing(letter)).toMatchObject({ tag: 'plan-demanded', on: '2026-03-02', by: '2026-03-25' });
    expect(missing(letter, ['decision-complaint']).tag).toBe('instalments-late');
    const afterwards = books({ ...over, plans: planOf([march], { ...letter, by: date('2026-03-09') }) });
    expect(next('on-plan', afterwards, { repayment: true })).toMatchObject({
      tag: 'plan-demanded-late',
      deadline: '2026-03-10',
    });
  });

  test('on a plan follows from what is missing and the letter about it, else from the next instalment', () => {
    const by = (unpaid: Plans['unpaid'], demand: Plans['demand'] = null, holds: readonly HoldReason[] = []) =>
      next('on-plan', books({ plans: planOf(unpaid, demand) }, holds), { repayment: true });
    expect(by([])).toEqual({ tag: 'instalments', monthly: kroner(400), by: '2026-04-01' });
    const march = { dueOn: date('2026-03-01'), amount: kroner(400) };
    const asked = { due: '2026-04-01', amount: kroner(400) };
    const one = { by: '2026-03-01', isOldest: false };
    const late = { tag: 'instalments-late', missing: kroner(400), ...one, next: asked };
    expect(by([march])).toEqual(late);
    const letter = (day: string) => ({ on: date('2026-03-08'), by: date(day), until: date('2026-03-01') });
    const demanded = { missing: kroner(400), on: '2026-03-08', demanded: kroner(400) };
    expect(by([march], letter('2026-03-12'))).toEqual({
      tag: 'plan-demanded',
      by: '2026-03-12',
      ...demanded,
    });
    const eleventh = { ...march, dueOn: date('2026-03-11') };
    expect(by([march, eleventh])).toMatchObject({ missing: kroner(800), ...one, isOldest: true });
    // Since the letter another has fallen due: all of it is missing, and what the letter asks for keeps the plan.
    expect(by([march, eleventh], letter('2026-03-12'))).toMatchObject({
      ...demanded,
      tag: 'plan-demanded',
      missing: kroner(800),
    });
    expect(by([march, eleventh], letter('2026-03-11'))).toEqual({
      tag: 'plan-demanded-late',
      missing: kroner(800),
      on: '2026-03-08',
      by: '2026-03-01',
      deadline: '2026-03-11',
      demanded: kroner(400),
    });
    // What was demanded has been paid, or a complaint has not been answered.
    expect(by([eleventh], letter('2026-03-20'))).toMatchObject({ tag: 'instalments-late', by: '2026-03-11' });
    expect(by([march], letter('2026-03-20'), ['decision-complaint'])).toEqual(late);
    // Another who owes it has agreed.
    expect(next('on-plan')).toEqual({ tag: 'agreed' });
    expect(next('on-plan', books({ plans: { state: 'down' } }))).toEqual({ tag: 'agreed' });
  });

  const heldFor = { tag: 'held', review: '2026-05-01', besides: null, interestSince: null } as const;
  test.each([
    ['held', 'missing-address', { ...heldFor, reason: 'missing-address' }],
    ['held', 'manual', { ...heldFor, reason: 'manual' }],
    ['stopped', 'death', { tag: 'stopped', reason: 'death' }],
    ['stopped', 'lapse-review', { tag: 'stopped', reason: 'lapse-review' }],
  ] as const)('%s for %s', (state, reason, event) => {
    expect(next(state, books({}, [reason]))).toEqual(event);
    // What stops everything says more than what lets one thing wait.
    const both = next('stopped', books({}, ['manual', 'bankruptcy']));
    expect(both).toEqual({ tag: 'stopped', reason: 'bankruptcy' });
  });

  test('a hold that nobody has looked at in time promises no day, and what only the reader can end is told besides', () => {
    const both = books({}, ['manual', 'returned-mail']);
    expect(next('held', both)).toEqual({ ...heldFor, reason: 'manual', besides: 'returned-mail' });
    const late = nextEvent(line('held'), both, date('2026-05-02'));
    expect(late).toMatchObject({ reason: 'manual', review: null });
    // The reader's own is told first, and once.
    expect(next('held', books({}, ['returned-mail', 'missing-address']))).toMatchObject({ besides: null });
  });

  test.each([
    ['deferred', 'deferred'],
    ['undecided', 'undecided'],
    ['in-transfer', 'on-its-way'],
    ['in-hearing', 'on-its-way'],
    ['at-recovery', 'at-recovery'],
    ['disputed', 'disputed'],
    ['withdrawn', 'withdrawn'],
    ['lapsed', 'lapsed'],
    ['time-barred', 'time-barred'],
    ['discharged', 'discharged'],
    ['written-off', 'written-off'],
    ['paid', 'paid'],
  ] as const)('%s is told by that alone', (state, tag) => {
    expect(next(state).tag).toBe(tag);
  });

  test('of what several owe rests, and no more is told of it, where it is another who has said, asked or agreed something', () => {
    const personal = [
      'objection',
      'request',
      'plan',
      'deferral',
      'returned-mail',
      'missing-address',
    ] as const;
    for (const reason of personal) {
      expect(next('held', books({}, [reason]), { joint: true })).toEqual({
        tag: 'rests',
        interestSince: null,
      });
      expect(next('held', books({}, [reason, 'manual']), { joint: true })).toMatchObject({
        reason: 'manual',
      });
    }
    const own = {
      debtor: ANNA,
      disputed: new Set<never>(),
      upheld: new Set<never>(),
      asked: new Set([CLAIM]),
      agreed: new Set<never>(),
    };
    expect(next('held', books({ own }, ['request']), { joint: true })).toMatchObject({ reason: 'request' });
  });

  test('paid is told with its day, and what cannot be read as that', () => {
    const settledOn = new Map([[CLAIM, date('2026-02-10')]]);
    expect(next('paid', books({ settledOn }))).toEqual({ tag: 'paid', on: '2026-02-10' });
    expect(next(null)).toEqual({ tag: 'not-known' });
  });
});

test('months of one benefit that stand alike are one debt, with how many periods they are where there are days between them', () => {
  const month = (number: bigint, from: string, to: string) => {
    const [claim, period] = [claimNumber(number), { from: date(from), to: date(to) }];
    return line(null, { claim, main: claim, repayment: true, benefit: 'kontanthjælp', ...period }).claim;
  };
  const named = (...claims: readonly ClaimLine['claim'][]) =>
    debtLines(books({ claims }), DAY)
      .get('settled')
      ?.map(({ name: { from, to, apart } }) => ({ from, to, apart }));
  const [november, december] = [month(1n, '2023-11-01', '2023-11-30'), month(2n, '2023-12-01', '2023-12-14')];
  expect(named(november, december)).toEqual([{ from: '2023-11-01', to: '2023-12-14', apart: undefined }]);
  const may = month(3n, '2024-05-01', '2024-05-14');
  expect(named(november, may, december)).toEqual([{ from: '2023-11-01', to: '2024-05-14', apart: 2 }]);
});

function planOf(unpaid: Plans['unpaid'], demand: Plans['demand']): CitizenBooks['plans'] {
  const agreement = {
    id: 1n as DecisionId, // a number of the test's own
    debtor: ANNA,
    terms: { outcome: 'plan' as const, reason: 'table' as const, monthly: kroner(400) },
    firstDue: date('2026-04-01'),
    inForceFrom: date('2026-03-01'),
    covers: [{ claim: CLAIM, owed: kroner(100), raised: kroner(100) }],
  };
  const asked = { due: date('2026-04-01'), amount: kroner(400) };
  return { state: 'read', value: { ...noPlans, agreement, next: asked, unpaid, demand } };
}
