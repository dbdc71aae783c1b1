import { setImmediate as nextTurn } from 'node:timers/promises';
import type { DecisionId, MunicipalityCode } from '../kernel/ids.ts';
import { logAccess } from '../access/access-log.ts';
import { archiveLetters, type LetterToArchive } from '../letters/archive.ts';
import type { LetterAssets } from '../letters/assets.ts';
import { renderLetter, type LetterRefusal } from '../letters/render.ts';
import type { Clock } from '../platform/clock.ts';
import {
  inMunicipality,
  type Database,
  type MunicipalityReadTx,
  type MunicipalityTx,
} from '../platform/database.ts';
import { complete, fail, takeDue, type TakenWork } from '../platform/due-work.ts';
import { madeDecisions } from './decisions.ts';
import { configurationOfRun } from './explain.ts';
import { letterBases, type DecisionToTell } from './letter-basis.ts';
import { letterModelOf, type LetterBasis } from './letter-model.ts';
import { determinationsFor } from './determinations.ts';

export interface LetterJob {
  readonly database: Database;
  readonly municipality: MunicipalityCode;
  /** The assets for a municipality's arms. */
  readonly assets: (arms: string) => LetterAssets;
  readonly by: string;
  readonly clock: Clock;
  readonly progress?: (letters: number) => void;
}

export interface LettersMade {
  readonly made: number;
  /** Letters that were refused, with the decision; they are tried again later and then wait for a person. */
  readonly refused: readonly RefusedLetter[];
}

export interface RefusedLetter {
  readonly decision: string;
  readonly refusal: LetterRefusal;
}

/** Letters a transaction: few enough that little is done again after a kill, enough to read for all of them at once. */
const AT_A_TIME = 25;

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

/** While one page of letters waits for the database, another is at the typesetter. */
const LANES = 2;

async function makePage(tx: MunicipalityTx, job: LetterJob) {
  const now = job.clock();
  const due = await takeDue(tx, { kind: 'letter', now, limit: AT_A_TIME });
  const refused: RefusedLetter[] = [];
  const letters: LetterToArchive[] = [];
  for (const basis of await basesOf(tx, due)) {
    const model = letterModelOf(basis);
    const rendered = renderLetter(model, job.assets(basis.configuration.letterhead.arms));
    const { id: decision, debtor } = basis.decision;
    if (rendered.ok) letters.push({ decision, debtor, model, rendered: rendered.value, at: now });
    else refused.push({ decision: decision.toString(), refusal: rendered.refusal });
    // The typesetter's memory is freed when the event loop turns.
    await nextTurn();
  }
  await archiveLetters(tx, letters);
  await complete(tx, { kind: 'letter', keys: letters.map(({ decision }) => decision.toString()), now });
  for (const { decision, refusal } of refused) {
    const work = due.find(({ key }) => key === decision);
    if (work !== undefined) await fail(tx, work, { trouble: troubleOf(refusal), now });
  }
  return { taken: due.length, made: letters.length, refused };
}

/** What the due letters are written from; decisions of one run are read together. */
async function basesOf(tx: MunicipalityReadTx, due: readonly TakenWork[]): Promise<LetterBasis[]> {
  // The keys were written from decision numbers.
  const decisions = await madeDecisions(
    tx,
    due.map(({ key }) => BigInt(key) as DecisionId),
  );
  const bases: LetterBasis[] = [];
  for (const [month, ofMonth] of Map.groupBy(decisions, (decision) => decision.month)) {
    const found = await determinationsFor(
      tx,
      month,
      ofMonth.map(({ debtor }) => debtor),
    );
    const byDebtor = new Map(found.map((determination) => [determination.debtor, determination]));
    const toTell = ofMonth.flatMap((decision): DecisionToTell[] => {
      const determination = byDebtor.get(decision.debtor);
      return determination === undefined ? [] : [{ decision, determination }];
    });
    bases.push(...(await letterBases(tx, toTell, await configurationOfRun(tx, month))));
  }
  if (bases.length !== due.length) throw new Error('a letter is due for a decision that was not made');
  return bases;
}

function troubleOf(refusal: LetterRefusal): string {
  return refusal.tag === 'part-missing' ? `part-missing: ${refusal.part}` : refusal.tag;
}
