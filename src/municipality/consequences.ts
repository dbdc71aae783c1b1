import { isDeepStrictEqual } from 'node:util';
import type { PlainDate } from '../kernel/dates.ts';
import type { DebtorNumber } from '../kernel/ids.ts';
import { addOre, plainKroner, zeroOre, type Ore } from '../kernel/money.ts';
import type { Configuration } from './configuration.ts';

/** Two configurations, and the day on which one would follow the other. */
export interface Between {
  readonly before: Configuration;
  readonly after: Configuration;
  readonly on: PlainDate;
}

/** The choices that say something about what is running. */
export const runningChoices = [
  'payment',
  'run',
  'daily',
  'automatic',
  'hearing',
  'incomeRequest',
  'changes',
  'firstContact',
  'demand',
  'transfer',
  'ownTypes',
  'claimTypes',
  'charges',
  'writeOff',
  'lifeCycles',
  'arrangements',
  'setOff',
  'recovery',
  'recoveryInterest',
  'setOffRegistration',
  'clearing',
  'bankConfirmation',
] as const satisfies readonly (keyof Configuration)[];
export type RunningChoice = (typeof runningChoices)[number];

/** The others, and why they change nothing of what is running. */
export const restingChoices = {
  code: 'which municipality it is',
  name: 'what letters from now on say of who writes',
  letterhead: 'what letters from now on say of who writes',
  cvr: 'what letters from now on say of who writes',
  letters: 'the words of letters from now on; those that were made stay',
  registers: 'by which agreement the registers are asked',
  acting: 'under which names people act from now on',
  bank: 'how statements are read that are taken in from now on; what is booked stays',
  portal: "what citizens' pages show from now on; no claim is otherwise",
  answers: 'what answers say, and how long requests rest, from now on; what rests does so to its day',
  betalingsservice: 'by which agreement Betalingsservice is asked from now on; what was asked stays',
  owedBack: 'the type and days of bills for money owed back from now on; those that were sent stay',
} as const satisfies Readonly<Record<Exclude<keyof Configuration, RunningChoice>, string>>;

/** Which of them would be others; also where nothing runs today that they would touch. */
export function changedChoices({ before, after }: Between): RunningChoice[] {
  return runningChoices.filter((choice) => !isDeepStrictEqual(before[choice], after[choice]));
}

/** One kind of consequence of a changed choice. */
export interface Consequence {
  readonly choice: RunningChoice;
  /** `interest-begins`; what there is of each choice stands where it is counted. */
  readonly what: string;
  /** Claims, or what else is counted: decisions, arrangements, losses. */
  readonly count: number;
  /** Kroner: what they come to. */
  readonly sum: string;
  /** The first day on which something would be otherwise; null = it depends on what happens. */
  readonly next: PlainDate | null;
  /** The first of them, by number. */
  readonly debtors: readonly DebtorNumber[];
  readonly claims: readonly string[];
}

/** Something running that a changed choice touches. */
export interface Touched {
  /** Null: money that is nobody's debt, as on the bank's account. */
  readonly debtor: DebtorNumber | null;
  readonly amount: Ore;
  readonly claims?: readonly (bigint | string)[];
  readonly next?: PlainDate | null;
}

const LONGEST_LIST = 10;

/** Counts what is touched, kind by kind, in the order in which kinds are first met. */
export class Counting {
  readonly #choice: RunningChoice;
  readonly #kinds = new Map<string, Consequence & { readonly total: Ore }>();
  constructor(choice: RunningChoice) {
    this.#choice = choice;
  }

  add(what: string, { debtor, amount, claims = [], next = null }: Touched): void {
    const nothing = { count: 0, total: zeroOre, next: null, debtors: [], claims: [] };
    const before = this.#kinds.get(what) ?? { choice: this.#choice, what, sum: '', ...nothing };
    const total = addOre(before.total, amount);
    this.#kinds.set(what, {
      ...before,
      count: before.count + 1,
      total,
      sum: plainKroner(total),
      next: next === null || (before.next !== null && before.next < next) ? before.next : next,
      debtors: firstOf([...before.debtors, ...(debtor === null ? [] : [debtor])]),
      claims: firstOf([...before.claims, ...claims.map(String)]),
    });
  }

  found(): Consequence[] {
    return [...this.#kinds.values()].map(({ total: _total, ...told }) => told);
  }
}

function firstOf<T>(list: readonly T[]): T[] {
  return [...new Set(list)].slice(0, LONGEST_LIST);
}
