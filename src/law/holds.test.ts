import fc from 'fast-check';
import { expect, test } from 'vitest';
import { effects, holdReasons, reasonsThatStop } from './holds.ts';

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

test('money that nobody has said is for it covers nothing that an estate, a bankruptcy, debt relief a review of lapse or a letter that has not arrived holds', () => {
  expect(reasonsThatStop('allocation')).toEqual([
    'objection',
    'complaint',
    'source-to-correct',
    'deferral',
    'death',
    'bankruptcy',
    'debt-relief',
    'lapse-review',
    'ended',
    'recovery',
    'returned-less',
    'liability',
  ]);
});

test('nothing is decided and no letter asks while somebody is dead, bankrupt or being relieved of debt, and only then', () => {
  const errands = ['death', 'bankruptcy', 'debt-relief'];
  expect(reasonsThatStop('decisions')).toEqual(errands);
  expect(reasonsThatStop('letters')).toEqual(errands);
});

test('asking once leaves the next answer alone', () => {
  effects(['ended']);
  expect(Object.values(effects([])).some(Boolean)).toBe(false);
});
