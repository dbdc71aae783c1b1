import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { municipalityCode } from '../../src/kernel/ids.ts';
import { readInMunicipality } from '../../src/platform/database.ts';
import { afdrag, jsonLines, type Said } from './command-line.ts';
import { freshDatabase, type FreshDatabase } from './database.ts';
import { demoTown, type DemoTown } from './demo-registers.ts';
import { withoutGrounds } from './town.ts';

const code = municipalityCode('997');
const town = ['--municipality', '997'];
const january = [...town, '--month', '2026-01'];

let database: FreshDatabase;
let demo: DemoTown;
/** Everything that any command has printed. */
const printed: string[] = [];

async function call(
  words: readonly string[],
  input = '',
  environment: Record<string, string> = {},
): Promise<Said> {
  const said = await afdrag(words, {
    input,
    environment: {
      DATABASE_URL: database.url,
      AFDRAG_NOW: '2026-01-10T09:00:00+01:00',
      AFDRAG_LOG_LEVEL: 'trace',
      ...demo.environment,
      ...environment,
    },
  });
  printed.push(said.out, said.err);
  return said;
}

function query<T>(statement: ReturnType<typeof sql<T>>): Promise<T[]> {
  return readInMunicipality(database, code, async (tx) => [...(await statement.execute(tx)).rows]);
}

function lastAccess(): Promise<unknown[]> {
  return query(sql`select purpose, debtor_number, about from access_log order by entry desc limit 1`);
}

beforeAll(async () => {
  database = await freshDatabase();
  demo = await demoTown(24);
});
afterAll(async () => {
  await demo.close();
  await database.close();
});

