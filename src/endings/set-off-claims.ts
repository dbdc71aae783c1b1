import { standingLimitations } from '../charges/last-days.ts';
import { holdsOn, type Hold } from '../claims/holds.ts';
import type { Limitation } from '../claims/limitation.ts';
import { listedClaims, type ListedClaim } from '../claims/listed-claims.ts';
import { payableClaims, type PayableClaim } from '../claims/payable-claims.ts';
import type { ClaimNumber } from '../claims/types.ts';
import type { PlainDate } from '../kernel/dates.ts';
import type { DebtorNumber } from '../kernel/ids.ts';
import { addOre, zeroOre, type Ore } from '../kernel/money.ts';
import { setOffLimit, type NotSetOff } from '../law/set-off-limits.ts';
import { municipalOrder } from '../law/municipal-order.ts';
import { allocatePayment, type Coverable } from '../law/payment-order.ts';
import { accountColumns, accountsIn } from '../ledger/balances.ts';
import type { SetOffPart } from '../ledger/set-offs.ts';
import type { MunicipalityReadTx } from '../platform/database.ts';
import type { RefusedClaim } from './set-off-types.ts';

/** A claim of a debtor's, as far as a set-off asks. */
interface Candidate {
  readonly coverable: Coverable<ClaimNumber>;
  /** What the debtor owes of it here. */
  readonly owed: Ore;
  /** Null: it may be set off against. */
  readonly why: NotSetOff | null;
}

/** What may be set off against, and what not. */
export interface SetOffClaims {
  readonly open: readonly Candidate[];
  readonly refused: readonly RefusedClaim[];
}

export interface SetOffAsked {
  readonly on: PlainDate;
  /** A set-off that is being decided: its own holds are no bar. */
  readonly own: bigint | null;
}

/**
 * The debtor's claims that may be set off against on a day: owed here, due, enforceable, not disputed and not held (Den juridiske
 * vejledning G.A.3.7.3). A plan that is kept would be no bar in law (gældsinddrivelsesloven § 9); here a person ends it first.
 */
export async function setOffClaims(
  tx: MunicipalityReadTx,
  debtor: DebtorNumber,
  asked: SetOffAsked,
): Promise<SetOffClaims> {
  const payable = await payableClaims<string[]>(tx, debtor, accountColumns);
  const numbers = payable.map(({ claim }) => claim);
  const known = {
    listed: await listedClaims(tx, numbers),
    holds: await holdsOn(tx, [...numbers, ...payable.map(({ main }) => main)]),
    limitations: await standingLimitations(tx, numbers),
    debtor,
  };
  const candidates = payable
    .map((each) => candidateOf(each, known, asked))
    .toSorted((a, b) => (a.coverable.claim < b.coverable.claim ? -1 : 1));
  return {
    open: candidates.filter(({ why }) => why === null),
    refused: candidates.flatMap(({ coverable: { claim }, why }) => (why === null ? [] : [{ claim, why }])),
  };
}

interface Known {
  readonly listed: ReadonlyMap<ClaimNumber, ListedClaim>;
  readonly holds: ReadonlyMap<ClaimNumber, readonly Hold[]>;
  readonly limitations: ReadonlyMap<ClaimNumber, readonly Limitation[]>;
  readonly debtor: DebtorNumber;
}

function candidateOf(
  payable: PayableClaim & { readonly besides: string[] },
  known: Known,
  asked: SetOffAsked,
): Candidate {
  const { claim, main, level, due, lapse, from, besides } = payable;
  const accounts = accountsIn(claim, besides);
  const dueFrom = accounts?.due.get(known.debtor) ?? zeroOre;
  const notAsked = accounts?.notAsked ?? zeroOre;
  const owed = addOre(dueFrom, notAsked);
  const atRecovery = payable.forRecovery || (accounts?.atRecovery ?? zeroOre) > zeroOre;
  return {
    coverable: {
      claim,
      main,
      level,
      due,
      lapse,
      from,
      dueFrom,
      // Claims in a plan are not set off before it is ended, and those under bek. 585/2023 never.
      instalments: [],
      notAsked,
      dueFromOther: zeroOre,
      lost: zeroOre,
      onPlan: false,
      agreed: false,
      afterPlan: false,
      open: 'yes',
    },
    owed,
    why: whyNot({ ...payable, atRecovery, owed }, known, asked),
  };
}

function whyNot(
  { claim, main, repayment, due, atRecovery, owed }: PayableClaim & { atRecovery: boolean; owed: Ore },
  { listed, holds, limitations, debtor }: Known,
  { on, own }: SetOffAsked,
): NotSetOff | null {
  const standing = [...(holds.get(claim) ?? []), ...(holds.get(main) ?? [])].filter(
    (hold) =>
      (hold.debtor === null || hold.debtor === debtor) &&
      !(hold.reason === 'set-off-pending' && own !== null && hold.about === String(own)),
  );
  const limitation = (limitations.get(claim) ?? []).find((each) => each.debtor === debtor);
  return setOffLimit(
    {
      byTable: repayment,
      atRecovery,
      owed,
      holds: standing.map(({ reason }) => reason),
      limitation: limitation?.until ?? null,
      lastTimely: listed.get(claim)?.srb ?? due,
    },
    on,
  );
}

/** Spreads an amount over claims as a payment would be: the oldest first, and in each interest, fee, principal. */
export function spread(amount: Ore, claims: readonly Candidate[]): readonly SetOffPart[] {
  const { covered } = allocatePayment(
    amount,
    municipalOrder,
    claims.map(({ coverable }) => coverable),
    null,
  );
  return covered.flatMap(({ claim, part, amount: taken }) =>
    part === 'dueFromOther' || part === 'lost' ? [] : [{ claim, part, amount: taken }],
  );
}
