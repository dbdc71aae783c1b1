import { dayInCopenhagen, monthOf } from '../kernel/dates.ts';
import type { DebtorNumber, MunicipalityCode } from '../kernel/ids.ts';
import type { Result } from '../kernel/result.ts';
import { peopleAfter } from '../debtors/person-records.ts';
import { whoOwe } from '../ledger/balances.ts';
import type { Clock } from '../platform/clock.ts';
import type { Busy, Database, MunicipalityReadTx } from '../platform/database.ts';
import { askRegisters, type FetchReport } from './ask-registers.ts';
import type { PersonRegister } from './ports.ts';

export { lastAskedAboutAll } from './store.ts';

export interface PersonsRequest {
  readonly database: Database;
  readonly municipality: MunicipalityCode;
  readonly persons: PersonRegister;
  /** All who owe anything, or only those of whom CPR has told nothing yet. */
  readonly who: 'all' | 'unknown';
  readonly untilSilent?: boolean;
  readonly by: string;
  readonly clock: Clock;
  readonly progress?: (debtors: number) => void;
}

/**
 * Asks CPR, and no other register, about people who owe anything, bills among it: who is dead or has moved, and where a
 * letter reaches them. Income and benefits are for decisions about repayment alone, and are not asked for here. Companies
 * have no CPR number and are passed over.
 */
export async function fetchPersons(request: PersonsRequest): Promise<Result<FetchReport, Busy>> {
  const { persons, who, clock } = request;
  const month = monthOf(dayInCopenhagen(clock()));
  return askRegisters({
    ...request,
    asked: 'persons',
    whom: who,
    month,
    purpose: 'collection of claims: address, death, number',
    page: (tx, after, limit) => peoplePage(tx, { who, after, limit }),
    ask: async ({ debtor, cpr }) => {
      const person = await persons.personOf(cpr, clock());
      return { debtor, incomeFrom: month, incomeTo: month, income: null, person, benefits: null };
    },
  });
}

/** Whether somebody owes anything of whom CPR has told nothing yet. */
export async function isAnybodyUnknown(tx: MunicipalityReadTx): Promise<boolean> {
  return (await peoplePage(tx, { who: 'unknown', after: 0, limit: PEOPLE_LOOKED_AT })).length > 0;
}

const PEOPLE_LOOKED_AT = 100;

interface Page {
  readonly who: PersonsRequest['who'];
  readonly after: DebtorNumber | 0;
  readonly limit: number;
}

async function peoplePage(tx: MunicipalityReadTx, { who, after, limit }: Page): Promise<DebtorNumber[]> {
  for (let last = after; ;) {
    const people = await peopleAfter(tx, { who, after: last, limit });
    const next = people.at(-1);
    if (next === undefined) return [];
    const owe = await whoOwe(tx, people);
    const theirs = people.filter((debtor) => owe.has(debtor));
    if (theirs.length > 0) return theirs;
    last = next;
  }
}
