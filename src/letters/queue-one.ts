import type { ClaimNumber } from '../claims/types.ts';
import type { PlainDate } from '../kernel/dates.ts';
import { noticeId, type DebtorNumber, type NoticeId } from '../kernel/ids.ts';
import type { Ore } from '../kernel/money.ts';
import { assert } from '../kernel/result.ts';
import type { ConfigurationVersion } from '../municipality/configurations.ts';
import type { MunicipalityTx } from '../platform/database.ts';
import type { NoticeFacts } from './notice-facts.ts';
import { noticeLine } from './notice-line.ts';
import { freeNoticePlaces } from './notice-places.ts';
import { queueNotices } from './notices.ts';

/** A letter to one debtor that costs nothing. */
export interface OneNotice {
  readonly debtor: DebtorNumber;
  /** What it says, with the payment line of its own. */
  readonly facts: (line: string | null) => NoticeFacts;
  readonly claims: readonly { readonly claim: ClaimNumber; readonly owed: Ore }[];
  /** The arrangement, or the request for one, that it is about; absent = none. */
  readonly arrangement?: bigint | null;
  readonly configured: ConfigurationVersion;
  readonly on: PlainDate;
  readonly at: Temporal.Instant;
}

/** Queues one letter in the debtor's next place of the day, without a fee; answers its notice. The debtor has been locked by the caller. */
export async function queueOneNotice(tx: MunicipalityTx, one: OneNotice): Promise<NoticeId> {
  const { debtor, facts, claims, arrangement = null, configured, on, at } = one;
  const place = (await freeNoticePlaces(tx, [debtor], on)).get(debtor);
  assert(place !== undefined, 'a place was asked for who is written to');
  const notice = noticeId(on, debtor, place);
  const line = noticeLine(notice, configured.configuration.payment.creditorNumber);
  const written = { debtor, writtenOn: on, place, facts: facts(line), claims };
  await queueNotices(
    tx,
    [
      {
        ...written,
        feeClaim: null,
        instalment: null,
        arrangement,
        configurationVersion: configured.version,
      },
    ],
    { at },
  );
  return notice;
}
