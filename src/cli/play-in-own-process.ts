import { fork } from 'node:child_process';
import { join } from 'node:path';
import type { YearMonth } from '../kernel/dates.ts';
import { PlainError } from './command.ts';
import type { TownOrder, TownPlayed } from './play-demo-town.ts';

/** What the process that plays a town tells. */
export type TownTold =
  | { readonly told: 'month'; readonly month: YearMonth }
  | { readonly told: 'done'; readonly report: TownPlayed };

const CHILD = join(import.meta.dirname, 'demo-play-child.ts');

export interface OwnProcess {
  /** Called when a month has been played. */
  readonly monthDone: (month: YearMonth) => void;
  /** Ends the process when it is aborted. */
  readonly signal: AbortSignal;
}

/** Plays a town in a process of its own, in a database that is there: two towns then have a processor each. */
export function playInOwnProcess(
  name: string,
  order: TownOrder,
  { monthDone, signal }: OwnProcess,
): Promise<TownPlayed> {
  return new Promise((resolve, reject) => {
    const asked = JSON.stringify({ order, name });
    const child = fork(CHILD, [asked], { stdio: ['ignore', 'inherit', 'inherit', 'ipc'], signal });
    let report: TownPlayed | null = null;
    child.on('message', (message) => {
      const told = message as TownTold; // our own child says nothing else
      if (told.told === 'month') monthDone(told.month);
      else report = told.report;
    });
    child.on('error', reject);
    child.on('exit', () => {
      if (report === null)
        reject(
          new PlainError(`Kommune ${order.municipality} kunne ikke spilles til ende. Se loggen ovenfor.`),
        );
      else resolve(report);
    });
  });
}
