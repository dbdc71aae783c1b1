import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { logAccess } from '../../src/access/access-log.ts';
import { askArrangement } from '../../src/arrangements/ask.ts';
import { decideArrangement } from '../../src/arrangements/decide.ts';
import type { ClaimNumber } from '../../src/claims/types.ts';
import { cprOfDebtors } from '../../src/debtors/register.ts';
import { addDays, date } from '../../src/kernel/dates.ts';
import type { DebtorNumber } from '../../src/kernel/ids.ts';
import { kroner } from '../../src/kernel/money.ts';
import { configurationVersion, saveConfiguration } from '../../src/municipality/configurations.ts';
import { chooseNotifications } from '../../src/notifications/choices.ts';
import { eventsFor } from '../../src/notifications/events.ts';
import type { NotificationService } from '../../src/notifications/notification-port.ts';
import { makeDueNotifications } from '../../src/notifications/notify-job.ts';
import { sendNotifications } from '../../src/notifications/send-due.ts';
import { notificationKinds, type Channels, type NotificationChannel } from '../../src/notifications/types.ts';
import { answerObjection } from '../../src/objections/answer-objection.ts';
import { noteObjection } from '../../src/objections/note-objection.ts';
import { messageWords } from '../../src/notifications/words.ts';
import { kombiPostNotifications } from '../../src/outside/kombipost/client.ts';
import { startKombiPostSimulator, type KombiPostSimulator } from '../../src/outside/kombipost/simulator.ts';
import { inMunicipality, type MunicipalityTx } from '../../src/platform/database.ts';
import type { JobReport } from '../../src/platform/job-report.ts';
import { demoFile } from '../demo-file.ts';
import { configurationShape } from '../../src/municipality/configuration.ts';
import { held, paid } from '../portal/citizens-town.ts';
import { cprOf } from '../vocabulary.ts';
import { aDirectDebitTown } from './direct-debit-town.ts';
import { freshDatabase, type FreshDatabase } from './database.ts';
import { addFetchedPerson, type ToldOfPerson } from './fetched-person.ts';
import { anOrdinaryClaim, somebody, type OrdinaryClaim } from './ordinary-claims.ts';
import { noticeOf, remind, reminderTo } from './notices-town.ts';
import { morningOf, TOWN } from './town.ts';

let database: FreshDatabase;
let simulator: KombiPostSimulator;
let people = 0;
beforeAll(async () => {
  database = await freshDatabase();
  simulator = await startKombiPostSimulator();
  await choose({ channels: ['digital-post', 'nemsms'] });
});
beforeEach(() => simulator.behave({}));
afterAll(async () => {
  await simulator.close();
  await database.close();
});

const doing = <T>(work: (tx: MunicipalityTx) => Promise<T>) => inMunicipality(database, TOWN, work);

async function choose(
  notifications: object,
  opening: { readonly state: string; readonly testPersons?: readonly DebtorNumber[] } = { state: 'open' },
): Promise<void> {
  const demo = demoFile() as { portal?: object };
  const configuration = configurationShape.parse({
    ...demo,
    portal: { ...demo.portal, opensOn: null, testPersons: [], ...opening, notifications },
  });
  await doing(async (tx) => {
    await saveConfiguration(tx, { configuration, by: 'prøve', at: morningOf('2026-03-01') });
  });
}

async function configured() {
  const version = await doing((tx) => configurationVersion(tx, null));
  if (version === null) throw new Error('the town is configured');
  return version;
}

/** Somebody who can be told of things, and wants to be from 2 March on. */
async function wanting(
  channels: readonly NotificationChannel[] = ['nemsms'],
  told: ToldOfPerson = {},
): Promise<DebtorNumber> {
  people += 1;
  return doing(async (tx) => {
    const debtor = await somebody(tx, cprOf(people));
    await addFetchedPerson(tx, debtor, told);
    const all: Channels = { 'new-debt': channels, 'due-soon': channels, 'payment-received': channels };
    await chooseNotifications(tx, {
      debtor,
      channels: all,
      by: `citizen:${debtor}`,
      at: morningOf('2026-03-02'),
    });
    return debtor;
  });
}

