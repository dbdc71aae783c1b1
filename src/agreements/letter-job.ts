import { setImmediate as nextTurn } from 'node:timers/promises';
import { dayInCopenhagen, monthOf, type PlainDate } from '../kernel/dates.ts';
import { letterId, type DebtorNumber, type LetterId, type MunicipalityCode } from '../kernel/ids.ts';
import { assert } from '../kernel/result.ts';
import { logAccess } from '../access/access-log.ts';
import { languageOf } from '../debtors/language.ts';
import { personRecordsAsOf } from '../debtors/person-records.ts';
import { recipientsOf, type LetterRecipient, type RecipientsRefusal } from '../debtors/recipients.ts';
import { representativesOn, type Representative } from '../debtors/representatives.ts';
import type { StoredPersonRecord } from '../debtors/types.ts';
import { latestBatch } from '../facts/as-of.ts';
import type { NoComplaintGuidance } from '../law/complaint-guidance.ts';
import { archivedLetter, archiveLetters, type LetterToArchive } from '../letters/archive.ts';
import type { LetterAssets } from '../letters/assets.ts';
import { renderLetter, type LetterRefusal } from '../letters/render.ts';
import type { Configuration } from '../municipality/configuration.ts';
import type { Clock } from '../platform/clock.ts';
import {
  inMunicipality,
  type Database,
  type MunicipalityReadTx,
  type MunicipalityTx,
} from '../platform/database.ts';
import { complete, fail, postpone, takeDue, type TakenWork } from '../platform/due-work.ts';
import { letterBases, type LetterBasis } from './letter-basis.ts';
import { letterModelOf } from './letter-model.ts';
import { openWorkItems } from './work-items.ts';

