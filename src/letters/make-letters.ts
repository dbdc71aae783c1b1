import { setImmediate as nextTurn } from 'node:timers/promises';
import { dayInCopenhagen, type PlainDate } from '../kernel/dates.ts';
import type { DebtorNumber, LetterId, MunicipalityCode } from '../kernel/ids.ts';
import { hidesFrom } from '../identity/words-of-others.ts';
import { assert, type Result } from '../kernel/result.ts';
import type { LetterRecipient } from '../debtors/recipients.ts';
import type { Configuration } from '../municipality/configuration.ts';
import type { Clock } from '../platform/clock.ts';
import { pageKeyOf, pageRef, type PageRef } from '../municipality/page-refs.ts';
import { configurationVersion } from '../municipality/configurations.ts';
import { openingOn } from '../municipality/portal-opening.ts';
import {
  inMunicipality,
  type Database,
  type MunicipalityReadTx,
  type MunicipalityTx,
} from '../platform/database.ts';
import { complete, fail, HELD, postpone, takeDue, type TakenWork } from '../platform/due-work.ts';
import { archiveLetters, type LetterToArchive } from './archive.ts';
import type { LetterAssets } from './assets.ts';
import { peopleFor, recipientsAmong, type People } from './letter-people.ts';
import type { Copy, LetterSource, NotWritten, ToWrite } from './letter-source.ts';
import { checkLetter, renderLetter } from './render.ts';
import { withoutOwnWords } from './without-own-words.ts';

export interface LetterJob {
  readonly database: Database;
  readonly municipality: MunicipalityCode;
  /** The assets for a municipality's arms and own words. */
  readonly assets: (configuration: Configuration) => LetterAssets;
  readonly by: string;
  readonly clock: Clock;
  /** `model-only`: letters are written and checked, and kept as their data without a PDF; only for a delivery that needs none. */
  readonly keep?: 'document' | 'model-only';
  readonly progress?: (letters: number) => void;
  /** Where others reach a page of the citizens' about a letter, by its name there; absent or null = letters name none. */
  readonly page?: ((letter: PageRef, language: 'da' | 'en') => string) | null;
}

export interface LettersMade {
  readonly made: number;
  /** Letters that were refused; they are tried again later and then wait for a person. */
  readonly refused: readonly RefusedLetter[];
}

export interface RefusedLetter {
  readonly letter: string;
  readonly refusal: NotWritten;
}

/** A letter that was not made, for whoever must look at it. */
export interface NotMade {
  readonly letter: LetterId;
  readonly debtor: DebtorNumber;
  readonly refusal: NotWritten;
  readonly now: Temporal.Instant;
}

/** Tells which of some letters wait on a day, because something has come to hold what they are about since they were queued. */
export type HeldAmong = (
  tx: MunicipalityReadTx,
  letters: readonly LetterId[],
  on: PlainDate,
) => Promise<ReadonlySet<LetterId>>;

export interface LettersOf<Basis extends ToWrite> {
  readonly source: LetterSource<Basis>;
  /** Those of these letters that wait on a day, because something holds what they are about. */
  readonly heldAmong: HeldAmong;
  /** Tells a person, in the transaction that puts the letter aside. */
  readonly notMade: (tx: MunicipalityTx, letter: NotMade) => Promise<void>;
}

/** Letters a transaction: few enough that little is done again after a kill, enough to read for all of them at once. */
const AT_A_TIME = { document: 25, 'model-only': 200 };
/** While one page of letters waits for the database, another is at the typesetter. */
const LANES = 2;

/** Makes the letters of a source that are due: the model from what it tells, the PDF, and both in the archive. */
export async function makeLetters<Basis extends ToWrite>(
  job: LetterJob,
  of: LettersOf<Basis>,
): Promise<LettersMade> {
  const refused: RefusedLetter[] = [];
  let made = 0;
  const page = async () => {
    const done = await inMunicipality(job.database, job.municipality, (tx) => makePage(tx, job, of));
    refused.push(...done.refused);
    made += done.made;
    if (done.taken > 0) job.progress?.(made);
    return done.taken;
  };
  const lane = async () => {
    while ((await page()) > 0);
  };
  const first = await page();
  // On most days there are few, and nobody waits beside the first.
  const lanes = first === 0 ? 0 : first < AT_A_TIME[job.keep ?? 'document'] ? 1 : LANES;
  await Promise.all(Array.from({ length: lanes }, lane));
  return { made, refused };
}

async function makePage<Basis extends ToWrite>(
  tx: MunicipalityTx,
  job: LetterJob,
  { source, heldAmong, notMade }: LettersOf<Basis>,
) {
  const now = job.clock();
  const limit = AT_A_TIME[job.keep ?? 'document'];
  const due = await takeDue(tx, { kind: source.work, now, limit });
  const letters: LetterToArchive[] = [];
  const done: string[] = [];
  const refused: RefusedLetter[] = [];
  const pageOf = await pagesNamed(tx, job, now);
  const toWrite = await withPeople(tx, source, due);
  const held = await heldAmong(
    tx,
    toWrite.map(({ basis }) => basis.letter),
    dayInCopenhagen(now),
  );
  for (const each of toWrite) {
    const { work, basis } = each;
    const making = { source, job, now, pageOf, held };
    const written = (await source.isStillToTell(tx, basis)) ? writtenOr(each, making) : [];
    if (Array.isArray(written)) {
      letters.push(...written);
      done.push(work.key);
    } else {
      const { letter, debtor } = basis;
      // What waits for an errand to be closed, or for an answer, is no trouble: that is a person's already.
      if (written.tag !== 'errand-open' && written.tag !== HELD)
        refused.push({ letter: work.key, refusal: written });
      await notMade(tx, { letter, debtor, refusal: written, now });
      await putAside(tx, work, { refusal: written, now });
    }
    // The typesetter's memory is freed when the event loop turns.
    await nextTurn();
  }
  await archiveLetters(tx, letters);
  await complete(tx, { kind: source.work, keys: done, now });
  return { taken: due.length, made: done.length, refused };
}

