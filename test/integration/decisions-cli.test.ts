import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { municipalityCode } from '../../src/kernel/ids.ts';
import { readInMunicipality } from '../../src/platform/database.ts';
import { afdrag, jsonLines, type Said } from './command-line.ts';
import { freshDatabase, type FreshDatabase } from './database.ts';
import { demoTown, type DemoTown } from './demo-registers.ts';
import { withoutGrounds } from './town.ts';

// What a debt office does with a month after the run, command by command: each is a process of its own, as it is for them.

const code = municipalityCode('997');
const town = ['--municipality', '997'];
const january = [...town, '--month', '2026-01'];
const BODIL = ['--by', 'Bodil'];

let demo: DemoTown;
let database: FreshDatabase;

/** Runs a command on a day; whatever it prints holds no CPR number. */
async function on(day: string, ...words: readonly string[]): Promise<Said> {
  const environment = {
    ...demo.environment,
    DATABASE_URL: database.url,
    AFDRAG_NOW: `${day}T09:00:00+01:00`,
    AFDRAG_DELIVERY: 'stand-in',
  };
  const said = await afdrag(words, { environment });
  const printed = said.out + said.err;
  expect(demo.numbers.filter((number) => printed.includes(number))).toEqual([]);
  return said;
}

/** The same, and it must go well. */
async function done(day: string, ...words: readonly string[]): Promise<string> {
  const said = await on(day, ...words);
  if (said.status !== 0) throw new Error(`${words.join(' ')}: ${said.err}`);
  return said.out;
}

interface Shown {
  readonly decision: string;
  readonly debtor: number;
  readonly change: string;
}

async function rows<T>(statement: ReturnType<typeof sql<T>>): Promise<T[]> {
  return readInMunicipality(database, code, async (tx) => [...(await statement.execute(tx)).rows]);
}

function only<T>(lines: string): T {
  const [first] = jsonLines(lines) as T[];
  if (first === undefined) throw new Error('nothing was said');
  return first;
}

/** What the commands have said, in the order in which they were called. */
interface Course {
  heard: Shown[];
  firstDay: object;
  secondDay: object;
  answered: Said;
  answeredAgain: Said;
  approvedEarly: Said;
  deadlineDay: object;
  shown: { waiting: number; sample: Shown[]; oneByOne: Shown[]; seal: string };
  shownInWords: string;
  bySamePerson: Said;
  notSeen: Said;
  approved: Said;
  withoutReply: Said;
  replied: Said;
  onTheirWay: Shown[];
  raised: object;
  answering: Shown;
  plan: Shown;
  deferred: Shown;
}
const course = {} as Course; // filled below, before any test

beforeAll(async () => {
  demo = await demoTown(24);
  database = await freshDatabase({ neighbour: true });
  const file = join(demo.folder, 'cautious.json');
  const document = JSON.parse(readFileSync(demo.configurationFile, 'utf8')) as object;
  writeFileSync(file, JSON.stringify({ ...document, ...withoutGrounds }));
  await done('2026-01-10', 'municipality', 'configure', '--file', file);
  await done('2026-01-10', 'claims', 'import', ...town, '--file', demo.claimsFile);
  await done('2026-01-10', 'facts', 'fetch', ...january);
  await done('2026-01-10', 'month', 'run', ...january);
  const list = (day: string, state: string) =>
    done(day, 'decision', 'list', ...town, '--state', state, '--json');
  course.heard = jsonLines(await list('2026-01-10', 'hearing')) as Shown[];
  const [answering, plan] = course.heard.filter(({ change }) => change === 'start-plan');
  if (answering === undefined || plan === undefined) throw new Error('nobody is heard about a plan');
  Object.assign(course, { answering, plan });
  const day = async (of: string) => only<object>((await on(of, 'day', 'run', ...town, '--json')).out);
  course.firstDay = await day('2026-01-10');
  course.secondDay = await day('2026-01-12');
  const answer = ['hearing', 'answer', ...town, '--decision', answering.decision, '--on', '2026-01-15'];
  course.answered = await on('2026-01-15', ...answer, '--text', 'Beløbet er for højt.');
  course.answeredAgain = await on('2026-01-15', ...answer, '--text', 'Og en ting til.');
  const early = ['decision', 'approve', ...town, '--decision', answering.decision, ...BODIL];
  course.approvedEarly = await on('2026-01-15', ...early, '--reply', 'Nej.');
  course.deadlineDay = await day('2026-02-05');
  const approve = ['month', 'approve', ...january];
  course.shown = only(await done('2026-02-05', ...approve, '--json'));
  course.shownInWords = await done('2026-02-05', ...approve);
  const { seal } = course.shown;
  course.bySamePerson = await on('2026-02-05', ...approve, '--seen', seal);
  course.notSeen = await on('2026-02-05', ...approve, ...BODIL, '--seen', '000000000000');
  course.approved = await on('2026-02-05', ...approve, ...BODIL, '--seen', seal);
  const one = ['decision', 'approve', ...town, '--decision', answering.decision, ...BODIL];
  course.withoutReply = await on('2026-02-05', ...one);
  course.replied = await on('2026-02-05', ...one, '--reply', 'Beløbet følger af reglerne.');
  await on('2026-02-05', 'day', 'run', ...town);
  course.onTheirWay = jsonLines(await list('2026-02-05', 'decided')) as Shown[];
  await on('2026-02-09', 'day', 'run', ...town);
  course.raised = only(
    await done('2026-03-02', 'instalments', 'raise', ...town, '--due', '2026-03-02', '--json'),
  );
  const deferred = course.onTheirWay.find(({ change }) => change === 'start-deferral');
  if (deferred === undefined) throw new Error('nobody has got deferral');
  course.deferred = deferred;
}, 300_000);
afterAll(async () => {
  await database.close();
  await demo.close();
});

