import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { CprNumber } from '../../src/kernel/cpr-number.ts';
import { municipalityCode } from '../../src/kernel/ids.ts';
import { readInMunicipality } from '../../src/platform/database.ts';
import { afdrag, jsonLines, type Said } from './command-line.ts';
import { freshDatabase, type FreshDatabase } from './database.ts';
import { demoTown, type DemoTown } from './demo-registers.ts';
import { withoutGrounds, behindOurBack } from './town.ts';

const code = municipalityCode('997');
const town = ['--municipality', '997'];
const january = [...town, '--month', '2026-01'];

let demo: DemoTown;
beforeAll(async () => {
  demo = await demoTown(24);
});
afterAll(() => demo.close());

/** Runs a command, and sees to it that whatever it prints, also on its most talkative log, is no CPR number. */
async function call(
  words: readonly string[],
  given: { input?: string; environment?: Record<string, string> } = {},
): Promise<Said> {
  const environment = {
    // Nobody listens there: what is called wrongly must be refused before a database is asked for.
    DATABASE_URL: 'postgresql://nobody@127.0.0.1:1/none',
    AFDRAG_NOW: '2026-01-10T09:00:00+01:00',
    AFDRAG_LOG_LEVEL: 'trace',
    ...demo.environment,
    ...given.environment,
  };
  const said = await afdrag(words, { ...given, environment });
  expect(numbersIn(said.out + said.err)).toEqual([]);
  return said;
}

function numbersIn(printed: string): string[] {
  const written = demo.numbers.flatMap((number) => [number, `${number.slice(0, 6)}-${number.slice(6)}`]);
  const lookAlikes = printed.match(/(?<![\d.])\d{6}-?\d{4}(?![\d.])/g) ?? [];
  return [...written.filter((number) => printed.includes(number)), ...lookAlikes];
}

/** A municipality of its own that commands are called for. */
interface Place extends AsyncDisposable {
  readonly database: FreshDatabase;
  call(words: readonly string[], input?: string, environment?: Record<string, string>): Promise<Said>;
  query<T>(statement: ReturnType<typeof sql<T>>): Promise<T[]>;
}

async function aPlace(): Promise<Place> {
  const database = await freshDatabase({ neighbour: true });
  return {
    database,
    call: (words, input = '', environment = {}) =>
      call(words, { input, environment: { DATABASE_URL: database.url, ...environment } }),
    query: (statement) =>
      readInMunicipality(database, code, async (tx) => [...(await statement.execute(tx)).rows]),
    [Symbol.asyncDispose]: () => database.close(),
  };
}

/** A command that must go well. */
async function done(place: Place, ...words: readonly string[]): Promise<Said> {
  const said = await place.call(words);
  if (said.status !== 0) throw new Error(`${words.join(' ')}: ${said.err}`);
  return said;
}

function changedConfiguration(name: string, changes: object): string {
  const file = join(demo.folder, name);
  const document = JSON.parse(readFileSync(demo.configurationFile, 'utf8')) as object;
  writeFileSync(file, JSON.stringify({ ...document, ...changes }));
  return file;
}

