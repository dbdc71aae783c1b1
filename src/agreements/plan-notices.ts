import type { PlainDate } from '../kernel/dates.ts';
import type { DebtorNumber, NoticeId } from '../kernel/ids.ts';
import { letterIsMade } from '../letters/archive.ts';
import { noticesTooLate } from '../letters/notices-too-late.ts';
import { noticesById, type Notice } from '../letters/notices.ts';
import type { MunicipalityReadTx } from '../platform/database.ts';
import { seenToAmong } from './not-arrived.ts';
import type { PlanDefault } from './plan-defaults.ts';

/** The letters of the demands that stand. */
export async function noticesOf(
  tx: MunicipalityReadTx,
  stands: ReadonlyMap<DebtorNumber, PlanDefault>,
): Promise<Map<NoticeId, Notice>> {
  const demanded = [...stands.values()].filter(({ state }) => state === 'demanded');
  const notices = await noticesById(
    tx,
    demanded.map(({ notice }) => notice),
  );
  return new Map(notices.map((notice) => [notice.notice, notice]));
}

/** Whose letters came back, perhaps after they had counted as arrived, and whether a person has seen to it. */
export async function cameBack(
  tx: MunicipalityReadTx,
  notices: readonly Notice[],
): Promise<Map<DebtorNumber, 'unseen' | 'seen-to'>> {
  // One that a person brought later has arrived.
  const back = notices.filter(
    ({ arrivedOn, notArrivedOn }) =>
      notArrivedOn !== null && (arrivedOn === null || arrivedOn < notArrivedOn),
  );
  const seen = await seenToAmong(
    tx,
    back.map(({ letter }) => letter),
  );
  return new Map(back.map(({ debtor, letter }) => [debtor, seen.has(letter) ? 'seen-to' : 'unseen']));
}

/** Whose letters were not made before the deadline that they print: the letter job refuses these, and says that they are to be given up. */
export async function tooLateToTell(
  tx: MunicipalityReadTx,
  notices: readonly Notice[],
  on: PlainDate,
): Promise<Set<DebtorNumber>> {
  const late = new Set<DebtorNumber>();
  const refused = await noticesTooLate(tx, notices, on);
  for (const { debtor, letter, notice, arrivedOn, printedDeadline } of notices)
    if (
      arrivedOn === null &&
      printedDeadline !== null &&
      (printedDeadline <= on || refused.has(notice)) &&
      !(await letterIsMade(tx, letter))
    )
      late.add(debtor);
  return late;
}
