import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import {
  ableToPay,
  aClaim,
  aDebtor,
  aDeferral,
  aPlan,
  automatic,
  byPerson,
  entitledToDeferral,
  kr,
  MARCH,
  RUN_DAY,
  type Debtor,
  historyOf,
} from '../../test/vocabulary.ts';
import { claimNumber, type OpenClaim } from '../claims/types.ts';
import { date, firstDayOf, lastDayOf, month } from '../kernel/dates.ts';
import { batchNumber } from '../kernel/ids.ts';
import { parseKroner, plainKroner, sumOre } from '../kernel/money.ts';
import { currentRule } from '../law/rule-versions.ts';
import { configurationShape } from '../municipality/configuration.ts';
import type { PlanLetter } from '../letters/model.ts';
import { changeFrom, noHistory, type ChangeQuestion } from './change.ts';
import { findFor } from './finding.ts';
import { canBeTold, letterModelOf } from './letter-model.ts';

const configuration = configurationShape.parse(
  JSON.parse(readFileSync(new URL('../../municipalities/998/municipality.json', import.meta.url), 'utf8')),
);

/** The letter about what March decides for a debtor. */
function letterOf(debtor: Debtor, changes: Partial<ChangeQuestion> = {}) {
  const context = {
    month: MARCH,
    calculationDate: RUN_DAY,
    factsAsOf: batchNumber(1),
    rule: currentRule,
  };
  const { found, steps } = findFor(debtor.facts(), context);
  const claims = [aClaim()];
  const question = { debtor: debtor.number, month: MARCH, calculationDate: RUN_DAY, found, claims };
  const change = changeFrom({ ...question, inForce: null, history: noHistory, rule: automatic, ...changes });
  if (change.kind !== 'decision') throw new Error(change.kind);
  const { cpr: _asked, ...record } = debtor.person;
  return letterModelOf({
    decision: change.decision,
    steps,
    fetchedOn: new Map([[batchNumber(1), date('2026-03-02')]]),
    // What a letter shows are whole claims.
    claims: (changes.claims ?? claims) as readonly OpenClaim[],
    person: { ...record, debtor: debtor.number, batch: batchNumber(1), messageId: 'message' },
    configuration,
  });
}

function claimOf(of: string, id: bigint, changes: Partial<OpenClaim> = {}): OpenClaim {
  const [periodFrom, periodTo] = [firstDayOf(month(of)), lastDayOf(month(of))];
  return aClaim({ claimNumber: claimNumber(id), periodFrom, periodTo, ...changes });
}

