import { dayInCopenhagen } from '../kernel/dates.ts';
import type { MunicipalityCode } from '../kernel/ids.ts';
import { ok, refuse, type Result } from '../kernel/result.ts';
import { logAccess } from '../access/access-log.ts';
import type { Configuration } from '../municipality/configuration.ts';
import { configurationVersion } from '../municipality/configurations.ts';
import type { Clock } from '../platform/clock.ts';
import {
  inMunicipality,
  readInMunicipality,
  type Database,
  type MunicipalityTx,
} from '../platform/database.ts';
import { withJobLock, type Held } from '../platform/job-locks.ts';
import { complete, fail, HELD, postpone, takeDue } from '../platform/due-work.ts';
import type { Handing, LetterDelivery } from './delivery-port.ts';
import { DELIVERY } from './delivery-queue.ts';
import { recordTold, type Told } from './delivery-record.ts';
import { keyText, type DeliveryEvent } from './delivery-types.ts';
import { lettersOf, type DueLetter } from './due-letters.ts';
import type { HeldAmong } from './make-letters.ts';
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

export interface HandingJob extends DeliveryJob {
  /** What came to be held after its letter was made waits as well. */
  readonly heldAmong: HeldAmong;
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
export async function deliverDue(job: HandingJob): Promise<Result<LettersHanded, DeliveryRefusal>> {
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

interface HandedLetter extends DueLetter {
  readonly answer: Handing | NotHanded;
}

/** The letter has no document, and whoever brings letters to people needs one. */
interface NotHanded {
  readonly state: 'without-document';
}

// Taken and let go: the municipality's lock keeps others away, and no transaction stays open while the outside answers.
function dueLetters({
  database,
  municipality,
  delivery,
  clock,
  heldAmong,
}: HandingJob): Promise<DueLetter[]> {
  const limit = delivery.needsDocuments ? PAGE : PAGE_WITHOUT_DOCUMENTS;
  return inMunicipality(database, municipality, async (tx) => {
    for (;;) {
      const now = clock();
      const due = await takeDue(tx, { kind: DELIVERY, now, limit });
      const letters = await putAsideHeld(tx, await lettersOf(tx, due, delivery), { heldAmong, now });
      if (letters.length > 0 || due.length === 0) return letters;
    }
  });
}

/** What came to be held after it was made waits, and is asked about again daily. Answers the others. */
async function putAsideHeld(
  tx: MunicipalityTx,
  letters: readonly DueLetter[],
  { heldAmong, now }: { readonly heldAmong: HeldAmong; readonly now: Temporal.Instant },
): Promise<DueLetter[]> {
  const waiting = await heldAmong(
    tx,
    letters.map(({ key }) => key.letter),
    dayInCopenhagen(now),
  );
  const inErrand = await heldBack(
    tx,
    letters.map(({ key, debtor, kind }) => ({ debtor, kind, toDebtor: key.recipient === 0 })),
  );
  const free: DueLetter[] = [];
  for (const letter of letters) {
    const { key, debtor, kind, work } = letter;
    const why = inErrand({ debtor, kind, toDebtor: key.recipient === 0 })
      ? 'errand-open'
      : waiting.has(key.letter)
        ? HELD
        : null;
    if (why === null) free.push(letter);
    else await postpone(tx, work, { because: why, until: now.add({ hours: 24 }) });
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