// One story in its order: a municipality is set up, its claims come in, January is decided, told and looked at.
describe.sequential('a month from the command line', () => {
  test('a configuration with a fault is refused with its place, and nothing is saved', async () => {
    const faulty = join(demo.folder, 'faulty.json');
    const document = JSON.parse(readFileSync(demo.configurationFile, 'utf8')) as { payment: object };
    writeFileSync(faulty, JSON.stringify({ ...document, payment: { ...document.payment, dueDay: 40 } }));
    const said = await call(['municipality', 'configure', '--file', faulty]);
    expect(said).toMatchObject({ status: 1, out: '' });
    expect(said.err).toContain('payment.dueDay: ');
    expect(await query(sql`select from configuration`)).toEqual([]);
  });

  test('before there is a configuration, facts and a run are refused in plain words', async () => {
    for (const words of [
      ['facts', 'fetch'],
      ['month', 'run'],
    ]) {
      const said = await call([...words, ...january]);
      expect(said).toMatchObject({ status: 1, out: '' });
      expect(said.err).toContain('har ingen opsætning endnu');
    }
  });

  test('without a recorded ground a dry run tells of drafts, and writes no letter that could not be sent', async () => {
    const cautious = join(demo.folder, 'cautious.json');
    const document = JSON.parse(readFileSync(demo.configurationFile, 'utf8')) as object;
    writeFileSync(cautious, JSON.stringify({ ...document, ...withoutGrounds }));
    expect((await call(['municipality', 'configure', '--file', cautious])).status).toBe(0);
    expect((await call(['claims', 'import', ...town, '--file', demo.claimsFile])).status).toBe(0);
    expect((await call(['facts', 'fetch', ...january])).status).toBe(0);
    const said = await call(['month', 'run', ...january, '--dry-run', '--json']);
    expect(said.err).toBe('');
    expect(said.status).toBe(0);
    const [report] = jsonLines(said.out) as [{ drafts: number; sampleLetter: string | null }];
    expect(report.drafts).toBeGreaterThan(5);
    expect(report.sampleLetter).toBeNull();
  });

  test('the municipality is configured, and the same file again is no new version', async () => {
    const configure = ['municipality', 'configure', '--file', demo.configurationFile];
    expect((await call(configure)).out).toContain('Opsætning version 2 gælder for Nabokøbing Kommune.');
    expect((await call(configure)).out).toContain('Opsætning version 2 gælder');
  });

  test('the dry run and the run give the same report, and the sample letter is for its owner’s eyes only', async () => {
    const dry = await call(['month', 'run', ...january, '--dry-run', '--json']);
    expect(dry.status).toBe(0);
    const [told] = jsonLines(dry.out) as [{ state: string; sampleLetter: string }];
    expect(told.state).toBe('dry-run');
    expect(readFileSync(told.sampleLetter).subarray(0, 5).toString()).toBe('%PDF-');
    expect(statSync(told.sampleLetter).mode & 0o077).toBe(0);
    expect(await query(sql`select from decision`)).toEqual([]);
    const real = await call(['month', 'run', ...january, '--json']);
    const [done] = jsonLines(real.out);
    expect(done).toEqual({ ...told, state: 'finished', sampleLetter: null });
  });

  test('a second run says in Danish that the month is done', async () => {
    const said = await call(['month', 'run', ...january]);
    expect(said.status).toBe(0);
    expect(said.out).toMatch(/^Januar 2026 var allerede afgjort\. Intet er ændret\./);
    expect(said.out).toMatch(/25 borgere i kørslen: \d+ skal betale, \d+ får henstand/);
  });

  test('the letters are made once, and one can be had as a file', async () => {
    const made = jsonLines((await call(['letters', 'make', ...town, '--json'])).out) as [
      { made: number; refused: [] },
    ];
    expect(made[0].made).toBeGreaterThan(10);
    expect(made[0].refused).toEqual([]);
    expect((await call(['letters', 'make', ...town])).out).toBe('0 breve er lavet.\n');
    const file = join(demo.folder, 'brev.pdf');
    const said = await call(['letters', 'export', ...january, '--debtor', '100001', '--file', file]);
    expect(said.out).toContain(`er skrevet til ${file}`);
    expect(readFileSync(file).subarray(0, 5).toString()).toBe('%PDF-');
    expect(statSync(file).mode & 0o077).toBe(0);
    expect(await lastAccess()).toEqual([
      { purpose: 'copy of a letter', debtor_number: 100_001, about: 'letter 2026-01' },
    ]);
  });

  test('a letter that was never made is said not to be there, and no file is written', async () => {
    const file = join(demo.folder, 'intet.pdf');
    const said = await call([
      'letters',
      'export',
      ...town,
      '--month',
      '2026-02',
      '--debtor',
      '100001',
      '--file',
      file,
    ]);
    expect(said).toMatchObject({ status: 1, out: '' });
    expect(existsSync(file)).toBe(false);
  });

  test('an explanation is given in Danish and English and as data, and each look is noted with its purpose', async () => {
    const about = [...january, '--debtor', '100001'];
    const danish = await call(['explain', ...about, '--purpose', 'borgeren ringede']);
    expect(danish.out).toMatch(/^Debitor 100001, januar 2026\n/);
    expect(danish.out).toMatch(/Resultat: [\d.]+,00 kr\. om måneden/);
    expect(await lastAccess()).toEqual([
      { purpose: 'borgeren ringede', debtor_number: 100_001, about: 'explain 2026-01' },
    ]);
    expect((await call(['explain', ...about, '--lang', 'en'])).out).toMatch(/^Debtor 100001, January 2026\n/);
    const [data] = jsonLines((await call(['explain', ...about, '--json'])).out);
    expect(data).toMatchObject({
      municipality: '997',
      debtor: 100_001,
      month: '2026-01',
      outcome: 'plan',
      monthly: expect.stringMatching(/^\d+\.00$/),
      steps: expect.arrayContaining([
        expect.objectContaining({ question: 'instalment', paragraph: expect.any(String) }),
      ]),
    });
    expect(await lastAccess()).toEqual([
      { purpose: 'explanation of a decision', debtor_number: 100_001, about: 'explain 2026-01' },
    ]);
  });

  test('an explanation can be asked for by CPR number on standard input, with or without dash', async () => {
    const [{ cpr }] = (await query(
      sql<{ cpr: string }>`select cpr from debtor where debtor_number = 100001`,
    )) as [{ cpr: string }];
    for (const written of [cpr, `${cpr.slice(0, 6)}-${cpr.slice(6)}\n`]) {
      const said = await call(['explain', ...january, '--cpr', '-', '--json'], written);
      expect(said.status).toBe(0);
      expect(jsonLines(said.out)[0]).toMatchObject({ debtor: 100_001 });
    }
    const unknown = await call(['explain', ...january, '--cpr', '-'], '6101019999');
    expect(unknown).toMatchObject({
      status: 1,
      out: '',
      err: 'Kommunen har ingen debitor med det CPR-nummer.\n',
    });
    const impossible = await call(['explain', ...january, '--cpr', '-'], '3113801234');
    expect(impossible).toMatchObject({ status: 1, out: '', err: 'Det er ikke et CPR-nummer.\n' });
  });

  test('a CPR number as an argument is refused and never repeated', async () => {
    for (const words of [
      ['explain', ...january, '--debtor', '0101801234'],
      ['explain', ...january, '--debtor', '010180-1234'],
      ['explain', ...january, '--cpr', '0101801234'],
      ['explain', ...january, '0101801234'],
      ['explain', ...january, '--cpr=0101801234'],
      ['explain', '--0101801234'],
      ['explain', '--municipality', '0101801234', '--month', '2026-01', '--debtor', '100001'],
      ['0101801234'],
    ]) {
      const said = await call(words);
      expect([said.status, said.out], words.join(' ')).toEqual([2, '']);
      expect(said.err).not.toMatch(/0101801234|010180-1234/);
    }
  });

  test('a debtor, month or municipality that is not there is said so', async () => {
    const explain = (...words: readonly string[]) => call(['explain', ...words]);
    expect(await explain(...january, '--debtor', '100999')).toMatchObject({
      status: 1,
      err: 'Kommunen har ingen debitor med det nummer.\n',
    });
    expect(await explain(...town, '--month', '2026-02', '--debtor', '100001')).toMatchObject({
      status: 1,
      err: 'februar 2026 er ikke kørt endnu.\n',
    });
    expect((await explain('--municipality', '101', '--month', '2026-01', '--debtor', '100001')).err).toBe(
      'Kommune 101 er ikke sat op her. Opret den med: afdrag municipality create\n',
    );
  });

  test('verify ends with how many were checked and how many differ', async () => {
    const said = await call(['verify', '--json']);
    expect(said.status).toBe(0);
    expect(said.out.trimEnd().split('\n').at(-1)).toBe('{"checked":25,"differences":0}');
  });

  test('verify names a determination that was changed behind our back, and fails', async () => {
    const change = (monthly: ReturnType<typeof sql>) =>
      database.asAdmin((admin) =>
        sql`update m0997.determination set monthly_ore = ${monthly} where debtor_number = 100001`.execute(
          admin,
        ),
      );
    await change(sql`monthly_ore + 5000`);
    const said = await call(['verify', '--json', ...town]);
    await change(sql`monthly_ore - 5000`);
    expect(said.status).toBe(1);
    expect(jsonLines(said.out)).toEqual([
      { municipality: '997', month: '2026-01', debtor: 100_001, difference: true },
      { checked: 25, differences: 1 },
    ]);
  });

  test('a register that does not answer is told, noted, and decides nothing', async () => {
    demo.setClock('2026-02-10T09:00:00+01:00');
    const february = { AFDRAG_NOW: '2026-02-10T09:00:00+01:00' };
    const [first = ''] = (
      await query(sql<{ cpr: string }>`select cpr from debtor order by debtor_number limit 1`)
    ).map(({ cpr }) => cpr);
    demo.registers.income.fail([
      {
        trouble: { tag: 'refused', code: 'CLOSED' },
        when: { tag: 'persons', numbers: new Set([first as never]) },
      }, // a number of the demo
    ]);
    demo.registers.persons.fail([
      { trouble: { tag: 'malformed' }, when: { tag: 'persons', numbers: new Set([first as never]) } },
    ]); // likewise
    const fetched = await call(['facts', 'fetch', ...town, '--month', '2026-02'], '', february);
    expect(fetched.status).toBe(1);
    expect(fetched.out).toContain('Ikke modtaget: indkomst, registret afviste spørgsmålet: 1.');
    expect(fetched.out).toContain('Ikke modtaget: CPR, svaret kunne ikke læses: 1.');
    const [report] = jsonLines(
      (await call(['month', 'run', ...town, '--month', '2026-02', '--json'], '', february)).out,
    );
    expect(report).toMatchObject({
      needsPerson: {
        'income-not-obtained': { count: 1, debtors: [100_001] },
        'person-not-obtained': { count: 1, debtors: [100_001] },
      },
    });
    expect(
      await query(sql`select from decision where month = '2026-02-01' and debtor_number = 100001`),
    ).toEqual([]);
  });

  test('a date without a table is refused with what is missing, and nothing is written', async () => {
    const said = await call(['month', 'run', ...town, '--month', '2026-03', '--on', '2027-03-10']);
    expect(said).toMatchObject({ status: 1, out: '' });
    expect(said.err).toContain(
      'Der er ingen betalingsevnetabel for 10. marts 2027. Intet er beregnet eller afgjort.',
    );
    expect(await query(sql`select from month_run where month = '2026-03-01'`)).toEqual([]);
  });

  test('in all that was printed, also on the log at its most talkative, there is no CPR number', () => {
    const all = printed.join('\n');
    expect(all.length).toBeGreaterThan(5_000);
    for (const number of demo.numbers) {
      expect(all).not.toContain(number);
      expect(all).not.toContain(`${number.slice(0, 6)}-${number.slice(6)}`);
    }
    expect(all.match(/(?<![\d.])\d{6}-?\d{4}(?![\d.])/g) ?? []).toEqual([]);
  });
});

