import { agreementsInForce } from '../agreements/agreements.ts';
import { decisionsById } from '../agreements/decisions.ts';
import { arrangementsByNumber, arrangementsOf } from '../arrangements/arrangements.ts';
import { howTheyStand } from '../arrangements/how-they-stand.ts';
import type { Arrangement, ArrangementNumber } from '../arrangements/types.ts';
import type { PaymentLineLead } from '../claims/payment-lines.ts';
import { claimNumber, type ClaimNumber } from '../claims/types.ts';
import type { DebtorNumber, DecisionId, NoticeId } from '../kernel/ids.ts';
import { minOre, sumOre, zeroOre } from '../kernel/money.ts';
import { assert } from '../kernel/result.ts';
import { isDueInstalment, type Aim } from '../law/payment-order.ts';
import { noticesById } from '../letters/notices.ts';
import type { MunicipalityReadTx } from '../platform/database.ts';
import type { Payable } from './payable.ts';
import type { MoneyIn } from './types.ts';

/**
 * What a payment line points at now: what it was given for, or what has taken that one's place since: the plan in force, and the
 * arrangements on request that are about the same bills (open or not, a line that was given for one leads to the claims that it was about).
 */
export async function aimOfLine(tx: MunicipalityReadTx, lead: PaymentLineLead): Promise<Aim<ClaimNumber>> {
  const [aim] = await aimsOfLines(tx, lead.debtor, [lead]);
  assert(aim !== undefined, 'every line has an aim');
  return aim;
}

/** The same of several lines of one debtor, in their order. */
export async function aimsOfLines(
  tx: MunicipalityReadTx,
  debtor: DebtorNumber,
  leads: readonly PaymentLineLead[],
): Promise<Aim<ClaimNumber>[]> {
  const [claims, inForce] = await Promise.all([claimsOf(tx, leads), inForceFor(tx, debtor)]);
  return leads.map((lead) => aimOf(lead, claims(lead), inForce));
}

function aimOf(
  lead: PaymentLineLead,
  claims: readonly ClaimNumber[],
  inForce: readonly InForce[],
): Aim<ClaimNumber> {
  const replacing = inForce
    .filter(({ to, number }) => to !== lead.to || number !== lead.number)
    .filter(({ covers }) => claims.some((claim) => covers.includes(claim)));
  if (replacing.length === 0) return { rule: 'line', claims: new Set(claims) };
  return { rule: 'line-plan', claims: new Set([...claims, ...replacing.flatMap(({ covers }) => covers)]) };
}

interface PaidBy {
  readonly debtor: DebtorNumber;
  readonly arranged: readonly Arrangement[];
  readonly payables: readonly Payable[];
}

/**
 * What money without a line or a wish is an instalment of to the øre: the debtor pays that one. An arrangement on request, of which it may be all
 * that is missing too (by analogy with a plan for repayment, open question Q47), or a plan of which nothing, or more than it, is due (Q76). Null = of
 * none, or of the plan's due instalment, which the order itself knows.
 */
export async function aimOfInstalment(
  tx: MunicipalityReadTx,
  money: Pick<MoneyIn, 'amount' | 'receivedOn'>,
  paid: PaidBy,
): Promise<Aim<ClaimNumber> | null> {
  if (isDueInstalment(money.amount, paid.payables)) return null;
  const claims = (await ofArrangement(tx, money, paid)) ?? (await ofPlan(tx, money, paid));
  return claims === null ? null : { rule: 'instalment', claims };
}

async function ofArrangement(
  tx: MunicipalityReadTx,
  { amount, receivedOn }: Pick<MoneyIn, 'amount' | 'receivedOn'>,
  { arranged }: PaidBy,
): Promise<ReadonlySet<ClaimNumber> | null> {
  const plans = arranged.filter(
    ({ state, terms }) => terms.kind === 'plan' && (state === 'in-force' || state === 'demanded'),
  );
  if (plans.length === 0) return null;
  const paid = (await howTheyStand(tx, plans, receivedOn)).find(
    ({ arrangement: { terms }, standing: { missing, left } }) =>
      terms.kind === 'plan' && (amount === missing || amount === minOre(terms.monthly, left)),
  );
  return paid === undefined ? null : new Set(paid.arrangement.claims.map(({ claim }) => claim));
}

