import { agreementsInForce } from '../agreements/agreements.ts';
import { decisionsById } from '../agreements/decisions.ts';
import { arrangementsByNumber } from '../arrangements/arrangements.ts';
import type { ArrangementNumber } from '../arrangements/types.ts';
import type { PaymentLineLead } from '../claims/payment-lines.ts';
import { claimNumber, type ClaimNumber } from '../claims/types.ts';
import type { DebtorNumber, DecisionId, NoticeId } from '../kernel/ids.ts';
import { sumOre, zeroOre } from '../kernel/money.ts';
import type { Aim } from '../law/payment-order.ts';
import { noticesById } from '../letters/notices.ts';
import type { MunicipalityReadTx } from '../platform/database.ts';
import type { Payable } from './payable.ts';

/** What a payment line points at now: what it was given for, or the plan that has taken that one's place since. */
export async function aimOfLine(
  tx: MunicipalityReadTx,
  lead: PaymentLineLead,
): Promise<Aim<ClaimNumber> | null> {
  const claims = await claimsOf(tx, lead);
  if (claims === null) return null;
  const plan = await planFor(tx, lead.debtor);
  const isItsOwn = lead.to === 'decision' && plan?.id === lead.number;
  if (plan === null || isItsOwn || !touches(claims, plan.covers))
    return { rule: 'line', claims: new Set(claims) };
  return { rule: 'line-plan', claims: new Set([...claims, ...plan.covers]) };
}

interface PlanCovers {
  readonly id: DecisionId;
  readonly covers: readonly ClaimNumber[];
}

async function planFor(tx: MunicipalityReadTx, debtor: DebtorNumber): Promise<PlanCovers | null> {
  const agreement = (await agreementsInForce(tx, [debtor])).get(debtor);
  if (agreement?.terms.outcome !== 'plan') return null;
  return { id: agreement.id, covers: agreement.covers.map(({ claim }) => claim) };
}

function touches(claims: readonly ClaimNumber[], covers: readonly ClaimNumber[]): boolean {
  return claims.some((claim) => covers.includes(claim));
}

/** The claims that a line was given for. */
async function claimsOf(
  tx: MunicipalityReadTx,
  { to, number }: PaymentLineLead,
): Promise<readonly ClaimNumber[] | null> {
  switch (to) {
    case 'claim':
      return [claimNumber(number)];
    case 'decision': {
      const [decision] = await decisionsById(tx, [number as DecisionId]); // lines that lead to decisions have their numbers
      return decision?.covers.map(({ claim }) => claim) ?? [];
    }
    case 'notice': {
      const [notice] = await noticesById(tx, [number as NoticeId]); // likewise
      return notice?.claims.map(({ claim }) => claim) ?? [];
    }
    case 'arrangement': {
      const [arrangement] = await arrangementsByNumber(tx, [number as ArrangementNumber]); // likewise
      return arrangement?.claims.map(({ claim }) => claim) ?? [];
    }
  }
}

/**
 * Why a payment cannot reach what it is aimed at: nobody here collects it any longer. Null when it can, also where all of it
 * has been paid: then the rest is too much.
 */
export function outOfReach(
  { claims }: Aim<ClaimNumber>,
  payables: readonly Payable[],
): 'ended-claim' | 'at-recovery' | null {
  const aimed = payables.filter(({ claim, main }) => claims.has(claim) || claims.has(main));
  if (aimed.length === 0) return 'ended-claim';
  const left = sumOre(aimed.flatMap((each) => [each.dueFrom, each.notAsked, each.dueFromOther]));
  return left === zeroOre && aimed.some(({ atRecovery }) => atRecovery > zeroOre) ? 'at-recovery' : null;
}
