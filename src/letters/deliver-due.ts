import { sql } from 'kysely';
import { z } from 'zod';
import { dayInCopenhagen } from '../kernel/dates.ts';
import { debtorNumber, type DebtorNumber, type LetterId, type MunicipalityCode } from '../kernel/ids.ts';
import { assert, ok, refuse, type Result } from '../kernel/result.ts';
import { logAccess } from '../access/access-log.ts';
import { companiesOf } from '../debtors/companies.ts';
import { cprOfDebtors } from '../debtors/register.ts';
import { cprOfRepresentatives } from '../debtors/representatives.ts';
import type { Configuration } from '../municipality/configuration.ts';
import { configurationVersion } from '../municipality/configurations.ts';
import type { Clock } from '../platform/clock.ts';
import {
  inMunicipality,
  readInMunicipality,
  type Database,
  type MunicipalityReadTx,
  type MunicipalityTx,
} from '../platform/database.ts';
import { withJobLock, type Held } from '../platform/job-locks.ts';
import { complete, fail, postpone, takeDue, type TakenWork } from '../platform/due-work.ts';
import type { Handing, LetterDelivery, LetterDocument, LetterToHand } from './delivery-port.ts';
import { DELIVERY } from './delivery-queue.ts';
import { recordTold, type Told } from './delivery-record.ts';
import { keyText, type DeliveryEvent, type DeliveryKey } from './delivery-types.ts';
import { heldBack } from './while-held.ts';

export interface DeliveryJob {
  readonly database: Database;
  readonly municipality: MunicipalityCode;
  readonly delivery: LetterDelivery;
  readonly by: string;
  readonly clock: Clock;
  readonly progress?: (letters: number) => void;
  /** The day's lock, where the day's work calls; who calls it alone takes its own. */
  readonly held?: Held;
}

export interface LettersHanded {
  readonly handed: number;
  /** Will never be brought by that channel; what is done instead is in the delivery's own rows. */
  readonly refused: number;
  /** Nobody knows whether they were taken; they are handed over again later. */
  readonly unavailable: number;
  /** Kept as their data alone, and not handed to one who brings letters to people: a person must look. */
  readonly withoutDocument: number;
}

export type DeliveryRefusal =
  { readonly tag: 'busy'; readonly name: string } | { readonly tag: 'no-configuration' };

/** Letters read and written at a time; a letter is some 50 kB. */
const PAGE = 25;
const PAGE_WITHOUT_DOCUMENTS = 500;
const AT_A_TIME = 8;

/**
 * Hands over the letters that are due. A letter that was handed over by a job that was killed before it noted so is handed
 * over again under the same reference: the other side knows it. Refuses with `busy` while another job is at it.
 */
export async function deliverDue(job: DeliveryJob): Promise<Result<LettersHanded, DeliveryRefusal>> {
  return alone(job, async (lost, { run }) => {
    await inMunicipality(job.database, job.municipality, (tx) =>
      logAccess(tx, {
        at: job.clock(),
        actor: job.by,
        purpose: 'delivery of letters',
        debtor: null,
        about: 'letters send',
      }),
    );
    let sum: LettersHanded = { handed: 0, refused: 0, unavailable: 0, withoutDocument: 0 };
    for (;;) {
      lost.throwIfAborted();
      const page = await dueLetters(job);
      if (page.length === 0) return sum;
      const handed = await handAll(page, job.delivery);
      await noteHandings(job, handed, run);
      sum = added(sum, handed);
      job.progress?.(sum.handed);
      // The other side is closed: what is left stays due.
      if (handed.every(({ answer }) => answer.state === 'unavailable')) return sum;
    }
  });
}

/** One job of this kind at a time in a municipality, with the municipality's configuration. */
export async function alone<T>(
  { database, municipality, held }: Pick<DeliveryJob, 'database' | 'municipality' | 'held'>,
  work: (lost: AbortSignal, configuration: Configuration) => Promise<T>,
): Promise<Result<T, DeliveryRefusal>> {
  const configured = await readInMunicipality(database, municipality, (tx) => configurationVersion(tx, null));
  if (configured === null) return refuse({ tag: 'no-configuration' });
  const { configuration } = configured;
  if (held !== undefined) return ok(await work(held.lost, configuration));
  return withJobLock(database, { municipality, lock: 'letters-send' }, (lost) => work(lost, configuration));
}