/** A bill that came on a day. */
function bill(debtor: DebtorNumber, changes: Partial<OrdinaryClaim> & { readonly came?: string } = {}) {
  const { came = '2026-03-05', ...rest } = changes;
  return doing(async (tx) => {
    const claimId = `N-${debtor}-${rest.owed ?? 500}`;
    const claim = await anOrdinaryClaim(tx, {
      claimId,
      debtors: [debtor],
      owed: 500,
      due: '2026-03-31',
      ...rest,
    });
    await sql`update claim_import set imported_at = ${morningOf(came)}::timestamptz
      where import_number = (select import_number from claim where claim_number = ${String(claim)}::bigint)`.execute(
      tx,
    );
    return claim;
  });
}

interface Making {
  readonly dryRun?: boolean;
  readonly progress?: (rows: number) => void;
}

async function make(
  on: string,
  { dryRun = false, progress = () => undefined }: Making = {},
): Promise<JobReport> {
  const done = await makeDueNotifications({
    database,
    municipality: TOWN,
    on: date(on),
    configured: await configured(),
    dryRun,
    by: 'prøve',
    clock: () => morningOf(on),
    noteAccess: (tx, at) =>
      logAccess(tx, { at, actor: 'prøve', purpose: 'prøve', debtor: null, about: 'prøve' }),
    progress,
    pageSize: 1,
  });
  if (!done.ok) throw new Error(done.refusal.tag);
  return done.value.report;
}

const real = (): NotificationService =>
  kombiPostNotifications({
    url: simulator.url,
    timeoutMs: 5_000,
    sender: { cvr: '29189998', label: 'Bøgevang Kommune' },
    accessToken: () => Promise.resolve(simulator.token),
    newTransaction: () => '0f9c6c9b-4f3b-4b6c-8e0c-2b6d8a1f7a01',
  });

async function send(on: string, service = real(), minutes = 0) {
  const clock = () => morningOf(on).add({ minutes });
  const sent = await sendNotifications({
    database,
    municipality: TOWN,
    name: 'Bøgevang Kommune',
    service,
    by: 'prøve',
    clock,
  });
  if (!sent.ok) throw new Error(sent.refusal.tag);
  return sent.value;
}

/** What was made for somebody: `2026-03-06 new-debt nemsms`. */
async function madeFor(debtor: DebtorNumber): Promise<string[]> {
  const { rows } = await doing((tx) =>
    sql<{
      said: string;
    }>`select to_char(day, 'YYYY-MM-DD') || ' ' || kind || ' ' || channel as said from notification
      where debtor_number = ${debtor} order by day, kind, channel`.execute(tx),
  );
  return rows.map(({ said }) => said);
}

/** What somebody's messages say that have been taken, longest first. */
async function textsTo(debtor: DebtorNumber): Promise<string[]> {
  const number = await doing(async (tx) => (await cprOfDebtors(tx, [debtor])).get(debtor));
  const texts = simulator.taken().flatMap(({ to, text }) => (to === number ? [text] : []));
  return texts.toSorted((a, b) => b.length - a.length);
}

/** A bill of 500 kr. that is paid by 250 kr. on 15 March and 15 April. */
async function onAPlan(debtor: DebtorNumber): Promise<ClaimNumber> {
  const claim = await bill(debtor, { due: '2026-02-02', came: '2026-01-05' });
  const asked = await askFor(debtor, claim, { monthly: 250, on: '2026-02-20' });
  if (!asked.ok) throw new Error(asked.refusal.tag);
  const by = { by: 'prøve', at: morningOf('2026-02-20') };
  const version = await configured();
  await doing((tx) => decideArrangement(tx, { arrangement: asked.value.number, configured: version, ...by }));
  return claim;
}

/** Somebody asks to pay so much on the 15th of each month. */
async function askFor(
  debtor: DebtorNumber,
  claim: ClaimNumber,
  { monthly, on }: { readonly monthly: number; readonly on: string },
) {
  const version = await configured();
  return doing((tx) =>
    askArrangement(tx, {
      debtor,
      claims: [claim],
      wish: { kind: 'plan', monthly: kroner(monthly), first: date('2026-03-15'), dueDay: 15 },
      how: 'letter',
      acknowledgedOn: date(on),
      recall: false,
      configured: version,
      by: 'prøve',
      at: morningOf(on),
    }),
  );
}

