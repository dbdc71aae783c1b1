import { sql } from 'kysely';
import { closeMatter, openWorkItems } from '../agreements/work-items.ts';
import { claimsToSend } from '../claims/claims-to-send.ts';
import { liabilitiesFor } from '../claims/liabilities.ts';
import type { ClaimNumber } from '../claims/types.ts';
import { dayInCopenhagen, monthOf, type PlainDate } from '../kernel/dates.ts';
import type { DebtorNumber } from '../kernel/ids.ts';
import { ok, refuse, type Result } from '../kernel/result.ts';
import { samePerson } from '../kernel/same-person.ts';
import { filterRulesByType } from '../law/psrm-filter-rules.ts';
import { lockReceivables } from '../ledger/lock.ts';
import type { MunicipalityReadTx, MunicipalityTx } from '../platform/database.ts';
import { actionsOf } from './store.ts';
import type { Doing } from './types.ts';

/** Why a claim is right although a rule of the authority's asks about it. The newest of a claim and rule counts. */
export interface Reason {
  readonly claim: ClaimNumber;
  readonly rule: string;
  readonly entry: number;
  readonly because: string;
  /** The rows that it says something of; empty = a person's own words. */
  readonly restsOn: readonly string[];
  readonly writtenOn: PlainDate;
  /** Null = by the program. */
  readonly writtenBy: string | null;
  /** Null: it waits for a person who did not write it. */
  readonly approvedOn: PlainDate | null;
}

export type ReasonToWrite = Pick<Reason, 'claim' | 'rule' | 'because' | 'restsOn' | 'writtenBy'>;

const newest = sql`
  select distinct on (claim_number, rule) claim_number as claim, rule, entry, because, rests_on as "restsOn",
    written_on as "writtenOn", written_by as "writtenBy", approved_on as "approvedOn"
  from recovery_reason left join recovery_reason_approval using (claim_number, rule, entry)`;

/** The newest reason for each rule of these claims, by claim. */
export async function reasonsOf(
  tx: MunicipalityReadTx,
  claims: readonly ClaimNumber[],
): Promise<Map<ClaimNumber, Reason[]>> {
  const { rows } = await sql<Reason>`
    ${newest} where claim_number = any (${claims.map(String)}::bigint[])
    order by claim_number, rule, entry desc`.execute(tx);
  return Map.groupBy(rows, ({ claim }) => claim);
}

/** Writes reasons down, each as the next of its claim and rule, and has a person asked to read it. */
export async function writeReasons(
  tx: MunicipalityTx,
  reasons: readonly ReasonToWrite[],
  { at }: Pick<Doing, 'at'>,
): Promise<void> {
  const on = dayInCopenhagen(at);
  const debtors = await firstLiable(
    tx,
    reasons.map(({ claim }) => claim),
  );
  for (const { claim, rule, because, restsOn, writtenBy } of reasons) {
    const { rows } = await sql<{ entry: number }>`
      insert into recovery_reason (claim_number, rule, entry, because, rests_on, written_on, written_by, recorded_at)
      select ${String(claim)}::bigint, ${rule}, coalesce((
          select max(entry) from recovery_reason where claim_number = ${String(claim)}::bigint and rule = ${rule}), 0) + 1,
        ${because}, ${restsOn}::text[], ${on}::date, ${writtenBy}, ${at}::timestamptz
      returning entry`.execute(tx);
    const entry = rows[0]?.entry ?? 1;
    const debtor = debtors.get(claim) ?? null;
    const about = matter({ claim, rule, entry });
    await openWorkItems(tx, [{ kind: 'recovery-reason', debtor, month: monthOf(on), about }], at);
  }
}

async function firstLiable(
  tx: MunicipalityReadTx,
  claims: readonly ClaimNumber[],
): Promise<Map<ClaimNumber, DebtorNumber>> {
  const liable = await liabilitiesFor(tx, claims);
  return new Map(liable.toReversed().map(({ claim, debtor }) => [claim, debtor]));
}

function matter({ claim, rule, entry }: Pick<Reason, 'claim' | 'rule' | 'entry'>): string {
  return `claim ${claim} ${rule}/${entry}`;
}

export type ReasonRefusal = {
  readonly tag:
    'no-reason' | 'approved-already' | 'same-person' | 'reason-missing' | 'unknown-claim' | 'not-asked-about';
};

interface About {
  readonly claim: ClaimNumber;
  readonly rule: string;
}

/** A person who did not write it has read the reason: with it the claim may be sent. */
export async function approveReason(
  tx: MunicipalityTx,
  about: About,
  doing: Doing,
): Promise<Result<Reason, ReasonRefusal>> {
  const reason = await heldReason(tx, about);
  if (reason === null) return refuse({ tag: 'no-reason' });
  if (reason.approvedOn !== null) return refuse({ tag: 'approved-already' });
  const { writtenBy, entry } = reason;
  if (writtenBy !== null && samePerson(writtenBy, doing.by)) return refuse({ tag: 'same-person' });
  const on = dayInCopenhagen(doing.at);
  await sql`
    insert into recovery_reason_approval (claim_number, rule, entry, approved_on, approved_by, recorded_at)
    values (${String(about.claim)}::bigint, ${about.rule}, ${entry}::smallint, ${on}::date, ${doing.by}, ${doing.at}::timestamptz)`.execute(
    tx,
  );
  await seen(tx, reason, { because: 'Begrundelsen er godkendt.', doing });
  return ok({ ...reason, approvedOn: on });
}