describe('calling a command wrongly', () => {
  test.each([
    [['assess'], '--stdin mangler'],
    [['month', 'run', '--month', '2026-03'], '--municipality mangler'],
    [['month', 'run', ...town, '--month', '2026-13'], '--month skal være en måned'],
    [['month', 'run', ...town, '--month', '2026-03', '--on', '2026-02-30'], '--on skal være en dato'],
    [
      ['month', 'run', ...town, '--month', '2026-03', '--facts-as-of', '-1'],
      'kender ikke en af mulighederne',
    ],
    [
      ['month', 'run', ...town, '--month', '2026-03', '--facts-as-of', '1.5'],
      '--facts-as-of skal være et helt tal',
    ],
    [['month', 'run', ...town, '--month', '2026-03', '--dryrun'], 'kender ikke en af mulighederne'],
    [['explain', ...january, '--debtor', '100001', '--lang', 'de'], '--lang skal være da eller en'],
    [['explain', ...january], '--debtor mangler'],
    [['letters', 'export', ...january, '--debtor', '100001'], '--file mangler'],
  ])('%j ends with status 2 and says what is wrong', async (words, problem) => {
    const said = await call(words);
    expect([said.status, said.out]).toEqual([2, '']);
    expect(said.err).toContain(problem);
    expect(said.err).toContain(`Brug: afdrag ${words[0]}`);
  });

  test('an unknown command lists those there are, with status 2; asking for help is no mistake', async () => {
    const unknown = await call(['month', 'walk']);
    expect(unknown.status).toBe(2);
    expect(unknown.err).toContain('  month run\n');
    expect((await call(['--help'])).status).toBe(0);
  });

  test('an environment that cannot be used is said to be so without its value', async () => {
    const said = await call(['verify'], '', { DATABASE_URL: 'mysql://user:secret-word@host/db' });
    expect(said.status).toBe(2);
    expect(said.err).toContain('DATABASE_URL');
    expect(said.err).not.toContain('secret-word');
  });
});

