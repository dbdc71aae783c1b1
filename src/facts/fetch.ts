import { addMonths, type YearMonth } from '../kernel/dates.ts';
import type { MunicipalityCode } from '../kernel/ids.ts';
import type { Result } from '../kernel/result.ts';
import { openDebtorPage } from '../ledger/balances.ts';
import type { Clock } from '../platform/clock.ts';
import type { Busy, Database } from '../platform/database.ts';
import { askRegisters, type FetchReport, type PersonToAsk } from './ask-registers.ts';
import { incomeMonths } from './income-months.ts';
import type { BenefitRegister, IncomeRegister, PersonRegister } from './ports.ts';
import type { Answers } from './store.ts';

export type { FetchReport } from './ask-registers.ts';

export interface Registers {
  readonly income: IncomeRegister;
  readonly persons: PersonRegister;
  readonly benefits: BenefitRegister;
}

export interface FetchRequest {
  readonly database: Database;
  readonly municipality: MunicipalityCode;
  readonly registers: Registers;
  /** The month the facts are for. */
  readonly month: YearMonth;
  /** How many months the income lags behind it. */
  readonly incomeLagMonths: number;
  readonly untilSilent?: boolean;
  readonly by: string;
  readonly clock: Clock;
  readonly progress?: (debtors: number) => void;
}

/** Months of income asked for before the two that count, so that corrections to months used earlier are seen. */
const EARLIER_MONTHS = 3;

/**
 * Asks the registers about every debtor with open claims under chapter 12 and keeps the answers. What could not be obtained
 * is noted as such; a later fetch for the same month asks again, about everybody: facts may have changed.
 */
export async function fetchFacts(request: FetchRequest): Promise<Result<FetchReport, Busy>> {
  return askRegisters({
    ...request,
    asked: 'all',
    whom: 'all',
    purpose: 'bek. 585/2023 §§ 3, 5-6',
    page: openDebtorPage,
    ask: (person) => ask(request, person),
  });
}

async function ask(
  { registers, month, incomeLagMonths, clock }: FetchRequest,
  person: PersonToAsk,
): Promise<Answers> {
  const { earlier, later } = incomeMonths(month, incomeLagMonths);
  const from = addMonths(earlier, -EARLIER_MONTHS);
  const at = clock();
  const [income, record, benefits] = await Promise.all([
    registers.income.incomeOf(person.cpr, from, later, at),
    registers.persons.personOf(person.cpr, at),
    registers.benefits.benefitsOf(person.cpr, at),
  ]);
  return { debtor: person.debtor, incomeFrom: from, incomeTo: later, income, person: record, benefits };
}
