import { sql } from 'kysely';
import type { PlainDate } from '../kernel/dates.ts';
import type { NoticeId } from '../kernel/ids.ts';
import type { MunicipalityReadTx } from '../platform/database.ts';
import { HELD, troubled, troubleWith } from '../platform/due-work.ts';
import { NOTICE_LETTER, noticesById, type Notice } from './notices.ts';

type Told = Pick<Notice, 'notice' | 'arrivedOn' | 'printedDeadline' | 'withdrawnOn'>;

/**
 * Those of these notices that nobody was told of before the deadline they print, by a day: the letter job refuses them for it, or has
 * stopped trying. They are to be given up (`withdrawNotices`) and written anew. One to whom nobody can be written yet is not among
 * them: another letter would fare no better.
 */
export async function noticesTooLate(
  tx: MunicipalityReadTx,
  notices: readonly Told[],
  on: PlainDate,
): Promise<Set<NoticeId>> {
  const unmade = await unmadeInTime(tx, notices, on);
  return new Set(
    [...unmade].flatMap(([notice, { isStuck, trouble }]) =>
      isStuck || trouble === 'deadline-passed' || trouble === HELD ? [notice] : [],
    ),
  );
}

/**
 * The same with those to whom nobody can be written yet. What such a letter costs is to be taken off: nobody was sent it (gebyrloven
 * § 2, renteloven § 9 b).
 */
export async function noticesNotMadeInTime(
  tx: MunicipalityReadTx,
  notices: readonly Told[],
  on: PlainDate,
): Promise<Set<NoticeId>> {
  return new Set((await unmadeInTime(tx, notices, on)).keys());
}

/** The same of all notices, whatever has become of what they are about. */
export async function allNotMadeInTime(tx: MunicipalityReadTx, on: PlainDate): Promise<Notice[]> {
  const keys = await troubled(tx, NOTICE_LETTER);
  const notices = await noticesById(
    tx,
    keys.map((key) => BigInt(key) as NoticeId), // the keys were written from notices' numbers
  );
  const late = await unmadeInTime(tx, notices, on);
  return notices.filter(({ notice }) => late.has(notice));
}

/**
 * Their deadline has come, and the letter job could not make them, or it has not, and something held them when they were to be made: what they ask for is
 * asked for anew when it is over. One that the job has not come to is left out.
 */
async function unmadeInTime(
  tx: MunicipalityReadTx,
  notices: readonly Told[],
  on: PlainDate,
): Promise<Map<NoticeId, { readonly trouble: string; readonly isStuck: boolean }>> {
  const untold = notices.filter(
    ({ arrivedOn, printedDeadline, withdrawnOn }) =>
      arrivedOn === null && withdrawnOn === null && printedDeadline !== null,
  );
  const keys = untold.map(({ notice }) => String(notice));
  const troubles = await troubleWith(tx, NOTICE_LETTER, keys);
  return new Map(
    untold.flatMap(({ notice, printedDeadline }) => {
      const found = troubles.get(String(notice));
      const isOver = printedDeadline !== null && printedDeadline <= on;
      return found !== undefined && (isOver || found.trouble === HELD) ? [[notice, found] as const] : [];
    }),
  );
}

/** All notices that tell the fee of one of these, where every one of them has been given up: nobody was sent a letter that costs it. */
export async function whoseFeeNobodyWasTold(
  tx: MunicipalityReadTx,
  notices: readonly NoticeId[],
): Promise<NoticeId[]> {
  const { rows } = await sql<{ notice: NoticeId }>`
    select n.notice_id as notice from notice n
    where n.fee_claim in (select fee_claim from notice where notice_id = any (${notices.map(String)}::bigint[]))
      and not exists (select from notice o where o.fee_claim = n.fee_claim and o.withdrawn_on is null)
    order by 1`.execute(tx);
  return rows.map(({ notice }) => notice);
}
