import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { verifyDeterminations } from '../../src/agreements/verify.ts';
import type { Shell } from '../../src/cli/command.ts';
import { playDemo } from '../../src/cli/demo-load.ts';
import { configurationFile } from '../../src/cli/municipality.ts';
import { municipalityCode } from '../../src/kernel/ids.ts';
import { checkLedger } from '../../src/ledger/check.ts';
import { checkPayments } from '../../src/payments/check.ts';
import { LOGINS_FILE, readPeople } from '../../src/outside/login/test-provider/people.ts';
import { readConfig } from '../../src/platform/config.ts';
import { texts } from '../../src/web/portal/texts/texts.ts';
import { readInMunicipality, type Database } from '../../src/platform/database.ts';
import { createLog } from '../../src/platform/log.ts';
import { freshDatabase, type FreshDatabase } from './database.ts';
import { rowsOf, textOf } from '../docs/documents.ts';
import { aLearner, answers, COURSE, printed, type Learner } from './course.ts';
import { demoTown, type DemoTown } from './demo-registers.ts';
import { morningOf } from './town.ts';

const code = municipalityCode('997');
/** Every special case is among the first of a demo's debtors. */
const SIZE = 66;

let demo: DemoTown;
let undisturbed: FreshDatabase;
const said: string[] = [];

beforeAll(async () => {
  demo = await demoTown(SIZE);
  undisturbed = await freshDatabase({ neighbour: true });
  await play(undisturbed, { say: (line) => said.push(line) });
}, 300_000);
afterAll(async () => {
  await undisturbed.close();
  await demo.close();
});

/** Plays the demo; `afterSteps` stops it when it reports its progress for the n-th time. */
async function play(
  database: Database,
  {
    say,
    afterSteps = Infinity,
  }: { readonly say?: (line: string) => void; readonly afterSteps?: number } = {},
) {
  const config = readConfig({ ...demo.environment, AFDRAG_DELIVERY: 'stand-in', AFDRAG_LOG_LEVEL: 'silent' });
  if (!config.ok) throw new Error(config.refusal.problems.join());
  let steps = 0;
  const shell: Shell = {
    config: config.value,
    clock: () => morningOf('2026-04-10'),
    log: createLog(config.value),
    by: 'prøve',
    say: say ?? (() => undefined),
    tell: () => undefined,
    progress: () => {
      steps += 1;
      if (steps === afterSteps) throw new Error('stopped');
      return () => undefined;
    },
    withDatabase: (work) => work(database),
  };
  const configuration = await configurationFile(demo.configurationFile);
  return playDemo(database, shell, { configuration, folder: join(demo.folder, 'demo') });
}

/** All that the demo comes to: decisions, letters and their delivery, money, and what people must look at. */
async function endState(database: Database): Promise<unknown> {
  return readInMunicipality(database, code, async (tx) => {
    const rows = async (statement: ReturnType<typeof sql>) => (await statement.execute(tx)).rows;
    return {
      decisions: await rows(
        sql`select decision_id, state, decided_on, decided_by, in_force_on, closed_on from decision order by 1`,
      ),
      agreements: await rows(
        sql`select agreement_id, in_force_from, ended_on, ended_why, next_due from agreement order by 1`,
      ),
      letters: await rows(
        sql`select letter_id, recipient, language, kind, rendered_at from letter order by 1, 2, 3`,
      ),
      deliveries: await rows(
        sql`select letter_id, recipient, channel, state, arrived_on from delivery order by 1, 2, 3`,
      ),
      instalments: await rows(sql`select instalment_id, amount_ore, less_because from instalment order by 1`),
      transfers: await rows(
        sql`select cause, cause_number, line, amount_ore, value_date from transfer order by 1, 2, 3`,
      ),
      payments: await rows(sql`select payment_number, debtor_number, amount_ore from payment order by 1`),
      items: await rows(sql`select month, debtor_number, kind, about from work_item order by 1, 2, 3, 4`),
      stated: await rows(
        sql`select debtor_number, net_income_year_ore, from_month from stated_income order by 1, 2`,
      ),
      left: await rows(sql`select kind, key from due_work where kind like 'demo-%' and state <> 'done'`),
    };
  });
}

