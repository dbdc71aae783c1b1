import type { DecisionId, MunicipalityCode } from '../kernel/ids.ts';
import { logAccess } from '../access/access-log.ts';
import { batchDays } from '../facts/batches.ts';
import { archiveLetter } from '../letters/archive.ts';
import type { LetterAssets } from '../letters/assets.ts';
import { renderLetter, type LetterRefusal } from '../letters/render.ts';
import { configurationVersion } from '../municipality/configurations.ts';
import type { Clock } from '../platform/clock.ts';
import {
  inMunicipality,
  type Database,
  type MunicipalityReadTx,
  type MunicipalityTx,
} from '../platform/database.ts';
import { complete, fail, takeDue, type TakenWork } from '../platform/due-work.ts';
import { madeDecision, type MadeDecision } from './decisions.ts';
import { batchesIn, findAgain, pageBehind } from './explain.ts';
import { letterModelOf, type LetterBasis } from './letter-model.ts';
import { determinationOf } from './store.ts';
import { storedRun } from './runs.ts';

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
  readonly refused: readonly { readonly decision: string; readonly refusal: LetterRefusal }[];
}

/** Letters a transaction: few, so that little is done again after a kill. */
const AT_A_TIME = 20;

/** Makes the letters that are due: the model from the decision and its facts, the PDF, and both in the archive. */
export async function makeDueLetters(job: LetterJob): Promise<LettersMade> {
  const refused: { decision: string; refusal: LetterRefusal }[] = [];
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
  for (;;) {
    const now = job.clock();
    const done = await inMunicipality(job.database, job.municipality, async (tx) => {
      const due = await takeDue(tx, { kind: 'letter', now, limit: AT_A_TIME });
      for (const work of due) {
        const refusal = await makeLetter(tx, job, work);
        if (refusal === null) made += 1;
        else refused.push({ decision: work.key, refusal });
      }
      return due.length;
    });
    job.progress?.(made);
    if (done === 0) return { made, refused };
  }
}

async function makeLetter(
  tx: MunicipalityTx,
  job: LetterJob,
  work: TakenWork,
): Promise<LetterRefusal | null> {
  const now = job.clock();
  const decision = await madeDecision(tx, BigInt(work.key) as DecisionId); // the key was written from a DecisionId
  const basis = await letterBasis(tx, decision);
  const model = letterModelOf(basis);
  const rendered = renderLetter(model, job.assets(basis.configuration.letterhead.arms));
  if (!rendered.ok) {
    await fail(tx, work, { trouble: troubleOf(rendered.refusal), now });
    return rendered.refusal;
  }
  await archiveLetter(tx, {
    decision: decision.id,
    debtor: decision.debtor,
    model,
    rendered: rendered.value,
    at: now,
  });
  await complete(tx, { kind: 'letter', keys: [work.key], now });
  return null;
}

/** Everything that the decision's letter is written from, as it stood when it was decided. */
export async function letterBasis(tx: MunicipalityReadTx, decision: MadeDecision): Promise<LetterBasis> {
  const determination = await determinationOf(tx, decision.debtor, decision.month);
  const run = await storedRun(tx, decision.month);
  if (determination === null || run === null) throw new Error(`decision ${decision.id} has no determination`);
  const configured = await configurationVersion(tx, run.configurationVersion);
  const page = await pageBehind(tx, decision.month, [determination]);
  const person = page.facts.get(decision.debtor)?.person;
  if (configured === null || person == null)
    throw new Error(`decision ${decision.id} has lost what it was made from`);
  const { steps } = findAgain(page, determination);
  return {
    decision,
    steps,
    fetchedOn: await batchDays(tx, batchesIn(steps)),
    claims: page.claims.get(decision.debtor) ?? [],
    person,
    configuration: configured.configuration,
  };
}

function troubleOf(refusal: LetterRefusal): string {
  return refusal.tag === 'part-missing' ? `part-missing: ${refusal.part}` : refusal.tag;
}