describe('a municipality that is being set up', () => {
  test('a configuration with a fault, or a decision of a day that has not come, is refused with its place, and nothing is saved', async () => {
    await using place = await aPlace();
    const file = changedConfiguration('faulty.json', {
      payment: { creditorNumber: null, kind: '71', dueDay: 40 },
    });
    const said = await place.call(['municipality', 'configure', '--file', file]);
    expect(said).toMatchObject({ status: 1, out: '' });
    expect(said.err).toContain('payment.dueDay: ');
    const decided = { decidedOn: '2099-01-01', reference: 'Byrådet 12/2008' };
    const slip = changedConfiguration('slip.json', {
      claimTypes: { KFDAINS: { interest: decided, fee: { ...decided, decidedOn: '2009-01-01' } } },
    });
    const refused = await place.call(['municipality', 'configure', '--file', slip]);
    expect(refused.err).toContain('claimTypes.KFDAINS.interest.decidedOn: "2099-01-01" er ikke kommet endnu');
    expect(refused.err).not.toContain('fee');
    expect(await place.query(sql`select from configuration`)).toEqual([]);
  });

  test('a configuration file that is not there or not JSON is said to be so', async () => {
    await using place = await aPlace();
    const configure = (file: string) => place.call(['municipality', 'configure', '--file', file]);
    expect((await configure(join(demo.folder, 'none.json'))).err).toContain('kan ikke læses');
    expect((await configure(demo.claimsFile)).err).toContain('er ikke JSON');
  });

  test('the same configuration again is no new version; another one is', async () => {
    await using place = await aPlace();
    const configure = (file: string) => done(place, 'municipality', 'configure', '--file', file);
    expect((await configure(demo.configurationFile)).out).toContain(
      'Opsætning version 1 gælder for Nabokøbing Kommune.',
    );
    expect((await configure(demo.configurationFile)).out).toContain('version 1 gælder');
    const other = changedConfiguration('other.json', { owedBack: { type: 'CFFAKTU', payDays: 20 } });
    expect((await configure(other)).out).toContain('version 2 gælder');
  });

  test('before there is a configuration, facts and a run are refused in plain words', async () => {
    await using place = await aPlace();
    for (const words of [
      ['facts', 'fetch'],
      ['month', 'run'],
    ]) {
      const said = await place.call([...words, ...january]);
      expect(said).toMatchObject({ status: 1, out: '' });
      expect(said.err).toContain('har ingen opsætning endnu');
    }
  });

  test('without a recorded ground a dry run tells of drafts, and shows the letter that goes out first', async () => {
    await using place = await aPlace();
    await done(
      place,
      'municipality',
      'configure',
      '--file',
      changedConfiguration('cautious.json', withoutGrounds),
    );
    await done(place, 'claims', 'import', ...town, '--file', demo.claimsFile);
    await done(place, 'facts', 'fetch', ...january);
    const said = await done(place, 'month', 'run', ...january, '--dry-run', '--json');
    const [report] = jsonLines(said.out) as [{ drafts: number; sampleLetter: string | null }];
    expect(report.drafts).toBeGreaterThan(5);
    // Who is to pay is heard first, so the sample is the letter that asks them.
    const [sample] = jsonLines(said.out) as [{ changes: Record<string, { debtors: readonly number[] }> }];
    expect(sample.changes['start-plan']?.debtors.length).toBeGreaterThan(0);
    expect(
      readFileSync(report.sampleLetter ?? '')
        .subarray(0, 5)
        .toString(),
    ).toBe('%PDF-');
  });
});

describe('a run that must not be', () => {
  test('for a month, date or batch that lacks what it needs is refused with what is missing, and nothing is written', async () => {
    await using place = await aPlace();
    await done(place, 'municipality', 'configure', '--file', demo.configurationFile);
    await done(place, 'claims', 'import', ...town, '--file', demo.claimsFile);
    const run = (...words: readonly string[]) => place.call(['month', 'run', ...town, ...words]);
    const nothing = await run('--month', '2026-01');
    expect(nothing.err).toContain('Der er ingen oplysninger at regne på.');
    await done(place, 'facts', 'fetch', ...january);
    const noFacts = await run('--month', '2026-02');
    expect(noFacts.err).toContain('Der er ikke hentet oplysninger til februar 2026,');
    const noTable = await run('--month', '2026-01', '--on', '2027-03-10');
    expect(noTable.err).toContain(
      'Der er ingen betalingsevnetabel for 10. marts 2027. Intet er beregnet eller afgjort.',
    );
    const noBatch = await run('--month', '2026-01', '--facts-as-of', '0');
    expect(noBatch.err).toBe('Den batch findes ikke; den seneste er 1.\n');
    for (const said of [nothing, noFacts, noTable, noBatch])
      expect(said).toMatchObject({ status: 1, out: '' });
    expect(await place.query(sql`select from month_run`)).toEqual([]);
  });
});

