import { sql } from 'kysely';
import {
  approveMonth,
  approveOne,
  waitingIn,
  withdrawOne,
  type ApprovalRefusal,
  type OneRefusal,
  type ToApprove,
} from '../../src/agreements/approve.ts';
import { takeArrivals } from '../../src/agreements/arrivals.ts';
import {
  answerHearing,
  closeDueHearings,
  type Answered,
  type AnswerRefusal,
  type HearingsClosed,
} from '../../src/agreements/hearings.ts';
import { decisionsAbout } from '../../src/agreements/decisions.ts';
import type { Decision } from '../../src/agreements/types.ts';
import type { ClaimNumber } from '../../src/claims/types.ts';
import { date, month, type PlainDate } from '../../src/kernel/dates.ts';
import {
  debtorNumber,
  decisionId,
  letterId,
  type DecisionId,
  type InstalmentId,
  type LetterPlace,
} from '../../src/kernel/ids.ts';
import { kroner } from '../../src/kernel/money.ts';
import type { Result } from '../../src/kernel/result.ts';
import { balanceOfDebtor } from '../../src/ledger/debtor-balance.ts';
import { instalmentStandings } from '../../src/ledger/instalment-standings.ts';
import { arrivedWork } from '../../src/letters/delivery-work.ts';
import { registerPayment, type PaymentRegistered } from '../../src/payments/register-payment.ts';
import { inMunicipality, readInMunicipality, type Database } from '../../src/platform/database.ts';
import { enqueue } from '../../src/platform/due-work.ts';
import { morningOf, rowsOf, TOWN } from './town.ts';

/** What happens to a decision between the run and the day it is in force, in a town of tests. */

export function numberOf(debtor: number, of = '2026-03', ordinal = 0): DecisionId {
  return decisionId(month(of), debtorNumber(debtor), ordinal);
}

/** All that has been proposed or decided about a debtor, oldest first. */
export function decisionsOf(database: Database, debtor: number): Promise<Decision[]> {
  return readInMunicipality(database, TOWN, (tx) => decisionsAbout(tx, debtorNumber(debtor)));
}

/** The last that has been proposed or decided about a debtor. */
export async function lastDecision(database: Database, debtor = 100_001): Promise<Decision> {
  const last = (await decisionsOf(database, debtor)).at(-1);
  if (last === undefined) throw new Error('nothing has been decided');
  return last;
}

/** How far all decisions have come, `100001 start-plan hearing`. */
export async function states(database: Database): Promise<string[]> {
  const rows = await rowsOf(
    database,
    sql<{
      said: string;
    }>`select debtor_number || ' ' || change || ' ' || state as said from decision order by decision_id`,
  );
  return rows.map(({ said }) => said);
}

/** A letter reaches its debtor on a day, without having been typeset first. */
export async function letterArrives(
  database: Database,
  decision: DecisionId,
  { on, place = 'decision' }: { readonly on: string; readonly place?: LetterPlace },
): Promise<void> {
  const at = morningOf(on);
  await inMunicipality(database, TOWN, (tx) =>
    enqueue(tx, [arrivedWork(letterId(decision, place), date(on), at)]),
  );
  await takeArrivals({ database, municipality: TOWN, clock: () => at });
}

export function closeHearings(database: Database, on: string): Promise<HearingsClosed> {
  return closeDueHearings({ database, municipality: TOWN, on: date(on), clock: () => morningOf(on) });
}

export function answer(
  database: Database,
  decision: DecisionId,
  { on, text, final = false }: { readonly on: string; readonly text: string; readonly final?: boolean },
): Promise<Result<Answered, AnswerRefusal>> {
  return inMunicipality(database, TOWN, (tx) =>
    answerHearing(tx, { decision, on: date(on), answer: text, final, at: morningOf(on) }),
  );
}

interface Approval {
  readonly on: string;
  readonly by?: string;
  readonly reply?: string;
}

/** A second person approves one proposal. */
export function approve(
  database: Database,
  decision: DecisionId,
  { on, by = 'Bodil', reply }: Approval,
): Promise<Result<Decision, OneRefusal>> {
  return inMunicipality(database, TOWN, (tx) =>
    approveOne(tx, { decision, by, on: date(on), at: morningOf(on), reply: reply ?? null }),
  );
}

export function withdrawn(
  database: Database,
  decision: DecisionId,
  { on, by = 'Bodil' }: Approval,
): ReturnType<typeof withdrawOne> {
  return inMunicipality(database, TOWN, (tx) =>
    withdrawOne(tx, { decision, by, on: date(on), at: morningOf(on), why: 'Sagen er en anden' }),
  );
}

/** What waits in a month for one who wants to see a sample of so many. */
export function waiting(database: Database, of = '2026-03', sampleSize = 2): Promise<ToApprove> {
  return readInMunicipality(database, TOWN, (tx) => waitingIn(tx, month(of), sampleSize));
}