describe('who has asked to be told', () => {
  test('of new debt is told once, by each channel that was chosen, however often the job runs', async () => {
    const debtor = await wanting(['digital-post', 'nemsms']);
    await bill(debtor);
    await bill(debtor, { owed: 700 });
    await make('2026-03-06');
    await make('2026-03-06');
    await make('2026-03-07');
    expect(await madeFor(debtor)).toEqual(['2026-03-06 new-debt digital-post', '2026-03-06 new-debt nemsms']);
    await bill(debtor, { owed: 900, came: '2026-03-08' });
    await make('2026-03-08');
    expect(await madeFor(debtor)).toHaveLength(4);
  });

  test('is not told of what came before they asked, nor of what is a week old, nor when they have changed their mind', async () => {
    const [before, late, otherwise] = [await wanting(), await wanting(), await wanting()];
    await bill(before, { came: '2026-03-01' });
    await bill(late, { came: '2026-03-03' });
    await bill(otherwise);
    const none: Channels = { 'new-debt': [], 'due-soon': [], 'payment-received': [] };
    await doing((tx) =>
      chooseNotifications(tx, {
        debtor: otherwise,
        channels: none,
        by: 'citizen:1',
        at: morningOf('2026-03-04'),
      }),
    );
    await make('2026-03-12');
    for (const debtor of [before, late, otherwise]) expect(await madeFor(debtor)).toEqual([]);
  });

  test('is told that something must be paid three days before, and not of what is paid, disputed or further off', async () => {
    const [soon, disputed, settled, later] = [
      await wanting(),
      await wanting(),
      await wanting(),
      await wanting(),
    ];
    const due = { due: '2026-03-13', came: '2026-02-01' };
    await bill(soon, due);
    const claim = await bill(disputed, due);
    await doing((tx) => held(tx, claim, 'objection'));
    const done = await bill(settled, due);
    await doing((tx) => paid(tx, settled, { claim: done, amount: 500, on: '2026-02-10' }));
    await bill(later, { due: '2026-03-14', came: '2026-02-01' });
    await make('2026-03-10');
    await make('2026-03-11');
    expect(await madeFor(soon)).toEqual(['2026-03-10 due-soon nemsms']);
    expect(await madeFor(later)).toEqual(['2026-03-11 due-soon nemsms']);
    for (const debtor of [disputed, settled]) expect(await madeFor(debtor)).toEqual([]);
  });

  test('is told of the day that a letter has set as of any other, also where something was said no to since, and not where it is paid', async () => {
    const [reminded, settled] = [await wanting(), await wanting()];
    const late = { owed: 1_200, due: '2026-02-01', came: '2026-01-05' };
    const owed = await bill(reminded, late);
    const done = await bill(settled, late);
    for (const debtor of [reminded, settled]) await remind(database, { debtor, on: '2026-03-10' });
    const { ok: isAgreed } = await askFor(reminded, owed, { monthly: 20, on: '2026-03-12' });
    expect(isAgreed).toBe(false);
    await doing((tx) => paid(tx, settled, { claim: done, amount: 1_200, on: '2026-03-11' }));
    const { printedDeadline } = await noticeOf(database, reminderTo(reminded));
    if (printedDeadline === null) throw new Error('a reminder has a deadline');
    for (const before of [4, 3, 2, 1]) await make(addDays(printedDeadline, -before));
    expect(await madeFor(reminded)).toEqual([`${addDays(printedDeadline, -3)} due-soon nemsms`]);
    expect(await madeFor(settled)).not.toContainEqual(expect.stringContaining('due-soon'));
  });

  test('is told of the day that only the answer to an objection has set, which the pages name', async () => {
    const answered = await wanting();
    const claim = await bill(answered, { owed: 1_300, due: '2026-02-01', came: '2026-01-05' });
    const noted = await doing((tx) =>
      noteObjection(tx, {
        debtor: answered,
        claims: [claim],
        against: 'existence',
        words: 'Den er betalt.',
        by: 'Inge',
        at: morningOf('2026-03-05'),
      }),
    );
    if (!noted.ok) throw new Error(noted.refusal.tag);
    const no = { outcome: 'refused', amounts: new Map(), words: 'Den er ikke betalt.', by: 'Inge' } as const;
    const version = await configured();
    await doing((tx) =>
      answerObjection(tx, {
        objection: noted.value,
        configured: version,
        ...no,
        at: morningOf('2026-03-10'),
      }),
    );
    const quiet = '2026-03-31';
    for (const before of [4, 3, 2]) await make(addDays(date(quiet), -before));
    expect(await madeFor(answered)).toEqual(['2026-03-28 due-soon nemsms']);
  });

  test('is told of each instalment of a plan of which nothing is disputed, and of a payment that was registered, which a set-off is none', async () => {
    const debtor = await wanting();
    const claim = await onAPlan(debtor);
    const disputing = await wanting();
    const disputed = await onAPlan(disputing);
    await doing((tx) => held(tx, disputed, 'objection'));
    // What is paid ahead need not be paid soon.
    const ahead = await wanting();
    const early = await onAPlan(ahead);
    await doing((tx) => paid(tx, ahead, { claim: early, amount: 250, on: '2026-03-01' }));
    await make('2026-03-12');
    await doing((tx) => paid(tx, debtor, { claim, amount: 250, on: '2026-03-13' }));
    const setOff = { claim: disputed, amount: 100, on: '2026-03-13', channel: 'state-set-off' } as const;
    await doing((tx) => paid(tx, disputing, setOff));
    await make('2026-03-13');
    await make('2026-03-14');
    expect(await madeFor(debtor)).toEqual([
      '2026-03-12 due-soon nemsms',
      '2026-03-13 payment-received nemsms',
    ]);
    await make('2026-04-13');
    expect(await madeFor(debtor)).toHaveLength(3);
    expect(await madeFor(disputing)).toEqual([]);
    expect(await madeFor(ahead)).toEqual(['2026-04-13 due-soon nemsms']);
  });

  test.each([
    ['is dead', { status: 90 }, 'not-told-dead'],
    ['is exempt from Digital Post', { digitalPost: false }, 'not-told-no-digital-post'],
    ['is under 18 with nobody noted', { born: date('2012-05-01') }, 'not-told-no-custody-holder'],
  ])('and %s is told nothing', async (_, told, why) => {
    const debtor = await wanting(['nemsms', 'digital-post'], told);
    await bill(debtor);
    expect((await make('2026-03-06')).consequences[why]).toBe(1);
    expect(await madeFor(debtor)).toEqual([]);
  });
});