describe('a month from the command line', () => {
  let place: Place;
  /** What the commands of the month have said, in their order. */
  let dry: Said;
  let ran: Said;
  let made: Said;
  let sampleOfDryRun: { readonly begins: string; readonly mode: number; readonly decisions: number };

  beforeAll(async () => {
    place = await aPlace();
    await done(place, 'municipality', 'configure', '--file', demo.configurationFile);
    await done(place, 'claims', 'import', ...town, '--file', demo.claimsFile);
    await done(place, 'facts', 'fetch', ...january);
    dry = await done(place, 'month', 'run', ...january, '--dry-run', '--json');
    const [{ sampleLetter }] = jsonLines(dry.out) as [{ sampleLetter: string }];
    sampleOfDryRun = {
      begins: readFileSync(sampleLetter).subarray(0, 5).toString(),
      mode: statSync(sampleLetter).mode & 0o777,
      decisions: (await place.query(sql`select from decision`)).length,
    };
    ran = await done(place, 'month', 'run', ...january, '--json');
    made = await done(place, 'letters', 'make', ...town, '--json');
  });
  afterAll(() => place[Symbol.asyncDispose]());

  const lastAccess = () =>
    place.query(sql`select purpose, debtor_number, about from access_log order by entry desc limit 1`);

  test('the dry run and the run give the same report', () => {
    const [told] = jsonLines(dry.out) as [object];
    expect(told).toMatchObject({ state: 'dry-run', debtors: demo.summary.debtors });
    expect(jsonLines(ran.out)).toEqual([{ ...told, state: 'finished', sampleLetter: null }]);
  });

  test('the dry run decided nothing; its sample letter is a PDF for its owner’s eyes only', () => {
    expect(sampleOfDryRun).toEqual({ begins: '%PDF-', mode: 0o600, decisions: 0 });
  });

  test('a second run says in Danish that the month is done', async () => {
    const said = await done(place, 'month', 'run', ...january);
    expect(said.out).toMatch(/^Januar 2026 var allerede afgjort\. Intet er ændret\./);
    expect(said.out).toMatch(/24 borgere i kørslen: \d+ skal betale, \d+ får henstand/);
  });

  test('every decision has got its letter, and a second job has nothing to make', async () => {
    const [{ decisions }] = (await place.query(
      sql<{ decisions: number }>`select count(*)::int as decisions from decision`,
    )) as [{ decisions: number }];
    expect(jsonLines(made.out)).toEqual([{ made: decisions, refused: [] }]);
    expect((await done(place, 'letters', 'make', ...town)).out).toBe('0 breve er lavet.\n');
  });

  test('a letter can be had as a file, and that is noted', async () => {
    const file = join(demo.folder, 'brev.pdf');
    const said = await done(place, 'letters', 'export', ...january, '--debtor', '100001', '--file', file);
    expect(said.out).toContain(`er skrevet til ${file}`);
    expect(readFileSync(file).subarray(0, 5).toString()).toBe('%PDF-');
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(await lastAccess()).toEqual([
      { purpose: 'copy of a letter', debtor_number: 100_001, about: 'letter 2026-01' },
    ]);
  });

  test('a letter that was never made is said not to be there, and no file is written', async () => {
    const file = join(demo.folder, 'intet.pdf');
    const february = [...town, '--month', '2026-02', '--debtor', '100001'];
    const said = await place.call(['letters', 'export', ...february, '--file', file]);
    expect(said).toMatchObject({ status: 1, out: '' });
    expect(existsSync(file)).toBe(false);
  });

  test('an explanation is given in Danish and English and as data, and each look is noted with its purpose', async () => {
    const explain = ['explain', ...january, '--debtor', '100001'];
    const danish = await done(place, ...explain, '--purpose', 'borgeren ringede');
    expect(danish.out).toMatch(/^Debitor 100001, januar 2026\n/);
    expect(danish.out).toMatch(/Resultat: [\d.]+,00 kr\. om måneden/);
    expect(await lastAccess()).toEqual([
      { purpose: 'borgeren ringede', debtor_number: 100_001, about: 'explain 2026-01' },
    ]);
    expect((await done(place, ...explain, '--lang', 'en')).out).toMatch(/^Debtor 100001, January 2026\n/);
    const [data] = jsonLines((await done(place, ...explain, '--json')).out);
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
    const [row] = await place.query(
      sql<{ cpr: string }>`select cpr from debtor_cpr where debtor_number = 100001`,
    );
    const cpr = row?.cpr ?? '';
    for (const written of [cpr, `${cpr.slice(0, 6)}-${cpr.slice(6)}\n`]) {
      const said = await place.call(['explain', ...january, '--cpr', '-', '--json'], written);
      expect(jsonLines(said.out)[0]).toMatchObject({ debtor: 100_001 });
    }
    expect(await place.call(['explain', ...january, '--cpr', '-'], '6101019999')).toMatchObject({
      status: 1,
      out: '',
      err: 'Kommunen har ingen debitor med det CPR-nummer.\n',
    });
    expect(await place.call(['explain', ...january, '--cpr', '-'], '3113801234')).toMatchObject({
      status: 1,
      out: '',
      err: 'Det er ikke et CPR-nummer.\n',
    });
  });

  test('a debtor, month or municipality that is not there is said so', async () => {
    const explain = (...words: readonly string[]) => place.call(['explain', ...words]);
    expect(await explain(...january, '--debtor', '100999')).toMatchObject({
      status: 1,
      err: 'Kommunen har ingen debitor med det nummer.\n',
    });
    expect(await explain(...town, '--month', '2026-02', '--debtor', '100001')).toMatchObject({
      status: 1,
      err: 'februar 2026 er ikke kørt endnu.\n',
    });
    expect(await explain('--municipality', '101', '--month', '2026-01', '--debtor', '100001')).toMatchObject({
      status: 1,
      err: 'Kommune 101 er ikke sat op her. Opret den med: afdrag municipality create\n',
    });
  });

  test('verify ends with how many were checked and how many differ', async () => {
    const said = await done(place, 'verify', '--json');
    expect(said.out.trimEnd().split('\n').at(-1)).toBe('{"checked":24,"differences":0}');
  });

  test('verify names a determination that was changed behind our back, and fails', async () => {
    const change = (monthly: ReturnType<typeof sql>) =>
      behindOurBack(
        place.database,
        sql`update m0997.determination set monthly_ore = ${monthly} where debtor_number = 100001`,
      );
    await change(sql`monthly_ore + 5000`);
    const said = await place.call(['verify', '--json', ...town]);
    await change(sql`monthly_ore - 5000`);
    expect(said.status).toBe(1);
    expect(jsonLines(said.out)).toEqual([
      { municipality: '997', month: '2026-01', debtor: 100_001, difference: true },
      { checked: demo.summary.debtors, differences: 1 },
    ]);
  });
});

