import { createHash } from 'node:crypto';
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { looksByOthers } from '../../src/insight/looked-at.ts';
import type { DebtorNumber } from '../../src/kernel/ids.ts';
import { date } from '../../src/kernel/dates.ts';
import { zeroOre } from '../../src/kernel/money.ts';
import { answerObjection } from '../../src/objections/answer-objection.ts';
import { correctClaim } from '../../src/payments/correct-claim.ts';
import { deleteOldFiles } from '../../src/messages/delete-files.ts';
import { sendMessage } from '../../src/messages/send-message.ts';
import { messagesOf, openMessages } from '../../src/messages/messages.ts';
import type { AcceptedFile } from '../../src/messages/types.ts';
import { configurationVersion, saveConfiguration } from '../../src/municipality/configurations.ts';
import { EICAR, startClamdSimulator, type ClamdSimulator } from '../../src/outside/clamd/simulator.ts';
import { inMunicipality, type MunicipalityTx } from '../../src/platform/database.ts';
import { ordinaryMainsOf } from '../../src/claims/bills.ts';
import { cprOf } from '../vocabulary.ts';
import { afdrag } from './command-line.ts';
import { freshDatabase, type FreshDatabase } from './database.ts';
import { anOrdinaryClaim, somebody } from './ordinary-claims.ts';
import { morningOf, TOWN, townConfiguration } from './town.ts';

const folder = mkdtempSync(join(tmpdir(), 'afdrag-messages-'));
const NOW = morningOf('2026-03-12');
const PDF = Buffer.from('%PDF-1.7\n%%EOF\n');
let database: FreshDatabase;
let clamd: ClamdSimulator;
let anna: DebtorNumber;
beforeAll(async () => {
  [database, clamd] = await Promise.all([freshDatabase(), startClamdSimulator()]);
  anna = await within(async (tx) => {
    await saveConfiguration(tx, { configuration: townConfiguration(), by: 'prøve', at: NOW });
    const debtor = await somebody(tx, cprOf(1));
    await anOrdinaryClaim(tx, { claimId: 'R-1', debtors: [debtor], owed: 500, due: '2026-03-01' });
    return debtor;
  });
});
afterAll(async () => {
  await clamd.close();
  await database.close();
  rmSync(folder, { recursive: true });
});

const within = <T>(work: (tx: MunicipalityTx) => Promise<T>) => inMunicipality(database, TOWN, work);
let keys = 0;
async function writes(
  files: readonly Pick<AcceptedFile, 'content' | 'scan'>[],
  papers: boolean,
): Promise<void> {
  keys += 1;
  const sent = await within(async (tx) => {
    const claims = (await ordinaryMainsOf(tx, [anna])).map(({ claim }) => claim);
    return sendMessage(tx, {
      debtor: anna,
      formKey: String(keys).padStart(20, '0'),
      saying: papers
        ? { kind: 'documentation', topic: 'income' }
        : { kind: 'objection', claims, against: 'amount' },
      words: 'Jeg er gået ned i tid.',
      files: files.map((each) => ({ name: 'løn marts.pdf', type: 'pdf', ...each })),
      language: 'da',
      by: `citizen:${anna}`,
      at: NOW,
      mostPerDay: 10,
    });
  });
  if (!sent.ok) throw new Error(sent.refusal.tag);
}

const call = (words: readonly string[], environment: Record<string, string> = {}) =>
  afdrag(['message', ...words], {
    environment: { DATABASE_URL: database.url, AFDRAG_NOW: NOW.toString(), ...environment },
  });
const at998 = ['--municipality', '998'];

test('a caseworker sees what came, reads it, and says what came of it; the citizen sees that too', async () => {
  await writes([{ content: PDF, scan: 'clean' }], true);
  const message = ['--message', `${anna}-1`];
  const listed = await call(['list', ...at998]);
  expect(listed.out).toBe(`${anna}-1 12. marts 2026: dokumentation om indkomst, 1 fil; ingen har læst den\n`);
  const read = await call(['read', ...at998, ...message]);
  expect(read.out).toContain('Jeg er gået ned i tid.');
  expect(read.out).toContain('Fil 1: løn marts.pdf (PDF, 1 kB, undersøgt for virus)');
  const to = join(folder, 'clean.pdf');
  expect((await call(['save', ...at998, ...message, '--file', to])).status).toBe(0);
  expect(readFileSync(to).equals(PDF)).toBe(true);
  expect(statSync(to).mode & 0o777).toBe(0o600);
  const answer = ['answer', ...at998, ...message, '--words', 'Vi har skrevet din indkomst ind.', '--outcome'];
  expect((await call([...answer, 'kept'])).err).toContain('Programmet sender den ikke.');
  const used = await call([...answer, 'used', '--month', '2026-04']);
  expect(used.out).toContain(
    `Henvendelse ${anna}-1 er besvaret. Borgeren får brev: papirerne bruges fra og med april 2026.`,
  );
  expect((await call(['list', ...at998, '--debtor', String(anna)])).out).toContain('; besvaret');
  expect(await within((tx) => openMessages(tx))).toEqual([]);
  expect(await within((tx) => messagesOf(tx, anna))).toMatchObject([{ standing: { state: 'answered' } }]);
  // The citizen sees each look, and what it was for.
  const looks = await within((tx) => looksByOthers(tx, anna));
  expect(new Set(looks.map(({ about }) => about))).toEqual(new Set(['message']));
});

