import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';

/** What a run of tests comes to; a test file that cannot be loaded, and a check that is no test, count as one failed. */
export interface Totals {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
}

export const root = join(import.meta.dirname, '..');
const report = join(root, '.reports/vitest.json');

/** Runs a program of the packages under a heading; whether it went well. */
export function check(
  heading: string,
  [program, ...args]: readonly string[],
  environment: Readonly<Record<string, string>> = {},
): boolean {
  console.log(`\n== ${heading}`);
  const command = join(root, 'node_modules/.bin', String(program));
  const env = { ...process.env, ...environment };
  const ended = spawnSync(command, args, { cwd: root, stdio: 'inherit', env });
  if (ended.error !== undefined) console.error(ended.error.message);
  return ended.status === 0;
}

/** Runs test files, all of them where none is named. */
export function runTests(
  heading: string,
  files: readonly string[] = [],
  environment: Readonly<Record<string, string>> = {},
): Totals {
  mkdirSync(join(root, '.reports'), { recursive: true });
  rmSync(report, { force: true });
  const asked = ['run', '--reporter=default', '--reporter=json', `--outputFile.json=${report}`];
  const wentWell = check(heading, ['vitest', ...asked, ...files], environment);
  const totals = readTotals();
  return wentWell || totals.failed > 0 ? totals : { ...totals, failed: 1 };
}

/** Says last how it went; the exit status is 1 when anything failed. */
export function tell({ passed, failed, skipped }: Totals): void {
  process.exitCode = failed === 0 ? 0 : 1;
  console.log(`\n${passed} passed, ${failed} failed${skipped === 0 ? '' : `, ${skipped} skipped`}`);
}

function readTotals(): Totals {
  if (!existsSync(report)) return { passed: 0, failed: 0, skipped: 0 };
  // Vitest's own report, in Jest's shape.
  const found = JSON.parse(readFileSync(report, 'utf8')) as VitestReport;
  // A file that cannot be loaded fails without a test in it.
  const filesWithoutTests = found.testResults.filter(
    (file) => file.status === 'failed' && !file.assertionResults.some((test) => test.status === 'failed'),
  );
  return {
    passed: found.numPassedTests,
    failed: found.numFailedTests + filesWithoutTests.length,
    skipped: found.numPendingTests + found.numTodoTests,
  };
}

interface VitestReport {
  readonly numPassedTests: number;
  readonly numFailedTests: number;
  readonly numPendingTests: number;
  readonly numTodoTests: number;
  readonly testResults: readonly {
    readonly status: string;
    readonly assertionResults: readonly { readonly status: string }[];
  }[];
}
