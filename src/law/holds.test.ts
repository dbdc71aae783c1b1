import fc from 'fast-check';
import { expect, test } from 'vitest';
import { effects, holdReasons } from './holds.ts';

const some = fc.subarray([...holdReasons]);

test('every reason stops reminders and fees', () => {
  for (const reason of holdReasons) expect(effects([reason])).toMatchObject({ dunning: true, fee: true });
});

test('a further reason never starts again what another has stopped, and their order does not matter', () => {
  fc.assert(
    fc.property(some, some, (standing, more) => {
      const [less, all] = [effects(standing), effects([...more, ...standing])];
      for (const [name, stopped] of Object.entries(less))
        if (stopped) expect(all[name as keyof typeof all]).toBe(true); // its own key
      expect(effects([...standing, ...more])).toEqual(all);
    }),
  );
});

test('asking once leaves the next answer alone', () => {
  effects(['ended']);
  expect(Object.values(effects([])).some(Boolean)).toBe(false);
});
