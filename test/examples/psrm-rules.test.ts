import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { filterRulesByType } from '../../src/law/psrm-filter-rules.ts';

const folder = join(import.meta.dirname, '../../statute/examples');
const fileShape = z.object({
  examples: z.array(z.object({ name: z.string(), expect: z.array(z.string()) })),
});

/** Each type has an example file of its own; `psrm-check.yaml` shows what they have in common. */
describe.each([...filterRulesByType.values()].map((rules) => [rules.type, rules] as const))(
  '%s',
  (type, { rules }) => {
    const { examples } = fileShape.parse(
      parse(readFileSync(join(folder, `psrm-check-${type}.yaml`), 'utf8')),
    );

    it.each(rules.map((rule) => [rule.rule, rule] as const))(
      '%s has an example that does not meet it, and one just beside that does',
      (name, { outcome }) => {
        const answer = `${outcome} ${name}`;
        const unmet = examples.filter((example) => example.name.startsWith(`${name}, `));
        const met = examples.filter((example) => example.name.startsWith(`${name}: `));
        expect(unmet.length).toBeGreaterThan(0);
        expect(met.length).toBeGreaterThan(0);
        for (const example of unmet) expect(example.expect).toContain(answer);
        for (const example of met) expect(example.expect).not.toContain(answer);
      },
    );
  },
);
