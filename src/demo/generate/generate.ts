import { existsSync, mkdirSync, readFileSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import type { YearMonth } from '../../kernel/dates.ts';
import type { DebtorNumber } from '../../kernel/ids.ts';
import { plainKroner } from '../../kernel/money.ts';
import { ok, refuse, type Result } from '../../kernel/result.ts';
import { caseWords, type CaseName } from './case-names.ts';
import { filesOf } from './files.ts';
import type { DemoMunicipality } from './types.ts';
import { inventWorld, totalOwed, type World } from './world.ts';

export interface DemoOrder {
  readonly municipality: DemoMunicipality;
  /** How many debtors, 1 to 10,000. */
  readonly size: number;
  readonly seed: number;
  /** The folder to write; replaced as a whole when it holds an earlier demo. */
  readonly out: string;
  /** The months that the income register knows about. */
  readonly from: YearMonth;
  readonly to: YearMonth;
}

/** Counts up when the files of a demo change, so that one written by an earlier program is known as such. */
export const DEMO_EDITION = 4;

/** What was made; also written as `summary.json`. Holds no CPR numbers. */
export interface DemoSummary {
  readonly edition: number;
  readonly municipality: string;
  readonly size: number;
  readonly seed: number;
  readonly from: YearMonth;
  readonly to: YearMonth;
  readonly debtors: number;
  /** People in the CPR register: debtors and their spouses. */
  readonly persons: number;
  readonly accounts: number;
  readonly claims: number;
  readonly partClaims: number;
  /** What all debtors owe together, kroner as `8400000.00`. */
  readonly total: string;
  /** All files but the summary itself. */
  readonly files: number;
  readonly examples: readonly DemoExample[];
}

/** A debtor who was made to show something, found by debtor number or account number. */
export interface DemoExample {
  readonly debtor: DebtorNumber;
  readonly accountId: string;
  readonly cases: readonly CaseName[];
  readonly words: readonly string[];
}

export type DemoRefusal =
  | { readonly tag: 'size-out-of-range'; readonly size: number; readonly most: number }
  | { readonly tag: 'seed-not-whole'; readonly seed: number }
  | { readonly tag: 'months-backwards'; readonly from: YearMonth; readonly to: YearMonth }
  | { readonly tag: 'folder-in-use'; readonly out: string };

const MOST_DEBTORS = 10_000;
const SUMMARY = 'summary.json';

/**
 * Writes a demo municipality as files in the real formats. The same municipality, size, seed and months give the same
 * bytes. A folder that holds something else than an earlier demo is refused; the demo appears whole or not at all.
 */
export function generateDemo(order: DemoOrder): Result<DemoSummary, DemoRefusal> {
  const refusal = refusalOf(order);
  if (refusal !== null) return refuse(refusal);
  const { municipality, from, to, size, seed } = order;
  const out = resolve(order.out);
  const world = inventWorld({ municipality, from, to }, { size, seed });
  const building = `${out}.building`;
  rmSync(building, { recursive: true, force: true });
  mkdirSync(building, { recursive: true });
  let files = 0;
  for (const { path, text } of filesOf(world, seed)) {
    const target = join(building, path);
    mkdirSync(dirname(target), { recursive: true });
    writeFileSync(target, text);
    files++;
  }
  const summary = summaryOf(world, order, files);
  writeFileSync(join(building, SUMMARY), `${JSON.stringify(summary, null, 2)}\n`);
  rmSync(out, { recursive: true, force: true });
  renameSync(building, out);
  return ok(summary);
}

function refusalOf({ size, seed, from, to, out }: DemoOrder): DemoRefusal | null {
  if (!Number.isInteger(size) || size < 1 || size > MOST_DEBTORS) {
    return { tag: 'size-out-of-range', size, most: MOST_DEBTORS };
  }
  if (!Number.isSafeInteger(seed)) return { tag: 'seed-not-whole', seed };
  if (to < from) return { tag: 'months-backwards', from, to };
  return isFreeForDemo(out) ? null : { tag: 'folder-in-use', out };
}

function isFreeForDemo(out: string): boolean {
  return !existsSync(out) || readdirSync(out).length === 0 || demoSummaryIn(out) !== null;
}

/** Whether the folder holds a whole demo as this program writes it; one of an earlier edition must be made again. */
export function isCurrentDemo(out: string): boolean {
  return demoSummaryIn(out)?.edition === DEMO_EDITION;
}

/** The summary of the demo in a folder, of this or an earlier edition; null when there is no whole demo there. */
export function demoSummaryIn(out: string): DemoSummary | null {
  const path = join(out, SUMMARY);
  if (!existsSync(path) || !existsSync(join(out, 'claims.csv'))) return null;
  // Written by generateDemo; the folder holds the claims file beside it.
  return JSON.parse(readFileSync(path, 'utf8')) as DemoSummary;
}

function summaryOf(world: World, { size, seed, from, to }: DemoOrder, files: number): DemoSummary {
  const rows = world.debtors.flatMap(({ claims }) => claims);
  return {
    edition: DEMO_EDITION,
    municipality: world.setting.municipality.code,
    size,
    seed,
    from,
    to,
    debtors: world.debtors.length,
    persons: world.debtors.length + world.spouses.length,
    accounts: new Set(rows.map(({ accountId }) => accountId)).size,
    claims: new Set(rows.map(({ claimId }) => claimId)).size,
    partClaims: rows.length,
    total: plainKroner(totalOwed(world)),
    files,
    examples: world.debtors.filter(({ cases }) => !cases.includes('ordinary')).flatMap(exampleOf),
  };
}

function exampleOf({ number, cases, claims }: World['debtors'][number]): DemoExample[] {
  const [first] = claims;
  if (first === undefined) return [];
  return [{ debtor: number, accountId: first.accountId, cases, words: cases.map((name) => caseWords[name]) }];
}