test('a dry run tells what it would do, and writes and sends nothing', async () => {
  const debtor = await wanting();
  await bill(debtor);
  const before = simulator.calls();
  expect((await make('2026-03-06', { dryRun: true })).changes['new-debt']).toEqual({
    count: 1,
    debtors: [debtor],
  });
  expect(await madeFor(debtor)).toEqual([]);
  expect(simulator.calls()).toBe(before);
  await make('2026-03-06');
  expect(await madeFor(debtor)).toHaveLength(1);
});

test('killed while it writes, while it sends, or without an answer, each is told once in the end', async () => {
  const wanted = [await wanting(), await wanting(), await wanting()];
  for (const debtor of wanted) await bill(debtor, { came: '2026-03-19' });
  const killed = make('2026-03-20', {
    progress: (rows) => {
      if (rows > 1) throw new Error('killed');
    },
  });
  await expect(killed).rejects.toThrow('killed');
  await make('2026-03-20');
  for (const debtor of wanted) expect(await madeFor(debtor)).toEqual(['2026-03-20 new-debt nemsms']);
  const numbers = new Set(wanted.map((_, place) => cprOf(people - place) as string));
  const taken = () => simulator.taken().filter(({ to }) => numbers.has(to));
  const service = real();
  const dying: NotificationService = {
    send: async (message) => {
      await service.send(message);
      throw new Error('killed');
    },
  };
  await expect(send('2026-03-20', dying)).rejects.toThrow('killed');
  simulator.behave({ trouble: 'lost' });
  expect((await send('2026-03-20')).unavailable).toBeGreaterThan(0);
  simulator.behave({ trouble: 'down' });
  await send('2026-03-20', service, 5);
  simulator.behave({});
  expect(await send('2026-03-20', service, 30)).toMatchObject({ unavailable: 0 });
  expect(await send('2026-03-20', service, 60)).toEqual({
    handed: 0,
    refused: 0,
    tooLate: 0,
    unavailable: 0,
  });
  expect(taken()).toHaveLength(3);
  expect(new Set(taken().map(({ to }) => to)).size).toBe(3);
});

