import { describe, expect, it } from 'vitest';
import { Given, UsageError } from './command.ts';

const given = (values: Record<string, unknown>) => new Given(values);

function problemOf(read: () => unknown): string {
  try {
    read();
  } catch (error) {
    if (error instanceof UsageError) return error.message;
    throw error;
  }
  throw new Error('accepted');
}

describe('the options of a command', () => {
  it('are read into what they mean', () => {
    const options = given({
      municipality: '998',
      month: '2026-03',
      debtor: '100001',
      on: '2026-03-10',
      'facts-as-of': '7',
      json: true,
    });
    expect(options.municipality()).toBe('998');
    expect(options.month()).toBe('2026-03');
    expect(options.debtor()).toBe(100_001);
    expect(options.date('on')).toBe('2026-03-10');
    expect(options.wholeNumber('facts-as-of')).toBe(7);
    expect([options.flag('json'), options.flag('dry-run')]).toEqual([true, false]);
  });

  it('that are left out are missing, unless the command can do without', () => {
    expect(problemOf(() => given({}).debtor())).toBe('--debtor mangler');
    expect(given({}).date('on')).toBeNull();
    expect(given({}).wholeNumber('facts-as-of')).toBeNull();
    expect(given({}).oneOf('lang', ['da', 'en'])).toBe('da');
  });

  it.each([
    ['a month of the year 13', () => given({ month: '2026-13' }).month(), '--month skal være en måned'],
    ['a day as a month', () => given({ month: '2026-03-01' }).month(), '--month skal være en måned'],
    ['a day that does not exist', () => given({ on: '2026-02-30' }).date('on'), '--on skal være en dato'],
    ['part of a number', () => given({ rows: '1.5' }).wholeNumber('rows'), '--rows skal være et helt tal'],
    ['a negative number', () => given({ rows: '-1' }).wholeNumber('rows'), '--rows skal være et helt tal'],
    [
      'another language',
      () => given({ lang: 'de' }).oneOf('lang', ['da', 'en']),
      '--lang skal være da eller en',
    ],
    [
      'a code of two digits',
      () => given({ municipality: '98' }).municipality(),
      'en kommunekode på tre cifre',
    ],
  ])('%s is refused with the form it must have', (_, read, problem) => {
    expect(problemOf(read)).toContain(problem);
  });

  it.each(['0101801234', '010180-1234', '6101801234', '99999', '0100001', 'x'])(
    'a CPR number or anything else is no debtor number, and is not repeated (%#)',
    (typed) => {
      const problem = problemOf(() => given({ debtor: typed }).debtor());
      expect(problem).toContain('aldrig et CPR-nummer');
      expect(problem.replace('CPR-nummer', '')).not.toContain(typed);
    },
  );
});

describe('the database that a command is about', () => {
  it('is the usual one when none is named, and else the one that is', () => {
    expect(given({}).database()).toBeNull();
    expect(given({ database: 'demo-play' }).database()).toBe('demo-play');
  });

  it.each(['Demo', 'demo play', '9demo', 'demo_play', 'demo;drop', '', 'x'.repeat(42), '../afdrag'])(
    'is refused when it is none of ours (%j)',
    (name) => {
      expect(problemOf(() => given({ database: name }).database())).toContain('--database skal være');
    },
  );

  it.each(['postgres', 'template0', 'template1'])('is never the server’s own %s', (name) => {
    expect(problemOf(() => given({ database: name }).database())).toContain('--database skal være');
  });
});
