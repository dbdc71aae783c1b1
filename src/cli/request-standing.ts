import type { OpenedWorkItem } from '../agreements/work-items.ts';
import { proposalsStanding } from '../arrangements/proposals.ts';
import { parseArrangementNumber, type ArrangementNumber } from '../arrangements/types.ts';
import type { PlainDate } from '../kernel/dates.ts';
import type { MunicipalityReadTx } from '../platform/database.ts';

export type RequestStanding = 'stands' | 'day-has-passed' | 'owed-has-changed';

/** What a person who is to answer a request is told of it in the list. */
export const requestWords: Readonly<Record<RequestStanding, string>> = {
  stands: 'Ønsket kan imødekommes, som det er.',
  'day-has-passed':
    'Den første dag i ønsket er gået: det skal noteres igen med en senere dag (afdrag arrangement ask), eller der skal siges nej.',
  'owed-has-changed':
    'Det, der skyldes, er ændret siden: ønsket skal noteres igen (afdrag arrangement ask), eller der skal siges nej.',
};

/** How the requests among these work items stand on a day; null for what is none. */
export async function requestsAmong(
  tx: MunicipalityReadTx,
  items: readonly OpenedWorkItem[],
  on: PlainDate,
): Promise<(item: OpenedWorkItem) => RequestStanding | null> {
  const numbers = items.flatMap((item) => requestOf(item) ?? []);
  const standing = await proposalsStanding(tx, numbers, on);
  return (item) => {
    const number = requestOf(item);
    return number === null ? null : (standing.get(number) ?? null);
  };
}

function requestOf({ kind, about }: OpenedWorkItem): ArrangementNumber | null {
  return kind === 'arrangement-proposed' && about !== null ? parseArrangementNumber(about) : null;
}
