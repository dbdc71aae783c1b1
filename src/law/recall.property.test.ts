import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays, date } from '../kernel/dates.ts';
import { ore } from '../kernel/money.ts';
import {
  TAKES_BACK,
  hasRight,
  mayCorrectPrincipal,
  mayTakeBack,
  mayWriteDown,
  mayWriteUp,
  type AtAuthority,
} from './psrm-actions.ts';
import {
  ACTION_CODES,
  RECALL_REASONS,
  actionKinds,
  handlingOf,
  knownErrors,
  recallSettles,
} from './psrm-codes.ts';
import { mayRecall, mayResubmit, type RecallFacts } from './recall.ts';
import { runs } from '../../test/long/length.ts';

const anyDay = fc.integer({ min: 0, max: 60 }).map((days) => addDays(date('2026-01-01'), days));
const reason = fc.constantFrom(...RECALL_REASONS);
const facts: fc.Arbitrary<RecallFacts> = fc.record({
  reason,
  stateRefund: fc.constantFrom(true, false, null),
  received: fc.option(anyDay),
  on: anyDay,
  effective: fc.option(anyDay),
  recalledBefore: fc.option(reason),
  openAction: fc.boolean(),
  splitRelated: fc.boolean(),
  inOldSystem: fc.boolean(),
});

describe('recall', () => {
  it('of a claim that the state pays part of is only for error or complaint, whatever else holds', () => {
    fc.assert(
      fc.property(facts, (each) => {
        const allowed = each.reason === 'FEJL' || each.reason === 'KLAG' || each.stateRefund === false;
        expect(mayRecall(each).includes('state-refund')).toBe(!allowed);
      }),
    );
  });

  it('as an error stays open for every claim that is there, until it has been used', () => {
    fc.assert(
      fc.property(facts, anyDay, (each, received) => {
        const there = {
          ...each,
          reason: 'FEJL',
          received,
          on: addDays(received, 1),
          effective: null,
        } as const;
        const free = { ...there, openAction: false, splitRelated: false };
        expect(mayRecall(free)).toEqual(each.recalledBefore === 'FEJL' ? ['recalled-for-good'] : []);
      }),
    );
  });

  it('that is allowed is of a claim that is there, with no open action, and an effective day in between', () => {
    fc.assert(
      fc.property(facts, (each) => {
        if (mayRecall(each).length > 0) return;
        expect(each.openAction || each.splitRelated).toBe(false);
        expect(each.received !== null && each.received <= each.on).toBe(true);
        // Lapse has its day; the others have none, but for one who is added, on the day of the recall.
        if (each.reason === 'BORT') expect(each.effective).not.toBeNull();
        else if (each.reason !== 'HAFT') expect(each.effective).toBeNull();
        if (each.effective === null || each.received === null) return;
        expect(each.received <= each.effective && each.effective <= each.on).toBe(true);
      }),
      runs(2_000),
    );
  });

  it('as an error takes everything back; any other keeps what was covered and brings the interest', () => {
    for (const each of RECALL_REASONS) {
      const { coverings, interest } = recallSettles(each);
      const error = each === 'FEJL';
      expect([coverings, interest]).toEqual(error ? ['cancelled', 'zeroed'] : ['kept', 'returned']);
    }
  });

  it('and sending again agree on what may go out again', () => {
    for (const recalledFor of RECALL_REASONS) {
      const again = { recalledFor, sameCreditor: true, sameMasterData: true, art: 'INDR' };
      const alone = mayResubmit({ ...again, lookedAt: false }).length === 0;
      const byPerson = mayResubmit({ ...again, lookedAt: true }).length === 0;
      const answer = alone ? 'yes' : byPerson ? 'by-person' : 'never';
      expect(recallSettles(recalledFor).resubmittable).toBe(answer);
    }
  });
});

const amount = fc.bigInt({ min: 0n, max: 2_000n }).map(ore);
const claim: fc.Arbitrary<AtAuthority> = fc.record({
  level: fc.constantFrom('main', 'interest', 'fee'),
  received: fc.option(anyDay),
  recalled: fc.boolean(),
  openAction: fc.boolean(),
  principal: amount,
  left: amount,
});

