import { sql } from 'kysely';
import type { PlainDate } from '../kernel/dates.ts';
import { parsePlainDate } from '../kernel/dates.ts';
import {
  decisionOfLetter,
  placeOfLetter,
  type DecisionId,
  type LetterId,
  type MunicipalityCode,
} from '../kernel/ids.ts';
import { assert } from '../kernel/result.ts';
import { LETTER_ARRIVED, type LetterArrived } from '../letters/delivery-work.ts';
import type { Configuration } from '../municipality/configuration.ts';
import { configurationVersions } from '../municipality/configurations.ts';
import type { Clock } from '../platform/clock.ts';
import { inMunicipality, type Database, type MunicipalityTx } from '../platform/database.ts';
import { complete, takeDue, type TakenWork } from '../platform/due-work.ts';
import { decisionRule } from './decision-rule.ts';
import { decisionsById } from './decisions.ts';
import { answerDeadline, hearingKind } from './hearing.ts';
import { putInForce } from './in-force.ts';
import { runGoesOn } from './runs.ts';
import type { Decision } from './types.ts';

export interface ArrivalJob {
  readonly database: Database;
  readonly municipality: MunicipalityCode;
  readonly clock: Clock;
}

/** Letters a transaction. */
const AT_A_TIME = 500;

/**
 * Acts on letters that have arrived: a decision comes into force, and the time to answer a hearing begins. Answers how
 * many letters there were. Safe to stop and to repeat: a letter is taken and acted on in one transaction.
 */
export async function takeArrivals({ database, municipality, clock }: ArrivalJob): Promise<number> {
  let arrived = 0;
  for (;;) {
    const taken = await inMunicipality(database, municipality, (tx) => takePage(tx, clock()));
    if (taken === 0) return arrived;
    arrived += taken;
  }
}

interface ArrivedLetter {
  readonly letter: LetterId;
  readonly decision: DecisionId;
  readonly on: PlainDate;
}

async function takePage(tx: MunicipalityTx, now: Temporal.Instant): Promise<number> {
  // What a run has read must not change before it has written; what has arrived counts when the run is over.
  if ((await runGoesOn(tx)) !== null) return 0;
  const due = await takeDue(tx, { kind: LETTER_ARRIVED, now, limit: AT_A_TIME });
  if (due.length === 0) return 0;
  const letters = due.map(readArrival);
  const decisions = new Map(
    (
      await decisionsById(
        tx,
        letters.map(({ decision }) => decision),
      )
    ).map((decision) => [decision.id, decision]),
  );
  const configurations = await configurationVersions(
    tx,
    [...decisions.values()].map(({ configurationVersion }) => configurationVersion),
  );
  const about = (place: 'decision' | 'hearing') =>
    letters
      .filter(({ letter }) => placeOfLetter(letter) === place)
      .flatMap(({ decision, on }) => {
        const found = decisions.get(decision);
        return found === undefined ? [] : [{ decision: found, on }];
      });
  await beginToHear(tx, about('hearing'), configurations);
  const dueRules = new Map([...configurations].map(([version, each]) => [version, decisionRule(each).due]));
  await putInForce(tx, about('decision'), { dueRules, at: now });
  await complete(tx, { kind: LETTER_ARRIVED, keys: due.map(({ key }) => key), now });
  return due.length;
}

function readArrival({ key, payload }: TakenWork): ArrivedLetter {
  const letter = BigInt(key) as LetterId; // the key was written from one
  const { arrivedOn } = payload as LetterArrived; // written by the delivery
  const on = parsePlainDate(arrivedOn);
  assert(on !== null, 'a letter arrives on a day');
  return { letter, decision: decisionOfLetter(letter), on };
}

interface AskedOn {
  readonly decision: Decision;
  readonly on: PlainDate;
}

/** The time to answer runs from the day the letter arrived, and never ends before the day that it printed. */
async function beginToHear(
  tx: MunicipalityTx,
  asked: readonly AskedOn[],
  configurations: ReadonlyMap<number, Configuration>,
): Promise<void> {
  if (asked.length === 0) return;
  const deadlines = asked.map(({ decision, on }) => {
    const configuration = configurations.get(decision.configurationVersion);
    assert(configuration !== undefined, 'a proposal keeps the configuration that it was made by');
    return answerDeadline(hearingKind(decision), on, configuration);
  });
  await sql`
    update hearing set arrived_on = asked.day, deadline = greatest(printed_deadline, asked.deadline)
    from unnest(${asked.map(({ decision }) => decision.id.toString())}::bigint[],
      ${asked.map(({ on }) => on)}::date[], ${deadlines}::date[]) asked (id, day, deadline)
    where decision_id = asked.id and arrived_on is null`.execute(tx);
}