describe('a day’s work', () => {
  test('on the day of the run makes and hands out the letters to those who are heard', () => {
    expect(course.firstDay).toMatchObject({
      municipality: '997',
      on: '2026-01-10',
      letters: { made: course.heard.length },
      instalments: { instalments: 0 },
    });
  });

  test('on the days after takes in that they have arrived; the same day again does nothing more', async () => {
    expect(course.secondDay).toMatchObject({ letters: { made: 0 }, handed: { handed: 0 } });
    const again = only<object>((await on('2026-02-09', 'day', 'run', ...town, '--json')).out);
    expect(again).toMatchObject({
      arrived: 0,
      notArrived: 0,
      hearings: { decided: 0, waiting: 0 },
      letters: { made: 0 },
      handed: { handed: 0 },
      instalments: { instalments: 0 },
    });
  });

  test('ends the hearings whose time is over, and leaves them to a person where no ground is recorded', () => {
    const { hearings } = course.deadlineDay as { hearings: { decided: number; waiting: number } };
    expect(hearings.decided).toBe(0);
    expect(hearings.waiting).toBeGreaterThan(0);
  });

  test('that has not come cannot be worked', async () => {
    const said = await on('2026-02-09', 'day', 'run', ...town, '--on', '2026-02-10');
    expect(said).toMatchObject({ status: 1, out: '', err: 'Den dag er ikke kommet endnu.\n' });
  });
});

describe('an answer to a hearing', () => {
  test('is noted, and the citizen may answer more until the time is over', () => {
    expect(course.answered.status).toBe(0);
    expect(course.answered.out).toContain('Noteret: borgeren svarede 15. januar 2026.');
    expect(course.answered.out).toContain('Borgeren kan svare mere');
    expect(course.answeredAgain).toMatchObject({ status: 0 });
    expect(course.approvedEarly).toMatchObject({ status: 1 });
    expect(course.approvedEarly.err).toContain('afdrag hearing answer --final');
  });

  test('is decided by itself, and not without a reply to it', () => {
    expect(course.shown.oneByOne.map(({ decision }) => decision)).toContain(course.answering.decision);
    expect(course.withoutReply.status).toBe(1);
    expect(course.withoutReply.err).toContain('Borgeren har svaret på høringen.');
    expect(course.replied.out).toContain('er godkendt af Bodil.');
  });

  test('may not hold a CPR number, and comes either as a text or in a file', async () => {
    const answer = ['hearing', 'answer', ...town, '--decision', course.plan.decision, '--on', '2026-02-01'];
    const number = await on('2026-02-01', ...answer, '--text', 'Jeg er 010180-1234');
    expect(number).toMatchObject({ status: 2 });
    expect(number.err).toContain('--text må ikke indeholde et CPR-nummer');
    expect((await on('2026-02-01', ...answer)).err).toContain('skriv enten --text eller --file');
  });

  test('to a decision that has no hearing is refused', async () => {
    const { decision } = course.deferred;
    const said = await on(
      '2026-02-01',
      'hearing',
      'answer',
      ...town,
      '--decision',
      decision,
      '--on',
      '2026-02-01',
      '--text',
      'Hvad?',
    );
    expect(said.err).toBe('Der er ingen høring om en afgørelse med det nummer.\n');
  });
});

