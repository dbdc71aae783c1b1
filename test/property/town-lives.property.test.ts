// @ts-nocheck
import fc from 'fast-check';
import { appendFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { freshDatabase } from '../integration/database.ts';
import { choices, event } from './town/happenings.ts';
import { live } from './town/live.ts';
import { PlayedTown } from './town/played-town.ts';
import { faultsIn } from './lives-checks.ts';
import { neverDone } from './town/never.ts';
import { wrongStates } from './town/states.ts';
import { wrongMoney } from './town/money.ts';

test('try', async () => {
  const seed = Number(process.env['SEED'] ?? 1);
  const out = (x) => appendFileSync(`/tmp/town-${seed}.log`, (typeof x === 'string' ? x : JSON.stringify(x, (_, v) => typeof v === 'bigint' ? String(v) : v instanceof Map ? [...v] : v)) + '\n');
  const [life] = fc.sample(fc.record({ choices, events: fc.array(event, { minLength: 250, maxLength: 250 }) }), { numRuns: 1, seed });
  await using database = await freshDatabase();
  const town = await PlayedTown.begin(database, life!.choices);
  out(life.choices);
  const known = new Set();
  try {
    await live(town, life!.events, async (on) => {
      const faults = [...await faultsIn(database), ...(await town.read(async (tx) => [...(await neverDone(tx)), ...(await wrongStates(tx, on))])), ...(await wrongMoney(town, on))];
      out(`${on} ${faults.length}`);
      for (const f of faults) { const k = JSON.stringify(f, (_, v) => typeof v === 'bigint' ? String(v) : v); if (!known.has(k)) { known.add(k); out(f); } }
    });
  } catch (e) { out(String(e.stack)); out(JSON.stringify(life.events.slice(0,0))); }
  out([...town.came].toSorted());
}, 1_200_000);
