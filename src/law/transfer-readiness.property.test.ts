import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays, date } from '../kernel/dates.ts';
import { ore } from '../kernel/money.ts';
import { claimTypes, localClaimTypes, underCollectionOrder } from './claim-types.ts';
import { filterRulesByType } from './psrm-filter-rules.ts';
import { filterClaim } from './psrm-rules.ts';
import {
  NOTICE_EXCEPTIONS,
  notReady,
  type LiableFacts,
  type NotReadyTag,
  type TransferFacts,
} from './transfer-readiness.ts';
import { runs } from '../../test/long/length.ts';

const on = date('2026-02-02');
const day = fc.option(fc.integer({ min: -400, max: 400 }).map((days) => addDays(on, days)));
const liable: fc.Arbitrary<LiableFacts> = fc.record({
  debtor: fc.integer({ min: 100_001, max: 100_009 }),
  reported: fc.boolean(),
  inDefault: fc.boolean(),
  told: fc.option(
    fc.record({ arrived: day, exception: fc.option(fc.constantFrom('other', ...NOTICE_EXCEPTIONS)) }),
  ),
});
const facts: fc.Arbitrary<TransferFacts> = fc.record({
  type: fc.constantFrom(...claimTypes.values(), ...localClaimTypes.values()),
  srb: day,
  lastDeadline: day,
  reminded: fc.constantFrom('done', 'recorded', 'no'),
  arrangement: fc.constantFrom('plan', 'deferral', null),
  objectionOpen: fc.boolean(),
  lapse: day,
  limitation: day,
  chargesInside: fc.boolean(),
  main: fc.constantFrom('at-recovery', 'sent-along', 'not-at-recovery', null),
  liability: fc.constantFrom('sole', 'joint', 'split'),
  liable: fc.uniqueArray(liable, { selector: ({ debtor }) => debtor, maxLength: 3 }),
  inAgreement: fc.boolean(),
  sentBefore: fc.boolean(),
  namesOthers: fc.boolean(),
  hearingReasons: fc.array(
    fc.record({
      rule: fc.constantFrom('R_2_2a', 'R_4_2', 'R_6_17', 'R_7_11'),
      because: fc.constantFrom('', ' ', 'a reason'),
    }),
    { maxLength: 3 },
  ),
  claim: fc.record({
    art: fc.constantFrom('INDR', 'MODR'),
    level: fc.constant(null),
    principal: fc.bigInt({ min: 0n, max: 10_000_000n }).map(ore),
    amount: fc.bigInt({ min: 0n, max: 10_000_000n }).map(ore),
    originDate: day,
    dueDate: day,
    lastTimelyPayment: day,
    limitationDate: day,
    periodStart: day,
    periodEnd: day,
    judgmentDate: day,
    settlementDate: day,
    description: fc.option(fc.string({ maxLength: 120 })),
    received: fc.constant(on),
    main: fc.constant(null),
  }),
});

const found = (each: TransferFacts) => notReady(each, filterRulesByType.get(each.type.code) ?? null, on);
const hardTags = (each: TransferFacts): readonly NotReadyTag[] =>
  found(each).flatMap(({ severity, tag }) => (severity === 'hard' ? [tag] : []));

describe('a claim is not sent', () => {
  it('under a collection order before notice has arrived with everyone, in default, who owes it', () => {
    fc.assert(
      fc.property(facts, (each) => {
        if (!underCollectionOrder(each.type) || hardTags(each).length > 0) return;
        expect(each.liable.length).toBeGreaterThan(0);
        for (const { told, inDefault } of each.liable) {
          expect(inDefault).toBe(true);
          expect(told !== null && told.arrived !== null && told.arrived <= on).toBe(true);
        }
      }),
      runs(5_000),
    );
    const [type] = [...claimTypes.values()].filter(underCollectionOrder);
    if (type === undefined) throw new Error('a type under the order');
    fc.assert(
      fc.property(facts, liable, (each, late) => {
        const told = { ...late, told: { arrived: null, exception: 'no-address' } };
        expect(hardTags({ ...each, type, liable: [told] })).toContain('notice-not-arrived');
      }),
    );
  });

  it('while it is on a plan, deferred, disputed, lapsed, time-barred or not yet late', () => {
    fc.assert(
      fc.property(facts, (each) => {
        const tags = new Set(found(each).map(({ tag }) => tag));
        expect(tags.has('plan-or-deferral')).toBe(each.arrangement !== null);
        expect(tags.has('objection-open')).toBe(each.objectionOpen);
        expect(tags.has('lapsed')).toBe(each.lapse !== null && each.lapse < on);
        expect(tags.has('time-barred')).toBe(each.limitation !== null && each.limitation < on);
        expect(tags.has('srb-not-passed')).toBe(each.srb === null || each.srb >= on);
      }),
    );
  });

  it('that the authority would reject, with prepared reasons or without; one that is asked about wants a reason for each rule', () => {
    fc.assert(
      fc.property(facts, (each) => {
        const rules = filterRulesByType.get(each.type.code);
        const told = found(each).filter(({ tag }) => tag === 'filter-rule');
        const findings = rules === undefined ? [] : filterClaim(each.claim, rules.rules);
        const prepared = new Set(
          each.hearingReasons.filter(({ because }) => because === 'a reason').map(({ rule }) => rule),
        );
        expect(told.map(({ severity, detail }) => [severity, detail])).toEqual(
          findings
            .filter(({ outcome, rule }) => outcome === 'REJECT' || !prepared.has(rule))
            .map(({ outcome, rule }) => [outcome === 'REJECT' ? 'hard' : 'warn', rule]),
        );
      }),
    );
  });
});

describe('the findings', () => {
  it('of the checklist name its rows; nothing that is hard under a collection order is softer for it', () => {
    fc.assert(
      fc.property(facts, (each) => {
        for (const { rule, severity, tag, detail } of found(each)) {
          expect(rule >= 1 && rule <= 15).toBe(true);
          expect(detail !== null).toBe(tag === 'filter-rule' || tag === 'field-missing');
          if (underCollectionOrder(each.type) && (rule === 4 || rule === 5)) expect(severity).toBe('hard');
        }
      }),
    );
  });
});