describe('approval of a month', () => {
  test('shows what waits, by what it would do, with a sample and how to see each explained', () => {
    expect(course.shown.waiting).toBeGreaterThan(5);
    expect(course.shown.sample).toHaveLength(5);
    expect(course.shownInWords).toMatch(/^\d+ forslag fra januar 2026 venter på godkendelse:\n {2}/);
    expect(course.shownInWords).toMatch(/begynder at betale: \d+, tilsammen [\d.]+,00 kr\. om måneden/);
    for (const { debtor } of course.shown.sample)
      expect(course.shownInWords).toContain(`explain --municipality 997 --debtor ${debtor} --month 2026-01`);
    expect(course.shownInWords).toContain(`--by NAVN --seen ${course.shown.seal}`);
  });

  test('is refused to whoever ran the month', () => {
    expect(course.bySamePerson).toMatchObject({ status: 1, out: '' });
    expect(course.bySamePerson.err).toContain('har selv startet kørslen. En anden person skal godkende');
  });

  test('is refused for anything but what was shown, and names the seal of what there is now', () => {
    expect(course.notSeen).toMatchObject({ status: 1, out: '' });
    expect(course.notSeen.err).toContain(`det nye segl (${course.shown.seal})`);
  });

  test('decides all of it, and says that it counts when the letters have arrived', async () => {
    expect(course.approved.out).toBe(
      `${course.shown.waiting} forslag er godkendt af Bodil. Afgørelserne gælder, når brevet er kommet frem til borgeren.\n`,
    );
    expect((await on('2026-02-05', 'month', 'approve', ...january)).out).toMatch(
      /^Der er ingen forslag, der venter på godkendelse sammen i januar 2026\./,
    );
  });

  test('leaves a note of everybody who was looked at', async () => {
    const looked = await rows(
      sql<{
        debtor: number;
      }>`select distinct debtor_number as debtor from access_log where about = 'month approve 2026-01'
        and debtor_number is not null`,
    );
    const shown = [...course.shown.sample, ...course.shown.oneByOne].map(({ debtor }) => debtor);
    expect(looked.map(({ debtor }) => debtor).toSorted()).toEqual([...new Set(shown)].toSorted());
  });

  test('asks for a sample of somebody', async () => {
    const said = await on('2026-02-05', 'month', 'approve', ...january, '--sample', '0');
    expect(said).toMatchObject({ status: 2 });
    expect(said.err).toContain('--sample skal være mellem 1 og 100');
  });
});

describe('a list of decisions', () => {
  test('has those on their way, by the number that letters print', () => {
    expect(course.onTheirWay.length).toBe(course.shown.waiting + 1);
    for (const { decision, debtor } of course.onTheirWay) expect(decision).toBe(`202601-${debtor}-0`);
  });

  test('without a month or state has everything that is under way, under what it is', async () => {
    const said = await done('2026-01-10', 'decision', 'list', ...town);
    expect(said).toMatch(/^(borgeren spørges først|venter på|afgjort; brevet er på vej): \d+\n {2}202601-/);
  });

  test('that is empty is said so, and an unknown state is refused', async () => {
    expect(await done('2026-02-05', 'decision', 'list', ...town, '--state', 'reversed')).toBe('omgjort: 0\n');
    expect((await on('2026-02-05', 'decision', 'list', ...town, '--state', 'done')).status).toBe(2);
  });
});

describe('instalments that are raised', () => {
  test('are those of the plans in force that are due, once', async () => {
    expect(course.raised).toMatchObject({ due: '2026-03-02', instalments: expect.any(Number), less: {} });
    const again = await done('2026-03-02', 'instalments', 'raise', ...town, '--due', '2026-03-02');
    expect(again).toBe('0 rater til og med 2. marts 2026 er opkrævet, i alt 0,00 kr.\n');
  });

  test('are not asked for a year ahead by a slip of the pen', async () => {
    const said = await on('2026-03-02', 'instalments', 'raise', ...town, '--due', '2036-03-02');
    expect(said).toMatchObject({ status: 1, out: '' });
  });
});

