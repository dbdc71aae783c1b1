import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays, date, type PlainDate } from '../kernel/dates.ts';
import { ore, type Ore } from '../kernel/money.ts';
import { isBankClosingDay, isClosingDay } from './closing-days.ts';
import {
  filterRulesByType,
  type DateComparison,
  type DateField,
  type FilterRule,
  type Op,
} from './psrm-filter-rules.ts';
import { filterClaim, type StatedClaim } from './psrm-rules.ts';
import { runs } from '../../test/long/length.ts';

const anyDay = fc.integer({ min: 0, max: 5_000 }).map((days) => addDays(date('2018-01-01'), days));
const empty: StatedClaim = {
  art: 'INDR',
  level: null,
  principal: ore(10_000n),
  amount: ore(5_000n),
  originDate: null,
  dueDate: null,
  lastTimelyPayment: null,
  limitationDate: null,
  periodStart: null,
  periodEnd: null,
  judgmentDate: null,
  settlementDate: null,
  description: null,
  received: date('2026-02-02'),
  main: null,
};

/** Every rule of every type, each asked alone. */
const everyRule = [...filterRulesByType.values()].flatMap(({ type, rules }) =>
  rules.map((rule): readonly [string, FilterRule] => [`${type} ${rule.rule}`, rule]),
);
type RuleThat<K extends FilterRule['check']> = Extract<FilterRule, { readonly check: K }>;

function rulesOf<K extends FilterRule['check']>(check: K): (readonly [string, RuleThat<K>])[] {
  const checks = (rule: FilterRule): rule is RuleThat<K> => rule.check === check;
  return everyRule.flatMap(([name, rule]) => (checks(rule) ? [[name, rule] as const] : []));
}

/** Does the rule find fault with the claim, in the words that the answer uses? */
function fires(claim: StatedClaim, rule: FilterRule): boolean {
  const found = filterClaim(claim, [rule]);
  if (found.length > 0) expect(found).toEqual([{ outcome: rule.outcome, rule: rule.rule }]);
  return found.length > 0;
}

function stating(claim: StatedClaim, field: DateField, day: PlainDate): StatedClaim {
  switch (field) {
    case 'ruledOn':
      return { ...claim, settlementDate: day };
    case 'mainDueDate':
      return { ...claim, main: { dueDate: day, received: null } };
    case 'monthAfterMainReceived':
      return { ...claim, main: { dueDate: null, received: day } };
    default:
      return { ...claim, [field]: day };
  }
}

/** The day that the left side is held against, worked out by the calendar and not by the rule's own arithmetic. */
function boundary({ right, offset, closingDays }: DateComparison, base: PlainDate): PlainDate {
  const from = Temporal.PlainDate.from(base);
  const start = right === 'monthAfterMainReceived' ? from.with({ day: 1 }).add({ months: 1 }) : from;
  let day = start.add({ months: offset.months }).add({ days: offset.days });
  if (closingDays === 'with') while (isClosingDay(date(day.toString()))) day = day.add({ days: 1 });
  return date(day.toString());
}

/** Where on the line around the boundary the comparison fails: the day before, the day itself, the day after. */
const fails: Record<Op, readonly [boolean, boolean, boolean]> = {
  '<': [false, true, true],
  '<=': [false, false, true],
  '==': [true, false, true],
  '>=': [true, false, false],
  '>': [true, true, false],
};

describe('a rule about two dates fires on the one side of its boundary and not on the other', () => {
  it.each(rulesOf('date_compare'))('%s', (_, rule) => {
    fc.assert(
      fc.property(anyDay, (base) => {
        const edge = boundary(rule, base);
        const around = [-1, 0, 1].map((days) => {
          const claim = stating(empty, rule.right, base);
          return fires(stating(claim, rule.left, addDays(edge, days)), rule);
        });
        expect(around).toEqual(fails[rule.op]);
        // A day that is not stated is compared with nothing.
        if (rule.right !== 'received') expect(fires(stating(empty, rule.left, base), rule)).toBe(false);
      }),
      runs(40),
    );
  });
});

describe('a rule about an amount fires from one øre to the next', () => {
  it.each(rulesOf('amount'))('%s', (_, rule) => {
    fc.assert(
      fc.property(fc.bigInt({ min: 0n, max: 100_000_000n }), (other) => {
        const edge = typeof rule.right === 'string' ? other : rule.right;
        const around = [-1n, 0n, 1n].map((more) => {
          const claim = { ...empty, principal: ore(other), amount: ore(other) };
          const changed: Partial<Record<'principal' | 'amount', Ore>> = { [rule.left]: ore(edge + more) };
          return fires({ ...claim, ...changed }, rule);
        });
        expect(around).toEqual(fails[rule.op]);
      }),
      runs(20),
    );
  });
});

