import { sql } from 'kysely';
import { addYears, monthOf, type PlainDate } from '../kernel/dates.ts';
import { zeroOre, type Ore } from '../kernel/money.ts';
import { assert, ok, refuse, type Result } from '../kernel/result.ts';
import { samePerson } from '../kernel/same-person.ts';
import { latestBatch } from '../facts/as-of.ts';
import type { MunicipalityReadTx, MunicipalityTx } from '../platform/database.ts';
import type { PersonReason } from './circumstances.ts';
import {
  heldItem,
  heldOpenItem,
  openWorkItems,
  type ItemRefusal,
  type OpenedWorkItem,
  type WorkItemKind,
} from './work-items.ts';

/** The reasons that a person's judgement can answer; all others end by something else than grounds. */
export const acceptableReasons = [
  'abroad',
  'under-18',
  'b-income',
  'children-disagree',
  'cash-benefit-disagrees',
  'claim-lapsed',
  'lapse-review',
] as const satisfies readonly PersonReason[];
export type AcceptableReason = (typeof acceptableReasons)[number];

/** Whether a kind of work item is a reason that grounds can answer. */
export function isAcceptable(kind: string): kind is AcceptableReason {
  return acceptableReasons.some((each) => each === kind);
}

/** Grounds given about a work item, and how far they have come. */
export interface Acceptance {
  readonly item: bigint;
  readonly because: string;
  /** The last day on which it counts. */
  readonly until: PlainDate;
  /** About B-income: the most of it in a month to which they reach; null about everything else. */
  readonly upTo: Ore | null;
  readonly proposed: Signed;
  /** Null: it waits for a second person. */
  readonly approved: Signed | null;
  readonly withdrawn: (Signed & { readonly why: string }) | null;
}

export interface Signed {
  readonly by: string;
  readonly on: PlainDate;
}

/** All grounds that have been given about these items, oldest first. */
export async function acceptancesOf(tx: MunicipalityReadTx, items: readonly bigint[]): Promise<Acceptance[]> {
  return (await stored(tx, items)).map(({ acceptance: _numbered, ...rest }) => rest);
}

interface StoredAcceptance extends Acceptance {
  readonly acceptance: bigint;
}

interface AcceptanceRow {
  acceptance: bigint;
  item: bigint;
  because: string;
  until: PlainDate;
  up_to_ore: Ore | null;
  proposed_on: PlainDate;
  proposed_by: string;
  approved_on: PlainDate | null;
  approved_by: string | null;
  ended_on: PlainDate | null;
  ended_by: string | null;
  why: string | null;
}

async function stored(tx: MunicipalityReadTx, items: readonly bigint[]): Promise<StoredAcceptance[]> {
  const { rows } = await sql<AcceptanceRow>`
    select acceptance, item_number as item, because, accepted_until as until, up_to_ore, proposed_on, proposed_by, approved_on,
      approved_by, ended_on, ended_by, why
    from accepted_reason left join accepted_reason_approval using (acceptance, proposed_by)
      left join accepted_reason_end using (acceptance)
    where item_number = any (${items.map(String)}::bigint[]) order by acceptance`.execute(tx);
  return rows.map((row) => {
    const withdrawn = signed(row.ended_by, row.ended_on);
    return {
      acceptance: row.acceptance,
      item: row.item,
      because: row.because,
      until: row.until,
      upTo: row.up_to_ore,
      proposed: { by: row.proposed_by, on: row.proposed_on },
      approved: signed(row.approved_by, row.approved_on),
      withdrawn: withdrawn === null ? null : { ...withdrawn, why: row.why ?? '' }, // one row with the day
    };
  });
}

function signed(by: string | null, on: PlainDate | null): Signed | null {
  return by === null || on === null ? null : { by, on };
}

async function standing(tx: MunicipalityReadTx, item: bigint): Promise<StoredAcceptance | null> {
  return (await stored(tx, [item])).find(({ withdrawn }) => withdrawn === null) ?? null;
}

interface Acting {
  readonly item: bigint;
  readonly by: string;
  readonly on: PlainDate;
  readonly at: Temporal.Instant;
}

export interface ProposingAcceptance extends Acting {
  /** The grounds. */
  readonly because: string;
  /** The last day on which they count; at most a year ahead, so that somebody looks again. */
  readonly until: PlainDate;
  /** The most B-income in a month to which they reach, in øre; asked for about B-income, and about nothing else. */
  readonly upTo: Ore | null;
}

export type ProposalRefusal =
  | ItemRefusal
  /** No grounds can answer this: it ends by something else. */
  | { readonly tag: 'not-by-grounds'; readonly kind: Exclude<WorkItemKind, AcceptableReason> }
  /** Grounds about B-income must say how much of it they are about. */
  | { readonly tag: 'up-to-missing' }
  | { readonly tag: 'up-to-not-asked' }
  | { readonly tag: 'until-is-past' }
  | { readonly tag: 'until-too-far'; readonly latest: PlainDate }
  | { readonly tag: 'proposed-already'; readonly by: string };

