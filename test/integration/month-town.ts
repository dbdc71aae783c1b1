import { sql } from 'kysely';
import { aDebtor, amounts, kr, pay, type Debtor } from '../vocabulary.ts';
import { TownRegisters } from './town.ts';

/** A town in which every kind of month happens: who pays, who is deferred, who must be looked at. */
export const payer = aDebtor(1);
export const mother = aDebtor(2).withChildren('2018-04-04');
export const onBenefit = aDebtor(3).receiving('kontanthjælp');
export const poor = aDebtor(4).withReports(...monthly(9_000));
export const silent = aDebtor(5).withoutIncomeInformation();
export const abroad = aDebtor(6).withPerson({ status: 80 });
export const selfEmployed = aDebtor(7).withReports(
  pay('2026-01', 0, { amounts: amounts({ contributoryB: kr(30_000) }) }),
);
/** Its three years ran out before anybody here had judged the debtor. */
export const oldDebt = aDebtor(8).owing(5_000, {
  periodFrom: '2022-12-01',
  periodTo: '2022-12-31',
  paidOn: '2022-12-31',
  decisionPeriodFrom: '2022-01',
  decisionPeriodTo: '2022-12',
  helpStopped: '2023-02-20',
});
export const everybody: readonly Debtor[] = [
  payer,
  mother,
  onBenefit,
  poor,
  silent,
  abroad,
  selfEmployed,
  oldDebt,
];

/** The same net pay in the months that runs of the spring look at. */
export function monthly(net: number) {
  return ['2025-10', '2025-11', '2025-12', '2026-01', '2026-02', '2026-03', '2026-04'].map((of) =>
    pay(of, net),
  );
}

export function registersOf(...debtors: readonly Debtor[]): TownRegisters {
  const registers = new TownRegisters();
  registers.tell(...debtors);
  return registers;
}

export const decisions = sql<{
  debtor_number: number;
  change: string;
  state: string;
  monthly_ore: bigint | null;
}>`select debtor_number, change, state, monthly_ore from decision order by decision_id`;

export const workItems = sql<{ kind: string; debtor_number: number }>`
  select kind, debtor_number from work_item order by debtor_number, kind`;

export const inForce = sql<{ debtor_number: number; outcome: string; monthly_ore: bigint | null }>`
  select debtor_number, outcome, monthly_ore from agreement where ended_on is null order by 1`;
