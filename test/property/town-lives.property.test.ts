import fc from 'fast-check';
import { expect, test } from 'vitest';
import { freshDatabase } from '../integration/database.ts';
import { choices, event } from './town/happenings.ts';
import { live } from './town/live.ts';
import { PlayedTown } from './town/played-town.ts';

test('try', async () => {
  const [life] = fc.sample(fc.record({ choices, events: fc.array(event, { minLength: 120, maxLength: 120 }) }), { numRuns: 1, seed: Number(process.env['SEED'] ?? 1) });
  await using database = await freshDatabase();
  const town = await PlayedTown.begin(database, life!.choices);
  let t = Date.now();
  await live(town, life!.events, async (on) => { console.log(on, Date.now() - t); t = Date.now(); });
  console.log([...town.came].toSorted());
}, 600_000);