test('somebody who has died since it was written, and a message that has waited for days, are not sent', async () => {
  // What others were told of later days is on its way.
  await send('2026-03-28');
  const [dead, waited] = [await wanting(), await wanting()];
  const claim = await bill(dead, { came: '2026-03-24' });
  await make('2026-03-25');
  await doing((tx) => held(tx, claim, 'death'));
  expect(await send('2026-03-25')).toEqual({ handed: 0, refused: 0, tooLate: 1, unavailable: 0 });
  await bill(waited, { came: '2026-03-24' });
  await make('2026-03-25');
  expect(await send('2026-03-29')).toMatchObject({ handed: 0, tooLate: 1 });
});

test('where the municipality sends to those who have chosen nothing, they are told that it has, and who has said no gets none', async () => {
  await choose({
    channels: ['nemsms', 'digital-post'],
    unlessChosen: { 'new-debt': ['nemsms', 'digital-post'], 'due-soon': [], 'payment-received': [] },
  });
  const no = await wanting([]);
  people += 1;
  const silent = await doing(async (tx) => {
    const debtor = await somebody(tx, cprOf(people));
    await addFetchedPerson(tx, debtor);
    return debtor;
  });
  await bill(no, { came: '2026-04-02' });
  await bill(silent, { came: '2026-04-02' });
  await make('2026-04-03');
  expect(await madeFor(no)).toEqual([]);
  expect(await madeFor(silent)).toEqual(['2026-04-03 new-debt digital-post', '2026-04-03 new-debt nemsms']);
  const asking = await wanting(['digital-post']);
  await bill(asking, { came: '2026-04-02' });
  await make('2026-04-03');
  await send('2026-04-03');
  expect(await textsTo(silent)).toEqual([
    expect.stringContaining('Bøgevang Kommune sender beskeden til alle, der ikke har valgt andet.'),
    expect.not.stringContaining('Du får beskeden'),
  ]);
  expect(await textsTo(asking)).toEqual([
    expect.stringContaining('Du får beskeden, fordi du har bedt om det.'),
  ]);
  await choose({ channels: [] });
  await bill(silent, { owed: 900, came: '2026-04-03' });
  expect((await make('2026-04-04')).claims).toBe(0);
});

test('before the pages are open nobody is told to sign in there, and while they are tried only who tries them', async () => {
  const channels = { channels: ['nemsms'] };
  const [tester, other] = [await wanting(), await wanting()];
  for (const debtor of [tester, other]) await bill(debtor, { came: '2026-04-16' });
  await choose(channels, { state: 'closed' });
  await make('2026-04-17');
  expect(await madeFor(tester)).toEqual([]);
  await choose(channels, { state: 'test', testPersons: [tester] });
  await make('2026-04-17');
  expect([await madeFor(tester), await madeFor(other)]).toEqual([['2026-04-17 new-debt nemsms'], []]);
  // Closed again before it was handed over.
  await choose(channels, { state: 'closed' });
  expect(await send('2026-04-17')).toMatchObject({ handed: 0, unavailable: 0 });
  expect(await textsTo(tester)).toEqual([]);
});

test('whose bank pays by itself is not told to pay, before the bank is asked to nor after', async () => {
  const bank = await aDirectDebitTown(database);
  await choose({ channels: ['digital-post', 'nemsms'] });
  const [signedUp, other] = [await wanting(), await wanting()];
  for (const debtor of [signedUp, other]) await bill(debtor, { due: '2026-06-02', came: '2026-04-20' });
  await bank.signUp(signedUp, '2026-05-04');
  const soon = async (on: string) => {
    const found = await doing((tx) => eventsFor(tx, [signedUp, other], { on: date(on), daysBefore: 14 }));
    return found.flatMap(({ kind, debtor }) => (kind === 'due-soon' ? [debtor] : []));
  };
  expect(await soon('2026-05-19')).toEqual([other]);
  await bank.deliver('2026-05-26');
  expect((await bank.of(signedUp)).coming).toHaveLength(1);
  expect(await soon('2026-05-30')).toEqual([other]);
});

test.each(notificationKinds)(
  'a NemSMS about %s says nothing about the person, no amount, no day and no link',
  (kind) => {
    for (const language of ['da', 'en'] as const) {
      const { text } = messageWords(kind, {
        channel: 'nemsms',
        language,
        municipality: 'Bøgevang Kommune',
        asked: true,
      });
      expect(text).not.toMatch(/\d|https?:|www|kr\.|DKK|\.dk/);
      expect(text.length).toBeLessThanOrEqual(160);
    }
  },
);