/** The page that a letter names; undefined = none. Those who cannot get in there yet are not sent there. */
type PageOf = (letter: LetterId, language: 'da' | 'en') => string | undefined;

async function pagesNamed(
  tx: MunicipalityReadTx,
  { page = null }: LetterJob,
  now: Temporal.Instant,
): Promise<PageOf> {
  const configured = page === null ? null : await configurationVersion(tx, null);
  if (page === null || configured === null) return () => undefined;
  if (openingOn(configured.configuration.portal, dayInCopenhagen(now)) !== 'open') return () => undefined;
  const key = await pageKeyOf(tx);
  return (letter, language) => page(pageRef(key, 'letter', letter), language);
}

interface DueLetter<Basis> extends People {
  readonly work: TakenWork;
  readonly basis: Basis;
}

/** What the due letters are written from, and who gets them as things stand today. */
async function withPeople<Basis extends ToWrite>(
  tx: MunicipalityTx,
  source: LetterSource<Basis>,
  due: readonly TakenWork[],
): Promise<DueLetter<Basis>[]> {
  if (due.length === 0) return [];
  const bases = await source.bases(
    tx,
    due.map(({ key }) => BigInt(key) as LetterId), // the keys were written from letter numbers
  );
  const people = await peopleFor(tx, bases);
  return bases.map((basis, index) => {
    const work = due[index];
    assert(work !== undefined, 'a basis for each letter that is due');
    return { work, basis, ...people(basis) };
  });
}

interface Making<Basis extends ToWrite> {
  readonly source: LetterSource<Basis>;
  readonly job: LetterJob;
  readonly now: Temporal.Instant;
  readonly pageOf: PageOf;
  readonly held: ReadonlySet<LetterId>;
}

/** A mistake of ours stops the letter that it is about, and not those beside it. */
function writtenOr<Basis extends ToWrite>(
  due: DueLetter<Basis>,
  making: Making<Basis>,
): LetterToArchive[] | NotWritten {
  try {
    return write(due, making);
  } catch (error) {
    if (error instanceof Error && !('code' in error)) return { tag: 'failed', message: error.message };
    throw error;
  }
}

/** Every copy of a letter, or why there is none. */
function write<Basis extends ToWrite>(
  { basis, languages, ...people }: DueLetter<Basis>,
  making: Making<Basis>,
): LetterToArchive[] | NotWritten {
  const { source, now, held } = making;
  if (people.stopped.size > 0 && !source.isToldMeanwhile(basis)) return { tag: 'errand-open' };
  if (held.has(basis.letter)) return { tag: HELD };
  const recipients = recipientsAmong(people, basis.day);
  if (!recipients.ok) return recipients.refusal;
  const today: PlainDate = dayInCopenhagen(now);
  const letters: LetterToArchive[] = [];
  for (const recipient of recipients.value) {
    for (const language of languages) {
      const page = making.pageOf(basis.letter, language);
      const copy = copyOf(
        basis,
        {
          recipient,
          hidesAddress: isHiddenFrom(recipient, people),
          language,
          today,
          ...(page === undefined ? {} : { page }),
        },
        making,
      );
      if (!copy.ok) return copy.refusal;
      letters.push(copy.value);
    }
  }
  return letters;
}

function isHiddenFrom({ onBehalfOf }: LetterRecipient, { person }: Pick<People, 'person'>): boolean {
  return hidesFrom({ actsForAnother: onBehalfOf !== null, isProtected: person?.addressProtected });
}

function copyOf<Basis extends ToWrite>(
  basis: Basis,
  copy: Copy,
  { source, job, now }: Making<Basis>,
): Result<LetterToArchive, NotWritten> {
  const told = source.modelOf(basis, copy);
  if (!told.ok) return told;
  const model = copy.hidesAddress ? withoutOwnWords(told.value) : told.value;
  const assets = job.assets(basis.configuration);
  const kept = job.keep === 'model-only' ? checkLetter(model, assets) : renderLetter(model, assets);
  if (!kept.ok) return kept;
  const { letter, debtor } = basis;
  return {
    ok: true,
    value: { letter, debtor, recipient: copy.recipient, model, rendered: kept.value, at: now },
  };
}

/** Who cannot be written to is tried again daily; all else soon, and then a person must look. */
async function putAside(
  tx: MunicipalityTx,
  work: TakenWork,
  { refusal, now }: Pick<NotMade, 'refusal' | 'now'>,
): Promise<void> {
  if (waitsForPeople(refusal))
    await postpone(tx, work, { because: refusal.tag, until: now.add({ hours: 24 }) });
  else await fail(tx, work, { trouble: troubleOf(refusal), now });
}

/** Nobody writes to the dead before an estate is recorded, nor to one who has no address; a notice too late is a person's. */
function waitsForPeople({ tag }: NotWritten): boolean {
  return (
    tag === 'dead' ||
    tag === 'errand-open' ||
    tag === HELD ||
    tag === 'no-address' ||
    tag === 'no-guardian' ||
    tag === 'no-custody-holder' ||
    tag === 'unknown-person' ||
    tag === 'deadline-passed'
  );
}

function troubleOf(refusal: NotWritten): string {
  return refusal.tag === 'part-missing' ? `part-missing: ${refusal.part}` : refusal.tag;
}
