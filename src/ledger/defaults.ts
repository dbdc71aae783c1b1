import { sql } from 'kysely';
import { claimNumber, type ClaimNumber } from '../claims/types.ts';
import { dayInCopenhagen, type PlainDate } from '../kernel/dates.ts';
import type { DebtorNumber, DecisionId } from '../kernel/ids.ts';
import { minOre, ore, subtractOre, sumOre, zeroOre, type Ore } from '../kernel/money.ts';
import type { MunicipalityReadTx, MunicipalityTx } from '../platform/database.ts';
import { accountsOfClaims } from './balances.ts';
import { entries } from './entries.ts';
import { transfersIn, type Movement } from './lines.ts';
import { postTransfers } from './post.ts';
import { lastLines } from './read.ts';
import { claimAccount, dueAccount } from './types.ts';

/** A plan that falls away (bek. 585/2023 § 10): all that is left of its claims is due at once. */
export interface PlanFallenAway {
  readonly agreement: DecisionId;
  readonly debtor: DebtorNumber;
  readonly claims: readonly ClaimNumber[];
  /** When it counts: the day after the deadline of the demand. */
  readonly on: PlainDate;
  readonly at: Temporal.Instant;
}

/**
 * Moves what is left of the claims of a plan that has fallen away, and that nobody has been asked for, to what is due from the
 * debtor. Answers how much it was. Call `lockReceivables` first.
 */
export async function postDefault(tx: MunicipalityTx, fallen: PlanFallenAway): Promise<Ore> {
  const { debtor, claims } = fallen;
  const accounts = await accountsOfClaims(tx, claims);
  const movements = claims.map((claim) => ({
    debit: dueAccount(claim, debtor),
    credit: claimAccount(claim),
    amount: accounts.get(claim)?.notAsked ?? zeroOre,
  }));
  return post(tx, fallen, movements);
}

/**
 * Takes back what became due because a plan fell away, as far as it has not been paid: the plan does not stand as fallen away
 * any longer. Answers how much it was. Call `lockReceivables` first.
 */
export async function takeBackDefault(tx: MunicipalityTx, fallen: PlanFallenAway): Promise<Ore> {
  const { debtor, claims } = fallen;
  const accounts = await accountsOfClaims(tx, claims);
  const defaulted = await dueByDefault(tx, claims);
  const movements = claims.map((claim) => ({
    debit: claimAccount(claim),
    credit: dueAccount(claim, debtor),
    amount: minOre(
      defaulted.get(`${claim}/${debtor}`) ?? zeroOre,
      accounts.get(claim)?.due.get(debtor) ?? zeroOre,
    ),
  }));
  return post(tx, fallen, movements);
}

async function post(
  tx: MunicipalityTx,
  { agreement, on, at }: PlanFallenAway,
  movements: readonly Movement[],
): Promise<Ore> {
  const lines = await lastLines(tx, 'default', [agreement]);
  const bookingDate = dayInCopenhagen(at);
  await postTransfers(
    tx,
    transfersIn(
      { cause: 'default', causeNumber: agreement, valueDate: on, bookingDate, recordedAt: at },
      movements,
      lines.get(agreement) ?? 0,
    ),
  );
  return sumOre(movements.map(({ amount }) => amount));
}

/**
 * What became due on these claims because a plan fell away, paid or not, by claim and debtor. Nothing of it stands once it was taken back, or
 * once all that was due went to Gældsstyrelsen: what is due after that are instalments.
 */
export async function dueByDefault(
  tx: MunicipalityReadTx,
  claims: readonly ClaimNumber[],
): Promise<ReadonlyMap<string, Ore>> {
  const { rows } = await sql<{ number: bigint; debtor: DebtorNumber; amount: bigint }>`
    with moved as (
      select number, debtor, cause, amount, recorded_at from ${entries}
      where kind = 'due' and cause in ('default', 'transferred') and number = any (${claims.map(String)}::bigint[]))
    select number, debtor, sum(amount)::bigint as amount from moved
    where cause = 'default' and amount > 0 and recorded_at > coalesce((
      select max(recorded_at) from moved gone
      where gone.number = moved.number and gone.debtor = moved.debtor and gone.amount < 0), '-infinity')
    group by number, debtor`.execute(tx);
  return new Map(rows.map(({ number, debtor, amount }) => [`${claimNumber(number)}/${debtor}`, ore(amount)]));
}

/** What is due of the instalments on an account: what became due by a default is the newest, and is paid last. */
export function dueOfInstalments(due: Ore, byDefault: Ore = zeroOre): Ore {
  return subtractOre(due, minOre(due, byDefault));
}
