import { sql } from 'kysely';
import { firstDayOf, monthOf, type PlainDate, type YearMonth } from '../kernel/dates.ts';
import type { DebtorNumber } from '../kernel/ids.ts';
import { ok, refuse, type Result } from '../kernel/result.ts';
import type { MunicipalityReadTx, MunicipalityTx } from '../platform/database.ts';
import type { PersonReason } from './circumstances.ts';

/** What a person must look at besides what a finding asks for. */
export type WorkItemKind =
  | PersonReason
  | 'order-not-read' // claims by a law whose collection order has not been read (open question Q15): a person decides
  | 'letter-not-arrived' // it came back, or could not be delivered
  | 'letter-not-made' // there is nobody to write to, or the letter was refused
  | 'hearing-answered' // the debtor has answered; a person must read it before anything is decided
  | 'arrived-late' // the first due date that the letter told had to be moved
  | 'other-answer-today' // today's rule would answer otherwise
  | 'pension-age-soon' // a deferral that rests on a benefit or førtidspension is about to end
  | 'money-suspended' // received, and nobody knows for what
  | 'money-held' // more was paid than was owed: it is held for the debtor
  | 'charged-back' // the bank or the channel has taken a payment back
  | 'besides-plan' // more is owed of the bills of a voluntary plan than was agreed
  | 'plan-paid-in-time' // a plan on request fell away, and what was demanded turns out to have been paid in time
  | 'reminded-in-vain' // a debtor was reminded of what does not count any longer, because another who owes the same was right
  | 'plan-past-limitation' // a plan that has rested would not be over before something of it is time-barred
  | 'limitation-runs-on' // others have an arrangement about what this debtor owes too, and limitation runs on for this one
  | 'other-in-errand' // a claim is not sent to the recovery authority because another who owes it is in an errand; limitation runs on
  | 'paid-before-end' // a claim that has lapsed or is time-barred turns out to have been paid in time
  | 'owed-after-loss' // money is held for a debtor who owes what was written off: a person says whether it covers that
  | 'owed-back' // something was given back of a payment that has been taken back since, and the debtor owes it
  | 'refund-rejected' // money that was to be given back has not reached the debtor
  | 'bank-line-unknown' // a movement on the bank's account that is in no book of ours
  | 'bank-told-before' // a movement on the bank's account that was perhaps told before, and waits until a person has said
  | 'bank-told-in-parts' // the bank tells the parts of a sum that has been used for something already
  | 'bank-line-unconfirmed' // movements that somebody told of have not come on a statement for long
  | 'till-differs' // another amount was counted than the books say
  | 'clearing-otherwise' // what a channel has told has not come to the bank, or more has come
  | 'arrangement-proposed' // instalments or a later day are asked for, and a person has not said yes or no
  | 'objection-upheld' // a debtor was right about repayment: its source is to be told, and to change it
  | 'citizen-message' // a citizen has written on the pages, and nobody has dealt with it
  | 'web-payment' // something about a payment that a citizen began on the web does not come to rest by itself
  | 'direct-debit' // something about Betalingsservice that a person must see to
  | 'step-to-approve' // the next step about an unpaid bill waits for a person
  | 'notice-exception' // a second person must say whether a debtor is not told before a claim goes to the recovery authority
  | 'hold-review' // something has held a claim until the day on which a person looks again
  | 'transfer-not-ready' // a claim that is to go to the recovery authority, and may not as it stands
  | 'recovery-reason' // why a claim is right that the authority would ask about: to be read before it is sent
  | 'recovery-rejected' // the authority has refused what it was told
  | 'recovery-put-right' // interest or a fee was regretted in a hearing: to be put right before it is sent anew
  | 'recovery-hearing' // the authority asks whether a claim is right
  | 'recovery-unknown' // the authority tells of a number that no claim of ours has
  | 'recovery-unanswered' // the authority may have received a claim, and its time, or ours, has passed without an answer
  | 'recovery-contradicts' // the authority has answered the same action in two ways
  | 'recovery-change' // a change of a claim that could not be told to the authority by itself
  | 'recall-refused' // a claim is wanted back, and may not be recalled for that reason
  | 'recovery-stopped' // something stops a claim that the authority has been told of
  | 'covered-at-recovery' // a claim, interest or fee amounts to less than the authority covered of it before it came back
  | 'recovery-returned' // the authority has sent a claim back, or written it off
  | 'recovery-differs' // the authority has covered more of a claim than stands there
  | 'recovery-told-twice' // the same was told of a claim by both channels to the authority, and was booked once
  | 'recovery-typed-again' // what was typed from the authority's portal stands in another file too: the same, or another
  | 'recovery-balance' // the authority says that it has another amount left of a claim than its messages come to
  | 'errand-opened' // somebody has died, is bankrupt or is relieved of debt
  | 'errand-deadline' // claims are to be filed in an estate, or to be sued for, by a day
  | 'errand-claim' // a claim has come to an errand, and a person must say whether it belongs to it, or file it
  | 'estate-unknown' // nobody has told how a dead debtor's estate is dealt with
  | 'liability-at-recovery' // who is liable has changed for a claim that only Gældsstyrelsen can change
  | 'manual-plan-not-kept' // instalments of a caseworker's amount (§ 6, stk. 2) were not paid
  | 'default-paid-in-time' // a plan fell away, and what was demanded turns out to have been paid in time
  | 'default-needs-facts' // a demand was not paid, and no fresh facts say whether the debtor is able
  | 'co-debtor-not-in-default'; // spouses: the other has not failed to pay, so the joint claim stays

