import { isDead, recipientsOf } from '../debtors/recipients.ts';
import { personRecordsAsOf } from '../debtors/person-records.ts';
import { letterId } from '../kernel/ids.ts';
import type { LetterModel } from '../letters/model.ts';
import type { Configuration } from '../municipality/configuration.ts';
import type { MunicipalityReadTx } from '../platform/database.ts';
import { decidedOf } from './deciding.ts';
import { decisionRule } from './decision-rule.ts';
import { hearingKind, printedDeadline } from './hearing.ts';
import type { Hearing } from './hearings.ts';
import { basesFrom, type LetterBasis } from './letter-basis.ts';
import { letterModelOf } from './letter-model.ts';
import type { Sample } from './sample.ts';
import type { Decision } from './types.ts';

/**
 * The letter that goes out first about a run's sample decision, as it would be if all were approved as it stands; null
 * when there is nobody to write to, or when a person must first answer what the debtor said.
 */
export async function sampleLetterModel(tx: MunicipalityReadTx, sample: Sample): Promise<LetterModel | null> {
  const { determination, configuration } = sample;
  const decision = asApproved(sample.decision, configuration);
  const found = [{ decision, determination }];
  const [basis] = await basesFrom(tx, found, {
    configurations: new Map([[decision.configurationVersion, configuration]]),
    lags: new Map([[decision.month, configuration.run.incomeLagMonths]]),
  });
  const persons = await personRecordsAsOf(tx, [decision.debtor], determination.factsAsOf);
  const person = persons.get(decision.debtor);
  if (basis === undefined || person === undefined) return null;
  const recipients = recipientsOf({ ...person, isDead: isDead(person) }, [], decision.draftedOn);
  const recipient = recipients.ok ? recipients.value[0] : undefined;
  if (recipient === undefined) return null;
  const letter = firstLetter(basis);
  const unanswered =
    letter.place === 'decision' && basis.hearing?.answer != null && basis.hearing.reply === null;
  if (unanswered) return null;
  const model = letterModelOf(letter, { language: 'da', recipient });
  return model.ok ? model.value : null;
}

function asApproved(decision: Decision, configuration: Configuration): Decision {
  if (decision.state !== 'waiting') return decision;
  // Who approves it is never named in a letter.
  return decidedOf(decision, {
    on: decision.draftedOn,
    by: '',
    due: decisionRule(configuration).due,
    configurationVersion: decision.configurationVersion,
  });
}

function firstLetter(basis: Omit<LetterBasis, 'letter' | 'place'>): LetterBasis {
  const { decision, configuration } = basis;
  if (decision.state !== 'hearing')
    return { ...basis, letter: letterId(decision.id, 'decision'), place: 'decision' };
  const hearing = asAsked(decision, configuration);
  return { ...basis, hearing, letter: letterId(decision.id, 'hearing'), place: 'hearing' };
}

/** The hearing as the run begins it; a dry run has written none. */
function asAsked(decision: Decision, configuration: Configuration): Hearing {
  const kind = hearingKind(decision);
  return {
    decision: decision.id,
    kind,
    askedOn: decision.draftedOn,
    printedDeadline: printedDeadline(kind, decision.draftedOn, configuration),
    deadline: null,
    answeredOn: null,
    answer: null,
    reply: null,
    closedOn: null,
  };
}