interface DueLetter {
  readonly work: TakenWork;
  readonly key: DeliveryKey;
  readonly debtor: DebtorNumber;
  readonly kind: string;
  /** Null: it was kept as its data alone, and documents are needed. */
  readonly letter: LetterToHand | null;
}

interface HandedLetter extends DueLetter {
  readonly answer: Handing | NotHanded;
}

/** The letter has no document, and whoever brings letters to people needs one. */
interface NotHanded {
  readonly state: 'without-document';
}

// Taken and let go: the municipality's lock keeps others away, and no transaction stays open while the outside answers.
function dueLetters({ database, municipality, delivery, clock }: DeliveryJob): Promise<DueLetter[]> {
  const limit = delivery.needsDocuments ? PAGE : PAGE_WITHOUT_DOCUMENTS;
  return inMunicipality(database, municipality, async (tx) => {
    for (;;) {
      const now = clock();
      const due = await takeDue(tx, { kind: DELIVERY, now, limit });
      const letters = await putAsideHeld(tx, await lettersOf(tx, due, delivery), now);
      if (letters.length > 0 || due.length === 0) return letters;
    }
  });
}

/** What came to be held after it was made waits, and is asked about again daily. Answers the others. */
async function putAsideHeld(
  tx: MunicipalityTx,
  letters: readonly DueLetter[],
  now: Temporal.Instant,
): Promise<DueLetter[]> {
  const held = await heldBack(
    tx,
    letters.map(({ key, debtor, kind }) => ({ debtor, kind, toDebtor: key.recipient === 0 })),
  );
  const free: DueLetter[] = [];
  for (const letter of letters) {
    if (!held({ debtor: letter.debtor, kind: letter.kind, toDebtor: letter.key.recipient === 0 }))
      free.push(letter);
    else await postpone(tx, letter.work, { because: 'errand-open', until: now.add({ hours: 24 }) });
  }
  return free;
}

const notHanded: NotHanded = { state: 'without-document' };

async function handAll(page: readonly DueLetter[], delivery: LetterDelivery): Promise<HandedLetter[]> {
  const handed: HandedLetter[] = [];
  const queue = page.entries();
  const worker = async () => {
    for (const [index, due] of queue) {
      const answer = due.letter === null ? notHanded : await delivery.hand(due.letter);
      handed[index] = { ...due, answer };
    }
  };
  await Promise.all(Array.from({ length: AT_A_TIME }, worker));
  return handed;
}

async function noteHandings(
  { database, municipality, clock }: DeliveryJob,
  handed: readonly HandedLetter[],
  { paperWeekdays }: Configuration['run'],
): Promise<void> {
  const at = clock();
  const today = dayInCopenhagen(at);
  await inMunicipality(database, municipality, async (tx) => {
    const told = handed.flatMap(({ key, answer }): Told[] => {
      const event = eventOf(answer, today);
      return event === null ? [] : [{ key, events: [event] }];
    });
    await recordTold(tx, told, { by: 'delivery', today, paperWeekdays, at });
    await complete(tx, { kind: DELIVERY, keys: told.map(({ key }) => keyText(key)), now: at });
    for (const { work, answer } of handed) {
      const failed = answer.state === 'unavailable' || answer.state === 'without-document';
      if (failed) await fail(tx, work, { trouble: answer.state, now: at });
    }
  });
}

function eventOf(
  answer: HandedLetter['answer'],
  on: ReturnType<typeof dayInCopenhagen>,
): DeliveryEvent | null {
  switch (answer.state) {
    case 'handed':
      return { state: 'handed', on };
    case 'refused':
      return { state: 'failed', on, code: answer.code };
    case 'unavailable':
    case 'without-document':
      return null;
  }
}

function added(sum: LettersHanded, handed: readonly HandedLetter[]): LettersHanded {
  const count = (state: HandedLetter['answer']['state']) =>
    handed.filter(({ answer }) => answer.state === state).length;
  return {
    handed: sum.handed + count('handed'),
    refused: sum.refused + count('refused'),
    unavailable: sum.unavailable + count('unavailable'),
    withoutDocument: sum.withoutDocument + count('without-document'),
  };
}

