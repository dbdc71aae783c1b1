import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { plainKroner } from '../../src/kernel/money.ts';
import { claimTypes } from '../../src/law/claim-types.ts';
import { ACTION_CODES, knownErrors, RECALL_REASONS, type ErrorHandling } from '../../src/law/psrm-codes.ts';
import { filterRulesByType } from '../../src/law/psrm-filter-rules.ts';

/** Our restated codes against the collected lists beside the project, where those are at hand. */
const folder = join(import.meta.dirname, '../../../shared/domain/codes');
const at = existsSync(folder);
const read = <T>(file: string, shape: z.ZodType<T>): T =>
  shape.parse(JSON.parse(readFileSync(join(folder, file), 'utf8')));

describe.skipIf(!at)('the collected lists (../shared/domain/codes)', () => {
  it('of filter rules have the types, the rules, their outcomes and kinds in our order', () => {
    const rule = z.object({ rule: z.string(), outcome: z.string(), check: z.string() });
    const { claim_types: types } = read(
      'psrm-filter-rules.json',
      z.object({ claim_types: z.array(z.object({ claim_type: z.string(), rules: z.array(rule) })) }),
    );
    const ours = [...filterRulesByType.values()].filter(({ status }) => status === 'published');
    expect(ours.map(({ type }) => type)).toEqual(types.map((each) => each.claim_type));
    for (const { claim_type: type, rules } of types)
      expect(
        filterRulesByType.get(type)?.rules.map(({ rule, outcome, check }) => ({ rule, outcome, check })),
      ).toEqual(rules);
  });

  it('of claim types have our codes, levels and caps', () => {
    const entry = z.object({
      code: z.string(),
      kind: z.string(),
      principal_cap: z.number().optional(),
      cap_outcome: z.string().optional(),
      status: z.string().optional(),
      related_types: z.array(z.string()),
    });
    const { entries } = read('claim-types.json', z.object({ entries: z.array(entry) }));
    expect([...claimTypes.keys()]).toEqual(entries.map(({ code }) => code));
    for (const each of entries) {
      const ours = claimTypes.get(each.code);
      expect(ours?.level).toBe(each.kind);
      expect(ours?.inactive === null).toBe(each.status === undefined);
      if (each.principal_cap !== undefined && ours !== undefined && ours.cap !== null)
        expect([plainKroner(ours.cap.principal), ours.cap.outcome]).toEqual([
          `${each.principal_cap}.00`,
          each.cap_outcome,
        ]);
      if (each.related_types.length === 0 || ours === undefined || ours.inactive !== null) continue;
      const { fee, interest, courtInterest } = ours.charges;
      expect([fee, interest, courtInterest].filter((code) => code !== null).toSorted()).toEqual(
        each.related_types.toSorted(),
      );
    }
  });

  it('of actions, reasons and errors have ours, and ask for the same', () => {
    const code = z.object({ entries: z.array(z.object({ code: z.string() })) });
    expect(read('psrm-actions.json', code).entries.map((entry) => entry.code)).toEqual(ACTION_CODES);
    const reasons = z.object({ entries: z.array(z.object({ action: z.string(), code: z.string() })) });
    const recalls = read('psrm-reason-codes.json', reasons).entries.filter(
      ({ action }) => action === 'TILBAGEKALD',
    );
    expect(recalls.map((entry) => entry.code).toSorted()).toEqual(RECALL_REASONS.toSorted());
    const error = z.object({ code: z.number(), suggested_handling: z.string() });
    const errors = read('psrm-error-codes.json', z.object({ entries: z.array(error) })).entries;
    const handling = new Map(errors.map((entry) => [entry.code, entry.suggested_handling]));
    for (const ours of knownErrors.values())
      expect(handling.get(ours.code)).toBe(collectedName[ours.handling]);
  });
});

const collectedName: Record<ErrorHandling, string> = {
  later: 'retry-later',
  done: 'idempotent-ok',
  'mend-claim': 'fix-data',
  'mend-agreement': 'fix-config',
  'mend-program': 'fix-code',
  person: 'manual',
};
