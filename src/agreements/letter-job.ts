import { dayInCopenhagen, monthOf, type PlainDate } from '../kernel/dates.ts';
import { decisionOfLetter, letterId, type LetterId } from '../kernel/ids.ts';
import { logAccess } from '../access/access-log.ts';
import { letterIsMade } from '../letters/archive.ts';
import type { LetterSource, ToWrite } from '../letters/letter-source.ts';
import { makeLetters, type LetterJob, type LettersMade, type NotMade } from '../letters/make-letters.ts';
import { noticeLetters } from '../letters/notice-letters.ts';
import { isToldMeanwhile } from '../letters/while-held.ts';
import { inMunicipality, type MunicipalityReadTx, type MunicipalityTx } from '../platform/database.ts';
import { HELD } from '../platform/due-work.ts';
import { decisionsById } from './decisions.ts';
import { ERRAND_OPEN } from './in-errand.ts';
import { heldLetters } from './held-letters.ts';
import { letterBases, type LetterBasis } from './letter-basis.ts';
import { letterModelOf } from './letter-model.ts';
import { DECISION_LETTER, takeUpHeld } from './take-up-held.ts';
import { withdraw } from './withdrawals.ts';
import { openItemsNotOpen } from './work-items.ts';

export type { LetterJob, LettersMade } from '../letters/make-letters.ts';
export type { NotWritten } from '../letters/letter-source.ts';

/** Makes the letters that are due, about decisions and of notices: the model, the PDF, and both in the archive. */
export async function makeDueLetters(job: LetterJob): Promise<LettersMade> {
  await inMunicipality(job.database, job.municipality, (tx) =>
    logAccess(tx, {
      at: job.clock(),
      actor: job.by,
      purpose: 'letters that are due',
      debtor: null,
      about: 'letters',
    }),
  );
  await inMunicipality(job.database, job.municipality, (tx) => {
    const at = job.clock();
    return takeUpHeld(tx, { on: dayInCopenhagen(at), at });
  });
  const decisions = await makeLetters(job, {
    source: decisionLetters,
    heldAmong: heldLetters,
    notMade: decisionNotMade,
  });
  const progress = (made: number) => job.progress?.(decisions.made + made);
  const notices = await makeLetters(
    { ...job, progress },
    {
      source: noticeLetters,
      heldAmong: heldLetters,
      notMade,
    },
  );
  return { made: decisions.made + notices.made, refused: [...decisions.refused, ...notices.refused] };
}

interface DueBasis extends LetterBasis, ToWrite {}

/** The letters about decisions: they tell what was decided, from its own facts. */
const decisionLetters: LetterSource<DueBasis> = {
  work: DECISION_LETTER,
  bases: async (tx, letters: readonly LetterId[]) =>
    (await letterBases(tx, letters)).map((basis) => ({
      ...basis,
      debtor: basis.decision.debtor,
      day: dayOf(basis),
    })),
  isStillToTell,
  isToldMeanwhile: (basis) => isToldMeanwhile(kindOf(basis)),
  modelOf: letterModelOf,
};

function dayOf({ decision, hearing, place, reversal }: LetterBasis): PlainDate {
  if (reversal !== null) return reversal.on;
  const day = place === 'decision' ? decision.decided?.on : hearing?.closedOn;
  return day ?? decision.draftedOn;
}

/** What was withdrawn before its letter was made is not told; nor is the end of what nobody was told of. */
async function isStillToTell(tx: MunicipalityReadTx, { place, decision }: LetterBasis): Promise<boolean> {
  const { state, id } = decision;
  if (place === 'decision') return state === 'decided' || state === 'in-force';
  if (place === 'hearing') return state === 'hearing';
  return letterIsMade(tx, letterId(id, place === 'reversal' ? 'decision' : 'hearing'));
}

/** Only so far as it matters whether it is told while an errand is open. */
function kindOf({ place, decision }: LetterBasis): string {
  return place === 'decision' ? decision.change : place;
}

/** While an errand is open nothing is decided: what was not told yet is taken off, and the month's run takes it up again. */
async function decisionNotMade(tx: MunicipalityTx, letter: NotMade): Promise<void> {
  if (letter.refusal.tag !== ERRAND_OPEN) return notMade(tx, letter);
  const [decision] = await decisionsById(tx, [decisionOfLetter(letter.letter)]);
  // One with which claims lapse has been carried out for them: it waits to be told.
  if (decision === undefined || decision.lapses.length > 0) return;
  const on = dayInCopenhagen(letter.now);
  await withdraw(tx, [decision], { on, by: 'automatic', why: ERRAND_OPEN, at: letter.now });
}

/** Nobody writes to the dead before an estate is recorded; who cannot be written to is a person's to look at. */
async function notMade(tx: MunicipalityTx, { debtor, refusal, now }: NotMade): Promise<void> {
  // The errand, and what holds it, have items of their own.
  if (refusal.tag === ERRAND_OPEN || refusal.tag === HELD) return;
  const month = monthOf(dayInCopenhagen(now));
  await openItemsNotOpen(tx, [{ kind: 'letter-not-made', debtor, month, about: refusal.tag }], now);
}
