import { createHash } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { month } from '../../kernel/dates.ts';
import { demoSummaryIn, generateDemo, isCurrentDemo, type DemoOrder, type DemoSummary } from './generate.ts';

const folder = mkdtempSync(join(tmpdir(), 'demo-generate-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const ORDER = {
  municipality: { code: '998', cvr: '29189998', seNumber: '29189999' },
  size: 24,
  seed: 1,
  from: month('2025-07'),
  to: month('2026-12'),
} as const;

const HAVRELUND = { code: '999', cvr: '29199990', seNumber: '29199991', dueDay: 31, hears: true };

describe('the demo’s generator', () => {
  it('writes the same bytes for the same size and seed', () => {
    make('first', {});
    make('second', {});
    expect(filesIn('first')).toEqual(filesIn('second'));
  });

  it('writes the same bytes about what happens in the town, too', () => {
    for (const name of ['one', 'other']) make(name, { municipality: HAVRELUND, size: 80 });
    const [one, other] = [filesIn('one'), filesIn('other')];
    expect(one).toEqual(other);
    for (const file of ['events.json', 'representatives.json', 'delivery.json']) {
      expect(one.has(file)).toBe(true);
    }
  });

  it('writes the second demo, 1,100 debtors, with less than twenty seconds of work', () => {
    const before = process.cpuUsage();
    const made = make('second', { municipality: HAVRELUND, size: 1_100 });
    const { user, system } = process.cpuUsage(before);
    expect((user + system) / 1_000_000).toBeLessThan(20);
    expect(made).toMatchObject({ debtors: 1_100, total: '31972318.33' });
    rmSync(join(folder, 'second'), { recursive: true });
  }, 120_000);

  it('writes other people for another seed', () => {
    make('seed-1', {});
    make('seed-2', { seed: 2 });
    const [one, two] = [filesIn('seed-1'), filesIn('seed-2')];
    expect(two.get('claims.csv')).not.toBe(one.get('claims.csv'));
    expect([...two.keys()].filter((name) => name.endsWith('.xml') && one.has(name))).toEqual([]);
  });

  it('replaces an earlier demo as a whole', () => {
    make('again', { size: 6 });
    make('again', { size: 2 });
    make('fresh', { size: 2 });
    expect(filesIn('again')).toEqual(filesIn('fresh'));
  });

  it('writes a file for every debtor in each register, and counts what it wrote', () => {
    const summary = make('counted', {});
    const names = [...filesIn('counted').keys()];
    const people = (register: string) =>
      new Set(names.filter((name) => name.startsWith(`${register}/`)).map((name) => name.split('/')[1]));
    expect(summary.files).toBe(names.length - 1); // all but the summary itself
    expect(people('eindkomst').size).toBe(25); // one of the 24 has two numbers
    expect(people('ydelsesindeks').size).toBe(25);
    expect(people('cpr').size).toBe(summary.persons + 1);
    expect(readFileSync(join(folder, 'counted/claims.csv'), 'utf8').trimEnd().split('\n')).toHaveLength(
      summary.partClaims + 1,
    );
  });

  it('tells in its summary which account shows which case, and nobody’s CPR number', () => {
    const summary = make('summary', {});
    const text = readFileSync(join(folder, 'summary/summary.json'), 'utf8');
    expect(summary.examples.find(({ cases }) => cases.includes('died'))?.accountId).toMatch(/^S-\d{4}-\d+$/);
    expect(summary.examples.every(({ words }) => words.length > 0)).toBe(true);
    expect(text).not.toMatch(/(?<!\d)\d{10}(?!\d)/);
    expect(demoSummaryIn(join(folder, 'summary'))).toEqual(summary);
  });

  it('knows a demo that an earlier edition of the program wrote, so that it is made again', () => {
    make('edition', { size: 1 });
    expect(isCurrentDemo(join(folder, 'edition'))).toBe(true);
    const path = join(folder, 'edition/summary.json');
    const { edition: _, ...before } = JSON.parse(readFileSync(path, 'utf8')) as DemoSummary; // it wrote it itself
    writeFileSync(path, JSON.stringify(before));
    expect(isCurrentDemo(join(folder, 'edition'))).toBe(false);
    expect(isCurrentDemo(join(folder, 'nowhere'))).toBe(false);
    make('edition', { size: 1 });
    expect(isCurrentDemo(join(folder, 'edition'))).toBe(true);
  });

  it('leaves a folder alone that holds something else', () => {
    make('mine', { size: 1 });
    rmSync(join(folder, 'mine/summary.json'));
    writeFileSync(join(folder, 'mine/letter.txt'), 'a letter');
    const out = join(folder, 'mine');
    expect(generateDemo({ ...ORDER, out })).toEqual({ ok: false, refusal: { tag: 'folder-in-use', out } });
    expect(readFileSync(join(out, 'letter.txt'), 'utf8')).toBe('a letter');
  });

  it('refuses no debtors, too many, half a debtor, and months that end before they begin', () => {
    const out = join(folder, 'refused');
    for (const size of [0, -1, 2.5, 10_001]) {
      expect(generateDemo({ ...ORDER, size, out })).toMatchObject({ refusal: { tag: 'size-out-of-range' } });
    }
    expect(generateDemo({ ...ORDER, seed: 0.5, out })).toMatchObject({ refusal: { tag: 'seed-not-whole' } });
    const backwards = { from: month('2026-02'), to: month('2026-01') };
    expect(generateDemo({ ...ORDER, ...backwards, out })).toMatchObject({
      refusal: { tag: 'months-backwards' },
    });
    expect(readdirSync(folder)).not.toContain('refused');
  });
});

function make(name: string, change: Partial<DemoOrder>): DemoSummary {
  const made = generateDemo({ ...ORDER, ...change, out: join(folder, name) });
  if (!made.ok) throw new Error(made.refusal.tag);
  return made.value;
}

/** Every file of a demo with the hash of its bytes. */
function filesIn(name: string): Map<string, string> {
  const root = join(folder, name);
  const names = readdirSync(root, { recursive: true, encoding: 'utf8' }).toSorted();
  const files = names.filter((path) => statSync(join(root, path)).isFile());
  return new Map(
    files.map((path) => [
      path,
      createHash('sha256')
        .update(readFileSync(join(root, path)))
        .digest('hex'),
    ]),
  );
}
