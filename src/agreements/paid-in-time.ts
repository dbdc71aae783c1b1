import { date, type PlainDate } from '../kernel/dates.ts';
import type { DebtorNumber } from '../kernel/ids.ts';
import { minOre, subtractOre, sumOre, zeroOre, type Ore } from '../kernel/money.ts';
import { dayAfter } from '../law/neighbouring-days.ts';
import { instalmentStandings } from '../ledger/instalment-standings.ts';
import { paidOfInstalments } from '../ledger/paid-of-instalments.ts';
import type { MunicipalityReadTx } from '../platform/database.ts';
import { instalmentsFrom } from './instalments-withdrawn.ts';

const FIRST_DAY = date('1900-01-01');

export interface PaidInTimeAsked {
  readonly debtor: DebtorNumber;
  /** The last due date that it is about. */
  readonly until: PlainDate;
  /** The day by which everything counts. */
  readonly by: PlainDate;
}

/** Whether all instalments that were due by a day turn out to have been paid by another; also where nothing is asked for any longer. */
export async function instalmentsPaidBy(tx: MunicipalityReadTx, asked: PaidInTimeAsked): Promise<boolean> {
  return (await missingBy(tx, asked)) === zeroOre;
}

/** How much of all instalments that were due by a day had not been paid by another. */
export async function missingBy(
  tx: MunicipalityReadTx,
  { debtor, until, by }: PaidInTimeAsked,
): Promise<Ore> {
  const asked = await instalmentsFrom(tx, {
    debtor,
    from: FIRST_DAY,
    before: dayAfter(until),
    agreement: null,
  });
  const instalments = asked.map(({ instalment }) => instalment);
  const standings = await instalmentStandings(tx, instalments);
  const due = sumOre([...standings.values()].map((standing) => standing.asked));
  const paid = await paidOfInstalments(tx, instalments, by);
  return subtractOre(due, minOre(due, paid));
}
