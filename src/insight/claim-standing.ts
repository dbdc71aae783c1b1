import { agreementsInForce } from '../agreements/agreements.ts';
import type { Agreement } from '../agreements/types.ts';
import type { ListedClaim } from '../claims/claim-pages.ts';
import { holdsOn, type Hold } from '../claims/holds.ts';
import type { Liability } from '../claims/liabilities.ts';
import type { ClaimNumber } from '../claims/types.ts';
import type { RecoveryClaim } from '../collection/types.ts';
import { onItsWay, recoveryClaims } from '../collection/where-claims-are.ts';
import type { PlainDate } from '../kernel/dates.ts';
import type { DebtorNumber } from '../kernel/ids.ts';
import { zeroOre } from '../kernel/money.ts';
import { claimState, type ClaimState, type ClaimStateFacts } from '../law/claim-state.ts';
import { accountsOfClaims, balanceOf, type ClaimAccounts } from '../ledger/balances.ts';
import { lossesOfClaims, type ClaimLosses } from '../ledger/claim-losses.ts';
import type { MunicipalityReadTx } from '../platform/database.ts';
import { pursuitOf } from './claim-pursuit.ts';

/** What is stored about claims that says where they stand; each part by its claim, and what there is nothing of is left out. */
export interface Standings {
  readonly accounts: ReadonlyMap<ClaimNumber, ClaimAccounts>;
  readonly losses: ReadonlyMap<ClaimNumber, ClaimLosses>;
  /** Those that count, in order. */
  readonly liabilities: ReadonlyMap<ClaimNumber, readonly Liability[]>;
  readonly holds: ReadonlyMap<ClaimNumber, readonly Hold[]>;
  readonly agreed: ReadonlyMap<DebtorNumber, Agreement>;
  readonly recovery: ReadonlyMap<ClaimNumber, RecoveryClaim>;
  readonly pursued: Awaited<ReturnType<typeof pursuitOf>>;
}

/** Which claims, and who is or was liable for them and for their main claims: all, or only the one whom it is asked about. */
export interface StandingsWanted {
  readonly listed: readonly ListedClaim[];
  readonly liabilities: readonly Liability[];
}

/** What the rooms know that must be there. */
export async function ownStandings(
  tx: MunicipalityReadTx,
  { listed, liabilities }: StandingsWanted,
): Promise<Pick<Standings, 'accounts' | 'losses' | 'liabilities' | 'holds'>> {
  const { claims, both } = numbersOf(listed);
  const [accounts, losses, holds] = await Promise.all([
    accountsOfClaims(tx, claims),
    lossesOfClaims(tx, claims),
    holdsOn(tx, both),
  ]);
  return { accounts, losses, holds, liabilities: Map.groupBy(liabilities, ({ claim }) => claim) };
}

/** Everything, asked at once. */
export async function standingsOf(tx: MunicipalityReadTx, wanted: StandingsWanted): Promise<Standings> {
  const debtors = [...new Set(wanted.liabilities.map(({ debtor }) => debtor))];
  const { claims, mains } = numbersOf(wanted.listed);
  const [own, pursued, agreed, recovery] = await Promise.all([
    ownStandings(tx, wanted),
    pursuitOf(tx, mains, { liabilities: wanted.liabilities, to: null }),
    agreementsInForce(tx, debtors),
    recoveryClaims(tx, claims),
  ]);
  return { ...own, pursued, agreed, recovery };
}

function numbersOf(listed: readonly ListedClaim[]) {
  const claims = listed.map(({ claim }) => claim);
  const mains = [...new Set(listed.map(({ main }) => main))];
  return { claims, mains, both: [...new Set([...claims, ...mains])] };
}

/** Where a claim stands on a day, by what is stored. */
export function stateIn(claim: ListedClaim, stored: Standings, on: PlainDate): ClaimState {
  return claimState(factsOf(claim, stored), on);
}

/** The holds that stand on a claim; what rests on a main claim rests on its interest and fees. */
export function holdsIn(
  { claim, main }: Pick<ListedClaim, 'claim' | 'main'>,
  { holds }: Pick<Standings, 'holds'>,
): Hold[] {
  return [claim, ...(main === claim ? [] : [main])].flatMap((each) => holds.get(each) ?? []);
}

function factsOf(listed: ListedClaim, stored: Standings): ClaimStateFacts {
  const { claim, main, repayment, due, srb } = listed;
  const accounts = stored.accounts.get(claim);
  const losses = stored.losses.get(claim);
  const liabilities = stored.liabilities.get(claim) ?? [];
  return {
    open: balanceOf(accounts),
    atRecovery: accounts?.atRecovery ?? zeroOre,
    ended: losses?.ended ?? zeroOre,
    writtenOff: losses?.writtenOff ?? zeroOre,
    liabilities: liabilities.map(({ ended }) => ended),
    transfer: onItsWay(stored.recovery.get(claim)),
    holds: holdsIn(listed, stored).map(({ reason }) => reason),
    agreed: repayment ? agreedAbout(main, liabilities, stored.agreed) : null,
    pursued: stored.pursued.get(main) ?? null,
    repayment,
    due,
    srb,
  };
}

/** What is in force with anybody who is still liable and whose agreement covers the claim; a plan asks, so it shows first. */
function agreedAbout(
  claim: ClaimNumber,
  liabilities: readonly Liability[],
  agreements: Standings['agreed'],
): ClaimStateFacts['agreed'] {
  const outcomes = liabilities.flatMap(({ debtor, ended }) => {
    const agreement = ended === null ? agreements.get(debtor) : undefined;
    const covered = agreement?.covers.some((each) => each.claim === claim) ?? false;
    return agreement === undefined || !covered ? [] : [agreement.terms.outcome];
  });
  return outcomes.includes('plan') ? 'plan' : outcomes.includes('deferral') ? 'deferral' : null;
}
