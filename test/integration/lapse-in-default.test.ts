import { expect, test } from 'vitest';
import { aDebtor, pay } from '../vocabulary.ts';
import { approveAll, owes } from './decisions-town.ts';
import { cleared, untilDefault } from './defaults-town.ts';
import { monthly } from './month-town.ts';
import { stopped } from './claims-rows.ts';
import { aTown, fetchFor, letArrive, run } from './town.ts';

test('a debt in default does not lapse when its years run out on its way to Gældsstyrelsen: the debtor is able (bek. 585/2023 §§ 9-10)', async () => {
  const payer = aDebtor(1)
    .owing(20_000, stopped('2023-05-20'))
    .withReports(...monthly(20_000), pay('2026-05', 20_000), pay('2026-06', 20_000));
  await using town = await aTown([payer]);
  const { database } = town;
  await untilDefault(town);
  await approveAll(database, { on: '2026-05-11', of: '2026-04' });
  await letArrive(database, '2026-05-12');
  const before = await cleared(database);
  expect(before).toHaveLength(1);
  await fetchFor(town, '2026-06');
  const { report } = await run(database, '2026-06', { on: '2026-06-01' });
  expect(report.consequences).toEqual({ defaulted: 1 });
  expect(await owes(database)).toEqual({ owed: 20_000, due: 20_000 });
  expect(await cleared(database)).toEqual(before);
});
