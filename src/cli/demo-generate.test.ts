import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { municipalityCode } from '../kernel/ids.ts';
import { couldBeRealBusinessNumber } from '../demo/generate/invented-numbers.ts';
import { PROJECT_ROOT } from '../platform/config.ts';
import { demoGenerate, demoRefusalInPlainWords, demoSummaryLines } from './demo-generate.ts';
import { PlainError } from './command.ts';
import { configurationFile } from './municipality.ts';

const folder = mkdtempSync(join(tmpdir(), 'demo-command-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const order = { municipality: municipalityCode('998'), size: 3, seed: 1 };

describe('afdrag demo generate', () => {
  it('writes the demo municipality’s files and says in Danish what it wrote', async () => {
    const out = join(folder, 'demo');
    const made = await demoGenerate({ ...order, out });
    if (!made.ok) throw new Error(made.refusal.tag);
    const lines = demoSummaryLines(made.value, out);
    expect(lines[0]).toBe(`Demo for kommune 998 er skrevet i ${out} (størrelse 3, startværdi 1).`);
    expect(lines[1]).toMatch(/^ {2}3 skyldnere med \d+ krav \(\d+ delkrav\), i alt 87\.197,23 kr\.$/);
    expect(lines.at(-1)).toContain('dag + 60');
  });

  it('says what to do when the number of debtors cannot be', async () => {
    const refused = await demoGenerate({ ...order, size: 0, out: join(folder, 'none') });
    if (refused.ok) throw new Error('a demo without debtors was written');
    expect(demoRefusalInPlainWords(refused.refusal)).toBe(
      'Antallet af skyldnere skal være mellem 1 og 10.000; der stod 0.',
    );
  });

  it('knows only municipalities that have a set-up', async () => {
    const unknown = { ...order, municipality: municipalityCode('001'), out: join(folder, 'unknown') };
    await expect(demoGenerate(unknown)).rejects.toThrow(PlainError);
  });

  it('uses business numbers for the demo municipality that nobody has', async () => {
    const file = join(PROJECT_ROOT, 'municipalities/998/municipality.json');
    const { cvr, registers } = await configurationFile(file);
    expect([cvr, registers.seNumber].map(couldBeRealBusinessNumber)).toEqual([false, false]);
  });
});
