import { sql } from 'kysely';
import { claimsOfDebtor } from '../../../src/claims/claims-of-debtor.ts';
import { citizenBooks } from '../../../src/insight/citizen-books.ts';
import { overviewOf } from '../../../src/insight/overview/overview.ts';
import type { CitizenOverview } from '../../../src/insight/overview/types.ts';
import type { PlainDate } from '../../../src/kernel/dates.ts';
import type { DebtorNumber } from '../../../src/kernel/ids.ts';
import { zeroOre } from '../../../src/kernel/money.ts';
import { balanceOfDebtor } from '../../../src/ledger/debtor-balance.ts';
import type { MunicipalityReadTx } from '../../../src/platform/database.ts';

/** Where what citizens are shown on a day is not what the ledger says, or a claim is shown twice or not at all. */
export async function wrongOverviews(tx: MunicipalityReadTx, on: PlainDate): Promise<string[]> {
  const { rows } = await sql<{ debtor: DebtorNumber }>`
    select debtor_number as debtor from debtor order by 1`.execute(tx);
  const wrong: string[] = [];
  for (const { debtor } of rows) {
    const overview = overviewOf(await citizenBooks(tx, debtor, on), on);
    wrong.push(...(await faultsIn(tx, debtor, overview)).map((fault) => `${debtor} is shown ${fault}`));
  }
  return wrong;
}

async function faultsIn(
  tx: MunicipalityReadTx,
  debtor: DebtorNumber,
  { owed, atRecovery, held, next, groups, down }: CitizenOverview,
): Promise<string[]> {
  const balance = await balanceOfDebtor(tx, debtor);
  const claims = (await claimsOfDebtor(tx, debtor)).map(({ claim }) => claim);
  const lines = groups.flatMap(({ debts }) => debts);
  const shown = lines.flatMap((line) => line.claims).toSorted((a, b) => Number(a - b));
  const settled = groups.find(({ group }) => group === 'settled')?.debts ?? [];
  const asked = next.kind === 'late' || next.kind === 'next' ? next.amount : zeroOre;
  return [
    ...(owed === balance.owed ? [] : [`${owed} owed, not ${balance.owed}`]),
    ...(atRecovery === balance.atRecovery ? [] : [`${atRecovery} there, not ${balance.atRecovery}`]),
    ...(held === balance.overpaid ? [] : [`${held} held, not ${balance.overpaid}`]),
    ...(String(shown) === String(claims.toSorted((a, b) => Number(a - b))) ? [] : [`claims ${shown.join()}`]),
    ...settled.filter(({ left }) => left > 0n).map(({ mains }) => `${mains.join()} settled, and owed`),
    ...(asked <= owed ? [] : [`${asked} to pay of ${owed}`]),
    ...down.map((part) => `no ${part}`),
  ];
}
