import { closeMatter, openWorkItems, type WorkItem } from '../agreements/work-items.ts';
import { monthOf, type PlainDate } from '../kernel/dates.ts';
import type { MunicipalityCode } from '../kernel/ids.ts';
import { subtractOre, zeroOre, type Ore } from '../kernel/money.ts';
import { bankDaysBefore } from '../law/closing-days.ts';
import { clearingStandings } from '../ledger/standing.ts';
import { channelAccount, clearingChannels, type ClearingChannel } from '../ledger/types.ts';
import type { Clock } from '../platform/clock.ts';
import {
  inMunicipality,
  type Database,
  type MunicipalityReadTx,
  type MunicipalityTx,
} from '../platform/database.ts';

export interface ClearingJob {
  readonly database: Database;
  readonly municipality: MunicipalityCode;
  readonly on: PlainDate;
  readonly clock: Clock;
  /** Bank days after which what a channel has told must have come to the bank. */
  readonly bankDays: number;
}

/** A channel of which more has come than it has told, or of which something has not come in time. */
export interface ClearingOtherwise {
  readonly channel: ClearingChannel;
  readonly why: 'below-nothing' | 'open-too-long';
  /** What is too much, or has not come. Above 0. */
  readonly amount: Ore;
}

/**
 * Looks at what channels have told and the bank has not: opens an item for a person about a channel that has gone below nothing or stays
 * open too long, and closes it when the channel is as it should be. Once a month for each channel. Answers those that are otherwise.
 */
export function watchClearing({
  database,
  municipality,
  ...watch
}: ClearingJob): Promise<ClearingOtherwise[]> {
  return inMunicipality(database, municipality, (tx) => watchIn(tx, watch));
}

async function watchIn(
  tx: MunicipalityTx,
  { on, clock, bankDays }: Pick<ClearingJob, 'on' | 'clock' | 'bankDays'>,
): Promise<ClearingOtherwise[]> {
  const otherwise = await clearingOtherwise(tx, { on, bankDays });
  const channels = otherwise.map(({ channel }) => channel);
  const at = clock();
  const items = channels.map((channel): WorkItem => {
    return { kind: 'clearing-otherwise', debtor: null, month: monthOf(on), about: channel };
  });
  await openWorkItems(tx, items, at);
  const because = 'kanalens penge stemmer igen';
  for (const about of clearingChannels.filter((each) => !channels.includes(each)))
    await closeMatter(tx, { kind: 'clearing-otherwise', about }, { by: 'automatic', because, at });
  return otherwise;
}

/** What has been told first is taken to come first. */
export async function clearingOtherwise(
  tx: MunicipalityReadTx,
  { on, bankDays }: Pick<ClearingJob, 'on' | 'bankDays'>,
): Promise<ClearingOtherwise[]> {
  const standings = await clearingStandings(tx, bankDaysBefore(on, bankDays));
  return clearingChannels.flatMap((channel): ClearingOtherwise[] => {
    const standing = standings.get(channelAccount(channel).number);
    if (standing === undefined) return [];
    const { balance, toldSince } = standing;
    if (balance < zeroOre) return [{ channel, why: 'below-nothing', amount: subtractOre(zeroOre, balance) }];
    const late = subtractOre(balance, toldSince);
    return late > zeroOre ? [{ channel, why: 'open-too-long', amount: late }] : [];
  });
}
