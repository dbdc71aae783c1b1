import { describe, expect, it } from 'vitest';
import { aDeferral, aManualPlan, aPlan, aPlanWithoutIncome, aSuspension } from '../../test/standing.ts';
import {
  assertMove,
  debtorState,
  mayFollow,
  stateUnder,
  statesBefore,
  type DebtorState,
  type InForceOrNot,
} from './state-machine.ts';
import type { ChangeKind, DecisionState } from './types.ts';

/** The states of one who owes, with terms that give each. */
const owing = {
  undecided: { who: 'one about whom nothing is decided', terms: null },
  plan: { who: 'one who pays by a plan', terms: aPlan(2_100).terms },
  manual: { who: 'one who pays an amount that a caseworker has fixed', terms: aManualPlan(300).terms },
  deferred: { who: 'one with deferral', terms: aDeferral().terms },
  suspended: { who: 'one whose plan rests', terms: aSuspension().terms },
  defaulted: { who: 'one who has not kept the plan', terms: 'defaulted' },
} as const satisfies Partial<Record<DebtorState, { who: string; terms: InForceOrNot }>>;
type Owing = keyof typeof owing;

const changes: Readonly<Record<ChangeKind, string>> = {
  'start-plan': 'be given a first plan',
  'start-deferral': 'be given a first deferral',
  rise: 'be asked for more',
  fall: 'be asked for less',
  suspend: 'have what they pay rest (§ 7)',
  resume: 'begin to pay again',
  'claims-changed': 'be told that other claims are under the same terms',
  manual: 'be given an amount by a caseworker (§ 6, stk. 2)',
  lapse: 'be told that claims have lapsed (§ 9)',
  transfer: 'be told that the debt goes to Gældsstyrelsen (§ 10)',
};

const mayCome: Readonly<Record<Owing, readonly ChangeKind[]>> = {
  undecided: ['start-plan', 'start-deferral', 'lapse'],
  plan: ['rise', 'fall', 'suspend', 'claims-changed', 'lapse'],
  manual: ['rise', 'fall', 'suspend', 'claims-changed', 'manual', 'lapse'],
  deferred: ['resume', 'claims-changed', 'manual', 'lapse'],
  suspended: ['resume', 'claims-changed', 'manual', 'lapse'],
  defaulted: ['start-deferral', 'lapse', 'transfer'],
};

const everyChange = (Object.keys(owing) as Owing[]).flatMap((state) =>
  (Object.keys(changes) as ChangeKind[]).map((change) => ({
    state,
    change,
    may: mayCome[state].includes(change),
    sentence: `${owing[state].who} ${mayCome[state].includes(change) ? 'can' : 'cannot'} ${changes[change]}`,
  })),
);

describe('what can be decided about a debtor', () => {
  it.each(everyChange)('$sentence', ({ state, change, may }) => {
    expect(mayFollow(owing[state].terms, change)).toBe(may);
  });
});

describe('where a debtor stands', () => {
  it.each(Object.entries(owing))('%s by the terms in force', (state, { terms }) => {
    expect(stateUnder(terms)).toBe(state);
    expect(debtorState(terms, ['open', 'paid', 'lapsed', 'cancelled'])).toBe(state);
  });

  it('one who pays the fixed amount without income information is on a plan like others', () => {
    expect(stateUnder(aPlanWithoutIncome().terms)).toBe('plan');
  });

  it('when nothing is owed any more, it is told how it ended, whatever was in force', () => {
    for (const { terms } of Object.values(owing)) {
      expect(debtorState(terms, ['paid'])).toBe('paid');
      expect(debtorState(terms, ['lapsed'])).toBe('lapsed');
      expect(debtorState(terms, ['cancelled'])).toBe('cancelled');
    }
  });

  it('one who has paid something has paid, though another claim lapsed; lapse goes before cancellation', () => {
    expect(debtorState(null, ['cancelled', 'lapsed', 'paid'])).toBe('paid');
    expect(debtorState(null, ['cancelled', 'lapsed'])).toBe('lapsed');
    expect(debtorState(null, ['cancelled', 'freed'])).toBe('freed');
  });

  it('one open claim is enough to owe', () => {
    expect(debtorState(null, ['paid', 'paid', 'open'])).toBe('undecided');
  });
});

const decisions: Readonly<Record<DecisionState, string>> = {
  hearing: 'a proposal that the debtor is asked about',
  waiting: 'a proposal that waits for a person',
  decided: 'a decision on its way to the debtor',
  'in-force': 'a decision in force',
  withdrawn: 'a proposal that was withdrawn',
  reversed: 'a decision that was reversed',
};

const moves: Readonly<Record<DecisionState, string>> = {
  hearing: 'be put to the debtor',
  waiting: 'be left to a person',
  decided: 'be decided',
  'in-force': 'come into force',
  withdrawn: 'be withdrawn',
  reversed: 'be reversed on complaint',
};

const mayMove = new Set([
  'hearing → waiting',
  'hearing → decided',
  'hearing → in-force', // a lapse, which comes by law
  'hearing → withdrawn',
  'waiting → decided',
  'waiting → in-force', // likewise
  'waiting → withdrawn',
  'decided → in-force',
  'decided → withdrawn',
  'decided → reversed',
  'in-force → reversed',
]);

const states = Object.keys(decisions) as DecisionState[];
const everyMove = states.flatMap((from) =>
  states.map((to) => {
    const may = mayMove.has(`${from} → ${to}`);
    return { from, to, may, sentence: `${decisions[from]} ${may ? 'can' : 'cannot'} ${moves[to]}` };
  }),
);

describe('the way of a decision', () => {
  it.each(everyMove)('$sentence', ({ from, to, may }) => {
    const move = () => assertMove(from, to);
    if (may) expect(move).not.toThrow();
    else expect(move).toThrow(`assertion failed: a decision goes from ${from} to ${to}`);
    expect(statesBefore(to).includes(from)).toBe(may);
  });
});