describe('corrections at the authority', () => {
  it('never leave less than nothing, and never touch a claim that is not there, recalled or busy', () => {
    const down = fc.record({
      reason: fc.constantFrom('INDB', 'REGU', 'FAST'),
      amount,
      effective: fc.option(anyDay),
      of: fc.constantFrom('claim', 'liability'),
    });
    fc.assert(
      fc.property(claim, down, anyDay, (each, asked, on) => {
        if (mayWriteDown(each, asked, on).length > 0) return;
        expect(each.left - asked.amount).toBeGreaterThanOrEqual(0n);
        expect(asked.amount).toBeGreaterThan(0n);
        expect(each.received !== null && !each.recalled && !each.openAction).toBe(true);
        expect((asked.effective !== null) === (asked.reason === 'INDB')).toBe(true);
      }),
      runs(2_000),
    );
  });

  it('go up only for what is no interest, and a principal only to a higher one', () => {
    fc.assert(
      fc.property(claim, amount, (each, more) => {
        if (mayWriteUp(each, more).length === 0) expect(each.level !== 'interest' && more > 0n).toBe(true);
        if (mayCorrectPrincipal(each, more).length === 0) expect(more).toBeGreaterThan(each.principal);
      }),
      runs(1_000),
    );
  });

  it('are taken back in whole, once, and only by the action that is meant for it', () => {
    const standing: AtAuthority = {
      level: 'main',
      received: date('2026-01-05'),
      recalled: false,
      openAction: false,
      principal: ore(1_000n),
      left: ore(800n),
    };
    const earlier = fc.record({
      code: fc.constantFrom(...ACTION_CODES),
      reason: fc.constantFrom('INDB', 'REGU', null),
      amount,
      effective: fc.option(anyDay),
      state: fc.constantFrom('done', 'open', 'rejected'),
      takenBack: fc.boolean(),
    });
    // Object.keys gives strings; these are the four of the table.
    const codes = Object.keys(TAKES_BACK) as (keyof typeof TAKES_BACK)[];
    fc.assert(
      fc.property(earlier, fc.constantFrom(...codes), amount, (sent, code, other) => {
        const whole = { code, amount: sent.amount, effective: sent.effective };
        const what = sent.reason === null ? sent.code : `${sent.code} ${sent.reason}`;
        const meant = (TAKES_BACK[code] as readonly string[]).includes(what); // a tuple of literals
        const possible = meant && sent.state === 'done' && !sent.takenBack;
        expect(mayTakeBack(standing, sent, whole).length === 0).toBe(possible);
        const wrong = mayTakeBack(standing, sent, { ...whole, amount: other });
        expect(wrong.includes('another-amount')).toBe(other !== sent.amount);
      }),
      runs(1_000),
    );
  });

  it('each need a right of the agreement; a creation needs that of its own art', () => {
    for (const { code, rights } of actionKinds.values()) {
      expect(hasRight(code, 'INDR', [])).toBe(false);
      expect(hasRight(code, 'INDR', rights)).toBe(true);
    }
    expect(actionKinds.size).toBe(ACTION_CODES.length);
    expect(hasRight('OPRETFORDRING', 'MODR', ['INDR'])).toBe(false);
    expect(hasRight('OPRETFORDRING', 'MODR', ['MODR'])).toBe(true);
  });
});

describe('an error of the authority', () => {
  it.each([
    [418, 'later'],
    [900, 'later'],
    [503, 'done'],
    [602, 'done'],
    [151, 'mend-agreement'],
    [409, 'mend-claim'],
    [546, 'mend-program'],
    [215, 'person'],
    [99_999, 'person'],
  ])('%i: %s', (code, handling) => {
    expect(handlingOf(code)).toBe(handling);
  });

  it('is sent again or taken as done only where that is safe', () => {
    const without = [...knownErrors.values()].filter(({ handling }) => ['later', 'done'].includes(handling));
    expect(without.map(({ code }) => code)).toEqual([418, 503, 602, 900]);
  });
});
