import { PassThrough, Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { describe, expect, it } from 'vitest';
import { answerLines } from './question-command.ts';
import { questions, type NamedQuestion } from './questions/questions.ts';

const assess = questions['assess'] as NamedQuestion; // it is on the list

async function ask(input: string | readonly string[]): Promise<{ status: number; lines: string[] }> {
  const out = new PassThrough();
  const written = text(out);
  const status = await answerLines(assess, Readable.from(typeof input === 'string' ? [input] : input), out);
  out.end();
  return { status, lines: (await written).split('\n').slice(0, -1) };
}

const line = (net: number) =>
  JSON.stringify({ date: '2026-03-01', netIncomeYear: `${net}.00`, dependants: false, benefits: [] });

describe('questions line by line', () => {
  it('are answered in their order, one line each', async () => {
    const { status, lines } = await ask(`${line(252_000)}\n${line(100)}\n${line(504_800)}\n`);
    expect(status).toBe(0);
    expect(lines.map((each) => (JSON.parse(each) as { monthly?: string }).monthly)).toEqual([
      '3950.00',
      undefined,
      '25200.00',
    ]);
  });

  it('a line that cannot be answered gives an error in its place, and the others are answered all the same', async () => {
    const { status, lines } = await ask(`${line(252_000)}\nhej\n${line(252_000)}\n`);
    expect(status).toBe(1);
    expect(lines[1]).toBe('{"error":"not a line of JSON"}');
    expect(lines[2]).toBe(lines[0]);
    expect(lines).toHaveLength(3);
  });

  it('the last line counts also without its line end, and Windows line ends do no harm', async () => {
    expect((await ask(`${line(252_000)}\r\n${line(252_000)}`)).lines).toHaveLength(2);
  });

  it('a mark before the first line, as Windows programs write it, is no part of it; inside it is', async () => {
    const { status, lines } = await ask(`\uFEFF${line(252_000)}\n\uFEFF${line(252_000)}\n`);
    expect([status, lines[0], lines[1]]).toEqual([
      1,
      (await ask(line(252_000))).lines[0],
      '{"error":"not a line of JSON"}',
    ]);
  });

  it('letters beyond ASCII may be cut in two by the pipe', async () => {
    const bytes = Buffer.from(
      JSON.stringify({ date: '2026-03-01', dependants: false, benefits: ['kontanthjælp'] }),
    );
    const cut = bytes.indexOf(0xc3) + 1;
    const out = new PassThrough();
    const written = text(out);
    const pipe = Readable.from([bytes.subarray(0, cut), bytes.subarray(cut)], { objectMode: false });
    expect(await answerLines(assess, pipe, out)).toBe(0);
    out.end();
    expect(await written).toContain('"reason":"benefit"');
  });

  it('only a line end ends a line: a text may hold other separators', async () => {
    for (const separator of ['\u2028', '\u2029']) {
      const odd = JSON.stringify({ date: '2026-03-01', dependants: false, benefits: [`a${separator}b`] });
      expect(odd).toContain(separator);
      expect((await ask(`${odd}\n${line(252_000)}\n`)).lines).toHaveLength(2);
    }
  });

  it('nothing asked is nothing answered', async () => {
    expect(await ask('')).toEqual({ status: 0, lines: [] });
  });
});
