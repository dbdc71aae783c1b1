import { describe, expect, it } from 'vitest';
import { letterOf } from '../../test/letter-story.ts';
import { aDeferral } from '../../test/standing.ts';
import { aClaim, aDebtor, kr } from '../../test/vocabulary.ts';
import { claimNumber, type OpenClaim } from '../claims/types.ts';
import { date, firstDayOf, lastDayOf, month } from '../kernel/dates.ts';
import { parseKroner, plainKroner, sumOre } from '../kernel/money.ts';
import type { LetterModel } from '../letters/model.ts';

function claimOf(of: string, number: bigint, changes: Partial<OpenClaim> = {}): OpenClaim {
  const [periodFrom, periodTo] = [firstDayOf(month(of)), lastDayOf(month(of))];
  return aClaim({ claimNumber: claimNumber(number), periodFrom, periodTo, ...changes });
}

type PlanLetter = Extract<LetterModel, { monthly: string; decisionDate: string; firstDueDate: string }>;

/** The claims in the letter about a first plan of 3.950 kr. */
function planAbout(...claims: readonly OpenClaim[]): PlanLetter {
  return letterOf(aDebtor(), { claims }) as PlanLetter; // 21.000 kr. net a month is a plan
}

describe('the claims in a letter', () => {
  it('months that follow each other are one line, and never a month in between that is not owed', () => {
    const { claims } = planAbout(claimOf('2025-01', 1n), claimOf('2025-02', 2n), claimOf('2025-04', 3n));
    expect(claims.map(({ monthFrom, monthTo, owed }) => [monthFrom, monthTo, owed])).toEqual([
      ['2025-01', '2025-02', '20000.00'],
      ['2025-04', '2025-04', '10000.00'],
    ]);
  });

  it('what was decided, granted or can lapse differently is kept apart, and so is what is owed with another', () => {
    const { claims } = planAbout(
      claimOf('2025-01', 1n),
      claimOf('2025-02', 2n, { decisionDate: date('2025-07-01') }),
      claimOf('2025-03', 3n, { benefit: 'særlig støtte' }),
      claimOf('2025-04', 4n, { lapseEarliest: date('2029-01-01') }),
      claimOf('2025-05', 5n, { accountId: 'S-2' }),
      claimOf('2025-06', 6n, { liability: 'joint' }),
    );
    expect(claims).toHaveLength(6);
    expect(claims.at(-1)).toMatchObject({ joint: true });
  });

  it('show what was owed on the day of the decision, oldest first', () => {
    const { claims, totalOwed } = planAbout(
      claimOf('2025-05', 1n, { balance: kr(200), raised: kr(900), accountId: 'S-2' }),
      claimOf('2025-01', 2n, { balance: kr(800) }),
    );
    expect(claims.map(({ monthFrom, owed }) => [monthFrom, owed])).toEqual([
      ['2025-01', '800.00'],
      ['2025-05', '200.00'],
    ]);
    expect(totalOwed).toBe('1000.00');
  });

  it('share the first instalment to the øre, in the order in which they are paid', () => {
    const letter = planAbout(
      ...['2025-01', '2025-03', '2025-05'].map((of, index) =>
        claimOf(of, BigInt(index + 1), { balance: kr(1_500) }),
      ),
    );
    const shares = letter.claims.map(({ shareOfFirstInstalment }) => shareOfFirstInstalment);
    expect(shares).toEqual(['1500.00', '1500.00', '950.00']);
    expect(plainKroner(sumOre(shares.map((share) => parseKroner(share) ?? kr(0))))).toBe(letter.monthly);
  });

  it('a debt smaller than the amount is the whole first instalment', () => {
    const letter = planAbout(claimOf('2025-01', 1n, { balance: kr(100) }));
    expect(letter.claims.map(({ shareOfFirstInstalment }) => shareOfFirstInstalment)).toEqual(['100.00']);
  });

  it('that lapsed on different days are told apart', () => {
    const old = (number: bigint, of: string, stopped: string, lapse: string) =>
      claimOf(of, number, { helpStopped: date(stopped), lapseEarliest: date(lapse) });
    const claims = [
      old(1n, '2022-01', '2023-02-20', '2026-02-20'),
      old(2n, '2022-02', '2023-02-20', '2026-02-20'),
      old(3n, '2022-03', '2023-03-05', '2026-03-05'),
    ];
    const poor = aDebtor().withIncome(9_000, 9_000);
    const letter = letterOf(poor, { claims, inForce: aDeferral('low-income', { covers: claims }) });
    expect(letter).toMatchObject({
      kind: 'lapse',
      lapsedClaims: [
        { monthFrom: '2022-01', monthTo: '2022-02', amount: '20000.00', lapsedOn: '2026-02-20' },
        { monthFrom: '2022-03', monthTo: '2022-03', amount: '10000.00', lapsedOn: '2026-03-05' },
      ],
    });
  });
});
