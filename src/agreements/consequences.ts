import { sumOre, zeroOre, type Ore } from '../kernel/money.ts';
import type { DebtorNumber } from '../kernel/ids.ts';
import { openBalances, openDebtorPage } from '../ledger/balances.ts';
import { Counting, type Between, type Consequence } from '../municipality/consequences.ts';
import type { MunicipalityReadTx } from '../platform/database.ts';
import { agreementsInForce } from './agreements.ts';
import { decisionRule, isAutomatic } from './decision-rule.ts';
import { decisionsIn } from './decision-list.ts';
import { underWayFor } from './decisions.ts';
import { invoicesBefore } from './invoices.ts';
import { followPlan } from './plan-default-plan.ts';
import { demandRule } from './plan-default-rule.ts';
import { standingDefaults } from './plan-defaults.ts';
import { debtorsToFollow, planStandings, type UnallocatedFor } from './plan-standings.ts';

const DEBTORS_PER_PAGE = 2_000;

/**
 * What other choices would mean for repayment of benefits. Of each choice the sums are what is left of the claims, or what would
 * be demanded:
 *
 * - `demand`, and the pause of `lifeCycles`: `demanded` and `not-demanded`, `defaulted` and `not-defaulted` on the very day, and plans that are not paid in time (`late`).
 * - `automatic`, `transfer`: proposals that wait, and whose like a person approves no longer, or from now on (`by-itself`, `by-a-person`).
 * - `transfer`: debtors in default, whose decision to transfer counts the new days unless it has gone out (`in-default`).
 * - `firstContact`: debtors about whom nothing has been decided (`undecided`), and those with an invoice (`invoice-open`).
 * - `demand`, `payment`, `run`, `daily`, `hearing`, `incomeRequest`, `changes`: debtors with a plan in force, whose next change goes by the new ones (`plan`).
 */
export async function consequencesForPlans(
  tx: MunicipalityReadTx,
  between: Between,
  {
    changed,
    unallocatedFor,
  }: { readonly changed: readonly string[]; readonly unallocatedFor: UnallocatedFor },
): Promise<Consequence[]> {
  const found: Consequence[] = [];
  const choice = changed.includes('demand') ? 'demand' : 'lifeCycles';
  if (choice === 'demand' || pauseDiffers(between))
    found.push(...(await ofDemand(tx, between, { choice, unallocatedFor })));
  if (changed.includes('automatic') || changed.includes('transfer'))
    found.push(...(await ofProposals(tx, between)));
  const standing = [
    'demand',
    'transfer',
    'firstContact',
    'payment',
    'run',
    'daily',
    'hearing',
    'incomeRequest',
    'changes',
  ] as const;
  const asked = standing.filter((choice) => changed.includes(choice));
  return asked.length === 0 ? found : [...found, ...(await ofDebtors(tx, between, asked))];
}

function pauseDiffers({ before, after }: Between): boolean {
  return before.lifeCycles.pauseDays !== after.lifeCycles.pauseDays;
}

interface DemandChoice {
  readonly choice: 'demand' | 'lifeCycles';
  readonly unallocatedFor: UnallocatedFor;
}

/** The day's follow-up on plans by the old days and by the new ones. */
async function ofDemand(
  tx: MunicipalityReadTx,
  { before, after, on }: Between,
  { choice, unallocatedFor }: DemandChoice,
): Promise<Consequence[]> {
  const counting = new Counting(choice);
  for (let last = 0n; ;) {
    const page = await debtorsToFollow(tx, { after: last, limit: DEBTORS_PER_PAGE, on });
    const end = page.at(-1);
    if (end === undefined) return counting.found();
    for (const standing of await planStandings(tx, page, { on, unallocatedFor })) {
      const [was, is] = [
        followPlan(standing, demandRule(before), on),
        followPlan(standing, demandRule(after), on),
      ];
      const amount = sumOre(standing.unpaid.map(({ unpaid }) => unpaid));
      const touched = { debtor: standing.debtor, amount, next: on };
      for (const [change, what] of [
        ['demand', 'demanded'],
        ['default', 'defaulted'],
      ] as const) {
        if (is.change === change && was.change !== change) counting.add(what, touched);
        if (was.change === change && is.change !== change) counting.add(`not-${what}`, touched);
      }
      if (amount > zeroOre) counting.add('late', touched);
    }
    last = BigInt(end);
  }
}