/**
 * A caseworker's grounds why a reason does not stop the rule's finding. They count once a second person has approved them, and
 * are about the facts that are known now.
 */
export async function proposeAcceptance(
  tx: MunicipalityTx,
  { item, because, until, upTo, by, on, at }: ProposingAcceptance,
): Promise<Result<OpenedWorkItem, ProposalRefusal>> {
  const held = await heldOpenItem(tx, item);
  if (!held.ok) return held;
  const { kind, debtor } = held.value;
  // Every kind that is stored is one of these.
  if (!isAcceptable(kind))
    return refuse({ tag: 'not-by-grounds', kind: kind as Exclude<WorkItemKind, AcceptableReason> });
  if ((kind === 'b-income') !== (upTo !== null))
    return refuse({ tag: upTo === null ? 'up-to-missing' : 'up-to-not-asked' });
  assert(upTo === null || upTo > zeroOre, 'grounds reach to some B-income');
  if (until < on) return refuse({ tag: 'until-is-past' });
  const latest = addYears(on, 1);
  if (until > latest) return refuse({ tag: 'until-too-far', latest });
  const before = await standing(tx, item);
  if (before !== null) return refuse({ tag: 'proposed-already', by: before.proposed.by });
  await sql`
    insert into accepted_reason (item_number, debtor_number, kind, because, accepted_until, up_to_ore, facts_as_of,
      proposed_on, proposed_by, recorded_at)
    values (${item.toString()}::bigint, ${debtor}, ${kind}, ${because}, ${until}::date, ${upTo?.toString() ?? null}::bigint,
      ${await latestBatch(tx)}, ${on}::date, ${by}, ${at}::timestamptz)`.execute(tx);
  return held;
}

export type AcceptanceRefusal =
  | ItemRefusal
  | { readonly tag: 'nothing-proposed' }
  /** Whoever gave the grounds may not approve them. */
  | { readonly tag: 'same-person' }
  | { readonly tag: 'until-is-past' };

export interface Accepted {
  readonly item: OpenedWorkItem;
  readonly until: PlainDate;
  readonly upTo: Ore | null;
  /** How many items of that kind about the debtor were closed with it. */
  readonly closed: number;
}

/**
 * A second person approves the grounds: from then the reason does not stop the debtor, up to and with the last day. All that
 * is open about the debtor of that kind is answered by it and closed.
 */
export async function approveAcceptance(
  tx: MunicipalityTx,
  { item, by, on, at }: Acting,
): Promise<Result<Accepted, AcceptanceRefusal>> {
  const held = await heldOpenItem(tx, item);
  if (!held.ok) return held;
  const proposal = await standing(tx, item);
  if (proposal === null) return refuse({ tag: 'nothing-proposed' });
  if (samePerson(proposal.proposed.by, by)) return refuse({ tag: 'same-person' });
  if (proposal.until < on) return refuse({ tag: 'until-is-past' });
  const { acceptance, proposed, until, upTo } = proposal;
  await sql`
    insert into accepted_reason_approval (acceptance, proposed_by, approved_on, approved_by, recorded_at)
    values (${acceptance.toString()}::bigint, ${proposed.by}, ${on}::date, ${by}, ${at}::timestamptz)`.execute(
    tx,
  );
  const { debtor, kind } = held.value;
  const { rows } = await sql`
    update work_item set closed_at = ${at}::timestamptz, closed_by = ${by}, closed_why = ${`accepted ${item}`}
    where debtor_number = ${debtor} and kind = ${kind} and closed_at is null returning item_number`.execute(
    tx,
  );
  return ok({ item: held.value, until, upTo, closed: rows.length });
}

export interface WithdrawingAcceptance extends Acting {
  readonly because: string;
}

export type WithdrawalRefusal =
  Extract<ItemRefusal, { tag: 'unknown-item' }> | { readonly tag: 'nothing-proposed' };

/**
 * Takes grounds back, approved or not; one person is enough, because the reason stops the debtor again. Where they had been
 * approved, what they answered is open anew.
 */
export async function withdrawAcceptance(
  tx: MunicipalityTx,
  { item, because, by, on, at }: WithdrawingAcceptance,
): Promise<Result<OpenedWorkItem, WithdrawalRefusal>> {
  const held = await heldItem(tx, item);
  if (!held.ok) return held;
  const given = await standing(tx, item);
  if (given === null) return refuse({ tag: 'nothing-proposed' });
  await sql`
    insert into accepted_reason_end (acceptance, ended_on, ended_by, why, recorded_at)
    values (${given.acceptance.toString()}::bigint, ${on}::date, ${by}, ${because}, ${at}::timestamptz)`.execute(
    tx,
  );
  const { kind, debtor } = held.value;
  if (given.approved !== null && isAcceptable(kind))
    await openWorkItems(tx, [{ kind, debtor, month: monthOf(on), about: `withdrawn ${item}` }], at);
  return held;
}