export interface WorkItem {
  readonly kind: WorkItemKind;
  /** Null: it is about nobody, or nobody knows yet whom. */
  readonly debtor: DebtorNumber | null;
  readonly month: YearMonth;
  /** A decision's number or other detail; never personal data. */
  readonly about: string | null;
}

/** Opens work items; the same matter of a month stays as it is, also where it has been closed. */
export async function openWorkItems(
  tx: MunicipalityTx,
  items: readonly WorkItem[],
  at: Temporal.Instant,
): Promise<void> {
  if (items.length === 0) return;
  await sql`
    insert into work_item (kind, debtor_number, month, opened_at, about)
    select kind, debtor, month, ${at}::timestamptz, about
    from unnest(${items.map(({ kind }) => kind)}::text[], ${items.map(({ debtor }) => debtor)}::int[],
      ${items.map(({ month }) => firstDayOf(month))}::date[], ${items.map(({ about }) => about)}::text[])
      item (kind, debtor, month, about)
    on conflict (month, debtor_number, kind, about) do nothing`.execute(tx);
}

/** The same, where no item of the kind, debtor and matter is open from an earlier month: what nobody has seen to is told once. */
export async function openItemsNotOpen(
  tx: MunicipalityTx,
  items: readonly WorkItem[],
  at: Temporal.Instant,
): Promise<void> {
  const open = new Set<string>();
  for (const { kind, debtor } of items)
    for (const { about } of await openItems(tx, { kind, debtor }))
      open.add(`${kind} ${debtor} ${about ?? ''}`);
  const fresh = items.filter(({ kind, debtor, about }) => !open.has(`${kind} ${debtor} ${about ?? ''}`));
  await openWorkItems(tx, fresh, at);
}

/** The items of these kinds that are, or were, about these debtors: also those that have been closed. */
export async function itemsAbout(
  tx: MunicipalityReadTx,
  kinds: readonly WorkItemKind[],
  debtors: readonly DebtorNumber[],
): Promise<Map<DebtorNumber, WorkItem[]>> {
  if (debtors.length === 0) return new Map();
  const { rows } = await sql<{
    kind: WorkItemKind;
    debtor: DebtorNumber;
    about: string | null;
    month: PlainDate;
  }>`
    select kind, debtor_number as debtor, about, month from work_item
    where kind = any (${kinds}::text[]) and debtor_number = any (${debtors}::int[])
    order by debtor_number, about`.execute(tx);
  const byDebtor = Map.groupBy(rows, ({ debtor }) => debtor);
  return new Map(
    [...byDebtor].map(([debtor, items]) => [
      debtor,
      items.map(({ month, ...item }) => ({ ...item, month: monthOf(month) })),
    ]),
  );
}

/** What tells two items of a kind and debtor apart. */
export function matterOf({ month, about }: Pick<WorkItem, 'month' | 'about'>): string {
  return `${month} ${about ?? ''}`;
}

export interface OpenedWorkItem {
  /** By which commands name it. */
  readonly number: bigint;
  readonly kind: string;
  readonly debtor: DebtorNumber | null;
  readonly month: YearMonth;
  readonly openedAt: Temporal.Instant;
  readonly about: string | null;
  readonly closedAt: Temporal.Instant | null;
  readonly closedBy: string | null;
  readonly closedWhy: string | null;
}

interface WorkItemRow {
  number: bigint;
  kind: string;
  debtor: DebtorNumber | null;
  month: PlainDate;
  opened_at: Temporal.Instant;
  about: string | null;
  closed_at: Temporal.Instant | null;
  closed_by: string | null;
  closed_why: string | null;
}

const columns = sql`item_number as number, kind, debtor_number as debtor, month, opened_at, about, closed_at,
  closed_by, closed_why`;

function asItem({ month, opened_at, closed_at, closed_by, closed_why, ...row }: WorkItemRow): OpenedWorkItem {
  return {
    ...row,
    month: monthOf(month),
    openedAt: opened_at,
    closedAt: closed_at,
    closedBy: closed_by,
    closedWhy: closed_why,
  };
}