describe('a rule about what is stated', () => {
  it.each(rulesOf('required'))('%s asks for it, and for a bank day where it says so', (_, rule) => {
    expect(fires(empty, rule)).toBe(true);
    if (rule.field === 'description') {
      expect(fires({ ...empty, description: ' ' }, rule)).toBe(true);
      expect(fires({ ...empty, description: 'x' }, rule)).toBe(false);
      return;
    }
    fc.assert(
      fc.property(anyDay, (day) => {
        const fault = rule.notOnBankClosingDay && isBankClosingDay(day);
        expect(fires({ ...empty, [rule.field]: day }, rule)).toBe(fault);
      }),
    );
  });

  it.each(rulesOf('must_be_empty'))('%s does not want it', (_, rule) => {
    expect(fires(empty, rule)).toBe(false);
    for (const field of rule.fields) expect(fires({ ...empty, [field]: empty.received }, rule)).toBe(true);
  });

  it.each(rulesOf('one_required'))('%s wants one of them', (_, rule) => {
    expect(fires(empty, rule)).toBe(true);
    for (const field of rule.fields) expect(fires({ ...empty, [field]: empty.received }, rule)).toBe(false);
  });

  it.each(rulesOf('mutually_exclusive'))('%s takes the one or the other', (_, rule) => {
    const [one, other] = rule.fields;
    if (one === undefined || other === undefined) throw new Error('two fields');
    expect(fires({ ...empty, [one]: empty.received }, rule)).toBe(false);
    expect(fires({ ...empty, [other]: empty.received }, rule)).toBe(false);
    expect(fires({ ...empty, [one]: empty.received, [other]: empty.received }, rule)).toBe(true);
  });
});

describe('a rule about the kind of claim, or its period', () => {
  it.each(rulesOf('art_in'))('%s', (_, rule) => {
    for (const art of ['INDR', 'MODR', 'TRAN'])
      expect(fires({ ...empty, art }, rule)).toBe(!rule.values.includes(art));
  });

  it.each(rulesOf('claim_level'))('%s', (_, rule) => {
    expect(fires(empty, rule)).toBe(false);
    for (const level of ['main', 'related'] as const)
      expect(fires({ ...empty, level }, rule)).toBe(level !== rule.level);
  });

  it.each(rulesOf('same_calendar'))('%s', (_, rule) => {
    fc.assert(
      fc.property(anyDay, fc.integer({ min: 0, max: 400 }), (start, days) => {
        const [from, to] = [Temporal.PlainDate.from(start), Temporal.PlainDate.from(start).add({ days })];
        const same = from.year === to.year && (rule.unit === 'year' || from.month === to.month);
        const claim = { ...empty, periodStart: start, periodEnd: addDays(start, days) };
        expect(fires(claim, rule)).toBe(!same);
        expect(fires({ ...claim, periodEnd: null }, rule)).toBe(false);
      }),
    );
  });
});

describe('the findings', () => {
  const day = fc.option(anyDay);
  const anyClaim: fc.Arbitrary<StatedClaim> = fc.record({
    art: fc.constantFrom('INDR', 'MODR'),
    level: fc.constantFrom('main', 'related', null),
    principal: fc.bigInt({ min: -1n, max: 10_000_000n }).map(ore),
    amount: fc.bigInt({ min: -1n, max: 10_000_000n }).map(ore),
    originDate: day,
    dueDate: day,
    lastTimelyPayment: day,
    limitationDate: day,
    periodStart: day,
    periodEnd: day,
    judgmentDate: day,
    settlementDate: day,
    description: fc.option(fc.string()),
    received: anyDay,
    main: fc.option(fc.record({ dueDate: day, received: day })),
  });

  it('stand in the order of the rules, each at most once, and are the rules’ own findings put together', () => {
    fc.assert(
      fc.property(anyClaim, fc.constantFrom(...filterRulesByType.values()), (claim, { rules }) => {
        const alone = rules.flatMap((rule) => filterClaim(claim, [rule]));
        expect(filterClaim(claim, rules)).toEqual(alone);
        expect(new Set(alone.map(({ rule }) => rule)).size).toBe(alone.length);
      }),
    );
  });

  it('of cash benefit are those of the flex-job subsidy, but for the cap (assumed)', () => {
    const [benefit, subsidy] = ['KTTIBAK', 'KTBRFLX'].map((type) => filterRulesByType.get(type));
    if (benefit === undefined || subsidy === undefined) throw new Error('both types have rules');
    expect([benefit.status, subsidy.status]).toEqual(['assumed', 'published']);
    fc.assert(
      fc.property(anyClaim, (claim) => {
        const without = filterClaim(claim, subsidy.rules).filter(({ rule }) => rule !== 'R_4_2');
        expect(filterClaim(claim, benefit.rules)).toEqual(without);
      }),
    );
  });
});
