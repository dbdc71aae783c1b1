import { sql } from 'kysely';
import { closeMatter, openWorkItems } from '../agreements/work-items.ts';
import { holdsOn } from '../claims/holds.ts';
import { liabilitiesFor } from '../claims/liabilities.ts';
import { mainClaims } from '../claims/main-claims.ts';
import { exceptionsThatCount, type NoticeExceptionReason } from '../claims/notice-exceptions.ts';
import { clearancesOf } from '../claims/transfer-clearance.ts';
import type { ClaimNumber } from '../claims/types.ts';
import { dayInCopenhagen, monthOf, type PlainDate } from '../kernel/dates.ts';
import type { DebtorNumber } from '../kernel/ids.ts';
import { ok, refuse, type Result } from '../kernel/result.ts';
import { samePerson } from '../kernel/same-person.ts';
import { claimType, underCollectionOrder } from '../law/claim-types.ts';
import { lockReceivables } from '../ledger/lock.ts';
import { ownTypesIn } from '../municipality/configurations.ts';
import type { MunicipalityTx } from '../platform/database.ts';
import { courseClaims } from './read-courses.ts';
import { recordedExceptions } from './recorded-exceptions.ts';
import { coursesOf, updateCourses } from './store.ts';
import { warningsOf } from './warnings.ts';

/** Which exception is meant: that this debtor is not told before this claim goes to Gældsstyrelsen. */
export interface ExceptionOf {
  readonly claim: ClaimNumber;
  readonly debtor: DebtorNumber;
}

export interface ExceptionToRecord extends ExceptionOf {
  readonly reason: NoticeExceptionReason;
  /** In the caseworker's words; no personal data. */
  readonly because: string;
}

interface Doing {
  readonly by: string;
  readonly at: Temporal.Instant;
}

export type ExceptionRefusal = {
  readonly tag:
    | 'unknown-claim'
    | 'not-liable'
    | 'under-collection-order'
    | 'not-on-its-way'
    | 'told-already'
    | 'not-held'
    | 'stands-already'
    | 'nothing-waits'
    | 'same-person';
};

/** It takes something from the debtor that nobody is prevented from giving: a second person says yes (own choice, as for other burdens). */
function wantsTwo(reason: NoticeExceptionReason): boolean {
  return reason === 'hurts-recovery';
}

const provenBy = { 'no-address': 'missing-address', returned: 'returned-mail' } as const;

/**
 * Records why somebody who owes an ordinary claim is not told in writing that it goes to Gældsstyrelsen (gældsinddrivelsesloven § 2,
 * stk. 4): no address is known and none is given, and Digital Post is not read; letters come back; or notice would clearly hurt
 * recovery, which waits for a second person. The first two are proved by the hold that stands for them. The dunning job then goes on
 * without letters to them. Never of claims under a collection order, where notice is a condition of validity (bek. 585/2023 § 10).
 */
export async function recordException(
  tx: MunicipalityTx,
  asked: ExceptionToRecord,
  doing: Doing,
): Promise<Result<'counts' | 'waits-for-approval', ExceptionRefusal>> {
  const { claim, debtor, reason, because } = asked;
  const on = dayInCopenhagen(doing.at);
  const why = await refusalOf(tx, asked, on);
  if (why !== null) return refuse({ tag: why });
  await sql`
    insert into notice_exception (claim_number, debtor_number, entry, reason, because, recorded_on, recorded_by, recorded_at)
    select ${String(claim)}::bigint, ${debtor}::int, coalesce((
        select max(entry) from notice_exception
        where claim_number = ${String(claim)}::bigint and debtor_number = ${debtor}::int), 0) + 1,
      ${reason}, ${because}, ${on}::date, ${doing.by}, ${doing.at}::timestamptz`.execute(tx);
  if (!wantsTwo(reason)) {
    await lookAgain(tx, claim, doing);
    return ok('counts');
  }
  const item = { kind: 'notice-exception' as const, debtor, month: monthOf(on), about: `${claim}/${debtor}` };
  await openWorkItems(tx, [item], doing.at);
  return ok('waits-for-approval');
}

/** A person who did not record it says yes. */
export async function approveException(
  tx: MunicipalityTx,
  { claim, debtor }: ExceptionOf,
  doing: Doing,
): Promise<Result<null, ExceptionRefusal>> {
  await lockClaim(tx, claim);
  const waiting = (await recordedExceptions(tx, [claim])).find(
    (each) => each.debtor === debtor && !each.counts,
  );
  if (waiting === undefined) return refuse({ tag: 'nothing-waits' });
  if (samePerson(waiting.by, doing.by)) return refuse({ tag: 'same-person' });
  await sql`
    insert into notice_exception_approval (claim_number, debtor_number, entry, approved_by, approved_at)
    values (${String(claim)}::bigint, ${debtor}::int, ${waiting.entry}::smallint, ${doing.by}, ${doing.at}::timestamptz)`.execute(
    tx,
  );
  await closeMatter(
    tx,
    { kind: 'notice-exception', about: `${claim}/${debtor}` },
    { by: doing.by, because: 'Undtagelsen er godkendt.', at: doing.at },
  );
  await lookAgain(tx, claim, doing);
  return ok(null);
}

async function refusalOf(
  tx: MunicipalityTx,
  { claim, debtor, reason }: ExceptionToRecord,
  on: PlainDate,
): Promise<ExceptionRefusal['tag'] | null> {
  const liable = await lockClaim(tx, claim);
  const main = (await mainClaims(tx, [claim])).get(claim);
  if (main === undefined) return 'unknown-claim';
  if (!liable.includes(debtor)) return 'not-liable';
  const type = claimType(main.type, await ownTypesIn(tx));
  if (type.ok && underCollectionOrder(type.value)) return 'under-collection-order';
  const course = (await coursesOf(tx, [claim])).get(claim);
  if (course === undefined || course.ended !== null || (await clearancesOf(tx, [claim])).has(claim))
    return 'not-on-its-way';
  const [now] = await courseClaims(tx, [course], on);
  if (now !== undefined && warningsOf({ ...now, liable: [debtor] })[0] !== undefined) return 'told-already';
  const holds = (await holdsOn(tx, [claim])).get(claim) ?? [];
  const proof = reason === 'hurts-recovery' ? null : provenBy[reason];
  const isHeld = holds.some(
    (hold) => hold.reason === proof && (hold.debtor === null || hold.debtor === debtor),
  );
  if (proof !== null && !isHeld) return 'not-held';
  const before = (await recordedExceptions(tx, [claim])).filter((each) => each.debtor === debtor);
  const stands = exceptionsThatCount(before, holds);
  return stands.get(debtor) === reason ? 'stands-already' : null;
}

async function lockClaim(tx: MunicipalityTx, claim: ClaimNumber): Promise<DebtorNumber[]> {
  const liable = await liabilitiesFor(tx, [claim]);
  await lockReceivables(
    tx,
    liable.map(({ debtor }) => debtor),
  );
  return liable.filter(({ ended }) => ended === null).map(({ debtor }) => debtor);
}

/** The next dunning job looks at the claim. */
async function lookAgain(tx: MunicipalityTx, claim: ClaimNumber, { at }: Doing): Promise<void> {
  const course = (await coursesOf(tx, [claim])).get(claim);
  if (course !== undefined) await updateCourses(tx, [{ ...course, stepOn: dayInCopenhagen(at) }]);
}