export interface LetterJob {
  readonly database: Database;
  readonly municipality: MunicipalityCode;
  /** The assets for a municipality's arms and own words. */
  readonly assets: (configuration: Configuration) => LetterAssets;
  readonly by: string;
  readonly clock: Clock;
  readonly progress?: (letters: number) => void;
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

/** Why a letter was not made: a part is missing, nobody may get it, or nobody has said what it must tell. */
export type NotWritten =
  | LetterRefusal
  | RecipientsRefusal
  | NoComplaintGuidance
  /** Our own mistake; the message never holds personal data. */
  | { readonly tag: 'failed'; readonly message: string };

/** Letters a transaction: few enough that little is done again after a kill, enough to read for all of them at once. */
const AT_A_TIME = 25;
/** While one page of letters waits for the database, another is at the typesetter. */
const LANES = 2;

/** Makes the letters that are due: the model from the decision and its facts, the PDF, and both in the archive. */
export async function makeDueLetters(job: LetterJob): Promise<LettersMade> {
  const refused: RefusedLetter[] = [];
  let made = 0;
  await inMunicipality(job.database, job.municipality, (tx) =>
    logAccess(tx, {
      at: job.clock(),
      actor: job.by,
      purpose: 'letters about decisions',
      debtor: null,
      about: 'letters',
    }),
  );
  const lane = async () => {
    for (;;) {
      const page = await inMunicipality(job.database, job.municipality, (tx) => makePage(tx, job));
      if (page.taken === 0) return;
      refused.push(...page.refused);
      made += page.made;
      job.progress?.(made);
    }
  };
  await Promise.all(Array.from({ length: LANES }, lane));
  return { made, refused };
}

async function makePage(tx: MunicipalityTx, job: LetterJob) {
  const now = job.clock();
  const due = await takeDue(tx, { kind: 'letter', now, limit: AT_A_TIME });
  const letters: LetterToArchive[] = [];
  const done: string[] = [];
  const refused: RefusedLetter[] = [];
  for (const { work, basis } of await basesOf(tx, due)) {
    if (!(await stillToTell(tx, basis))) {
      done.push(work.key);
      continue;
    }
    const written = writtenOr(basis, { job, now });
    if (Array.isArray(written)) {
      letters.push(...written);
      done.push(work.key);
    } else {
      refused.push({ letter: work.key, refusal: written });
      await putAside(tx, { work, basis, refusal: written, now });
    }
    // The typesetter's memory is freed when the event loop turns.
    await nextTurn();
  }
  await archiveLetters(tx, letters);
  await complete(tx, { kind: 'letter', keys: done, now });
  return { taken: due.length, made: done.length, refused };
}

interface DueLetter {
  readonly work: TakenWork;
  readonly basis: WithPeople;
}

interface WithPeople extends LetterBasis {
  readonly person: StoredPersonRecord;
  readonly representatives: readonly Representative[];
  readonly languages: readonly ('da' | 'en')[];
}

/** What the due letters are written from, and who gets them as things stand today. */
async function basesOf(tx: MunicipalityReadTx, due: readonly TakenWork[]): Promise<DueLetter[]> {
  const [first] = due;
  if (first === undefined) return [];
  const bases = await letterBases(
    tx,
    due.map(({ key }) => BigInt(key) as LetterId), // the keys were written from letter numbers
  );
  const debtors = [...new Set(bases.map(({ decision }) => decision.debtor))];
  const people = await peopleFor(tx, debtors, bases.map(dayOf).toSorted().at(-1) ?? null);
  return bases.map((basis, index) => {
    const { debtor } = basis.decision;
    const [work, person] = [due[index], people.persons.get(debtor)];
    assert(work !== undefined && person !== undefined, 'a letter is due about a person whom CPR has told of');
    const representatives = people.representatives.get(debtor) ?? [];
    const languages = people.languages.get(debtor) === 'en' ? (['da', 'en'] as const) : (['da'] as const);
    return { work, basis: { ...basis, person, representatives, languages } };
  });
}

async function peopleFor(tx: MunicipalityReadTx, debtors: readonly DebtorNumber[], day: PlainDate | null) {
  const batch = await latestBatch(tx);
  assert(batch !== null && day !== null, 'a letter rests on facts');
  return {
    persons: await personRecordsAsOf(tx, debtors, batch),
    representatives: await representativesOn(tx, debtors, day),
    languages: await languageOf(tx, debtors),
  };
}

function dayOf({ decision, hearing, place, reversal }: LetterBasis): PlainDate {
  if (reversal !== null) return reversal.on;
  const day = place === 'decision' ? decision.decided?.on : hearing?.closedOn;
  return day ?? decision.draftedOn;
}

/** What was withdrawn before its letter was made is not told; nor is the end of what nobody was told of. */
async function stillToTell(tx: MunicipalityReadTx, { place, decision }: LetterBasis): Promise<boolean> {
  const { state, id } = decision;
  if (place === 'decision') return state === 'decided' || state === 'in-force';
  if (place === 'hearing') return state === 'hearing';
  const told = letterId(id, place === 'reversal' ? 'decision' : 'hearing');
  return (await archivedLetter(tx, { letter: told, language: 'da', recipient: null })) !== null;
}

interface Making {
  readonly job: LetterJob;
  readonly now: Temporal.Instant;
}

/** A mistake of ours stops the letter that it is about, and not those beside it. */
function writtenOr(basis: WithPeople, making: Making): LetterToArchive[] | NotWritten {
  try {
    return write(basis, making);
  } catch (error) {
    if (error instanceof Error && !('code' in error)) return { tag: 'failed', message: error.message };
    throw error;
  }
}

/** Every copy of a letter, or why there is none. */
function write(basis: WithPeople, { job, now }: Making): LetterToArchive[] | NotWritten {
  const recipients = recipientsOf(basis.person, basis.representatives, dayOf(basis));
  if (!recipients.ok) return recipients.refusal;
  const letters: LetterToArchive[] = [];
  for (const recipient of recipients.value) {
    for (const language of basis.languages) {
      const copy = copyOf(basis, { recipient, language, assets: job.assets(basis.configuration), now });
      if (!('rendered' in copy)) return copy;
      letters.push(copy);
    }
  }
  return letters;
}

interface CopyToMake {
  readonly recipient: LetterRecipient;
  readonly language: 'da' | 'en';
  readonly assets: LetterAssets;
  readonly now: Temporal.Instant;
}

function copyOf(
  basis: WithPeople,
  { recipient, language, assets, now }: CopyToMake,
): LetterToArchive | NotWritten {
  const model = letterModelOf(basis, { recipient, language });
  if (!model.ok) return model.refusal;
  const rendered = renderLetter(model.value, assets);
  if (!rendered.ok) return rendered.refusal;
  const { letter, decision } = basis;
  return {
    letter,
    debtor: decision.debtor,
    recipient,
    model: model.value,
    rendered: rendered.value,
    at: now,
  };
}

interface PutAside extends DueLetter {
  readonly refusal: NotWritten;
  readonly now: Temporal.Instant;
}

/** Nobody writes to the dead before an estate is recorded; who cannot be written to is tried again daily, and a person looks. */
async function putAside(tx: MunicipalityTx, { work, basis, refusal, now }: PutAside): Promise<void> {
  const { debtor } = basis.decision;
  const month = monthOf(dayInCopenhagen(now));
  await openWorkItems(tx, [{ kind: 'letter-not-made', debtor, month, about: refusal.tag }], now);
  if (isAboutPeople(refusal))
    await postpone(tx, work, { because: refusal.tag, until: now.add({ hours: 24 }) });
  else await fail(tx, work, { trouble: troubleOf(refusal), now });
}

function isAboutPeople({ tag }: NotWritten): boolean {
  return tag === 'dead' || tag === 'no-address' || tag === 'no-guardian' || tag === 'no-custody-holder';
}

function troubleOf(refusal: NotWritten): string {
  return refusal.tag === 'part-missing' ? `part-missing: ${refusal.part}` : refusal.tag;
}