async function ofProposals(tx: MunicipalityReadTx, { before, after, on }: Between): Promise<Consequence[]> {
  const [was, is] = [decisionRule(before), decisionRule(after)];
  const countings = { automatic: new Counting('automatic'), transfer: new Counting('transfer') };
  for (const decision of await decisionsIn(tx, { month: null, states: ['waiting'] })) {
    const [aloneBefore, alone] = [isAutomatic(decision, was), isAutomatic(decision, is)];
    if (alone === aloneBefore) continue;
    const counting = decision.terms.outcome === 'transfer' ? countings.transfer : countings.automatic;
    counting.add(alone ? 'by-itself' : 'by-a-person', {
      debtor: decision.debtor,
      amount: sumOre(decision.covers.map(({ owed }) => owed)),
      claims: decision.covers.map(({ claim }) => claim),
      next: on,
    });
  }
  return [...countings.automatic.found(), ...countings.transfer.found()];
}

type OfDebtors =
  | 'demand'
  | 'transfer'
  | 'firstContact'
  | 'payment'
  | 'run'
  | 'daily'
  | 'hearing'
  | 'incomeRequest'
  | 'changes';

async function ofDebtors(
  tx: MunicipalityReadTx,
  { on }: Between,
  choices: readonly OfDebtors[],
): Promise<Consequence[]> {
  const countings = new Map(choices.map((choice) => [choice, new Counting(choice)]));
  for (let after: DebtorNumber | 0 = 0; ;) {
    const page: readonly DebtorNumber[] = await openDebtorPage(tx, after, DEBTORS_PER_PAGE);
    const last = page.at(-1);
    if (last === undefined) return [...countings.values()].flatMap((counting) => counting.found());
    const stands = await standingOf(tx, page);
    for (const [debtor, { kinds, amount }] of stands) {
      for (const [choice, counting] of countings) {
        const what = kinds.find((kind) => touchedBy[choice].includes(kind));
        if (what !== undefined)
          counting.add(what, { debtor, amount, next: choice === 'transfer' ? on : null });
      }
    }
    after = last;
  }
}

type Kind = 'in-default' | 'undecided' | 'invoice-open' | 'plan';

const touchedBy: Readonly<Record<OfDebtors, readonly Kind[]>> = {
  demand: ['plan', 'invoice-open'],
  transfer: ['in-default'],
  firstContact: ['invoice-open', 'undecided'],
  payment: ['plan'],
  run: ['plan'],
  daily: ['undecided', 'plan'],
  hearing: ['undecided', 'plan'],
  incomeRequest: ['undecided', 'plan'],
  changes: ['plan'],
};

async function standingOf(
  tx: MunicipalityReadTx,
  debtors: readonly DebtorNumber[],
): Promise<Map<DebtorNumber, { readonly kinds: readonly Kind[]; readonly amount: Ore }>> {
  const open = await openBalances(tx, debtors);
  const inForce = await agreementsInForce(tx, debtors);
  const underWay = await underWayFor(tx, debtors);
  const defaults = await standingDefaults(tx, debtors);
  const invoices = await invoicesBefore(tx, debtors);
  const kindsOf = (debtor: DebtorNumber): Kind[] => [
    ...(defaults.get(debtor)?.state === 'defaulted' ? (['in-default'] as const) : []),
    ...(invoices.get(debtor)?.some(({ state }) => state === 'open') === true
      ? (['invoice-open'] as const)
      : []),
    ...(inForce.has(debtor) || underWay.has(debtor) || defaults.has(debtor) ? [] : (['undecided'] as const)),
    ...(inForce.get(debtor)?.terms.outcome === 'plan' ? (['plan'] as const) : []),
  ];
  return new Map(
    debtors.map((debtor) => [
      debtor,
      {
        kinds: kindsOf(debtor),
        amount: sumOre((open.get(debtor) ?? []).map(({ balance }) => balance)),
      },
    ]),
  );
}
