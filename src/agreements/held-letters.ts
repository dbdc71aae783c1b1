import { holdsOn, liftedHolds } from '../claims/holds.ts';
import { listedClaims } from '../claims/listed-claims.ts';
import type { ClaimNumber } from '../claims/types.ts';
import type { PlainDate } from '../kernel/dates.ts';
import { decisionOfLetter, letterId, noticeOfLetter, placeOfLetter, type LetterId } from '../kernel/ids.ts';
import { lastQuietDay } from '../law/dunning-steps.ts';
import { effects, reasonsThatStop, type HoldReason } from '../law/holds.ts';
import type { NoticeKind } from '../letters/model.ts';
import { noticesById, type Notice } from '../letters/notices.ts';
import type { MunicipalityReadTx } from '../platform/database.ts';
import { configuredNow } from './configured.ts';
import { decisionsById } from './decisions.ts';
import { heldOn } from './held-proposals.ts';

/**
 * Those of these letters that are neither made nor handed over on a day, because something has come to hold what they are about since they were
 * queued: the letter about a decision that nobody would make now (`heldOn`), and one that asks for a claim of which nobody is reminded. The
 * debtor has been told that nothing more is done meanwhile, also not in the days after an answer. What an errand stops is not among them.
 */
export async function heldLetters(
  tx: MunicipalityReadTx,
  letters: readonly LetterId[],
  on: PlainDate,
): Promise<ReadonlySet<LetterId>> {
  const ofDecisions = await heldAmongDecisions(tx, letters, on);
  const ofNotices = await heldAmongNotices(tx, letters, on);
  return new Set([...ofDecisions, ...ofNotices]);
}

async function heldAmongDecisions(
  tx: MunicipalityReadTx,
  letters: readonly LetterId[],
  on: PlainDate,
): Promise<LetterId[]> {
  const told = letters.filter(
    (letter) => noticeOfLetter(letter) === null && placeOfLetter(letter) === 'decision',
  );
  const decisions = await decisionsById(tx, [...new Set(told.map(decisionOfLetter))]);
  const onTheirWay = decisions.filter(({ state }) => state === 'decided');
  const held = await heldOn(tx, onTheirWay, on);
  return [...held.keys()].map((decision) => letterId(decision, 'decision'));
}

/** By each, what an arrangement that was not kept holds by itself is no reason: its letter is about that. */
const asking: ReadonlyMap<NoticeKind, ReadonlySet<HoldReason>> = new Map<NoticeKind, ReadonlySet<HoldReason>>(
  [
    ['reminder', new Set()],
    ['demand', new Set()],
    ['transfer-warning', new Set()],
    ['plan-broken', new Set(['plan', 'deferral'])],
  ],
);

/** What stops reminders and is no errand: those are asked about by themselves (`letters/while-held.ts`). */
const holding = reasonsThatStop('dunning').filter((reason) => !effects([reason]).letters);

async function heldAmongNotices(
  tx: MunicipalityReadTx,
  letters: readonly LetterId[],
  on: PlainDate,
): Promise<LetterId[]> {
  const all = await noticesById(
    tx,
    letters.flatMap((letter) => noticeOfLetter(letter) ?? []),
  );
  const asked = all.filter(({ kind }) => asking.has(kind));
  if (asked.length === 0) return [];
  const { claims, about } = await claimsOf(tx, asked);
  const stands = [...(await holdsOn(tx, claims)).values()].flat();
  const lifted = await liftedHolds(tx, claims, holding);
  const { pauseDays } = (await configuredNow(tx)).configuration.lifeCycles;
  const isHeld = (notice: Notice) => {
    const its = about(notice);
    const holds = (hold: {
      readonly claim: ClaimNumber;
      readonly debtor: Notice['debtor'] | null;
      readonly reason: HoldReason;
    }) =>
      its.has(hold.claim) &&
      (hold.debtor === null || hold.debtor === notice.debtor) &&
      holding.includes(hold.reason) &&
      asking.get(notice.kind)?.has(hold.reason) === false;
    return (
      stands.some(holds) ||
      lifted.some(
        (hold) =>
          holds(hold) && hold.liftedOn >= notice.writtenOn && lastQuietDay(hold.daysFrom, pauseDays) >= on,
      )
    );
  };
  return asked.filter(isHeld).map(({ letter }) => letter);
}

/** The claims that each asks for, and the main claims of its interest and fees. */
async function claimsOf(tx: MunicipalityReadTx, notices: readonly Notice[]) {
  const listed = await listedClaims(
    tx,
    notices.flatMap(({ claims }) => claims.map(({ claim }) => claim)),
  );
  const about = ({ claims }: Notice) =>
    new Set(claims.flatMap(({ claim }) => [claim, listed.get(claim)?.main ?? claim]));
  return { about, claims: [...new Set(notices.flatMap((notice) => [...about(notice)]))] };
}
