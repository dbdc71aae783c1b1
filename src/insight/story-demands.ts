import { defaultsAbout, type PlanDefault } from '../agreements/plan-defaults.ts';
import { clearancesOf } from '../claims/transfer-clearance.ts';
import { decisionsById } from '../agreements/decisions.ts';
import type { DebtorNumber } from '../kernel/ids.ts';
import type { MunicipalityReadTx } from '../platform/database.ts';
import type { StoryEntry } from './story-entries.ts';

/** Demands for instalments that were not paid, and what came of each (bek. 585/2023 § 10). */
export async function demandEntries(tx: MunicipalityReadTx, debtor: DebtorNumber): Promise<StoryEntry[]> {
  const demands = await defaultsAbout(tx, debtor);
  return [...demands.flatMap(entriesOf), ...(await clearedEntries(tx, demands))];
}

function entriesOf({
  demandedOn,
  missedOn,
  until,
  missed,
  state,
  closedOn,
  closedWhy,
}: PlanDefault): StoryEntry[] {
  const entries: StoryEntry[] = [{ on: demandedOn, what: 'demanded', from: missedOn, until, missed }];
  if (closedOn === null) return entries;
  if (state === 'paid' || state === 'unable' || state === 'withdrawn')
    entries.push({ on: closedOn, what: 'demand-closed', how: state });
  if (state === 'ended') entries.push({ on: closedOn, what: 'default-ended', why: closedWhy ?? '' });
  return entries;
}

/** That claims may be sent from a day, told when the last of those who owe them had been told; as far as it stands. */
async function clearedEntries(
  tx: MunicipalityReadTx,
  demands: readonly PlanDefault[],
): Promise<StoryEntry[]> {
  const standing = demands.flatMap(({ decision, state }) =>
    decision === null || state !== 'defaulted' ? [] : [decision],
  );
  if (standing.length === 0) return [];
  const covered = (await decisionsById(tx, standing)).flatMap(({ covers }) =>
    covers.map(({ claim }) => claim),
  );
  const cleared = [...(await clearancesOf(tx, covered)).values()];
  return [...Map.groupBy(cleared, ({ from }) => from)].map(([from, those]) => {
    const arrived = those.flatMap(({ told }) => told.map(({ arrivedOn }) => arrivedOn ?? from));
    return {
      on: arrived.toSorted().at(-1) ?? from,
      what: 'cleared-for-transfer',
      from,
      claims: those.length,
    };
  });
}