describe('the letter about a plan', () => {
  it('tells the amount, the first day, the payment line and how it was before', () => {
    expect(letterOf(aDebtor(), { inForce: aPlan(2_100) })).toMatchObject({
      kind: 'plan',
      decisionReference: '202603-100001-0',
      monthly: '3950.00',
      firstDueDate: '2026-05-01',
      totalOwed: '10000.00',
      previous: { state: 'plan', monthly: '2100.00' },
      decidedBy: { how: 'automatic' },
      paymentLine: expect.stringMatching(/^\+71<00010000126030\d \+81234567<$/),
    });
    expect(letterOf(aDebtor(), { inForce: aDeferral() }).previous).toEqual({ state: 'deferral' });
    expect(letterOf(aDebtor()).previous).toEqual({ state: 'none' });
  });

  it('tells months that follow each other as one line, and never a month in between that is not owed', () => {
    const claims = [claimOf('2025-01', 1n), claimOf('2025-02', 2n), claimOf('2025-04', 3n)];
    const { claims: lines } = letterOf(aDebtor(), { claims });
    expect(lines.map(({ monthFrom, monthTo, owed }) => [monthFrom, monthTo, owed])).toEqual([
      ['2025-01', '2025-02', '20000.00'],
      ['2025-04', '2025-04', '10000.00'],
    ]);
  });

  it('keeps apart what was decided, granted or can lapse differently', () => {
    const claims = [
      claimOf('2025-01', 1n),
      claimOf('2025-02', 2n, { decisionDate: date('2025-07-01') }),
      claimOf('2025-03', 3n, { benefit: 'særlig støtte' }),
      claimOf('2025-04', 4n, { lapseEarliest: date('2029-01-01') }),
      claimOf('2025-05', 5n, { accountId: 'S-2' }),
    ];
    expect(letterOf(aDebtor(), { claims }).claims).toHaveLength(5);
  });

  it('shares the first instalment over the claims to the øre', () => {
    const claims = ['2025-01', '2025-03', '2025-05'].map((of, index) =>
      claimOf(of, BigInt(index + 1), { balance: kr(1_500) }),
    );
    const letter = letterOf(aDebtor(), { claims }) as PlanLetter; // a plan was found
    const shares = letter.claims.map(({ shareOfFirstInstalment }) => shareOfFirstInstalment);
    expect(shares).toEqual(['1500.00', '1500.00', '950.00']);
    expect(plainKroner(sumOre(shares.map((share) => parseKroner(share) ?? kr(0))))).toBe(letter.monthly);
  });

  it('of a fall needs no hearing; of any other plan it tells why nobody was heard', () => {
    expect(letterOf(aDebtor(), { inForce: aPlan(5_000) }).hearing).toEqual({ state: 'not-needed' });
    expect(letterOf(aDebtor()).hearing).toMatchObject({ state: 'left-out', ground: expect.any(String) });
  });

  it('that only shows a draft does not say that nobody will look at it', () => {
    expect(letterOf(aDebtor(), { rule: byPerson }).decidedBy).toEqual({
      how: 'approved',
      title: 'medarbejder',
    });
  });

  it('never prints a protected address', () => {
    const hidden = letterOf(aDebtor().withPerson({ addressProtected: true }));
    expect(hidden.recipient.address).toEqual({ kind: 'digital-only' });
    expect(JSON.stringify(hidden)).not.toContain('Prøvevej');
    expect(letterOf(aDebtor().withPerson({ address: [] })).recipient.address).toEqual({
      kind: 'digital-only',
    });
  });
});

describe('the letter about deferral', () => {
  it('tells the ground: the benefit, or the income and the limit it is under', () => {
    expect(letterOf(aDebtor().receiving('kontanthjælp'))).toMatchObject({
      kind: 'deferral',
      from: '2026-03-10',
      ground: { ground: 'benefit', benefits: ['kontanthjælp'] },
      hearing: { state: 'not-needed' },
    });
    expect(letterOf(aDebtor().withIncome(9_000, 9_000).withChildren('2018-04-04'))).toMatchObject({
      ground: { ground: 'low-income', netIncomeOfYear: '108000.00', limit: '181390.00', dependants: true },
    });
  });
});

describe('what can be told as things stand', () => {
  const unheard = { ...configuration, hearing: { leftOut: null } };
  const decide = (found: ChangeQuestion['found'], inForce: ChangeQuestion['inForce'] = null) => {
    const question = { debtor: aDebtor().number, month: MARCH, calculationDate: RUN_DAY, claims: [aClaim()] };
    const change = changeFrom({ ...question, found, inForce, history: historyOf(inForce), rule: automatic });
    if (change.kind !== 'decision') throw new Error(change.kind);
    return change.decision;
  };

  it('before the citizen has been heard, only deferral and a fall', () => {
    expect(canBeTold(decide(ableToPay(600)), unheard)).toBe(false);
    expect(canBeTold(decide(ableToPay(600), aPlan(500)), unheard)).toBe(false);
    expect(canBeTold(decide(ableToPay(600), aDeferral()), unheard)).toBe(false);
    expect(canBeTold(decide(ableToPay(600), aPlan(700)), unheard)).toBe(true);
    expect(canBeTold(decide(entitledToDeferral(), aPlan(700)), unheard)).toBe(true);
    expect(canBeTold(decide(ableToPay(600)), configuration)).toBe(true);
  });
});