describe('registers in trouble', () => {
  test('what they do not answer is told and noted, and decides nothing', async () => {
    await using place = await aPlace();
    await done(place, 'municipality', 'configure', '--file', demo.configurationFile);
    await done(place, 'claims', 'import', ...town, '--file', demo.claimsFile);
    const numbers = (
      await place.query(sql<{ cpr: string }>`select cpr from debtor_cpr order by debtor_number`)
    ).map(
      ({ cpr }) => new Set([cpr as CprNumber]), // the column holds nothing else
    );
    const [first, second, third] = numbers as [Set<CprNumber>, Set<CprNumber>, Set<CprNumber>];
    const { income, persons, benefits } = demo.registers;
    income.fail([{ trouble: { tag: 'refused', code: 'CLOSED' }, when: { tag: 'persons', numbers: first } }]);
    persons.fail([{ trouble: { tag: 'malformed' }, when: { tag: 'persons', numbers: first } }]);
    benefits.fail([
      { trouble: { tag: 'other-person', number: [...third][0]! }, when: { tag: 'persons', numbers: second } }, // it has one
    ]);
    const fetched = await place.call(['facts', 'fetch', ...january]);
    for (const register of [income, persons, benefits]) register.fail([]);
    expect(fetched.status).toBe(1);
    expect(fetched.out).toContain('Ikke modtaget: indkomst, registret afviste spørgsmålet: 1.');
    expect(fetched.out).toContain('Ikke modtaget: CPR, svaret kunne ikke læses: 1.');
    expect(fetched.out).toContain('Ikke modtaget: ydelser, svaret var om en anden person: 1.');
    const [report] = jsonLines((await done(place, 'month', 'run', ...january, '--json')).out);
    expect(report).toMatchObject({
      needsPerson: {
        'income-not-obtained': { count: 1, debtors: [100_001] },
        'person-not-obtained': { count: 1, debtors: [100_001] },
        'benefits-not-obtained': { count: 1, debtors: [100_002] },
      },
    });
    expect(await place.query(sql`select from decision where debtor_number in (100001, 100002)`)).toEqual([]);
    expect((await done(place, 'verify', '--json')).out).toContain('"differences":0');
  });
});

