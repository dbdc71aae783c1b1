import { liftHolds } from '../claims/holds.ts';
import { heldForRecovery, tellRecovery } from '../claims/recovery-work.ts';
import type { ClaimNumber } from '../claims/types.ts';
import { companiesOf } from '../debtors/companies.ts';
import type { DebtorNumber } from '../kernel/ids.ts';
import { ore, subtractOre, zeroOre } from '../kernel/money.ts';
import { ok, refuse, type Result } from '../kernel/result.ts';
import { dischargeParts } from '../ledger/discharge-part.ts';
import type { MunicipalityReadTx, MunicipalityTx } from '../platform/database.ts';
import { discharge } from './discharge.ts';
import { closeErrandRow, errandClaims } from './errand-rows.ts';
import type { Errand, ErrandKind, ErrandOutcome } from './errand-types.ts';
import { heldOpen, type ActingOnErrand, type ErrandRefusal } from './errands.ts';
import { leftOf, type Left } from './left-of-claims.ts';
import { takeOver } from './take-over.ts';

export interface CloseErrand extends ActingOnErrand {
  readonly number: bigint;
  readonly outcome: ErrandOutcome;
  /** Of relief: what is still owed of each claim, in hundredths of a percent; 0 = nothing. */
  readonly kept: number | null;
  /** Who is liable instead: the spouse in an undivided estate, the heirs after a private division. */
  readonly successors: readonly DebtorNumber[];
}

export type CloseRefusal =
  | ErrandRefusal
  | { readonly tag: 'outcome-of-another-kind'; readonly outcomes: readonly ErrandOutcome[] }
  | { readonly tag: 'kept-missing' }
  | { readonly tag: 'successors-missing' }
  /** Relief for a part frees one of those who owe it jointly of that part alone: a person must divide the claim first. */
  | { readonly tag: 'joint-claim'; readonly claim: ClaimNumber };

const outcomesOf: Readonly<Record<ErrandKind, readonly ErrandOutcome[]>> = {
  death: [
    'paid',
    'part-paid',
    'estate-insolvent',
    'undivided-estate',
    'private-division',
    'closed-without',
    'mistake',
  ],
  bankruptcy: ['paid', 'dividend', 'closed-without', 'mistake'],
  'debt-relief': ['relieved', 'closed-without', 'mistake'],
};

/**
 * Closes an errand with its outcome: who is freed of what, who is liable instead, and the holds are lifted. What is discharged is
 * owed no more from that day; its loss is proposed by the job of losses.
 */
export async function closeErrand(
  tx: MunicipalityTx,
  request: CloseErrand,
): Promise<Result<Errand, CloseRefusal>> {
  const { number, outcome, by, on, kept } = request;
  const held = await heldOpen(tx, number, request.successors);
  if (!held.ok) return held;
  const errand = held.value;
  const refusal = refusalOf(request, errand);
  if (refusal !== null) return refuse(refusal);
  const claims = (await errandClaims(tx, number)).map(({ claim }) => claim);
  const left = await leftOf(tx, errand.debtor, claims);
  const joint = outcome === 'relieved' && kept !== 0 ? left.find(({ others }) => others) : undefined;
  if (joint !== undefined) return refuse({ tag: 'joint-claim', claim: joint.claim });
  await carryOut(tx, { errand, left, request });
  await liftHolds(
    tx,
    claims.map((claim) => ({
      claim,
      debtor: errand.debtor,
      reason: errand.kind,
      on,
      why: outcome,
      by,
      at: request.at,
    })),
  );
  const closed: Errand = { ...errand, outcome, closedOn: on };
  await closeErrandRow(tx, closed, { by, kept });
  return ok(closed);
}

function refusalOf({ outcome, kept, successors }: CloseErrand, { kind }: Errand): CloseRefusal | null {
  const allowed = outcomesOf[kind];
  if (!allowed.includes(outcome)) return { tag: 'outcome-of-another-kind', outcomes: allowed };
  if (outcome === 'relieved' && kept === null) return { tag: 'kept-missing' };
  const takesOver = outcome === 'undivided-estate' || outcome === 'private-division';
  return takesOver && successors.length === 0 ? { tag: 'successors-missing' } : null;
}

interface CarryingOut {
  readonly errand: Errand;
  readonly left: readonly Left[];
  readonly request: CloseErrand;
}

async function carryOut(tx: MunicipalityTx, { errand, left, request }: CarryingOut): Promise<void> {
  const { outcome, kept, successors, by, on, at } = request;
  const claims = left.map(({ claim }) => claim);
  const free = (because: string) => discharge(tx, errand, { claims, because, by, on, at });
  switch (outcome) {
    case 'estate-insolvent':
      return free('estate-insolvent');
    case 'part-paid':
      return free('estate');
    case 'undivided-estate':
    case 'private-division':
      await takeOver(tx, { errand, estate: outcome, claims: left, successors, by, on, at });
      return free('estate');
    case 'dividend':
      // Bankruptcy frees no person of debt; a company is gone with it (own choice; docs/legal-review.md).
      return (await isCompany(tx, errand.debtor)) ? free('bankruptcy') : undefined;
    case 'relieved':
      return kept === 0 ? free('debt-relief') : relieve(tx, errand, { left, kept: kept ?? 10_000, on, at });
    case 'paid':
    case 'closed-without':
    case 'mistake':
    default:
      return undefined;
  }
}

async function isCompany(tx: MunicipalityReadTx, debtor: DebtorNumber): Promise<boolean> {
  return (await companiesOf(tx, [debtor])).get(debtor)?.form === 'company';
}

interface Relieving extends Pick<ActingOnErrand, 'on' | 'at'> {
  readonly left: readonly Left[];
  readonly kept: number;
}

/** Half an øre of what is kept is rounded up. */
async function relieve(
  tx: MunicipalityTx,
  { debtor }: Errand,
  { left, kept, on, at }: Relieving,
): Promise<void> {
  const parts = left.map(({ claim, owed }) => {
    const keeps = ore((owed * BigInt(kept) + 5_000n) / 10_000n);
    return { claim, debtor, on, amount: subtractOre(owed, keeps) };
  });
  await dischargeParts(tx, parts, at);
  // One that had left, and could not be called off, is less there, too.
  const held = await heldForRecovery(
    tx,
    parts.map(({ claim }) => claim),
  );
  const told = parts
    .filter(({ claim, amount }) => held.has(claim) && amount > zeroOre)
    .map(({ claim }) => ({
      claim,
      reason: 'REGU' as const,
      cause: 'liability-ended',
      causeNumber: claim,
      effectiveOn: on,
    }));
  await tellRecovery(tx, told, at);
}
