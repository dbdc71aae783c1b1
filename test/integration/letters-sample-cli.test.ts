import { mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { dunOrRefuse, tryDunning } from '../../src/cli/dunning.ts';
import { date } from '../../src/kernel/dates.ts';
import { kroner } from '../../src/kernel/money.ts';
import { sampleLetters } from '../../src/letters/sample-letters.ts';
import { afdrag, jsonLines } from './command-line.ts';
import { aDunningTown, type DunningTown } from './dunning-town.ts';
import { addFetchedPerson } from './fetched-person.ts';
import { morningOf, TOWN } from './town.ts';

let at: DunningTown;
const folder = mkdtempSync(join(tmpdir(), 'afdrag-samples-'));
beforeAll(async () => {
  at = await aDunningTown();
  await at.do((tx) => addFetchedPerson(tx, at.town.anna));
});
afterAll(async () => {
  rmSync(folder, { recursive: true, force: true });
  await at[Symbol.asyncDispose]();
});

function isPdf(file: string): boolean {
  return readFileSync(file).subarray(0, 5).toString() === '%PDF-';
}

describe('a letter to look at', () => {
  test('is made of any kind, to an invented person', async () => {
    const file = join(folder, 'rykker.pdf');
    const said = await afdrag(['letters', 'sample', '--kind', 'reminder', '--out', file]);
    expect(said).toMatchObject({ status: 0, out: `${file}\n` });
    expect(isPdf(file)).toBe(true);
  }, 60_000);

  test('is made of every kind at once, each under its name', async () => {
    const place = join(folder, 'alle');
    expect((await afdrag(['letters', 'sample', '--all', '--out', place])).status).toBe(0);
    const kinds = Object.keys(sampleLetters()).map((kind) => `${kind}.pdf`);
    expect(readdirSync(place).toSorted()).toEqual(kinds.toSorted());
  }, 60_000);

  test('of a kind that there is not is refused, and the kinds are told', async () => {
    const said = await afdrag(['letters', 'sample', '--kind', 'kærestebrev']);
    expect(said.status).toBe(2);
    expect(said.err).toContain('--kind skal være plan, ');
  }, 60_000);

  test('is shown by a dry run of dunning: the first that the run would write', async () => {
    const claim = await at.town.raise({ principal: kroner(700) });
    const request = {
      database: at.town.db,
      municipality: TOWN,
      on: date('2026-01-05'),
      by: 'prøve',
      clock: () => morningOf('2026-01-05'),
    };
    const { sample, report } = await tryDunning({ ...request, dryRun: true });
    expect(report.changes['reminder']).toMatchObject({ count: 1 });
    expect(sample?.model).toMatchObject({ kind: 'reminder', totalOwed: '800.00', fee: { amount: '100.00' } });
    const environment = { DATABASE_URL: at.town.db.url, AFDRAG_NOW: '2026-01-05T09:00:00+01:00' };
    const words = ['dunning', '--municipality', '998', '--dry-run', '--json'];
    const [told] = jsonLines((await afdrag(words, { environment })).out) as { sampleLetter: string }[];
    expect(isPdf(told?.sampleLetter ?? '')).toBe(true);
    rmSync(told?.sampleLetter ?? '');
    expect(await at.lettersTo(at.town.anna)).toEqual([]);
    await dunOrRefuse({ ...request, dryRun: false });
    expect((await at.courseOf(claim)).reminders).toBe(1);
    expect((await tryDunning({ ...request, dryRun: true })).sample).toBeNull();
  }, 60_000);
});