describe('CPR alone', () => {
  test('is asked about all who owe something, or only about those it has told nothing of; no other register is', async () => {
    await using place = await aPlace();
    await done(place, 'municipality', 'configure', '--file', demo.configurationFile);
    await done(place, 'claims', 'import', ...town, '--file', demo.claimsFile);
    const fetched = await done(place, 'facts', 'fetch', ...town, '--persons', '--json');
    const [{ debtors }] = jsonLines(fetched.out) as [{ debtors: number }];
    expect(debtors).toBeGreaterThan(5);
    expect(await place.query(sql`select distinct register from fact_message`)).toEqual([{ register: 'cpr' }]);
    const again = await done(place, 'facts', 'fetch', ...town, '--persons', '--unknown', '--json');
    expect(jsonLines(again.out)).toMatchObject([{ debtors: 0, missing: {} }]);
    const wrong = await place.call(['facts', 'fetch', ...january, '--unknown']);
    expect(wrong).toMatchObject({ status: 2, out: '' });
    expect(wrong.err).toContain('--unknown hører til --persons');
    expect((await place.call(['facts', 'fetch', ...january, '--persons'])).err).toContain(
      '--persons er ikke til en måneds kørsel',
    );
  });
});

describe('calling a command wrongly', () => {
  const wrong: readonly (readonly [readonly string[], string])[] = [
    [['assess'], '--stdin mangler'],
    [['month', 'run', '--month', '2026-03'], '--municipality mangler'],
    [['month', 'run', ...january, '--on', '2026-02-30'], '--on skal være en dato'],
    [['month', 'run', ...january, '--dryrun'], 'kender ikke --dryrun'],
    [['explain', ...january], '--debtor mangler'],
    [['letters', 'export', ...january, '--debtor', '100001'], '--file mangler'],
  ];
  test('ends with status 2, says what is wrong and how to call it, and asks for no database', async () => {
    const said = await Promise.all(wrong.map(([words]) => call(words)));
    for (const [index, [words, problem]] of wrong.entries()) {
      expect(said[index], words.join(' ')).toMatchObject({ status: 2, out: '' });
      expect(said[index]?.err).toContain(problem);
      expect(said[index]?.err).toContain(`Brug: afdrag ${words[0]}`);
    }
  });

  const withNumber: readonly (readonly string[])[] = [
    ['explain', ...january, '--debtor', '0101801234'],
    ['explain', ...january, '--cpr', '0101801234'],
    ['explain', ...january, '0101801234'],
    ['explain', '--0101801234'],
    ['explain', '--municipality', '0101801234', '--month', '2026-01', '--debtor', '100001'],
    ['0101801234'],
  ];
  test('with a CPR number as an argument is refused, and the number is never repeated', async () => {
    const said = await Promise.all(withNumber.map((words) => call(words)));
    for (const [index, words] of withNumber.entries()) {
      expect(said[index], words.join(' ')).toMatchObject({ status: 2, out: '' });
      expect(said[index]?.err).not.toMatch(/0101801234|010180-1234/);
    }
  });

  test('an unknown command lists those there are, with status 2; asking for help is no mistake', async () => {
    const unknown = await call(['month', 'walk']);
    expect(unknown.status).toBe(2);
    expect(unknown.err).toMatch(/^  month run +beregner og afgør en måned$/m);
    expect((await call(['--help'])).status).toBe(0);
  });

  test('an environment that cannot be used is said to be so without its value', async () => {
    const said = await call(['verify'], {
      environment: { DATABASE_URL: 'mysql://user:secret-word@host/db' },
    });
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
    const said = await call(['assess', '--stdin'], { input: `${lines.join('\n')}\n` });
    expect(said.status).toBe(1);
    const answers = said.out.trimEnd().split('\n');
    expect(answers).toHaveLength(10_000);
    expect(answers.filter((each) => each === '{"error":"not a line of JSON"}')).toHaveLength(10);
    expect(answers[7]).toBe('{"error":"not a line of JSON"}');
    const alone = await call(['assess', '--stdin'], { input: `${asked(200_000)}\n${asked(209_999)}\n` });
    expect(alone.status).toBe(0);
    expect([answers[0], answers[9_999]]).toEqual(alone.out.trimEnd().split('\n'));
  });

  test('need no database', async () => {
    const environment = { DATABASE_URL: 'postgresql://nobody@127.0.0.1:1/none' };
    const input = '71 00000000123456 81234567\nx\n';
    // Its answers are payment lines, which hold long numbers.
    expect(await afdrag(['fi', '--stdin'], { input, environment })).toMatchObject({
      status: 1,
      out: expect.stringMatching(/^\+71<000000001234566 \+81234567<\nerror: /),
      err: '',
    });
  });
});
