import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { date } from '../../src/kernel/dates.ts';
import type { Configuration } from '../../src/municipality/configuration.ts';
import { charging } from './charges-town.ts';
import { afdrag, jsonLines, type Said } from './command-line.ts';
import { aDunningTown, lifeCyclesOf, usualSteps, type DunningTown, type Step } from './dunning-town.ts';
import { townConfiguration } from './town.ts';

// A debt office tries a new configuration before it takes it.

let at: DunningTown;
const folder = mkdtempSync(join(tmpdir(), 'afdrag-configure-'));
beforeAll(async () => {
  at = await aDunningTown();
  await at.town.raise({ claimId: 'R-1' });
  await at.dun('2025-12-20');
});
afterAll(async () => {
  await at[Symbol.asyncDispose]();
  rmSync(folder, { recursive: true, force: true });
});

const [first, ...rest] = usualSteps as readonly [Step, ...Step[]];

function fileOf(days: number, changes: Partial<Configuration> = {}): string {
  const path = join(folder, 'municipality.json');
  const steps = [{ ...first, after: { ...first.after, days } }, ...rest];
  const configuration = townConfiguration({
    claimTypes: charging,
    lifeCycles: lifeCyclesOf(steps),
    ...changes,
  });
  writeFileSync(path, `\uFEFF${JSON.stringify(configuration)}`); // as Windows programs write it
  return path;
}

function configure(file: string, ...words: readonly string[]): Promise<Said> {
  const said = ['municipality', 'configure', '--file', file, '--on', '2025-12-20', ...words];
  return afdrag(said, { environment: { DATABASE_URL: at.town.db.url } });
}

test('what it changes is told first, is taken with its seal, and with no seal that was for something else', async () => {
  const tried = await configure(fileOf(5), '--dry-run');
  expect(tried).toMatchObject({ status: 0 });
  expect(tried.out).toContain('Opsætningen ændrer de næste skridt for 1 af 1 regninger');
  expect(tried.out).toMatch(
    new RegExp(
      `Rykker, tidligere: 1, 10\\.000,00 kr\\., tidligst 20\\. december 2025 \\(debitor ${at.town.anna}; krav \\d+\\)`,
    ),
  );
  const seal = /Segl: (\w+)/.exec(tried.out)?.[1] ?? '';

  const without = await configure(fileOf(5));
  expect(without).toMatchObject({ status: 1, out: '' });
  expect(without.err).toContain(`--accept ${seal}`);

  // Another bill has come in between, so that the seal is no longer for what would happen.
  await at.town.raise({ claimId: 'R-2', due: date('2025-12-16') });
  await at.dun('2025-12-20');
  const between = await configure(fileOf(5), '--accept', seal);
  expect(between).toMatchObject({ status: 1, out: '' });
  expect(between.err).toContain('2 af 2 regninger');

  const [told] = jsonLines((await configure(fileOf(5), '--dry-run', '--json')).out) as { seal: string }[];
  const taken = await configure(fileOf(5), '--accept', told?.seal ?? '', '--json');
  expect(jsonLines(taken.out)).toMatchObject([{ version: 3, affected: 2 }]);
  expect((await configure(fileOf(5))).out).toContain('version 3 gælder');
}, 90_000);

test('what it changes is told and sealed also where nothing runs today that it touches', async () => {
  const ground = {
    ground: 'Byrådet har besluttet det',
    recordedBy: 'Byrådet',
    recordedOn: date('2025-01-01'),
  };
  const { writeOff, demand } = townConfiguration();
  const file = fileOf(5, {
    demand: { ...demand, graceDays: 10 },
    writeOff: { ...writeOff, automatic: { ...writeOff.automatic, lapse: ground } },
  });
  const refused = await configure(file);
  expect(refused.status).toBe(1);
  expect(refused.err).toContain('Opsætningen ændrer: påkravet, afskrivningen.');
  expect(refused.err).toContain('Ikke talt op ved det, der er i gang: påkravet, afskrivningen.');
  const [told] = jsonLines((await configure(file, '--dry-run', '--json')).out) as { seal: string }[];
  expect(told).toMatchObject({ affected: 0, changed: ['demand', 'writeOff'], others: [] });
  const { portal } = townConfiguration();
  const pages = await configure(fileOf(5, { portal: { ...portal, state: 'test' } }), '--dry-run');
  expect(pages.out).toContain('Borgernes sider bliver anderledes:');
  expect((await configure(file, '--accept', told?.seal ?? '')).out).toContain('version 4 gælder');
}, 60_000);
