import { sql } from 'kysely';
import { monthOf, type PlainDate } from '../kernel/dates.ts';
import type { DecisionId, MunicipalityCode } from '../kernel/ids.ts';
import { ok, refuse, type Result } from '../kernel/result.ts';
import type { Clock } from '../platform/clock.ts';
import {
  inMunicipality,
  type Database,
  type MunicipalityReadTx,
  type MunicipalityTx,
} from '../platform/database.ts';
import { configuredNow } from './configured.ts';
import { decideNow } from './decide-now.ts';
import { decisionRule, isAutomatic } from './decision-rule.ts';
import { decisionsById, underWayFor } from './decisions.ts';
import type { HearingKind } from './hearing.ts';
import { openWorkItems } from './work-items.ts';

/** What the debtor was asked before a decision, and what they answered. */
export interface Hearing {
  readonly decision: DecisionId;
  readonly kind: HearingKind;
  readonly askedOn: PlainDate;
  readonly printedDeadline: PlainDate;
  /** Null until the letter has arrived. */
  readonly deadline: PlainDate | null;
  readonly answeredOn: PlainDate | null;
  readonly answer: string | null;
  readonly reply: string | null;
  readonly closedOn: PlainDate | null;
}

/** The hearings of these decisions; those that had none are left out. */
export async function hearingsOf(
  tx: MunicipalityReadTx,
  decisions: readonly DecisionId[],
): Promise<Map<DecisionId, Hearing>> {
  const { rows } = await sql<Hearing>`
    select decision_id as decision, kind, asked_on as "askedOn", printed_deadline as "printedDeadline", deadline,
      answered_on as "answeredOn", answer, reply, closed_on as "closedOn"
    from hearing where decision_id = any (${decisions.map(String)}::bigint[])`.execute(tx);
  return new Map(rows.map((row) => [row.decision, row]));
}

export interface HearingAnswer {
  readonly decision: DecisionId;
  readonly on: PlainDate;
  readonly answer: string;
  readonly at: Temporal.Instant;
}

export type AnswerRefusal =
  | { readonly tag: 'no-hearing' }
  | { readonly tag: 'answered-already'; readonly on: PlainDate }
  | { readonly tag: 'decided-already' };

/** Notes what a debtor answered; from then a person must read it before anything is decided (forvaltningsloven § 19). */
export async function answerHearing(
  tx: MunicipalityTx,
  { decision, on, answer, at }: HearingAnswer,
): Promise<Result<null, AnswerRefusal>> {
  // Held first: a hearing that ends at this moment is either ended before this, or waits for it.
  await sql`select from hearing where decision_id = ${decision.toString()}::bigint for update`.execute(tx);
  const [about] = await decisionsById(tx, [decision]);
  const hearing = (await hearingsOf(tx, [decision])).get(decision);
  if (about === undefined || hearing === undefined) return refuse({ tag: 'no-hearing' });
  if (hearing.answeredOn !== null) return refuse({ tag: 'answered-already', on: hearing.answeredOn });
  // An answer after the deadline is read as well, as long as nothing has been decided about what was asked.
  const underWay = (await underWayFor(tx, [about.debtor])).get(about.debtor);
  if (underWay?.heardAs !== decision || underWay.decided !== null) return refuse({ tag: 'decided-already' });
  await sql`
    update hearing set answered_on = ${on}::date, answer = ${answer}, closed_on = coalesce(closed_on, ${on}::date)
    where decision_id = ${decision.toString()}::bigint`.execute(tx);
  await sql`
    update decision set state = 'waiting' where decision_id = ${decision.toString()}::bigint and state = 'hearing'`.execute(
    tx,
  );
  const item = {
    kind: 'hearing-answered' as const,
    debtor: about.debtor,
    month: monthOf(on),
    about: `${decision}`,
  };
  await openWorkItems(tx, [item], at);
  return ok(null);
}

export interface ClosingHearings {
  readonly database: Database;
  readonly municipality: MunicipalityCode;
  readonly on: PlainDate;
  readonly clock: Clock;
}

export interface HearingsClosed {
  /** Decided by the program, where the municipality has recorded its ground. */
  readonly decided: number;
  /** Left to a person. */
  readonly waiting: number;
}

const AT_A_TIME = 500;

/** Ends the hearings whose deadline is over without an answer: the program decides where it may, else a person approves. */
export async function closeDueHearings(closing: ClosingHearings): Promise<HearingsClosed> {
  const closed = { decided: 0, waiting: 0 };
  for (;;) {
    const page = await inMunicipality(closing.database, closing.municipality, (tx) => closePage(tx, closing));
    if (page === null) return closed;
    closed.decided += page.decided;
    closed.waiting += page.waiting;
  }
}

async function closePage(tx: MunicipalityTx, { on, clock }: ClosingHearings): Promise<HearingsClosed | null> {
  const { rows } = await sql<{ decision_id: DecisionId }>`
    update hearing set closed_on = ${on}::date
    where decision_id in (
      select decision_id from hearing where closed_on is null and deadline < ${on}::date
      order by decision_id limit ${AT_A_TIME} for update skip locked)
    returning decision_id`.execute(tx);
  if (rows.length === 0) return null;
  const ids = rows.map(({ decision_id }) => decision_id);
  const heard = (await decisionsById(tx, ids)).filter(({ state }) => state === 'hearing');
  const { version, configuration } = await configuredNow(tx);
  const rule = decisionRule(configuration);
  const automatic = heard.filter((decision) => isAutomatic(decision, rule));
  const decided = await decideNow(tx, automatic, {
    on,
    by: 'automatic',
    due: rule.due,
    configurationVersion: version,
    at: clock(),
    approval: null,
  });
  const left = await sql`
    update decision set state = 'waiting'
    where state = 'hearing' and decision_id = any (${heard.map(({ id }) => id.toString())}::bigint[])`.execute(
    tx,
  );
  return { decided: decided.length, waiting: Number(left.numAffectedRows ?? 0n) };
}
