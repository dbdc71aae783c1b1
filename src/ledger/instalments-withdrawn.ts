import { sql } from 'kysely';
import { claimNumber } from '../claims/types.ts';
import type { PlainDate } from '../kernel/dates.ts';
import type { DebtorNumber, InstalmentId } from '../kernel/ids.ts';
import { addOre, minOre, ore, subtractOre, sumOre, zeroOre, type Ore } from '../kernel/money.ts';
import type { MunicipalityReadTx, MunicipalityTx } from '../platform/database.ts';
import { accountsOfClaims } from './balances.ts';
import { dueByDefault, dueOfInstalments } from './defaults.ts';
import { entries } from './entries.ts';
import { transfersIn } from './lines.ts';
import { postTransfers } from './post.ts';
import { lastLines, transfersOf } from './read.ts';
import type { Account, Transfer } from './types.ts';
import { unpaidOf } from './unpaid.ts';

/** An instalment that was asked for and no longer is, all or part of it. */
export interface InstalmentToWithdraw {
  readonly instalment: InstalmentId;
  /** What is still asked for; 0 = nothing. */
  readonly keep: Ore;
  readonly bookedOn: PlainDate;
  readonly at: Temporal.Instant;
}

/**
 * Takes back what instalments ask for beyond what is kept, as if it had never been asked for: it counts from their due
 * dates. What has been paid of them stays paid. The claims asked for last are spared first. Answers what was taken back
 * of each instalment; those of which nothing was, are left out. Call `lockReceivables` first.
 */
export async function withdrawInstalments(
  tx: MunicipalityTx,
  instalments: readonly InstalmentToWithdraw[],
): Promise<Map<InstalmentId, Ore>> {
  const numbers = instalments.map(({ instalment }) => instalment);
  const posted = Map.groupBy(await transfersOf(tx, 'instalment', numbers), ({ causeNumber }) => causeNumber);
  const standing = await standingOf(tx, [...posted.values()].flat());
  const lines = await lastLines(tx, 'instalment-withdrawn', numbers);
  const transfers = instalments.flatMap((each) =>
    takenBack(posted.get(each.instalment) ?? [], standing, {
      ...each,
      lastLine: lines.get(each.instalment) ?? 0,
    }),
  );
  await postTransfers(tx, transfers);
  const withdrawn = new Map<InstalmentId, Ore>();
  for (const { causeNumber, amount } of transfers) {
    const instalment = causeNumber as InstalmentId; // only instalments are withdrawn
    withdrawn.set(instalment, addOre(withdrawn.get(instalment) ?? zeroOre, amount));
  }
  return withdrawn;
}

/** How instalments stand on the accounts that they were asked for on. */
interface Standing {
  /** What an instalment asks for there, less what has been taken back of it; 0 where it does not. */
  asked(account: Account, instalment: InstalmentId): Ore;
  unpaid(account: Account, instalment: InstalmentId): Ore;
}

interface Withdrawal extends InstalmentToWithdraw {
  readonly lastLine: number;
}

function takenBack(
  posted: readonly Transfer[],
  standing: Standing,
  { instalment, keep, bookedOn, at, lastLine }: Withdrawal,
): Transfer[] {
  const [first] = posted;
  if (first === undefined) return [];
  let beyond = subtractOre(sumOre(posted.map(({ debit }) => standing.asked(debit, instalment))), keep);
  const movements = posted.toReversed().map(({ debit, credit }) => {
    const most = beyond > zeroOre ? beyond : zeroOre;
    const amount = minOre(most, standing.unpaid(debit, instalment));
    beyond = subtractOre(beyond, amount);
    return { debit: credit, credit: debit, amount };
  });
  return transfersIn(
    {
      cause: 'instalment-withdrawn',
      causeNumber: instalment,
      valueDate: first.valueDate,
      bookingDate: bookedOn,
      recordedAt: at,
    },
    movements,
    lastLine,
  );
}

interface AskedRow {
  number: bigint;
  debtor: DebtorNumber;
  cause_number: InstalmentId;
  amount: bigint;
}

async function standingOf(tx: MunicipalityReadTx, posted: readonly Transfer[]): Promise<Standing> {
  const claims = [...new Set(posted.map(({ debit }) => debit.number))];
  const { rows } = await sql<AskedRow>`
    select number, debtor, cause_number, sum(amount)::bigint as amount
    from ${entries}
    where kind = 'due' and number = any (${claims.map(String)}::bigint[])
      and cause in ('instalment', 'instalment-withdrawn')
    group by number, debtor, cause_number`.execute(tx);
  const accounts = await accountsOfClaims(tx, claims.map(claimNumber));
  const byDefault = await dueByDefault(tx, claims.map(claimNumber));
  const asked = new Map<string, Map<InstalmentId, Ore>>();
  for (const { number, debtor, cause_number: instalment, amount } of rows) {
    const others = asked.get(key(number, debtor)) ?? new Map<InstalmentId, Ore>();
    asked.set(key(number, debtor), others.set(instalment, ore(amount)));
  }
  const unpaid = new Map(
    rows.map(({ number, debtor }) => [
      key(number, debtor),
      unpaidOf(
        asked.get(key(number, debtor)) ?? new Map<InstalmentId, Ore>(),
        dueOfInstalments(
          accounts.get(claimNumber(number))?.due.get(debtor) ?? zeroOre,
          byDefault.get(key(number, debtor)),
        ),
      ),
    ]),
  );
  return {
    asked: ({ number, debtor }, instalment) => asked.get(key(number, debtor))?.get(instalment) ?? zeroOre,
    unpaid: ({ number, debtor }, instalment) => unpaid.get(key(number, debtor))?.get(instalment) ?? zeroOre,
  };
}

function key(claim: bigint, debtor: DebtorNumber | 0): string {
  return `${claim}/${debtor}`;
}