/** Asked only where something else is owed that the money could cover instead. */
async function ofPlan(
  tx: MunicipalityReadTx,
  { amount }: Pick<MoneyIn, 'amount'>,
  { debtor, payables }: PaidBy,
): Promise<ReadonlySet<ClaimNumber> | null> {
  const open = payables.filter((each) => each.open === 'yes');
  const [inPlan, others] = [open.filter((each) => each.inPlan), open.filter((each) => !each.inPlan)];
  const due = sumOre(inPlan.map(({ dueFrom }) => dueFrom));
  if (inPlan.length === 0 || !others.some(({ dueFrom }) => dueFrom > zeroOre)) return null;
  if (due > zeroOre && due < amount) return null;
  const left = sumOre(inPlan.flatMap(({ dueFrom, notAsked }) => [dueFrom, notAsked]));
  const agreement = (await agreementsInForce(tx, [debtor])).get(debtor);
  if (agreement?.terms.outcome !== 'plan' || amount !== minOre(agreement.terms.monthly, left)) return null;
  return new Set(agreement.covers.map(({ claim }) => claim));
}

/** What a debtor pays by now, and the claims that it is about. */
interface InForce extends Pick<PaymentLineLead, 'to' | 'number'> {
  readonly covers: readonly ClaimNumber[];
}

async function inForceFor(tx: MunicipalityReadTx, debtor: DebtorNumber): Promise<InForce[]> {
  const [agreements, arranged] = await Promise.all([
    agreementsInForce(tx, [debtor]),
    arrangementsOf(tx, debtor),
  ]);
  const agreement = agreements.get(debtor);
  const arrangements = arranged.filter(({ state }) => state === 'in-force' || state === 'demanded');
  const asked = arrangements.map(({ number, claims }): InForce => {
    return { to: 'arrangement', number, covers: claims.map(({ claim }) => claim) };
  });
  if (agreement?.terms.outcome !== 'plan') return asked;
  const covers = agreement.covers.map(({ claim }) => claim);
  return [{ to: 'decision', number: agreement.id, covers }, ...asked];
}

/** The claims that each line was given for. */
async function claimsOf(
  tx: MunicipalityReadTx,
  leads: readonly PaymentLineLead[],
): Promise<(lead: PaymentLineLead) => readonly ClaimNumber[]> {
  const of = (to: PaymentLineLead['to']) => leads.flatMap((lead) => (lead.to === to ? [lead.number] : []));
  // Lines that lead to decisions, notices and arrangements have their numbers.
  const [ids, noticed, arranged] = [
    of('decision') as DecisionId[],
    of('notice') as NoticeId[],
    of('arrangement') as ArrangementNumber[],
  ];
  const [decisions, notices, arrangements] = await Promise.all([
    ids.length === 0 ? [] : decisionsById(tx, ids),
    noticed.length === 0 ? [] : noticesById(tx, noticed),
    arranged.length === 0 ? [] : arrangementsByNumber(tx, arranged),
  ]);
  return ({ to, number }) => {
    switch (to) {
      case 'claim':
        return [claimNumber(number)];
      case 'decision':
        return numbersIn(decisions.find(({ id }) => id === number)?.covers);
      case 'notice':
        return numbersIn(notices.find(({ notice }) => notice === number)?.claims);
      case 'arrangement':
        return numbersIn(arrangements.find((each) => each.number === number)?.claims);
    }
  };
}

function numbersIn(claims: readonly { readonly claim: ClaimNumber }[] = []): readonly ClaimNumber[] {
  return claims.map(({ claim }) => claim);
}

export type OutOfReach = 'ended-claim' | 'perhaps-lapsed' | 'at-recovery';

/**
 * Why a payment cannot reach what it is aimed at: nobody here collects it any longer, or somebody must say first whether it has
 * lapsed. Null when it can, also where all of it
 * has been paid: then the rest is too much.
 */
export function outOfReach({ claims }: Aim<ClaimNumber>, payables: readonly Payable[]): OutOfReach | null {
  const all = payables.filter(({ claim, main }) => claims.has(claim) || claims.has(main));
  const aimed = all.filter(({ open }) => open !== 'never');
  if (aimed.length === 0)
    return all.some(({ perhapsLapsed }) => perhapsLapsed) ? 'perhaps-lapsed' : 'ended-claim';
  const left = sumOre(aimed.flatMap((each) => [each.dueFrom, each.notAsked, each.dueFromOther, each.lost]));
  return left === zeroOre && aimed.some(({ atRecovery }) => atRecovery > zeroOre) ? 'at-recovery' : null;
}
