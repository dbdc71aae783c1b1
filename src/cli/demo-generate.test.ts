import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { municipalityCode } from '../kernel/ids.ts';
import { demoEventsIn } from '../demo/events.ts';
import { couldBeRealBusinessNumber } from '../demo/generate/invented-numbers.ts';
import { townOf } from '../demo/generate/towns.ts';
import { checkLetterTexts } from '../letters/texts/override.ts';
import { PROJECT_ROOT } from '../platform/config.ts';
import { demoGenerate, demoRefusalInPlainWords, demoSize, demoSummaryLines } from './demo-generate.ts';
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

  it('makes the first demo as large as Vallensbæk’s case, and the second as large as Hedensted’s', () => {
    expect(['998', '999'].map((code) => demoSize(municipalityCode(code)))).toEqual([289, 1_100]);
  });

  it('tells what happens as the municipality has chosen: due days, and whether people are heard', async () => {
    const events = async (code: '998' | '999') => {
      const out = join(folder, `events-${code}`);
      await demoGenerate({ municipality: municipalityCode(code), size: 70, seed: 1, out });
      const read = demoEventsIn(out);
      if (!read.ok) throw new Error(read.refusal.tag);
      const firstPaid = read.value.find(({ event, debtor }) => event === 'payment' && debtor === 100_001);
      return [firstPaid?.on, read.value.some(({ event }) => event === 'hearing-answer')];
    };
    expect(await events('998')).toEqual(['2026-02-02', false]);
    expect(await events('999')).toEqual(['2026-03-02', true]);
  });
});

describe.each(['998', '999'])('the demo municipality %s', (code) => {
  const set = configurationFile(join(PROJECT_ROOT, 'municipalities', code, 'municipality.json'));

  it('uses business numbers that nobody has', async () => {
    const { cvr, registers } = await set;
    expect([cvr, registers.seNumber].map(couldBeRealBusinessNumber)).toEqual([false, false]);
  });

  it('has arms of its own, and its people live where it lies', async () => {
    const { letterhead } = await set;
    expect(existsSync(join(PROJECT_ROOT, 'municipalities', letterhead.arms))).toBe(true);
    expect(letterhead.arms).toBe(`${code}/arms.svg`);
    expect(letterhead.address.at(-1)).toBe(townOf(code).postal);
  });

  it('says of every ground that it is only the demo’s', async () => {
    const { automatic, hearing } = await set;
    const grounds = [...Object.values(automatic), hearing.leftOut].flatMap((one) => one?.ground ?? []);
    for (const ground of grounds) expect(ground).toMatch(/demo/);
  });

  it('has own words only where letters have words, with the same places', async () => {
    const { letters } = await set;
    expect(checkLetterTexts(letters)).toEqual([]);
    expect(Object.keys(letters.english)).toEqual(Object.keys(letters.texts));
  });
});

describe('the two demo municipalities', () => {
  it('have chosen otherwise: the second hears people, and a person approves what burdens them', async () => {
    const [first, second] = await Promise.all(
      ['998', '999'].map((code) =>
        configurationFile(join(PROJECT_ROOT, 'municipalities', code, 'municipality.json')),
      ),
    );
    const chosen = (each: typeof first) => ({
      hears: each?.hearing.leftOut === null,
      plan: each?.automatic.plan !== null,
      rise: each?.automatic.rise !== null,
      deferral: each?.automatic.deferral !== null,
      lapse: each?.automatic.lapse !== null,
      dueDay: each?.payment.dueDay,
      paymentLine: each?.payment.creditorNumber !== null,
      ownWords: Object.keys(each?.letters.texts ?? {}).length > 0,
    });
    const asFirst = { hears: false, plan: true, rise: true, deferral: true, lapse: true };
    expect(chosen(first)).toEqual({ ...asFirst, dueDay: 1, paymentLine: true, ownWords: false });
    const asSecond = { hears: true, plan: false, rise: false, deferral: true, lapse: true };
    expect(chosen(second)).toEqual({ ...asSecond, dueDay: 31, paymentLine: false, ownWords: true });
  });
});
