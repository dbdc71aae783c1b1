import { arrangementsOf } from '../arrangements/arrangements.ts';
import { howTheyStand } from '../arrangements/how-they-stand.ts';
import { claimsOfDebtor, type ClaimOfDebtor } from '../claims/claims-of-debtor.ts';
import type { ClaimNumber } from '../claims/types.ts';
import type { PlainDate } from '../kernel/dates.ts';
import type { DebtorNumber } from '../kernel/ids.ts';
import { minOre, sumOre, zeroOre, type Ore } from '../kernel/money.ts';
import { mayPay, type MayPay } from '../law/citizen-payment.ts';
import type { ClaimState } from '../law/claim-state.ts';
import { payableBy, type Payable } from '../payments/payable.ts';
import type { MunicipalityReadTx } from '../platform/database.ts';
import { claimStates } from './claim-states.ts';

/** Something that a citizen may pay on the web: a debt with its interest and fees, or what is paid by instalments together. */
export interface DebtToPay {
  /** What it is about, as the citizen would call it; of instalments, the first of their debts. */
  readonly claim: ClaimOfDebtor;
  readonly kind: 'debt' | 'instalments';
  /** The main claims that it covers, with all that follows them: what the citizen wishes to pay. */
  readonly mains: readonly ClaimNumber[];
  /** What is paid of it unless the citizen says otherwise: of instalments, what is asked for now. */
  readonly amount: Ore;
  /** The most that can be paid of it. */
  readonly left: Ore;
  /** Until when; null = no day is set. */
  readonly by: PlainDate | null;
  readonly may: Extract<MayPay, string>;
}

export interface DebtsToPay {
  /** What is to be paid now first, then what is coming, then what nobody asks for. */
  readonly debts: readonly DebtToPay[];
  /** What Gældsstyrelsen has: it is paid there. */
  readonly atRecovery: Ore;
}

/**
 * What a citizen may pay on the web on a day, by the same rule as everywhere (law/citizen-payment.ts): nothing that is paid, at
 * Gældsstyrelsen or on its way there, has ended, is stopped, or has perhaps lapsed.
 */
export async function debtsToPay(
  tx: MunicipalityReadTx,
  debtor: DebtorNumber,
  day: PlainDate,
): Promise<DebtsToPay> {
  const [claims, payables, arranged] = await Promise.all([
    claimsOfDebtor(tx, debtor),
    payableBy(tx, debtor, day),
    arrangementsOf(tx, debtor),
  ]);
  const states = await claimStates(
    tx,
    payables.map(({ claim }) => claim),
    day,
  );
  const names = new Map(claims.map((claim) => [claim.claim, claim]));
  const each = [...Map.groupBy(payables, ({ main }) => main).values()].flatMap((family) =>
    debtOf(family, { states, names }),
  );
  const inForce = arranged.filter(
    ({ state, terms }) => terms.kind === 'plan' && (state === 'in-force' || state === 'demanded'),
  );
  const standing = await howTheyStand(tx, inForce, day);
  const plans = standing.flatMap(({ arrangement, standing: { missing, left, nextDue } }) => {
    const about = new Set(arrangement.claims.map(({ claim }) => claim));
    const those = each.filter(
      ({ state, mains }) => state === 'on-plan' && mains.some((main) => about.has(main)),
    );
    return together(those, {
      asked: missing,
      next: arrangement.terms.kind === 'plan' ? minOre(arrangement.terms.monthly, left) : left,
      by: nextDue,
    });
  });
  const inPlans = new Set(plans.flatMap(({ mains }) => mains));
  const repaid = each.filter(
    (debt) => debt.state === 'on-plan' && debt.claim.benefit !== null && !inPlans.has(debt.claim.claim),
  );
  const asked = sumOre(repaid.map((debt) => debt.asked));
  const repayment = together(repaid, { asked, next: sumOre(repaid.map(({ left }) => left)), by: null });
  const taken = new Set([...plans, ...repayment].flatMap(({ mains }) => mains));
  const single = each.filter(({ claim }) => !taken.has(claim.claim));
  return {
    debts: inOrder([...plans, ...repayment, ...single]),
    atRecovery: sumOre(payables.map(({ atRecovery }) => atRecovery)),
  };
}

interface Known {
  readonly states: ReadonlyMap<ClaimNumber, ClaimState>;
  readonly names: ReadonlyMap<ClaimNumber, ClaimOfDebtor>;
}

type OneDebt = DebtToPay & { readonly state: ClaimState; readonly asked: Ore };

/** A main claim with its interest and fees; nothing where it may not be paid. */
function debtOf(family: readonly Payable[], { states, names }: Known): OneDebt[] {
  const open = family.filter((each) => leftOf(each) > zeroOre);
  const lead = open.find(({ level }) => level === 'main') ?? open[0];
  const claim = lead === undefined ? undefined : names.get(lead.main);
  const state = lead === undefined ? undefined : states.get(lead.claim);
  if (lead === undefined || claim === undefined || state === undefined) return [];
  const payable = open.filter((each) => each.open !== 'never');
  const left = sumOre((payable.length === 0 ? open : payable).map(leftOf));
  const asked = sumOre(payable.filter(({ repayment }) => repayment).map(({ dueFrom }) => dueFrom));
  const may = mayPay({ state, left, asked, over: payable.length === 0 });
  if (typeof may !== 'string') return [];
  return [{ claim, kind: 'debt', mains: [lead.main], amount: left, left, by: claim.due, may, state, asked }];
}

/** What is left here; what was written off is not asked for on the web. */
function leftOf({ dueFrom, notAsked, dueFromOther }: Payable): Ore {
  return sumOre([dueFrom, notAsked, dueFromOther]);
}

/** Debts that are paid by the same instalments, as one thing to pay. */
function together(
  those: readonly OneDebt[],
  { asked, next, by }: { readonly asked: Ore; readonly next: Ore; readonly by: PlainDate | null },
): DebtToPay[] {
  const [first] = those;
  if (first === undefined) return [];
  const left = sumOre(those.map((debt) => debt.left));
  const amount = minOre(left, asked > zeroOre ? asked : next);
  const may = asked > zeroOre ? 'now' : 'coming';
  const mains = those.flatMap((debt) => debt.mains);
  return [{ claim: first.claim, kind: 'instalments', mains, amount, left, by, may }];
}

const ORDER = ['now', 'coming', 'not-needed'] as const;

function inOrder(debts: readonly DebtToPay[]): DebtToPay[] {
  return debts.toSorted(
    (a, b) =>
      ORDER.indexOf(a.may) - ORDER.indexOf(b.may) ||
      (a.by ?? '9').localeCompare(b.by ?? '9') ||
      Number(a.claim.claim - b.claim.claim),
  );
}
