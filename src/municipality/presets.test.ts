import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { readConfiguration } from './configuration.ts';
import { lifeCycleOf } from './life-cycles.ts';
import { withPreset } from './presets.ts';

const root = join(import.meta.dirname, '../../municipalities');
const demo: unknown = JSON.parse(readFileSync(join(root, '998/municipality.json'), 'utf8'));

function read(changes: object) {
  const laid = withPreset({ ...(demo as object), ...changes }); // a document of choices
  if (!laid.ok) throw new Error(laid.refusal.tag);
  const configuration = readConfiguration(laid.value);
  if (!configuration.ok) throw new Error(configuration.refusal.faults.join('; '));
  return configuration.value;
}

describe('a preset', () => {
  test.each(['hedensted', 'vallensbaek'])('%s can be used as it is shipped', (name) => {
    const { lifeCycles } = read({ extends: name });
    expect(lifeCycleOf(lifeCycles, 'CFFAKTU')?.steps[0]).toMatchObject({ do: 'reminder', fee: 10_000n });
    expect(lifeCycleOf(lifeCycles, 'KFDAINS')?.steps[0]).toMatchObject({ do: 'reminder', fee: 25_000n });
    expect(lifeCycleOf(lifeCycles, 'CFFAKTU')?.steps.at(-1)).toMatchObject({
      do: 'propose-transfer',
      by: 'person',
    });
  });

  test('leaves claims under a collection order to the law', () => {
    expect(lifeCycleOf(read({ extends: 'hedensted' }).lifeCycles, 'KTTIBAK')).toBeNull();
  });

  test('gives way to the municipality’s own choices, key by key', () => {
    const { lifeCycles, hearing } = read({ extends: 'vallensbaek', lifeCycles: { pauseDays: 30 } });
    expect(lifeCycles.pauseDays).toBe(30);
    expect(Object.keys(lifeCycles.cycles)).toContain('civilretlig');
    expect(hearing.days).toBe(14);
  });

  test('that nobody knows is refused', () => {
    expect(withPreset({ extends: 'toString' })).toMatchObject({
      ok: false,
      refusal: { tag: 'unknown-preset' },
    });
  });
});
