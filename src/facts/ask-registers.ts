import { logAccess } from '../access/access-log.ts';
import type { CprNumber } from '../kernel/cpr-number.ts';
import type { YearMonth } from '../kernel/dates.ts';
import type { DebtorNumber, MunicipalityCode } from '../kernel/ids.ts';
import type { Result } from '../kernel/result.ts';
import { cprOfDebtors } from '../debtors/register.ts';
import type { Clock } from '../platform/clock.ts';
import {
  inMunicipality,
  withMunicipalityLock,
  type Busy,
  type Database,
  type MunicipalityReadTx,
} from '../platform/database.ts';
import { Silence } from './silence.ts';
import {
  debtorsLeft,
  finishFetch,
  openFetch,
  writeBatch,
  type Answers,
  type Asked,
  type OpenFetch,
} from './store.ts';

/** A fetch that is to be made: who is asked about, what, and why that is allowed. */
export interface Asking {
  readonly database: Database;
  readonly municipality: MunicipalityCode;
  readonly asked: Asked;
  /** About all, or only those of whom CPR has told nothing yet. */
  readonly whom: 'all' | 'unknown';
  /** The month the answers are for. */
  readonly month: YearMonth;
  /** For the access log. */
  readonly purpose: string;
  /** The next debtors by number; `after` 0 = from the first. */
  readonly page: (tx: MunicipalityReadTx, after: DebtorNumber | 0, limit: number) => Promise<DebtorNumber[]>;
  readonly ask: (person: PersonToAsk) => Promise<Answers>;
  /** Leaves the rest for later when a register answers nobody: then nothing is noted of those who were asked last. */
  readonly untilSilent?: boolean;
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
  /** The register that answered nobody, so that the fetch is not finished and the next goes on with it; null as always. */
  readonly silent: 'income' | 'person' | 'benefits' | null;
}

export interface PersonToAsk {
  readonly debtor: DebtorNumber;
  readonly cpr: CprNumber;
}

/** Debtors a batch, and questions at a time: a register that is asked politely answers quicker. */
const BATCH_SIZE = 25;
const AT_A_TIME = 8;

/**
 * Asks about one debtor after another and keeps the answers, in batches of their own transaction. A fetch that was stopped
 * goes on with the debtors it had not come to. One at a time in a municipality.
 */
export function askRegisters(asking: Asking): Promise<Result<FetchReport, Busy>> {
  const lock = { code: asking.municipality, name: 'facts-fetch' };
  return withMunicipalityLock(asking.database, lock, (lost) => askAll(asking, lost));
}

async function askAll(asking: Asking, lost: AbortSignal): Promise<FetchReport> {
  const { database, municipality, asked, whom, month, purpose, by, clock } = asking;
  const fetch = await inMunicipality(database, municipality, async (tx) => {
    const at = clock();
    const about = asked === 'all' ? `facts fetch ${month}` : `facts fetch ${month}, CPR`;
    await logAccess(tx, { at, actor: by, purpose, debtor: null, about });
    return openFetch(tx, { asked, whom, month, by, at });
  });
  const missing: Record<string, number> = {};
  const silence = new Silence();
  let debtors = 0;
  for (let after: DebtorNumber | 0 = 0; ;) {
    lost.throwIfAborted();
    const page = await nextDebtors(asking, fetch, after);
    const last = page.at(-1);
    if (last === undefined) break;
    after = last.debtor;
    const answers = await inParallel(
      page.filter((person) => person.left),
      asking.ask,
    );
    silence.note(answers);
    const silent = asking.untilSilent === true ? silence.silent() : null;
    if (silent !== null) {
      for (const answer of answers) countMissing(missing, answer);
      return { month, fetch: fetch.number, resumed: fetch.resumed, debtors, missing, silent };
    }
    if (answers.length > 0) {
      await inMunicipality(database, municipality, (tx) =>
        writeBatch(tx, { fetch: fetch.number, asked, month, answers, at: clock() }),
      );
    }
    for (const answer of answers) countMissing(missing, answer);
    debtors += page.length;
    asking.progress?.(debtors);
  }
  await inMunicipality(database, municipality, (tx) => finishFetch(tx, fetch.number, clock()));
  return { month, fetch: fetch.number, resumed: fetch.resumed, debtors, missing, silent: null };
}

interface PersonOfPage extends PersonToAsk {
  /** Not asked about yet in this fetch. */
  readonly left: boolean;
}

async function nextDebtors(
  { database, municipality, page: pageAfter }: Asking,
  fetch: OpenFetch,
  after: DebtorNumber | 0,
): Promise<PersonOfPage[]> {
  return inMunicipality(database, municipality, async (tx) => {
    const page = await pageAfter(tx, after, BATCH_SIZE);
    const left = new Set(await debtorsLeft(tx, fetch.number, page));
    const numbers = await cprOfDebtors(tx, page);
    return page.map((debtor) => {
      const cpr = numbers.get(debtor);
      if (cpr === undefined) throw new Error(`debtor ${debtor} has no CPR number`);
      return { debtor, cpr, left: left.has(debtor) };
    });
  });
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
    if (answer === null || answer.state === 'answered') continue;
    const key = `${register}: ${answer.reason.tag}`;
    missing[key] = (missing[key] ?? 0) + 1;
  }
}
