import { openWorkItems } from '../agreements/work-items.ts';
import { billsOf } from '../claims/bills.ts';
import { mainClaims } from '../claims/main-claims.ts';
import type { ClaimNumber } from '../claims/types.ts';
import { dayInCopenhagen, monthOf, type PlainDate } from '../kernel/dates.ts';
import { plainKroner, sumOre, zeroOre, type Ore } from '../kernel/money.ts';
import { accountsOfClaims, balanceOf } from '../ledger/balances.ts';
import { lossesOfClaims } from '../ledger/claim-losses.ts';
import { paidAfter } from '../ledger/paid-on-claim.ts';
import type { MunicipalityReadTx, MunicipalityTx } from '../platform/database.ts';
import { standingOf, wasPaidThen, type Standing } from './standing.ts';
import { arrangementsAbout } from './store.ts';
import type { Arrangement } from './types.ts';

/** How each of these arrangements stands on a day, in their order. A claim is in one of them at most. */
export async function howTheyStand(
  tx: MunicipalityReadTx,
  arrangements: readonly Arrangement[],
  on: PlainDate,
): Promise<{ readonly arrangement: Arrangement; readonly standing: Standing }[]> {
  const about = arrangements.flatMap(({ claims, askedAt: after }) =>
    claims.map(({ claim }) => ({ claim, after })),
  );
  const paid = await paidAfter(tx, about);
  const accounts = await accountsOfClaims(
    tx,
    about.map(({ claim }) => claim),
  );
  return arrangements.map((arrangement) => ({
    arrangement,
    standing: standingOf(
      arrangement,
      ({ claim }) => ({ left: balanceOf(accounts.get(claim)), paid: paid.get(claim) ?? zeroOre }),
      on,
    ),
  }));
}

/** Instalments that were demanded: those due until a day, and the last day to pay them. */
export interface Demanded {
  readonly until: PlainDate;
  readonly by: PlainDate;
}

/** Whether what was demanded of a plan had been paid by its last day, as far as is known today: by the days from which payments count. */
export async function wasPaidInTime(
  tx: MunicipalityReadTx,
  arrangement: Arrangement,
  { until, by: lastDay }: Demanded,
): Promise<boolean> {
  const after = arrangement.askedAt;
  const claims = arrangement.claims.map(({ claim }) => claim);
  const paid = await paidAfter(
    tx,
    claims.map((claim) => ({ claim, after })),
  );
  const mains = await mainClaims(tx, claims);
  const bills = await billsOf(tx, [...mains.keys()]);
  // Also what it has covered of fees and interest that came because the plan had fallen away.
  const about = [...new Set([...claims, ...bills.map(({ claim }) => claim)])];
  const then = await paidAfter(
    tx,
    about.map((claim) => ({ claim, after, by: lastDay })),
  );
  const left = await leftAnywhere(tx, claims);
  const by = sumOre(then.values());
  const since = ({ claim }: Arrangement['claims'][number]) => {
    return { left: left.get(claim) ?? zeroOre, paid: paid.get(claim) ?? zeroOre };
  };
  return by > zeroOre && wasPaidThen(arrangement, since, { until, paid: by });
}

/** What of each claim no money has covered: left here, at Gældsstyrelsen, or given up. */
async function leftAnywhere(
  tx: MunicipalityReadTx,
  claims: readonly ClaimNumber[],
): Promise<Map<ClaimNumber, Ore>> {
  const accounts = await accountsOfClaims(tx, claims);
  const losses = await lossesOfClaims(tx, claims);
  return new Map(
    claims.map((claim) => {
      const { ended, writtenOff } = losses.get(claim) ?? { ended: zeroOre, writtenOff: zeroOre };
      const there = accounts.get(claim)?.atRecovery ?? zeroOre;
      return [claim, sumOre([balanceOf(accounts.get(claim)), there, ended, writtenOff])];
    }),
  );
}

/**
 * Tells a person of plans of whose claims more is owed now than was agreed, after a correction or a payment taken back: the instalments go on,
 * the rest is in no plan, and rests with the claim until the plan is over (open question Q46).
 */
export async function tellOfRests(
  tx: MunicipalityTx,
  mains: readonly ClaimNumber[],
  at: Temporal.Instant,
): Promise<void> {
  const arrangements = await arrangementsAbout(tx, mains);
  if (arrangements.length === 0) return;
  const on = dayInCopenhagen(at);
  const rests = (await howTheyStand(tx, arrangements, on)).filter(
    ({ standing }) => standing.besides > zeroOre,
  );
  await openWorkItems(
    tx,
    rests.map(({ arrangement: { number, debtor }, standing: { besides } }) => ({
      kind: 'besides-plan',
      debtor,
      month: monthOf(on),
      about: `${number}/${plainKroner(besides)}`,
    })),
    at,
  );
}