test('a file that nobody has looked at is saved only by who knows that, and one with a virus never', async () => {
  const eicar = Buffer.from(`%PDF-1.7\n${EICAR}\n%%EOF\n`);
  await writes(
    [
      { content: PDF, scan: 'no-scanner' },
      { content: eicar, scan: 'no-answer' },
    ],
    false,
  );
  const save = (number: string, file: string, more: readonly string[] = [], environment = {}) =>
    call(
      ['save', ...at998, '--message', `${anna}-2`, '--number', number, '--file', file, ...more],
      environment,
    );
  const read = await call(['read', ...at998, '--message', `${anna}-2`]);
  expect(read.out).toContain('IKKE undersøgt for virus: scanneren svarede ikke');
  const file = join(folder, 'unknown.pdf');
  expect((await save('1', file)).err).toContain('skriv --not-scanned');
  expect(existsSync(file)).toBe(false);
  expect((await save('1', file, ['--not-scanned'])).status).toBe(0);
  const scanner = { AFDRAG_CLAMD: `${clamd.address.host}:${clamd.address.port}` };
  expect((await save('1', file, [], scanner)).status).toBe(0);
  const other = join(folder, 'virus.pdf');
  expect((await save('2', other, ['--not-scanned'], scanner)).err).toContain('Der er fundet virus i filen.');
  expect(existsSync(other)).toBe(false);
  const answer = ['answer', ...at998, '--message', `${anna}-2`, '--outcome', 'changed', '--words', 'Ja.'];
  expect((await call(answer)).err).toContain('afdrag objection answer');
});

test('files are deleted some years after their matter was closed, and never before; that they were there stays', async () => {
  const cleanUp = async (day: string) => {
    const configured = await within((tx) => configurationVersion(tx, null));
    if (configured === null) throw new Error('the town has its choices');
    const noteAccess = () => Promise.resolve();
    const request = { database, municipality: TOWN, on: date(day), dryRun: false, by: 'prøve', noteAccess };
    const done = await deleteOldFiles({ ...request, configured, clock: () => morningOf(day) });
    if (!done.ok) throw new Error(done.refusal.tag);
    return done.value.report.consequences;
  };
  // The other message waits for an answer.
  expect(await cleanUp('2032-01-02')).toEqual({ 'matter-runs': 2 });
  const claims = await within(async (tx) => {
    const [open] = await openMessages(tx);
    const configured = await configurationVersion(tx, null);
    if (open?.objection == null || configured === null) throw new Error('an objection waits');
    const { objection } = open.objection;
    const answer = {
      objection,
      outcome: 'refused',
      amounts: new Map<never, never>(),
      words: 'Nej.',
    } as const;
    expect(await answerObjection(tx, { ...answer, configured, by: 'Inge', at: NOW })).toMatchObject({
      ok: true,
    });
    return open.objection.claims;
  });
  expect(await cleanUp('2031-12-31')).toEqual({});
  // The bill that is still owed is a matter.
  expect(await cleanUp('2032-01-01')).toEqual({ 'files-deleted': 1, 'matter-runs': 1 });
  await within(async (tx) => {
    for (const claim of claims) {
      const gone = { claim, to: zeroOre, reason: 'Fejl', decidedOn: date('2027-06-01'), by: 'Inge' };
      expect(await correctClaim(tx, { ...gone, at: morningOf('2027-06-01') })).toMatchObject({ ok: true });
    }
  });
  expect(await cleanUp('2032-12-31')).toEqual({ 'kept-for-now': 1 });
  expect(await cleanUp('2033-01-01')).toEqual({ 'files-deleted': 1 });
  const read = await call(['read', ...at998, '--message', `${anna}-1`]);
  expect(read.out).toContain('Fil 1: slettet 1. januar 2032 (PDF, 1 kB)');
  const kept = await within((tx) =>
    sql`select sha256, bytes, name, content from citizen_file where entry = 1`.execute(tx),
  );
  const sha256 = createHash('sha256').update(PDF).digest();
  expect(kept.rows).toEqual([{ sha256, bytes: PDF.length, name: null, content: null }]);
  const changed = within((tx) => sql`update citizen_file set bytes = 1`.execute(tx));
  await expect(changed).rejects.toThrow('never changed or deleted');
});
