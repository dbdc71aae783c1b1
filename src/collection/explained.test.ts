import { describe, expect, test } from 'vitest';
import { unexplained, type ChangeOnItsWay } from './explained.ts';

const answered = { when: 'perhaps-there', counted: true } as const;
const told = { when: 'perhaps-there', counted: false } as const;

describe('what Gældsstyrelsen says is left of a claim', () => {
  test('is as we know it, or differs where nothing is on its way', () => {
    expect(unexplained(0n, [])).toBe(0n);
    expect(unexplained(-50_000n, [])).toBe(-50_000n);
  });

  test('may be less by a write-down that it has carried out and not answered', () => {
    expect(unexplained(-50_000n, [{ by: -50_000n, ...told }])).toBe(0n);
    expect(unexplained(0n, [{ by: -50_000n, ...told }])).toBe(0n);
  });

  test('may be more by a write-down that was carried out after it said so', () => {
    const after: ChangeOnItsWay = { by: -50_000n, when: 'not-yet-there', counted: true };
    expect(unexplained(50_000n, [after])).toBe(0n);
    // It must be allowed for, whether or not the difference would be smaller without.
    expect(unexplained(0n, [after])).toBe(-50_000n);
    expect(unexplained(50_000n, [{ by: -50_000n, ...answered }])).toBe(0n);
    expect(unexplained(0n, [{ by: -50_000n, ...answered }])).toBe(0n);
  });

  test('is explained by some of what was on its way, and what they do not explain is a difference', () => {
    const changes = [
      { by: -10_000n, ...told },
      { by: 20_000n, ...told },
      { by: -5_000n, ...told },
    ];
    expect(unexplained(15_000n, changes)).toBe(0n);
    expect(unexplained(-15_000n, changes)).toBe(0n);
    expect(unexplained(-16_000n, changes)).toBe(-1_000n);
  });
});
