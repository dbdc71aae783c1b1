import { standingLimitations } from '../charges/last-days.ts';
import { holdsOn } from '../claims/holds.ts';
import {
  addLiabilities,
  isPartOfSplitDebt,
  liabilitiesFor,
  owedTogether,
  type Liability,
} from '../claims/liabilities.ts';
import { recordLimitations, type Limitation } from '../claims/limitation.ts';
import { listedClaims } from '../claims/listed-claims.ts';
import { payableClaims } from '../claims/payable-claims.ts';
import { withdrawClearances } from '../claims/transfer-clearance.ts';
import type { ClaimNumber } from '../claims/types.ts';
import type { DebtorNumber } from '../kernel/ids.ts';
import { zeroOre } from '../kernel/money.ts';
import { ok, refuse, type Result } from '../kernel/result.ts';
import { samePerson } from '../kernel/same-person.ts';
import { accountColumns, accountsIn, balanceOf } from '../ledger/balances.ts';
import { lockReceivables } from '../ledger/lock.ts';
import { reliefsOf } from '../ledger/reliefs.ts';
import type { MunicipalityReadTx, MunicipalityTx } from '../platform/database.ts';
import type { ActingOnErrand } from './errands.ts';
import {
  closeProposal,
  heldProposal,
  insertProposal,
  proposalsOf,
  type LiableProposal,
} from './liable-rows.ts';
import { holdUntilTold } from './make-liable.ts';
import { settledBeside } from './settled-beside.ts';
import type { OwedClaim } from './types.ts';

/** Why nobody can be made liable for a claim besides those who owe it. */
export type LiableRefusal =
  | { readonly tag: 'unknown-debtor' | 'because-missing' | 'not-a-main-claim' }
  /** Its decision says who is liable (aktivloven §§ 34 and 92): the source corrects it. */
  | { readonly tag: 'benefit-repayment' }
  | { readonly tag: 'split-debt' | 'liable-already' | 'nothing-left' }
  /** Gældsstyrelsen takes no new party: it is called back first (HAFT). */
  | { readonly tag: 'at-recovery' }
  /** Debt relief has freed one who owes it of a part, and nobody else of that part: a person must divide the claim first. */
  | { readonly tag: 'relieved-in-part' }
  | { readonly tag: 'proposed-already'; readonly number: bigint };

export type ProposalRefusal =
  LiableRefusal | { readonly tag: 'unknown-proposal' | 'closed-already' | 'same-person' };

export interface ProposeLiable extends ActingOnErrand {
  readonly claim: ClaimNumber;
  readonly debtor: DebtorNumber;
  /** Why, with the law it follows from: the letter says it. */
  readonly because: string;
}

/** Proposes that somebody is liable for a main claim besides those who owe it. Nothing is changed before another approves. */
export async function proposeLiable(
  tx: MunicipalityTx,
  { claim, debtor, because, by, on }: ProposeLiable,
): Promise<Result<LiableProposal, LiableRefusal>> {
  if (because.trim() === '') return refuse({ tag: 'because-missing' });
  const mayBe = await mayBecomeLiable(tx, claim, debtor);
  if (!mayBe.ok) return mayBe;
  const earlier = await proposalsOf(tx, claim);
  const open = earlier.find((each) => each.debtor === debtor && each.outcome === null);
  if (open !== undefined) return refuse({ tag: 'proposed-already', number: open.number });
  const number = claim * 100n + BigInt(earlier.length + 1);
  const proposal = { number, claim, debtor, because, proposedOn: on, proposedBy: by, outcome: null };
  await insertProposal(tx, proposal);
  return ok(proposal);
}

export interface CloseProposal extends ActingOnErrand {
  readonly number: bigint;
}

/**
 * Approves as a second person: the debtor owes the claim, with its interest and fees, together with those who owed it; also what is paid
 * of these, if the payment is taken back. They are
 * written to, and nothing is asked of them before the letter has arrived; before the claim goes to Gældsstyrelsen everybody is
 * reminded and told anew. Of several days of limitation the earliest counts for them (own choice; docs/legal-review.md).
 */
export async function approveLiable(
  tx: MunicipalityTx,
  { number, by, on, at }: CloseProposal,
): Promise<Result<LiableProposal, ProposalRefusal>> {
  const held = await heldOpen(tx, number);
  if (!held.ok) return held;
  const proposal = held.value;
  const { claim, debtor, because, proposedBy } = proposal;
  if (samePerson(proposedBy, by)) return refuse({ tag: 'same-person' });
  const mayBe = await mayBecomeLiable(tx, claim, debtor);
  if (!mayBe.ok) return mayBe;
  const { owed, from } = mayBe.value;
  const owing = owed.map((each) => each.claim);
  const claims = [...owing, ...(await settledBeside(tx, from, owing))];
  await owedTogether(tx, claims);
  const added = await addLiabilities(
    tx,
    claims.map((each) => ({ claim: each, debtor, kind: 'joint' })),
    on,
  );
  await recordLimitations(
    tx,
    (await earliestLimitations(tx, added)).map((limitation) => ({ ...limitation, debtor, by, at })),
  );
  await withdrawClearances(tx, [claim], { on, why: 'liable-added' });
  const ground = { estate: 'none', why: because } as const;
  await holdUntilTold(tx, added, { about: number, ground, claims: owed, by, on, at });
  const approved: LiableProposal = { ...proposal, outcome: 'approved' };
  await closeProposal(tx, approved, { on, by, why: null });
  return ok(approved);
}