describe('a debtor’s story', () => {
  test('is told from the first claim to today, with what each step was', async () => {
    const { debtor } = course.answering;
    const story = only<{ entries: { on: string; what: string }[]; standing: object }>(
      await done('2026-03-02', 'debtor', 'show', String(debtor), ...town, '--json'),
    );
    const told = story.entries.map(({ what }) => what);
    const steps = [
      'claims-raised',
      'month',
      'proposed',
      'asked',
      'letter-made',
      'letter-arrived',
      'answered',
      'decided',
      'in-force',
      'instalment',
    ];
    expect(
      told.filter((what) => steps.includes(what)).filter((what, index, all) => all.indexOf(what) === index),
    ).toEqual(steps);
    expect(story.entries.map((entry) => entry.on)).toEqual(story.entries.map((entry) => entry.on).toSorted());
    expect(story.standing).toMatchObject({ state: 'plan', owed: expect.stringMatching(/^\d+\.\d\d$/) });
  });

  test('is told in Danish, with the citizen’s words, ours, and who approved', async () => {
    const { debtor, decision } = course.answering;
    const said = await done(
      '2026-03-02',
      'debtor',
      'show',
      String(debtor),
      ...town,
      '--purpose',
      'borgeren ringede',
    );
    expect(said).toMatch(new RegExp(`^Debitor ${debtor}\\n`));
    expect(said).toContain(`15. januar 2026     Borgeren har svaret (${decision})`);
    expect(said).toContain('Svar: 15. januar 2026: Beløbet er for højt.');
    expect(said).toContain('Vi siger: Beløbet følger af reglerne.');
    expect(said).toMatch(
      /5\. februar 2026 {5}Afgjort af Bodil: [\d.]+,00 kr\. om måneden, første gang 2\. marts 2026/,
    );
    expect(said).toMatch(/2\. marts 2026 {7}Rate 2\. marts 2026 er opkrævet: [\d.]+,\d\d kr\./);
    expect(said).toMatch(
      /Nu: afdragsordning, [\d.]+,00 kr\. om måneden\.\nDebitor skylder [\d.]+,\d\d kr\.; heraf er [\d.]+,\d\d kr\. opkrævet i rater og ikke betalt\./,
    );
    const again = await done('2026-03-03', 'debtor', 'show', String(debtor), ...town);
    expect(again).toMatch(/2\. marts 2026 {7}Set af cli:\S+: borgeren ringede \(debtor show\)/);
  });

  test('is asked for by one number, which is no CPR number and is not repeated', async () => {
    const show = (...words: readonly string[]) => on('2026-03-02', 'debtor', 'show', ...words, ...town);
    const cpr = await show('0101801234');
    expect(cpr.status).toBe(2);
    expect(cpr.err).toContain('NUMMER skal være et debitornummer');
    expect(cpr.err).not.toContain('0101801234');
    expect((await show()).err).toContain('NUMMER mangler');
    expect((await show('100001', '100002')).status).toBe(2);
    expect(await show('100999')).toMatchObject({
      status: 1,
      out: '',
      err: 'Kommunen har ingen debitor med det nummer.\n',
    });
  });
});

describe('one decision', () => {
  test('that is no proposal, or has a number that none has, is refused in plain words', async () => {
    const approve = (decision: string) =>
      on('2026-03-02', 'decision', 'approve', ...town, '--decision', decision, ...BODIL);
    expect((await approve(course.plan.decision)).err).toContain(
      'Der er intet forslag med det nummer, der venter på godkendelse. ',
    );
    expect((await approve('202601-100001')).err).toContain('--decision skal være en afgørelses nummer');
    const withdraw = ['decision', 'withdraw', ...town, '--decision', course.plan.decision];
    expect((await on('2026-03-02', ...withdraw, '--because', 'fejl')).err).toBe(
      'Der er intet forslag med det nummer, der kan tages tilbage.\n',
    );
  });

  test('in force is not reversed as of a day before the latest run', async () => {
    const reverse = [
      'decision',
      'reverse',
      ...town,
      '--decision',
      course.plan.decision,
      '--because',
      'Klagen fik medhold.',
      '--on',
      '2026-01-02',
    ];
    expect(await on('2026-03-02', ...reverse)).toMatchObject({ status: 1, out: '' });
  });
});