/** A person's own reason, instead of what stands: another person approves it. Refused about a rule by which nothing is asked. */
export async function changeReason(
  tx: MunicipalityTx,
  { claim, rule, because }: About & { readonly because: string },
  doing: Doing,
): Promise<Result<Reason, ReasonRefusal>> {
  if (because.trim() === '') return refuse({ tag: 'reason-missing' });
  const before = await heldReason(tx, { claim, rule });
  if (!(await firstLiable(tx, [claim])).has(claim)) return refuse({ tag: 'unknown-claim' });
  if (!(await isAskedAbout(tx, { claim, rule }))) return refuse({ tag: 'not-asked-about' });
  if (before !== null && before.approvedOn === null)
    await seen(tx, before, { because: 'Begrundelsen er skrevet om.', doing });
  await writeReasons(tx, [{ claim, rule, because, restsOn: [], writtenBy: doing.by }], doing);
  const told = { kind: 'transfer-not-ready', about: `claim ${claim} filter-rule ${rule}` } as const;
  await closeMatter(tx, told, { by: doing.by, because: 'Der er skrevet en begrundelse.', at: doing.at });
  const written = (await reasonsOf(tx, [claim])).get(claim)?.find((each) => each.rule === rule);
  return written === undefined ? refuse({ tag: 'no-reason' }) : ok(written);
}

/** Whether the authority asks by that rule about claims of its type, or has asked about this one by it. */
async function isAskedAbout(tx: MunicipalityReadTx, { claim, rule }: About): Promise<boolean> {
  const type = (await claimsToSend(tx, [claim])).get(claim)?.type;
  const rules = type === undefined ? [] : (filterRulesByType.get(type)?.rules ?? []);
  if (rules.some((each) => each.rule === rule && each.outcome === 'HEARING')) return true;
  const actions = (await actionsOf(tx, [claim])).get(claim) ?? [];
  return actions.some(({ errors }) => errors.includes(rule));
}

async function heldReason(tx: MunicipalityTx, { claim, rule }: About): Promise<Reason | null> {
  const liable = await liabilitiesFor(tx, [claim]);
  await lockReceivables(
    tx,
    liable.map(({ debtor }) => debtor),
  );
  return (await reasonsOf(tx, [claim])).get(claim)?.find((each) => each.rule === rule) ?? null;
}

async function seen(
  tx: MunicipalityTx,
  reason: Reason,
  { because, doing: { by, at } }: { readonly because: string; readonly doing: Doing },
): Promise<void> {
  await closeMatter(tx, { kind: 'recovery-reason', about: matter(reason) }, { by, because, at });
}

/** A reason that waits for a person, with the last day before the claim is time-barred, or lapses; null = not known. */
export interface WaitingReason extends Reason {
  readonly debtor: DebtorNumber;
  readonly endsOn: PlainDate | null;
}

/**
 * The reasons that wait on claims that stand cleared: what ends first, first. Our own time limits run on meanwhile. Of a claim whose
 * day of lapse has passed, that day.
 */
export async function waitingReasons(tx: MunicipalityReadTx): Promise<WaitingReason[]> {
  const { rows } = await sql<WaitingReason>`
    with newest as (${newest} order by claim_number, rule, entry desc)
    select n.*, l.debtor, coalesce(r.lapse_earliest, ends.until) as "endsOn"
    from newest n
    join claim c on c.claim_number = n.claim
    join transfer_clearance t on t.claim_number = coalesce(c.main_claim, n.claim) and t.withdrawn_on is null
    cross join lateral (select min(debtor_number) as debtor from liability where claim_number = n.claim) l
    cross join lateral (
      select min(until_on) as until from limitation where claim_number = n.claim and not superseded) ends
    left join repayment_claim r on r.claim_number = n.claim
    where n."approvedOn" is null and n."writtenOn" >= t.cleared_from
    order by "endsOn" nulls last, n.claim, n.rule`.execute(tx);
  return rows;
}

/** What has been approved to say about these rules, in their order; null where one of them has no approved reason. */
export async function approvedAnswer(
  tx: MunicipalityReadTx,
  claim: ClaimNumber,
  rules: readonly string[],
): Promise<string | null> {
  const known = (await reasonsOf(tx, [claim])).get(claim) ?? [];
  const said = rules.map((rule) => known.find((each) => each.rule === rule && each.approvedOn !== null));
  return said.length === 0 || said.includes(undefined)
    ? null
    : said.map((each) => `${each?.rule ?? ''}: ${each?.because ?? ''}`).join('\n');
}
