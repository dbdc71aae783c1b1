import { closeMatter, openWorkItems, type ClosingItem } from '../agreements/work-items.ts';
import { liftedHolds, liftHolds, placeHolds } from '../claims/holds.ts';
import type { ClaimNumber } from '../claims/types.ts';
import { addDays, dayInCopenhagen, monthOf } from '../kernel/dates.ts';
import { withdrawNotices } from '../letters/notices.ts';
import { unmadeNoticesOf } from '../letters/notices-of-arrangements.ts';
import type { ConfigurationVersion } from '../municipality/configurations.ts';
import type { MunicipalityTx } from '../platform/database.ts';
import { mainsOf } from './about-claims.ts';
import { arrangementsOf, moveArrangements, proposalsAbout } from './store.ts';
import type { Arrangement } from './types.ts';

/** Whoever asks again so soon after a rest gets no further one; own choice, no source. */
const NO_REST_AGAIN_DAYS = 90;

export interface Waiting {
  readonly mains: readonly ClaimNumber[];
  readonly configured: ConfigurationVersion;
  readonly by: string;
  readonly at: Temporal.Instant;
}

/**
 * A request waits for a person: it stands in the list of what is to be decided, and for some days nobody is reminded of the bills, and they are not
 * sent to Gældsstyrelsen (`answers.requestRestDays`; open question Q63). The rest ends with the answer, or by itself on its day.
 */
export async function letWait(
  tx: MunicipalityTx,
  { number, debtor }: Arrangement,
  { mains, configured, by, at }: Waiting,
): Promise<void> {
  const on = dayInCopenhagen(at);
  const item = { kind: 'arrangement-proposed', debtor, month: monthOf(on), about: String(number) } as const;
  await openWorkItems(tx, [item], at);
  const { requestRestDays } = configured.configuration.answers;
  if (requestRestDays === 0) return;
  const since = addDays(on, -NO_REST_AGAIN_DAYS);
  const rested = new Set(
    (await liftedHolds(tx, mains, ['request'])).flatMap(({ claim, liftedOn }) =>
      liftedOn > since ? [claim] : [],
    ),
  );
  const hold = {
    reason: 'request',
    debtor: null,
    from: on,
    reviewOn: addDays(on, requestRestDays),
    about: String(number),
  } as const;
  await placeHolds(
    tx,
    mains.filter((claim) => !rested.has(claim)).map((claim) => ({ ...hold, claim, by, at })),
  );
}

/** A request has been answered or taken back: it is in no list, and bills rest for it no longer, but for somebody else's request about them. */
export async function endWaiting(
  tx: MunicipalityTx,
  arrangement: Pick<Arrangement, 'number' | 'claims'>,
  { because, by, at }: Omit<ClosingItem, 'item'>,
): Promise<void> {
  const { number } = arrangement;
  await closeMatter(tx, { kind: 'arrangement-proposed', about: String(number) }, { because, by, at });
  const mains = await mainsOf(tx, arrangement);
  const others = await proposalsAbout(tx, mains);
  const waiting = new Set<ClaimNumber>();
  for (const other of others)
    if (other.number !== number) for (const main of await mainsOf(tx, other)) waiting.add(main);
  const on = dayInCopenhagen(at);
  await liftHolds(
    tx,
    mains
      .filter((claim) => !waiting.has(claim))
      .map((claim) => ({ claim, reason: 'request', debtor: null, on, why: 'answered', by, at })),
  );
}

/**
 * The debtor has asked anew about the same claims: what was answered before and has not been told is told no longer, and where this request can be agreed
 * to, an earlier one that waits is over. The debtor has been locked by the caller.
 */
export async function endEarlier(
  tx: MunicipalityTx,
  arrangement: Arrangement,
  { mains, by, at }: Omit<Waiting, 'configured'>,
): Promise<void> {
  const on = dayInCopenhagen(at);
  for (const earlier of await arrangementsOf(tx, arrangement.debtor)) {
    if (earlier.number === arrangement.number || !isAnsweredAnew(earlier, arrangement)) continue;
    const about = await mainsOf(tx, earlier);
    if (!about.every((main) => mains.includes(main))) continue;
    if (earlier.state === 'refused') {
      const unmade = await unmadeNoticesOf(tx, earlier);
      await withdrawNotices(tx, unmade, { on, why: 'asked-anew' });
      continue;
    }
    const ended = { on, why: 'asked-anew' };
    await moveArrangements(tx, [{ ...earlier, arrangement: earlier, state: 'ended', ended }]);
    await endWaiting(tx, earlier, { because: 'Borgeren har spurgt igen.', by, at });
  }
}

function isAnsweredAnew(earlier: Arrangement, now: Arrangement): boolean {
  return earlier.state === 'refused' || (earlier.state === 'proposed' && now.state === 'proposed');
}
