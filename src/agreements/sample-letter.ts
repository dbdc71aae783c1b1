import type { LetterModel } from '../letters/model.ts';
import type { MunicipalityReadTx } from '../platform/database.ts';
import { letterBases } from './letter-basis.ts';
import { letterModelOf } from './letter-model.ts';
import type { Sample } from './month-run.ts';

/** The letter that a dry run's sample decision would be told by. */
export async function sampleLetterModel(tx: MunicipalityReadTx, sample: Sample): Promise<LetterModel> {
  const [basis] = await letterBases(tx, [sample], sample.configuration);
  if (basis === undefined) throw new Error('a sample without a basis');
  return letterModelOf(basis);
}
