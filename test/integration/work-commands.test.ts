import { sql } from 'kysely';
import { afterAll, expect, test } from 'vitest';
import { openWorkItems, type WorkItemKind } from '../../src/agreements/work-items.ts';
import { month } from '../../src/kernel/dates.ts';
import { debtorNumber } from '../../src/kernel/ids.ts';
import { inMunicipality } from '../../src/platform/database.ts';
import { aDebtor } from '../vocabulary.ts';
import { afdrag, jsonLines, type Said } from './command-line.ts';
import {
  fetchFor,
  morningOf,
  prepareTown,
  rowsOf,
  run,
  settle,
  TOWN,
  TownRegisters,
  type TownCopy,
} from './town.ts';

// What a debt office does with the list of what a person must look at, command by command.

const emigrant = aDebtor(1).withPerson({ status: 80 });
const guarded = aDebtor(2).withPerson({ guardianship: 'full' });
const handedOver = aDebtor(3).owing(5_000, {
  periodFrom: '2022-12-01',
  periodTo: '2022-12-31',
  paidOn: '2022-12-31',
  decisionPeriodFrom: '2022-01',
  decisionPeriodTo: '2022-12',
  helpStopped: '2023-02-05',
});

const town = await prepareTown(async (database) => {
  await settle(database, [emigrant, guarded, handedOver]);
  const registers = new TownRegisters();
  registers.tell(emigrant, guarded, handedOver);
  await fetchFor({ database, registers }, '2026-03');
  await run(database, '2026-03');
});
afterAll(() => town[Symbol.asyncDispose]());

/** The debt office on 12 March, with a town of its own. */
class Office implements AsyncDisposable {
  readonly #database: TownCopy;
  constructor(database: TownCopy) {
    this.#database = database;
  }