describe('a debtor who is looked at again', () => {
  const because = ['--because', 'Borgeren har vist nye lønsedler.'];

  test('within a month that has been run gets an answer with what followed, and can have it explained', async () => {
    const { debtor } = course.plan;
    const again = [
      'debtor',
      'reassess',
      ...town,
      '--debtor',
      String(debtor),
      '--on',
      '2026-01-31',
      ...because,
    ];
    const said = await done('2026-03-02', ...again);
    expect(said).toMatch(
      new RegExp(
        `^Debitor ${debtor}\\n {2}Resultat: [\\d.]+,00 kr\\. om måneden \\(efter tabellen\\)\\.\\n {2}Intet ændres: det samme som før\\.`,
      ),
    );
    const explain = ['explain', ...january, '--debtor', String(debtor)];
    const [first, second] = await Promise.all([
      done('2026-03-02', ...explain, '--json'),
      done('2026-03-02', ...explain, '--ordinal', '1', '--json'),
    ]);
    expect(only(first)).toMatchObject({
      ordinal: 0,
      consequence: 'decision',
      decision: { id: course.plan.decision, change: 'start-plan', state: 'in-force' },
    });
    expect(only(second)).toMatchObject({ ordinal: 1, consequence: 'same', decision: null });
    expect(await done('2026-03-02', ...explain, '--ordinal', '1')).toMatch(
      /\n\nIntet ændres: det samme som før\.\n$/,
    );
    expect(await done('2026-03-02', ...explain, '--lang', 'en')).toContain(
      'It led to: begins to pay (nothing → DKK',
    );
    expect((await on('2026-03-02', ...explain, '--ordinal', '2')).err).toBe(
      'Debitoren er ikke set på igen så mange gange i januar 2026.\n',
    );
  });

  test('is not looked at as of a day before the latest run', async () => {
    const said = await on(
      '2026-03-02',
      'debtor',
      'reassess',
      ...town,
      '--debtor',
      String(course.plan.debtor),
      '--on',
      '2026-01-02',
      ...because,
    );
    expect(said).toMatchObject({ status: 1, out: '' });
    expect(said.err).toContain('10. januar 2026');
  });

  test('can be given an amount only with deferral, above nothing, and then the proposal is heard', async () => {
    const fix = (debtor: number, amount: string) =>
      on(
        '2026-03-02',
        'debtor',
        'fix-amount',
        ...town,
        '--debtor',
        String(debtor),
        '--monthly',
        amount,
        '--on',
        '2026-01-31',
        ...because,
      );
    expect((await fix(course.plan.debtor, '300,00')).err).toContain('Borgeren har ikke henstand');
    expect((await fix(course.deferred.debtor, '0')).err).toContain('Beløbet skal være større end 0');
    const said = await fix(course.deferred.debtor, '300,00');
    expect(said.out).toMatch(/^Foreslået: 202601-\d+-1, debitor \d+: beløb fastsat af en sagsbehandler/);
    expect(said.out).toContain('henstand → 300,00 kr. om måneden');
    expect(said.out).toContain('Nu: borgeren spørges først.');
  });
});

test('who would get another answer by today’s rule is asked, and nobody does', async () => {
  const said = await done('2026-03-02', 'verify', ...town, '--with', 'current', '--json');
  expect(jsonLines(said).at(-1)).toMatchObject({ differences: 0, with: '2' });
  expect((await on('2026-03-02', 'verify', ...town, '--with', 'yesterday')).status).toBe(2);
});

test('a municipality’s own words in letters are refused by name before they are saved', async () => {
  const file = join(demo.folder, 'words.json');
  const document = JSON.parse(readFileSync(demo.configurationFile, 'utf8')) as object;
  const letters = { texts: { 'no.such.text': 'Hej' }, english: {} };
  writeFileSync(file, JSON.stringify({ ...document, letters }));
  const said = await on('2026-03-02', 'municipality', 'configure', '--file', file);
  expect(said).toMatchObject({ status: 1, out: '' });
  expect(said.err).toContain('letters.texts.no.such.text: Ingen breve har en tekst med det navn');
});
