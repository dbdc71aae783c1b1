import { heldForRecovery, tellRecovery } from '../claims/recovery-work.ts';
import { companiesOf } from '../debtors/companies.ts';
import type { DebtorNumber } from '../kernel/ids.ts';
import { subtractOre, zeroOre } from '../kernel/money.ts';
import { dischargeParts } from '../ledger/discharge-part.ts';
import { keptOf } from '../ledger/relieved-part.ts';
import { noteReliefs } from '../ledger/reliefs.ts';
import type { MunicipalityReadTx, MunicipalityTx } from '../platform/database.ts';
import { discharge } from './discharge.ts';
import type { Errand, ErrandOutcome } from './errand-types.ts';
import type { ActingOnErrand } from './errands.ts';
import type { Left } from './left-of-claims.ts';
import { makeLiable } from './make-liable.ts';

/** An errand's outcome, and what it is carried out on. */
export interface CarryingOut extends ActingOnErrand {
  /** What is left here of claims that belong to the errand. */
  readonly left: readonly Left[];
  readonly outcome: ErrandOutcome;
  /** Of relief: what is still owed of each claim, in hundredths of a percent. */
  readonly kept: number | null;
  readonly successors: readonly DebtorNumber[];
}

/** Carries an errand's outcome out on claims: who is freed of what, and who is liable instead. All whom it touches are locked. */
export async function carryOut(
  tx: MunicipalityTx,
  errand: Errand,
  { left, outcome, kept, successors, ...acting }: CarryingOut,
): Promise<void> {
  const claims = left.map(({ claim }) => claim);
  const free = (because: string) => discharge(tx, errand, { claims, because, ...acting });
  switch (outcome) {
    case 'estate-insolvent':
      return free('estate-insolvent');
    case 'part-paid':
      return free('estate');
    case 'undivided-estate':
    case 'private-division':
      return discharge(tx, errand, {
        claims: await makeLiable(tx, { errand, estate: outcome, claims: left, successors, ...acting }),
        because: 'estate',
        ...acting,
      });
    case 'dividend':
      // Bankruptcy frees no person of debt; a company is gone with it (own choice; docs/legal-review.md).
      return (await isCompany(tx, errand.debtor)) ? free('bankruptcy') : undefined;
    case 'relieved':
      return kept === 0
        ? free('debt-relief')
        : relieve(tx, errand, { left, kept: kept ?? 10_000, ...acting });
    case 'paid':
    case 'closed-without':
    case 'mistake':
    default:
      return undefined;
  }
}

/** Whether an outcome frees the debtor of something, or makes others liable instead. */
export async function settles(
  tx: MunicipalityReadTx,
  { debtor }: Pick<Errand, 'debtor'>,
  outcome: ErrandOutcome,
): Promise<boolean> {
  if (outcome === 'dividend') return isCompany(tx, debtor);
  return outcome !== 'paid' && outcome !== 'closed-without' && outcome !== 'mistake';
}

async function isCompany(tx: MunicipalityReadTx, debtor: DebtorNumber): Promise<boolean> {
  return (await companiesOf(tx, [debtor])).get(debtor)?.form === 'company';
}

interface Relieving extends Pick<ActingOnErrand, 'on' | 'at'> {
  readonly left: readonly Left[];
  readonly kept: number;
}

/** What becomes known of the claims' past afterwards is followed by the ledger (ledger/follow-relief.ts). */
async function relieve(
  tx: MunicipalityTx,
  { number, debtor }: Errand,
  { left, kept, on, at }: Relieving,
): Promise<void> {
  const parts = left.map(({ claim, owed }) => {
    return { claim, debtor, on, amount: subtractOre(owed, keptOf(owed, kept)) };
  });
  const claims = parts.map(({ claim }) => claim);
  await dischargeParts(tx, parts, at);
  await noteReliefs(tx, number, { claims, kept, on, at });
  // One that had left, and could not be called off, is less there, too.
  const held = await heldForRecovery(tx, claims);
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