interface LetterRow {
  letter_id: LetterId;
  recipient: number;
  channel: 'digital' | 'paper';
  reference: string;
  debtor_number: number;
  kind: string;
  language: 'da' | 'en';
  addressed: unknown;
  /** Null where it was kept without, and where nobody needs it. */
  pdf: Uint8Array | null;
}

/** Name and address as the letter itself has them: what stands on the envelope is what stands in its window. */
const addressed = z.object({
  name: z.string(),
  address: z.object({ kind: z.string(), lines: z.array(z.string()).default([]) }),
});

/** The due letters as the port takes them, translations behind their letters. */
async function lettersOf(
  tx: MunicipalityTx,
  due: readonly TakenWork[],
  { needsDocuments }: LetterDelivery,
): Promise<DueLetter[]> {
  if (due.length === 0) return [];
  const rows = await letterRows(tx, due, needsDocuments);
  const byKey = Map.groupBy(rows, (row) => keyText({ ...row, letter: row.letter_id }));
  const debtors = [...new Set(rows.map((row) => debtorNumber(row.debtor_number)))];
  const numbers = {
    own: await cprOfDebtors(tx, debtors),
    companies: await companiesOf(tx, debtors),
    others: await cprOfRepresentatives(tx, debtors),
  };
  return due.map((work) => {
    const [first, ...rest] = byKey.get(work.key) ?? [];
    assert(first !== undefined, 'a delivery is queued with its letter');
    const { reference, kind } = first;
    const documents = needsDocuments ? documentsOf([first, ...rest]) : [];
    const key = { ...first, letter: first.letter_id };
    const about = { work, key, kind, debtor: debtorNumber(first.debtor_number) };
    if (documents === null) return { ...about, letter: null };
    return { ...about, letter: { reference, kind, to: whereTo(first, numbers), documents } };
  });
}

/** The documents of one envelope; null when one of them was never made. */
function documentsOf(rows: readonly LetterRow[]): LetterDocument[] | null {
  const documents: LetterDocument[] = [];
  for (const { language, pdf } of rows) {
    if (pdf === null) return null;
    documents.push({ language, pdf });
  }
  return documents;
}

async function letterRows(
  tx: MunicipalityReadTx,
  due: readonly TakenWork[],
  needsDocuments: boolean,
): Promise<LetterRow[]> {
  // The keys were written by keyText.
  const parts = due.map(({ key }) => key.split('/'));
  const { rows } = await sql<LetterRow>`
    select letter_id, recipient, channel, reference, debtor_number, kind, language, model -> 'recipient' as addressed,
      case when ${needsDocuments}::bool then pdf end as pdf
    from unnest(${parts.map(([letter = '']) => letter)}::bigint[], ${parts.map(([, who]) => Number(who))}::smallint[],
      ${parts.map(([, , channel = '']) => channel)}::text[]) due (letter_id, recipient, channel)
    join delivery using (letter_id, recipient, channel)
    join letter using (letter_id, recipient)
    order by letter_id, recipient, channel, language`.execute(tx);
  return rows;
}

interface KnownNumbers {
  readonly own: Awaited<ReturnType<typeof cprOfDebtors>>;
  readonly companies: Awaited<ReturnType<typeof companiesOf>>;
  readonly others: Awaited<ReturnType<typeof cprOfRepresentatives>>;
}

function whereTo(row: LetterRow, { own, companies, others }: KnownNumbers): LetterToHand['to'] {
  if (row.channel === 'paper') {
    const { name, address } = addressed.parse(row.addressed);
    assert(address.lines.length > 0, 'a letter on paper has an address');
    return { channel: 'paper', name, address: address.lines };
  }
  const debtor: DebtorNumber = debtorNumber(row.debtor_number);
  const cvr = row.recipient === 0 ? (companies.get(debtor)?.cvr ?? null) : null;
  if (cvr !== null) return { channel: 'digital', cvr };
  const cpr = row.recipient === 0 ? own.get(debtor) : others.get(`${debtor}/${row.recipient}`);
  assert(cpr !== undefined, 'who gets Digital Post has a CPR or CVR number');
  return { channel: 'digital', cpr };
}