/** Refuses a proposal, or takes one's own back. */
export async function refuseLiable(
  tx: MunicipalityTx,
  { number, because, by, on }: CloseProposal & { readonly because: string },
): Promise<Result<LiableProposal, ProposalRefusal>> {
  if (because.trim() === '') return refuse({ tag: 'because-missing' });
  const held = await heldOpen(tx, number);
  if (!held.ok) return held;
  const refused: LiableProposal = { ...held.value, outcome: 'refused' };
  await closeProposal(tx, refused, { on, by, why: because });
  return ok(refused);
}

async function heldOpen(
  tx: MunicipalityTx,
  number: bigint,
): Promise<Result<LiableProposal, ProposalRefusal>> {
  const proposal = await heldProposal(tx, number);
  if (proposal === null) return refuse({ tag: 'unknown-proposal' });
  return proposal.outcome === null ? ok(proposal) : refuse({ tag: 'closed-already' });
}

interface Family {
  readonly owed: readonly OwedClaim[];
  /** Somebody who owes it. */
  readonly from: DebtorNumber;
}

/** What is left here of the claim with its interest and fees. Locks all who owe it and who is to. */
async function mayBecomeLiable(
  tx: MunicipalityTx,
  claim: ClaimNumber,
  debtor: DebtorNumber,
): Promise<Result<Family, LiableRefusal>> {
  const liable = await liabilitiesFor(tx, [claim]);
  const known = await lockReceivables(tx, [...new Set([...liable.map((each) => each.debtor), debtor])]);
  if (!known.has(debtor)) return refuse({ tag: 'unknown-debtor' });
  const listed = (await listedClaims(tx, [claim])).get(claim);
  if (listed?.level !== 'main') return refuse({ tag: 'not-a-main-claim' });
  if (listed.repayment) return refuse({ tag: 'benefit-repayment' });
  if (await isPartOfSplitDebt(tx, claim)) return refuse({ tag: 'split-debt' });
  if (liable.some((each) => each.debtor === debtor)) return refuse({ tag: 'liable-already' });
  const somebody = liable.find(({ ended }) => ended === null);
  if (somebody === undefined) return refuse({ tag: 'nothing-left' });
  const isThere =
    (await holdsOn(tx, [claim])).get(claim)?.some(({ reason }) => reason === 'recovery') ?? false;
  if (isThere) return refuse({ tag: 'at-recovery' });
  const owed = await familyOwed(tx, claim, somebody.debtor);
  if (owed.length === 0) return refuse({ tag: 'nothing-left' });
  const relieved = await reliefsOf(
    tx,
    owed.map((each) => each.claim),
  );
  return relieved.size > 0 ? refuse({ tag: 'relieved-in-part' }) : ok({ owed, from: somebody.debtor });
}

async function familyOwed(
  tx: MunicipalityReadTx,
  main: ClaimNumber,
  debtor: DebtorNumber,
): Promise<readonly OwedClaim[]> {
  return (await payableClaims<string[]>(tx, debtor, accountColumns))
    .filter((each) => each.main === main)
    .map(({ claim, besides }) => ({ claim, owed: balanceOf(accountsIn(claim, besides)) }))
    .filter(({ owed }) => owed > zeroOre)
    .toSorted((a, b) => (a.claim < b.claim ? -1 : 1));
}

/** Nobody has interrupted it towards who comes to it now: the day that comes first of those that count. */
async function earliestLimitations(
  tx: MunicipalityReadTx,
  added: readonly Pick<Liability, 'claim' | 'debtor'>[],
): Promise<readonly Limitation[]> {
  const standing = await standingLimitations(
    tx,
    added.map(({ claim }) => claim),
  );
  const are = new Set(added.map(({ debtor }) => debtor));
  return [...standing.values()].flatMap((each) =>
    each
      .filter(({ debtor }) => !are.has(debtor))
      .toSorted((a, b) => (a.until < b.until ? -1 : 1))
      .slice(0, 1)
      // A judgment is towards those that it names.
      .map((earliest) => ({ ...earliest, judgmentOn: null, settlementOn: null })),
  );
}