/** All that a person had, or has, to look at about a debtor, oldest first. */
export async function workItemsAbout(
  tx: MunicipalityReadTx,
  debtor: DebtorNumber,
): Promise<OpenedWorkItem[]> {
  const { rows } = await sql<WorkItemRow>`
    select ${columns} from work_item where debtor_number = ${debtor}
    order by opened_at, month, kind, item_number`.execute(tx);
  return rows.map(asItem);
}

export interface OpenItemsAsked {
  /** Null: everybody. */
  readonly debtor: DebtorNumber | null;
  /** Null: every kind. */
  readonly kind: WorkItemKind | null;
}

/** What a person has still to look at, oldest first. */
export async function openItems(
  tx: MunicipalityReadTx,
  { debtor, kind }: OpenItemsAsked,
): Promise<OpenedWorkItem[]> {
  const { rows } = await sql<WorkItemRow>`
    select ${columns} from work_item
    where closed_at is null and (${debtor}::int is null or debtor_number = ${debtor})
      and (${kind}::text is null or kind = ${kind})
    order by opened_at, item_number`.execute(tx);
  return rows.map(asItem);
}

export type ItemRefusal =
  | { readonly tag: 'unknown-item' }
  | { readonly tag: 'closed-already'; readonly at: Temporal.Instant; readonly by: string };

/** A work item, held until the transaction ends. Refused when there is none of that number. */
export async function heldItem(
  tx: MunicipalityTx,
  number: bigint,
): Promise<Result<OpenedWorkItem, Extract<ItemRefusal, { tag: 'unknown-item' }>>> {
  const { rows } = await sql<WorkItemRow>`
    select ${columns} from work_item where item_number = ${number.toString()}::bigint for no key update`.execute(
    tx,
  );
  const [row] = rows;
  return row === undefined ? refuse({ tag: 'unknown-item' }) : ok(asItem(row));
}

/** The same, and refused when somebody has closed it. */
export async function heldOpenItem(
  tx: MunicipalityTx,
  number: bigint,
): Promise<Result<OpenedWorkItem, ItemRefusal>> {
  const held = await heldItem(tx, number);
  if (!held.ok) return held;
  const { closedAt, closedBy } = held.value;
  return closedAt === null ? held : refuse({ tag: 'closed-already', at: closedAt, by: closedBy ?? '' }); // written together
}

export interface ClosingItem {
  readonly item: bigint;
  readonly by: string;
  /** What the person found or did, in their words. */
  readonly because: string;
  readonly at: Temporal.Instant;
}

/** Closes a work item: a person has looked. What still asks for one opens a new item with the next run. */
export async function closeWorkItem(
  tx: MunicipalityTx,
  { item, by, because, at }: ClosingItem,
): Promise<Result<OpenedWorkItem, ItemRefusal>> {
  const held = await heldOpenItem(tx, item);
  if (!held.ok) return held;
  await sql`
    update work_item set closed_at = ${at}::timestamptz, closed_by = ${by}, closed_why = ${because}
    where item_number = ${item.toString()}::bigint`.execute(tx);
  return ok({ ...held.value, closedAt: at, closedBy: by, closedWhy: because });
}

/** Closes what is open about one matter, whatever its month: it has been seen to in another way. */
export async function closeMatter(
  tx: MunicipalityTx,
  { kind, about }: { readonly kind: WorkItemKind; readonly about: string },
  { by, because, at }: Omit<ClosingItem, 'item'>,
): Promise<void> {
  await sql`
    update work_item set closed_at = ${at}::timestamptz, closed_by = ${by}, closed_why = ${because}
    where kind = ${kind} and about = ${about} and closed_at is null`.execute(tx);
}

/** Closes what is open of a kind about these claims, where the matter begins with the claim: it has been seen to in another way. */
export async function closeItemsOfClaims(
  tx: MunicipalityTx,
  { kind, claims }: { readonly kind: WorkItemKind; readonly claims: readonly bigint[] },
  { by, because, at }: Omit<ClosingItem, 'item'>,
): Promise<void> {
  if (claims.length === 0) return;
  await sql`
    update work_item set closed_at = ${at}::timestamptz, closed_by = ${by}, closed_why = ${because}
    where kind = ${kind} and closed_at is null and starts_with(about, 'claim ')
      and split_part(about, ' ', 2) = any (${claims.map(String)}::text[])`.execute(tx);
}

/** Closes what is open of these kinds about a debtor, of all matters or of those that begin with a word. */
export async function closeItemsOfDebtor(
  tx: MunicipalityTx,
  {
    kinds,
    debtor,
    of,
  }: { readonly kinds: readonly WorkItemKind[]; readonly debtor: DebtorNumber; readonly of: string | null },
  { by, because, at }: Omit<ClosingItem, 'item'>,
): Promise<void> {
  await sql`
    update work_item set closed_at = ${at}::timestamptz, closed_by = ${by}, closed_why = ${because}
    where debtor_number = ${debtor}::int and kind = any (${kinds}::text[]) and closed_at is null
      and (${of}::text is null or split_part(about, ' ', 1) = ${of}::text)`.execute(tx);
}