  said(...words: readonly string[]): Promise<Said> {
    const environment = { DATABASE_URL: this.#database.url, AFDRAG_NOW: '2026-03-12T09:00:00+01:00' };
    return afdrag([...words, '--municipality', '998'], { environment });
  }

  /** What is said on standard output; the command must go well. */
  async done(...words: readonly string[]): Promise<string> {
    const { status, out, err } = await this.said(...words);
    if (status !== 0 || err !== '') throw new Error(`${words.join(' ')}: ${err}`);
    return out;
  }

  /** Why it is not done. */
  async refused(...words: readonly string[]): Promise<string> {
    const { status, out, err } = await this.said(...words);
    if (status !== 1 || out !== '') throw new Error(`${words.join(' ')} was not refused: ${out}${err}`);
    return err;
  }

  /** Something more to look at about the first debtor. */
  opened(kind: WorkItemKind): Promise<void> {
    const item = { kind, debtor: debtorNumber(100_001), month: month('2026-03'), about: null };
    return inMunicipality(this.#database, TOWN, (tx) => openWorkItems(tx, [item], morningOf('2026-03-10')));
  }

  /** Whom has been looked at by these commands, by whom and why. */
  async looks(): Promise<string[]> {
    const rows = await rowsOf(
      this.#database,
      sql<{ look: string }>`select concat_ws(' ', debtor_number, actor, about) as look from access_log
        where about ~ '^(work|claims) ' order by entry`,
    );
    return rows.map(({ look }) => look.replace(/cli:\S+/, 'cli'));
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.#database.close();
  }
}

async function office(): Promise<Office> {
  return new Office(await town.copy());
}

const GROUNDS = ['--because', 'Løn fra et dansk rederi; bor i Malmø.', '--until', '2026-09-01'];
const ANNA = ['--by', 'Anna'];
const BODIL = ['--by', 'Bodil'];

test('the list tells in Danish what a person must look at, about whom, and since when', async () => {
  await using at = await office();
  expect(await at.done('work', 'list')).toBe(
    [
      'Skal ses af en medarbejder: 3',
      '  1, debitor 100001, marts 2026: bor ikke i Danmark (siden 10. marts 2026)',
      '  2, debitor 100002, marts 2026: værgemål (siden 10. marts 2026)',
      '  3, debitor 100003, marts 2026: et krav er bortfaldet (siden 10. marts 2026)',
      '',
    ].join('\n'),
  );
  expect(jsonLines(await at.done('work', 'list', '--debtor', '100003', '--json'))).toEqual([
    {
      item: 3,
      kind: 'claim-lapsed',
      debtor: 100_003,
      month: '2026-03',
      openedAt: '2026-03-10T09:00:00Z',
      about: null,
      proposed: null,
    },
  ]);
  expect(await at.done('work', 'list', '--kind', 'guardianship')).toContain('Skal ses af en medarbejder: 1');
  expect((await at.said('work', 'list', '--kind', 'whatever')).status).toBe(2);
  expect(await at.looks()).toEqual([
    'cli work list all',
    '100003 cli work list all',
    'cli work list guardianship',
  ]);
});

test('what no grounds can answer is refused with what to do instead', async () => {
  await using at = await office();
  expect(await at.refused('work', 'accept', '--item', '2', ...GROUNDS)).toBe(
    '"værgemål" kan ikke besvares med en begrundelse. Noter, hvem der er værge (afdrag debtor represent --kind guardian). Så bruges reglen som for alle andre.\n',
  );
});

test('a wrong number, a wrong day and a missing proposal are refused by name', async () => {
  await using at = await office();
  expect(await at.refused('work', 'accept', '--item', '99', ...GROUNDS)).toContain('intet punkt');
  const until = (day: string) => at.refused('work', 'accept', '--item', '1', ...GROUNDS.with(3, day));
  expect(await until('2027-09-01')).toContain('højst et år, her til og med 12. marts 2027');
  expect(await until('2026-03-01')).toContain('allerede gået');
  expect(await at.refused('work', 'approve', '--item', '1')).toContain('Ingen har begrundet det endnu');
  expect(await at.refused('work', 'withdraw', '--item', '1', '--because', 'Nej')).toContain(
    'ingen begrundelse',
  );
  expect((await at.said('work', 'close', '--item', 'to', '--because', 'Set')).status).toBe(2);
});

test('grounds stand on the list until a second person has approved them; then the item is closed', async () => {
  await using at = await office();
  expect(await at.done('work', 'accept', '--item', '1', ...GROUNDS, ...ANNA)).toBe(
    'Foreslået: "bor ikke i Danmark" standser ikke debitor 100001 til og med 1. september 2026, så længe CPR fortæller den samme status. En anden medarbejder skal godkende det (afdrag work approve --item 1).\n',
  );
  const again = await at.refused('work', 'accept', '--item', '1', ...GROUNDS, ...BODIL);
  expect(again).toContain('Anna har allerede begrundet det');
  expect(await at.done('work', 'list', '--debtor', '100001')).toContain(
    '\n    Begrundelse af Anna 12. marts 2026, der gælder til og med 1. september 2026 og venter på, at en anden godkender: "Løn fra et dansk rederi; bor i Malmø."\n',
  );
  const own = await at.refused('work', 'approve', '--item', '1', ...ANNA);
  expect(own).toContain('Anna har selv skrevet begrundelsen');
  expect(await at.done('work', 'approve', '--item', '1', ...BODIL)).toBe(
    'Godkendt: "bor ikke i Danmark" standser ikke debitor 100001 til og med 1. september 2026, så længe CPR fortæller den samme status. Punkt 1 er lukket. Det virker fra næste kørsel, eller når der ses på borgeren igen (afdrag debtor reassess).\n',
  );
  expect(await at.refused('work', 'close', '--item', '1', '--because', 'Set')).toBe(
    'Punktet er allerede lukket 12. marts 2026 af Bodil.\n',
  );
  expect(await at.looks()).toEqual([
    '100001 Anna work accept 1',
    '100001 cli work list all',
    '100001 Bodil work approve 1',
  ]);
});

test('grounds about B-income say how much of it in a month, and others do not', async () => {
  await using at = await office();
  await at.opened('b-income');
  const grounds = ['--because', 'Lidt musik i weekenden.', '--until', '2026-09-01', ...ANNA];
  expect(await at.refused('work', 'accept', '--item', '4', ...grounds)).toContain('--up-to 500,00');
  const one = (item: string, upTo: string) => ['work', 'accept', '--item', item, '--up-to', upTo, ...grounds];
  expect(await at.refused(...one('1', '500,00'))).toBe('--up-to er kun for B-indkomst.\n');
  expect((await at.said(...one('4', '0'))).status).toBe(2);
  expect(await at.done(...one('4', '1.500,00'))).toContain(
    'til og med 1. september 2026, så længe den højst er 1.500,00 kr. om måneden. En anden medarbejder',
  );
  const words = 'der gælder højst 1.500,00 kr. om måneden til og med 1. september 2026';
  expect(await at.done('work', 'list', '--kind', 'b-income')).toContain(words);
  expect(jsonLines(await at.done('work', 'list', '--kind', 'b-income', '--json'))).toMatchObject([
    { proposed: { by: 'Anna', upTo: '1500.00' } },
  ]);
  expect(await at.done('work', 'approve', '--item', '4', ...BODIL)).toContain(
    'højst er 1.500,00 kr. om måneden',
  );
});

test('grounds say what they are about, so that what is new asks anew', async () => {
  await using at = await office();
  await at.opened('children-disagree');
  await at.opened('cash-benefit-disagrees');
  const accept = (item: string) => at.done('work', 'accept', '--item', item, ...GROUNDS, ...ANNA);
  expect(await accept('4')).toContain(', så længe begge tal er de samme.');
  expect(await accept('5')).toContain(', men kun om det, der er udbetalt indtil nu.');
  expect(await accept('3')).toContain(', men kun om de krav, hvis tre år er gået.');
});

test('grounds that are taken back stop the debtor again, and the list says so', async () => {
  await using at = await office();
  await at.done('work', 'accept', '--item', '1', ...GROUNDS, ...ANNA);
  await at.done('work', 'approve', '--item', '1', ...BODIL);
  expect(await at.done('work', 'withdraw', '--item', '1', '--because', 'Rederiet er lukket.', ...ANNA)).toBe(
    'Taget tilbage: begrundelsen i punkt 1. "bor ikke i Danmark" standser debitor 100001 igen.\n',
  );
  expect(await at.done('work', 'list', '--debtor', '100001')).toContain(
    'bor ikke i Danmark; begrundelsen i punkt 1 er taget tilbage (siden 12. marts 2026)',
  );
  expect(await at.looks()).toContain('100001 Anna work withdraw 1');
});

test('an item is closed with what the person found; closing answers nothing', async () => {
  await using at = await office();
  expect(await at.done('work', 'close', '--item', '3', '--because', 'Sendt til jurist.', ...ANNA)).toBe(
    'Punkt 3 om debitor 100003 er lukket: et krav er bortfaldet. Det standser stadig borgerens sag, indtil det er løst eller begrundet (afdrag work accept).\n',
  );
  expect(await at.done('work', 'close', '--item', '2', '--because', 'Datteren er værge.')).toBe(
    'Punkt 2 om debitor 100002 er lukket: værgemål.\n',
  );
  expect(await at.looks()).toEqual(['100003 Anna work close 3', '100002 cli work close 2']);
});

test('that a claim has lapsed is proposed by its source’s name, and approved as a decision', async () => {
  await using at = await office();
  const words = (claim: string, debtor: string, on: string) => [
    'claims',
    'lapse',
    '--debtor',
    debtor,
    '--claim',
    claim,
    '--because',
    'Årene var gået.',
    '--on',
    on,
  ];
  const early = await at.refused(...words('KY:K-3-1', '100003', '2026-02-04'));
  expect(early).toContain('tidligst bortfalde 5. februar 2026');
  expect(await at.refused(...words('KY:K-9-9', '100003', '2026-02-05'))).toContain('intet krav K-9-9 fra KY');
  expect(await at.refused(...words('KY:K-3-1', '100001', '2026-02-05'))).toContain('hæfter ikke');
  const proposed = await at.done(...words('KY:K-3-1', '100003', '2026-02-05'), ...ANNA);
  expect(proposed).toContain('202603-100003-1, debitor 100003: krav er bortfaldet');
  expect(proposed).toContain('afdrag decision approve --decision 202603-100003-1');
  const approve = ['decision', 'approve', '--decision', '202603-100003-1'];
  expect(await at.refused(...approve, ...ANNA)).toContain('En anden person skal godkende');
  await at.done(...approve, ...BODIL);
  expect(await at.refused(...words('KY:K-3-1', '100003', '2026-02-05'))).toContain('allerede bortfaldet');
  expect(await at.looks()).toEqual(['100003 Anna claims lapse 3']);
});
