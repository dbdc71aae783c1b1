import { sql } from 'kysely';
import { monthOf, readableDate, type PlainDate } from '../kernel/dates.ts';
import type { DebtorNumber, DecisionId, MunicipalityCode } from '../kernel/ids.ts';
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
import type { Decision } from './types.ts';
import { openWorkItems } from './work-items.ts';

/** What the debtor was asked before a decision, and what they answered. */
export interface Hearing {
  readonly decision: DecisionId;
  readonly kind: HearingKind;
  readonly askedOn: PlainDate;
  readonly printedDeadline: PlainDate;
  /** Null until the letter has arrived. */
  readonly deadline: PlainDate | null;
  /** The day of the first answer. */
  readonly answeredOn: PlainDate | null;
  /** All that they have answered; where it came on several days, each part begins with its day. */
  readonly answer: string | null;
  readonly reply: string | null;
  readonly closedOn: PlainDate | null;
}

/** The hearings of these decisions; those that had none are left out. */
export async function hearingsOf(
  tx: MunicipalityReadTx,
  decisions: readonly DecisionId[],
): Promise<Map<DecisionId, Hearing>> {
  if (decisions.length === 0) return new Map();
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
  /** The debtor says that there is no more to come: the hearing ends before its deadline. */
  readonly final: boolean;
  readonly at: Temporal.Instant;
}

/** An answer that has been noted. */
export interface Answered {
  readonly debtor: DebtorNumber;
  /** The debtor may still answer more, and nothing is decided until then. */
  readonly stillOpen: boolean;
  /** Null until the letter has arrived. */
  readonly deadline: PlainDate | null;
}

export type AnswerRefusal = { readonly tag: 'no-hearing' } | { readonly tag: 'decided-already' };

/**
 * Notes what a debtor answered, after what they have answered before; a person must read it before anything is decided. The debtor
 * has the whole time (forvaltningsloven § 19, stk. 1): the hearing goes on until its deadline, unless this is the last word.
 */
export async function answerHearing(
  tx: MunicipalityTx,
  { decision, on, answer, final, at }: HearingAnswer,
): Promise<Result<Answered, AnswerRefusal>> {
  // Held first: a hearing that ends at this moment is either ended before this, or waits for it.
  await sql`select from hearing where decision_id = ${decision.toString()}::bigint for update`.execute(tx);
  const [about] = await decisionsById(tx, [decision]);
  const hearing = (await hearingsOf(tx, [decision])).get(decision);
  if (about === undefined || hearing === undefined) return refuse({ tag: 'no-hearing' });
  // An answer after the deadline is read as well, as long as nothing has been decided about what was asked.
  const underWay = (await underWayFor(tx, [about.debtor])).get(about.debtor);
  if (underWay?.heardAs !== decision || underWay.decided !== null) return refuse({ tag: 'decided-already' });
  await sql`
    update hearing set answered_on = coalesce(answered_on, ${on}::date), answer = ${answersTogether(hearing, { on, answer })}
    where decision_id = ${decision.toString()}::bigint`.execute(tx);
  if (final) await endHearing(tx, decision, on);
  if (hearing.answer === null) {
    const item = { debtor: about.debtor, month: monthOf(on), about: `${decision}` };
    await openWorkItems(tx, [{ kind: 'hearing-answered', ...item }], at);
  }
  const stillOpen = underWay.state === 'hearing' && !final;
  return ok({ debtor: about.debtor, stillOpen, deadline: hearing.deadline });
}

async function endHearing(tx: MunicipalityTx, decision: DecisionId, on: PlainDate): Promise<void> {
  await sql`
    update hearing set closed_on = coalesce(closed_on, ${on}::date) where decision_id = ${decision.toString()}::bigint`.execute(
    tx,
  );
  await sql`
    update decision set state = 'waiting' where decision_id = ${decision.toString()}::bigint and state = 'hearing'`.execute(
    tx,
  );
}

/** A single answer as it is; from the second on, each with its day before it. The same one noted again is there once. */
function answersTogether(
  { answeredOn, answer: before }: Hearing,
  { on, answer }: Pick<HearingAnswer, 'on' | 'answer'>,
): string {
  if (before === null || answeredOn === null) return answer; // written together
  if (before === answer && answeredOn === on) return before;
  const dated = before.startsWith(ofDay(answeredOn, '')) ? before : ofDay(answeredOn, before);
  const next = ofDay(on, answer);
  return `\n\n${dated}\n\n`.includes(`\n\n${next}\n\n`) ? dated : `${dated}\n\n${next}`;
}

function ofDay(day: PlainDate, answer: string): string {
  return `${readableDate(day)}: ${answer}`;
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

/**
 * Ends the hearings whose deadline is over. Where nobody has answered, the program decides if it may; everything else a
 * person approves, and what was answered they must read first.
 */
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
  const { rows } = await sql<{ decision_id: DecisionId; answered: boolean }>`
    update hearing set closed_on = ${on}::date
    where decision_id in (
      select decision_id from hearing where closed_on is null and deadline < ${on}::date
      order by decision_id limit ${AT_A_TIME} for update skip locked)
    returning decision_id, answer is not null as answered`.execute(tx);
  if (rows.length === 0) return null;
  const ids = rows.map(({ decision_id }) => decision_id);
  const heard = (await decisionsById(tx, ids)).filter(({ state }) => state === 'hearing');
  const { version, configuration } = await configuredNow(tx);
  const rule = decisionRule(configuration);
  const answered = new Set(rows.flatMap((row) => (row.answered ? [row.decision_id] : [])));
  const unread = await withUnreadAnswers(tx, heard);
  const automatic = heard.filter(
    (decision) => isAutomatic(decision, rule) && !answered.has(decision.id) && !unread.has(decision.debtor),
  );
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

/**
 * The debtors who have answered about an earlier proposal that the program overtook while they were being heard, and nobody has
 * closed the item about it: what they said there has not been considered yet (forvaltningsloven § 19).
 */
async function withUnreadAnswers(
  tx: MunicipalityReadTx,
  decisions: readonly Decision[],
): Promise<Set<DebtorNumber>> {
  const { rows } = await sql<{ debtor: DebtorNumber }>`
    select distinct d.debtor_number as debtor
    from decision d join hearing h using (decision_id)
      join work_item w on w.debtor_number = d.debtor_number and w.kind = 'hearing-answered' and w.about = d.decision_id::text
    where d.debtor_number = any (${decisions.map(({ debtor }) => debtor)}::int[]) and d.closed_why = 'overtaken'
      and h.reply is null and w.closed_at is null`.execute(tx);
  return new Set(rows.map(({ debtor }) => debtor));
}
