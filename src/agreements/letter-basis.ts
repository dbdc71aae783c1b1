import { outstandingClaims } from '../claims/outstanding.ts';
import { personRecordsAsOf } from '../debtors/person-records.ts';
import { batchDays } from '../facts/batches.ts';
import type { Configuration } from '../municipality/configuration.ts';
import type { MunicipalityReadTx } from '../platform/database.ts';
import type { MadeDecision } from './decisions.ts';
import { batchesIn, factsBehind, findAgain } from './explain.ts';
import type { LetterBasis } from './letter-model.ts';
import type { Determination } from './types.ts';

export interface DecisionToTell {
  readonly decision: MadeDecision;
  readonly determination: Determination;
}

/**
 * Everything that the letters of some decisions of one run are written from, as it stood when they were decided; read for
 * all of them at once, so that letters wait for the typesetter and not for the database.
 */
export async function letterBases(
  tx: MunicipalityReadTx,
  toTell: readonly DecisionToTell[],
  configuration: Configuration,
): Promise<LetterBasis[]> {
  const [first] = toTell;
  if (first === undefined) return [];
  const determinations = toTell.map(({ determination }) => determination);
  const debtors = determinations.map(({ debtor }) => debtor);
  const facts = await factsBehind(tx, determinations, configuration.run.incomeLagMonths);
  const claims = await outstandingClaims(tx, debtors);
  const persons = await personRecordsAsOf(tx, debtors, first.determination.factsAsOf);
  const steps = determinations.map((each) => findAgain(facts.get(each.debtor), each).steps);
  const fetchedOn = await batchDays(tx, batchesIn(steps.flat()));
  return toTell.map(({ decision }, index) => {
    const person = persons.get(decision.debtor);
    if (person === undefined) throw new Error(`decision ${decision.id} has lost the person it is about`);
    return {
      decision,
      steps: steps[index] ?? [],
      fetchedOn,
      claims: claims.get(decision.debtor) ?? [],
      person,
      configuration,
    };
  });
}
