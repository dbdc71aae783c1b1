import { addMonths, type YearMonth } from '../kernel/dates.ts';
import type { CprNumber } from '../kernel/cpr-number.ts';
import type { DebtorNumber, MunicipalityCode } from '../kernel/ids.ts';
import { logAccess } from '../access/access-log.ts';
import { openDebtorPage } from '../ledger/balances.ts';
import { cprOfDebtors } from '../debtors/register.ts';
import type { Clock } from '../platform/clock.ts';
import { inMunicipality, withMunicipalityLock, type Database } from '../platform/database.ts';
import type { Result } from '../kernel/result.ts';
import { incomeMonths } from './income-months.ts';
import type { BenefitRegister, IncomeRegister, PersonRegister } from './ports.ts';
import { debtorsLeft, finishFetch, openFetch, writeBatch, type Answers, type OpenFetch } from './store.ts';

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
  readonly by: string;
  readonly clock: Clock;
  readonly progress?: (debtors: number) => void;
}

export interface FetchReport {
  readonly month: YearMonth;
  readonly fetch: number;
  readonly resumed: boolean;
  readonly debtors: number;
  /** By register and reason: how many could not be obtained. */
  readonly missing: Readonly<Record<string, number>>;
}

/** Months of income asked for before the two that count, so that corrections to months used earlier are seen. */
const EARLIER_MONTHS = 3;
/** Debtors a batch, and questions at a time: a register that is asked politely answers quicker. */
const BATCH_SIZE = 25;
const AT_A_TIME = 8;

/**
 * Asks the registers about every debtor with open claims and keeps the answers, in batches of their own transaction. A
 * fetch that was stopped goes on with the debtors it had not come to. What could not be obtained is noted as such; a
 * later fetch for the same month asks again, about everybody: facts may have changed.
 */
export async function fetchFacts(
  request: FetchRequest,
): Promise<Result<FetchReport, { readonly tag: 'busy'; readonly name: string }>> {
  const lock = { code: request.municipality, name: 'facts-fetch' };
  return withMunicipalityLock(request.database, lock, (lost) => fetchAll(request, lost));
}

async function fetchAll(request: FetchRequest, lost: AbortSignal): Promise<FetchReport> {
  const { database, municipality, month, by, clock } = request;
  const fetch = await inMunicipality(database, municipality, async (tx) => {
    const at = clock();
    await logAccess(tx, {
      at,
      actor: by,
      purpose: 'bek. 585/2023 §§ 3, 5-6',
      debtor: null,
      about: `facts fetch ${month}`,
    });
    return openFetch(tx, { month, by, at });
  });
  const missing: Record<string, number> = {};
  let debtors = 0;
  for (let after: DebtorNumber | 0 = 0; ;) {
    lost.throwIfAborted();
    const page = await nextDebtors(request, fetch, after);
    const last = page.at(-1);
    if (last === undefined) break;
    after = last.debtor;
    const answers = await inParallel(
      page.filter(({ asked }) => !asked),
      (person) => ask(request, person),
    );
    if (answers.length > 0) {
      await inMunicipality(database, municipality, (tx) =>
        writeBatch(tx, { fetch: fetch.number, month, answers, at: clock() }),
      );
    }
    for (const answer of answers) countMissing(missing, answer);
    debtors += page.length;
    request.progress?.(debtors);
  }
  await inMunicipality(database, municipality, (tx) => finishFetch(tx, fetch.number, clock()));
  return { month, fetch: fetch.number, resumed: fetch.resumed, debtors, missing };
}

interface PersonToAsk {
  readonly debtor: DebtorNumber;
  readonly cpr: CprNumber;
  readonly asked: boolean;
}

async function nextDebtors(
  request: FetchRequest,
  fetch: OpenFetch,
  after: DebtorNumber | 0,
): Promise<PersonToAsk[]> {
  return inMunicipality(request.database, request.municipality, async (tx) => {
    const page = await openDebtorPage(tx, after, BATCH_SIZE);
    const left = new Set(await debtorsLeft(tx, fetch.number, page));
    const numbers = await cprOfDebtors(tx, page);
    return page.map((debtor) => {
      const cpr = numbers.get(debtor);
      if (cpr === undefined) throw new Error(`debtor ${debtor} has no CPR number`);
      return { debtor, cpr, asked: !left.has(debtor) };
    });
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

async function inParallel<T, R>(items: readonly T[], work: (item: T) => Promise<R>): Promise<R[]> {
  const results: R[] = [];
  const queue = items.entries();
  const worker = async () => {
    for (const [index, item] of queue) results[index] = await work(item);
  };
  await Promise.all(Array.from({ length: AT_A_TIME }, worker));
  return results;
}

function countMissing(missing: Record<string, number>, { income, person, benefits }: Answers): void {
  for (const [register, answer] of Object.entries({ income, person, benefits })) {
    if (answer.state === 'answered') continue;
    const key = `${register}: ${answer.reason.tag}`;
    missing[key] = (missing[key] ?? 0) + 1;
  }
}