test('one can sign in as an employee of its company, which owes two bills', async () => {
  const people = readPeople(readFileSync(join(demo.folder, 'demo', LOGINS_FILE), 'utf8'));
  const employee = people.find(({ cvr }) => cvr != null);
  expect(employee?.powers).toMatchObject([{ of: 'company', number: employee?.cvr }]);
  const owed = await readInMunicipality(undisturbed, code, (tx) =>
    sql<{ claim_id: string }>`
      select claim_id from claim join liability using (claim_number) join debtor_company using (debtor_number)
      where cvr = ${employee?.cvr} order by 1`.execute(tx),
  );
  expect(owed.rows).toEqual([{ claim_id: 'V-1' }, { claim_id: 'V-2' }]);
});

describe('a demo that is lived through', () => {
  test('is told in a line for each run and a line for each month', () => {
    const lines = said.filter((line) => /^ {2}(januar|februar|marts) 2026: /.test(line));
    expect(lines).toHaveLength(6);
    expect(lines[1]).toMatch(/^ {2}januar 2026: \d+ breve lavet, \d+ kommet frem\./);
    expect(lines[5]).toMatch(
      /Opkrævet med \d+ rater: [\d.]+,\d\d kr\. Indbetalt \d+ gange: [\d.]+,\d\d kr\.$/,
    );
  });

  test('has nothing left to play, books that add up, and answers that come out the same again', async () => {
    const faults = await readInMunicipality(undisturbed, code, async (tx) => [
      ...(await checkLedger(tx)),
      ...(await checkPayments(tx)),
    ]);
    expect(faults).toEqual([]);
    expect(await endState(undisturbed)).toMatchObject({ left: [] });
    const clock = () => morningOf('2026-04-10');
    const verified = await verifyDeterminations({
      database: undisturbed,
      municipality: code,
      by: 'prøve',
      clock,
    });
    expect(verified.checked).toBeGreaterThan(2 * SIZE);
    expect(verified.differences).toEqual([]);
  });

  test('is not lived through a second time', async () => {
    const before = await endState(undisturbed);
    expect(await play(undisturbed)).toBe('was-played');
    expect(await endState(undisturbed)).toEqual(before);
  });

  test('and was stopped, goes on where it was and ends as if it had not been', async () => {
    await using database = await freshDatabase({ neighbour: true });
    await expect(play(database, { afterSteps: 30 })).rejects.toThrow('stopped');
    await expect(play(database, { afterSteps: 60 })).rejects.toThrow('stopped');
    expect(await play(database)).toBe('played');
    expect(await endState(database)).toEqual(await endState(undisturbed));
  }, 300_000);
});

describe('the course for staff', () => {
  let learner: Learner;
  beforeAll(async () => {
    const folder = join(demo.folder, 'demo');
    learner = await aLearner(undisturbed, { code, folder, url: undisturbed.url });
  });
  afterAll(() => learner[Symbol.asyncDispose]());

  test('looks up the one whom its exercises are about', async () => {
    const [first] = answers;
    if (first === undefined) throw new Error('the course has answers');
    const debtor = await learner.debtorOf(first.label);
    // As it is printed: on the day on which the demo stands still, which is what the citizen reads of it.
    expect(await learner.run(`debtor show ${debtor} --municipality 998`)).toMatchObject({ status: 0 });
    expect(printed('portal guide').environment).toEqual(printed('start').environment);
  });

  test.each(answers.map((answer) => [answer.exercise, answer.path, answer] as const))(
    'has the right answer to exercise %s at %s',
    async (_, __, answer) => {
      expect(await learner.read(answer)).toContain(answer.says);
    },
  );

  test('quotes in its answers what stands on the pages', () => {
    const written = Object.values(texts.da).flatMap((part) => Object.values<string>(part));
    const [, told = ''] = textOf(COURSE).split('- Øvelse 1: ');
    const quotes = [...told.matchAll(/"([^"]+)"/g)].map(([, quote = '']) =>
      quote.replace('100,00 kr.', '{amount}.'),
    );
    expect(quotes.length).toBeGreaterThan(4);
    expect(quotes.filter((quote) => !written.some((text) => text.includes(quote)))).toEqual([]);
  });

  test('takes an hour', () => {
    const minutes = rowsOf(textOf(COURSE), ['Minutter', 'Hvad']).map(([each]) => Number(each));
    expect(minutes.reduce((sum, each) => sum + each, 0)).toBe(60);
  });
});
