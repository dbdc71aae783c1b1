import type { LetterModel } from '../letters/model.ts';
import { letterModelOf } from './letter-model.ts';
import { findFor } from './finding.ts';
import type { Sample } from './month-run.ts';

/** The letter that a dry run's sample decision would be told by. The days of the sources are left out: nothing is sent. */
export function sampleLetterModel({ outcome, page, context, configuration }: Sample): LetterModel | null {
  const { decision, determination } = outcome;
  const person = page.facts.get(determination.debtor)?.person ?? null;
  if (decision === null || person === null) return null;
  return letterModelOf({
    decision,
    steps: findFor(page.facts.get(determination.debtor), context).steps,
    fetchedOn: new Map(),
    claims: page.claims.get(determination.debtor) ?? [],
    person,
    configuration,
  });
}