/** A second person approves a month; what they saw is what waits now, where nothing else is said. */
export async function approveAll(
  database: Database,
  { on, by = 'Bodil', of = '2026-03', seal }: Approval & { readonly of?: string; readonly seal?: string },
): Promise<Result<readonly Decision[], ApprovalRefusal>> {
  const seen = seal ?? (await waiting(database, of)).seal;
  return inMunicipality(database, TOWN, (tx) =>
    approveMonth(tx, { month: month(of), by, on: date(on), at: morningOf(on), sampleSize: 2, seal: seen }),
  );
}

let receipts = 0;

/** A debtor pays so many kroner at the bank; it is known the same day, or on the one that is told. */
export async function pays(
  database: Database,
  debtor: number,
  {
    amount,
    on,
    known = on,
    wish,
  }: {
    readonly amount: number;
    readonly on: string;
    readonly known?: string;
    readonly wish?: readonly ClaimNumber[];
  },
): Promise<PaymentRegistered> {
  receipts += 1;
  const paid = await inMunicipality(database, TOWN, (tx) =>
    registerPayment(tx, {
      debtor: debtorNumber(debtor),
      amount: kroner(amount),
      channel: 'bank',
      reference: `bilag ${receipts}`,
      receivedOn: date(on),
      ...(wish === undefined ? {} : { wish }),
      by: 'prøve',
      at: morningOf(known),
    }),
  );
  if (!paid.ok) throw new Error(paid.refusal.tag);
  return paid.value;
}

export interface StoredAgreement {
  readonly debtor: number;
  readonly outcome: string;
  readonly monthly: bigint | null;
  readonly from: PlainDate;
  readonly first: PlainDate | null;
  readonly next: PlainDate | null;
  readonly ended: PlainDate | null;
  readonly why: string | null;
}

/** Everything that is or has been in force, in the order in which it began. */
export function agreements(database: Database): Promise<StoredAgreement[]> {
  return rowsOf(
    database,
    sql<StoredAgreement>`select debtor_number as debtor, outcome, monthly_ore as monthly, in_force_from as from,
      first_due as first, next_due as next, ended_on as ended, ended_why as why
      from agreement order by debtor_number, agreement_id`,
  );
}

/** The letters to make or made, `202603000010000100`, with what became of making them. */
export async function letterKeys(database: Database): Promise<string[]> {
  const rows = await rowsOf(
    database,
    sql<{ key: string }>`select key from due_work where kind = 'letter' order by due_at, key`,
  );
  return rows.map(({ key }) => key);
}

/** The kinds of the letters that have been made, in their order. */
export async function letterKinds(database: Database): Promise<string[]> {
  const rows = await rowsOf(
    database,
    sql<{ kind: string }>`select kind from letter order by rendered_at, letter_id`,
  );
  return rows.map(({ kind }) => kind);
}

/** What a person has to look at about anybody, `2026-04 100001 arrived-late`. */
export async function openItems(database: Database): Promise<string[]> {
  const rows = await rowsOf(
    database,
    sql<{ said: string }>`select to_char(month, 'YYYY-MM') || ' ' || debtor_number || ' ' || kind as said
      from work_item where closed_at is null order by month, debtor_number, kind`,
  );
  return rows.map(({ said }) => said);
}

/** What has been asked for on each due date, in kroner, what is still asked for, and what is paid: `2026-04-01 3950 paid 1000`. */
export async function asked(database: Database, debtor = 100_001): Promise<string[]> {
  const rows = await rowsOf(
    database,
    sql<{ id: InstalmentId; due: PlainDate; amount: bigint; less: string | null }>`
      select instalment_id as id, due_on as due, amount_ore as amount, less_because as less
      from instalment where debtor_number = ${debtor} order by due_on`,
  );
  const standings = await readInMunicipality(database, TOWN, (tx) =>
    instalmentStandings(
      tx,
      rows.map(({ id }) => id),
    ),
  );
  return rows.map(({ id, due, amount, less }) => {
    const { asked: still = 0n, unpaid = 0n } = standings.get(id) ?? {};
    const parts = [
      `${due} ${amount / 100n}`,
      ...(less === null ? [] : [less]),
      ...(still === amount ? [] : [`now ${still / 100n}`]),
      ...(unpaid === still ? [] : [`paid ${(still - unpaid) / 100n}`]),
    ];
    return parts.join(' ');
  });
}

/** What is left of a debtor's claims, and the part of it that the debtor has been asked for, in kroner. */
export async function owes(database: Database, debtor = 100_001): Promise<{ owed: number; due: number }> {
  const { owed, due } = await readInMunicipality(database, TOWN, (tx) =>
    balanceOfDebtor(tx, debtorNumber(debtor)),
  );
  return { owed: Number(owed) / 100, due: Number(due) / 100 };
}
