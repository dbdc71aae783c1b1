import hedensted from '../../municipalities/presets/hedensted.json' with { type: 'json' };
import { describe, expect, test } from 'vitest';
import { demoFile } from '../../test/demo-file.ts';
import { readConfiguration } from './configuration.ts';
import { lifeCycleOf } from './life-cycles.ts';
import { withPreset } from './presets.ts';

/** The demo's own choices, without what is tried here. */
const { firstContact: _first, writeOff: _losses, ...own } = demoFile();

function read(changes: object) {
  const laid = withPreset({ ...own, ...changes });
  if (!laid.ok) throw new Error(laid.refusal.tag);
  const configuration = readConfiguration(laid.value);
  if (!configuration.ok) throw new Error(configuration.refusal.faults.join('; '));
  return configuration.value;
}

describe('a preset', () => {
  test.each(['hedensted', 'vallensbaek'])('%s can be used as it is shipped', (name) => {
    const { lifeCycles } = read({ extends: name });
    expect(lifeCycleOf({ lifeCycles, ownTypes: {} }, 'CFFAKTU')?.steps[0]).toMatchObject({
      do: 'reminder',
      fee: 10_000n,
    });
    expect(lifeCycleOf({ lifeCycles, ownTypes: {} }, 'KFDAINS')?.steps[0]).toMatchObject({
      do: 'reminder',
      fee: 25_000n,
    });
    expect(lifeCycleOf({ lifeCycles, ownTypes: {} }, 'CFFAKTU')?.steps.at(-1)).toMatchObject({
      do: 'propose-transfer',
      by: 'person',
    });
  });

  test('leaves claims under a collection order to the law', () => {
    expect(lifeCycleOf(read({ extends: 'hedensted' }), 'KTTIBAK')).toBeNull();
  });

  test('gives way to the municipality’s own choices, key by key', () => {
    const { lifeCycles, hearing } = read({ extends: 'vallensbaek', lifeCycles: { pauseDays: 30 } });
    expect(lifeCycles.pauseDays).toBe(30);
    expect(Object.keys(lifeCycles.cycles)).toContain('civilretlig');
    expect(hearing.days).toBe(14);
  });

  test.each([
    ['hedensted', 'decision', true],
    ['vallensbaek', 'invoice', false],
  ] as const)(
    '%s begins with the %s it chose, and books losses by itself: %s',
    (name, firstContact, books) => {
      const { writeOff, demand, transfer, ...rest } = read({ extends: name });
      expect(rest.firstContact).toBe(firstContact);
      expect(Object.values(writeOff.automatic).map((ground) => ground !== null)).toEqual(
        Array.from({ length: 4 }, () => books),
      );
      expect(demand).toMatchObject({ graceDays: 5, deadlineDays: 14 });
      // What burdens the citizen needs the municipality's own ground: no preset can have recorded it.
      expect(transfer.automatic).toBeNull();
    },
  );

  test.each(['998', '999'] as const)(
    'is what municipality %s of the demo extends, and its own words win',
    (code) => {
      const file = { ...demoFile(code), extends: code === '998' ? 'vallensbaek' : 'hedensted' };
      const laid = withPreset(file);
      if (!laid.ok) throw new Error(laid.refusal.tag);
      const configuration = readConfiguration(laid.value);
      if (!configuration.ok) throw new Error(configuration.refusal.faults.join('; '));
      expect(configuration.value).toMatchObject(demoFile(code));
      expect(lifeCycleOf(configuration.value, 'CFFAKTU')).not.toBeNull();
    },
  );

  test('of Hedensted says why a person approves what that municipality does automatically', () => {
    expect(hedensted.note).toContain('transfer.automatic');
    const laid = withPreset({ extends: 'hedensted' });
    expect(laid.ok ? laid.value : laid.refusal).not.toHaveProperty('note');
  });

  test('that nobody knows is refused', () => {
    expect(withPreset({ extends: 'toString' })).toMatchObject({
      ok: false,
      refusal: { tag: 'unknown-preset' },
    });
  });
});