describe('questions on standard input', () => {
  const asked = (net: number) =>
    JSON.stringify({
      date: '2026-03-01',
      netIncomeYear: `${net}.00`,
      dependants: false,
      benefits: [],
      otherIncome: true,
    });

  test('ten thousand lines are answered in their order, with the bad ones in their place', async () => {
    const lines = Array.from({ length: 10_000 }, (_, index) =>
      index % 1_000 === 7 ? '{bad' : asked(200_000 + index),
    );
    const said = await call(['assess', '--stdin'], `${lines.join('\n')}\n`);
    expect(said.status).toBe(1);
    const answers = said.out.trimEnd().split('\n');
    expect(answers).toHaveLength(10_000);
    expect(answers.filter((each) => each === '{"error":"not a line of JSON"}')).toHaveLength(10);
    expect(answers[7]).toBe('{"error":"not a line of JSON"}');
    const alone = await call(['assess', '--stdin'], `${asked(200_000)}\n${asked(209_999)}\n`);
    expect(alone.status).toBe(0);
    expect([answers[0], answers[9_999]]).toEqual(alone.out.trimEnd().split('\n'));
  });

  test('need no database', async () => {
    const environment = { DATABASE_URL: 'postgresql://nobody@127.0.0.1:1/none' };
    expect(await call(['fi', '--stdin'], '71 00000000123456 81234567\nx\n', environment)).toMatchObject({
      status: 1,
      out: expect.stringMatching(/^\+71<000000001234566 \+81234567<\nerror: /),
      err: '',
    });
  });
});
