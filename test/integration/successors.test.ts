import { expect, test } from 'vitest';
import { closeErrand } from '../../src/endings/close-errand.ts';
import { openErrand } from '../../src/endings/errands.ts';
import { date } from '../../src/kernel/dates.ts';
import { payableBy } from '../../src/payments/payable.ts';
import { cprOf } from '../vocabulary.ts';
import { aChargesTown } from './charges-town.ts';
import { somebody } from './ordinary-claims.ts';
import { morningOf } from './town.ts';

test('a spouse who takes over what the dead owed with another owes it together with that other', async () => {
  await using town = await aChargesTown();
  const spouse = await town.do((tx) => somebody(tx, cprOf(3)));
  const claim = await town.raise({ debtors: [town.anna, town.bo] });
  const acting = { by: 'Ane', on: date('2026-03-02'), at: morningOf('2026-03-02') };
  const beganOn = date('2026-03-01');
  const opened = await town.do((tx) =>
    openErrand(tx, { ...acting, kind: 'death', debtor: town.anna, beganOn }),
  );
  if (!opened.ok) throw new Error(opened.refusal.tag);
  const { number } = opened.value;
  const closing = { ...acting, number, outcome: 'undivided-estate', kept: null } as const;
  await town.do((tx) => closeErrand(tx, { ...closing, successors: [spouse] }));
  const [theirs] = await town.do((tx) => payableBy(tx, spouse, acting.on));
  expect(theirs).toMatchObject({ claim, liable: [spouse, town.bo] });
  expect(await town.faults()).toEqual([]);
});
