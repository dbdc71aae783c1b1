import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { askArrangement } from '../../src/arrangements/ask.ts';
import { decideArrangement } from '../../src/arrangements/decide.ts';
import { addFetchedPerson } from './fetched-person.ts';
import { date } from '../../src/kernel/dates.ts';
import { kroner } from '../../src/kernel/money.ts';
import { configurationVersion } from '../../src/municipality/configurations.ts';
import { aDunningTown, usualSteps, type DunningTown } from './dunning-town.ts';
import { makeLettersOn } from './notices-town.ts';
import { morningOf } from './town.ts';

let at: DunningTown;
beforeAll(async () => {
  const warned = usualSteps.map((step, index) =>
    index === 1 ? { ...step, do: 'warn' as const, fee: null } : step,
  );
  at = await aDunningTown(warned);
});
afterAll(() => at[Symbol.asyncDispose]());

test('every letter of the steps and of an arrangement can be made, as the law and its own parts ask', async () => {
  const { anna } = at.town;
  await at.do((tx) => addFetchedPerson(tx, anna));
  const later = await at.town.raise({ principal: kroner(700), due: date('2026-06-01') });
  await at.town.raise({
    description: 'Vuggestue i november',
    period: { from: date('2025-11-01'), to: date('2025-11-30') },
  });
  await at.dun('2025-12-25');
  expect(await makeLettersOn(at.town.db, '2025-12-25')).toEqual({ made: 1, refused: [] });
  await at.arrive(anna, '2025-12-27');
  await at.town.interest('2026-01-20');
  await at.dun('2026-01-22');
  expect(await makeLettersOn(at.town.db, '2026-01-22')).toEqual({ made: 1, refused: [] });
  const configured = await at.do((tx) => configurationVersion(tx, null));
  if (configured === null) throw new Error('the town is configured');
  const common = { configured, by: 'Inge', at: morningOf('2026-01-23') };
  const wish = { kind: 'plan' as const, monthly: kroner(350), first: date('2026-02-02'), dueDay: 2 };
  const asked = await at.do((tx) =>
    askArrangement(tx, {
      ...common,
      debtor: anna,
      claims: [later],
      wish,
      how: 'phone',
      acknowledgedOn: date('2026-01-22'),
      recall: false,
    }),
  );
  if (!asked.ok) throw new Error(asked.refusal.tag);
  await at.do((tx) => decideArrangement(tx, { ...common, arrangement: asked.value.number }));
  expect(await makeLettersOn(at.town.db, '2026-01-23')).toEqual({ made: 1, refused: [] });
  const { rows } = await at.do((tx) =>
    sql<{ kind: string }>`select kind from letter order by letter_id`.execute(tx),
  );
  expect(rows.map(({ kind }) => kind)).toEqual(['reminder', 'transfer-warning', 'voluntary-plan']);
});
