import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';

/**
 * `npm test`: every check, each under its heading. All of them run, also after a failure; the exit status is 1 when any
 * failed. The last line counts the tests; a check that is no test (format, lint, types) counts as one failed when it failed.
 */
const root = join(import.meta.dirname, '..');
const report = join(root, '.reports/vitest.json');

const checks: readonly { readonly heading: string; readonly command: readonly string[] }[] = [
  { heading: 'Format', command: ['prettier', '--check', '--log-level', 'warn', '.'] },
  { heading: 'Lint', command: ['oxlint', '--type-aware', '--deny-warnings'] },
  { heading: 'Types', command: ['tsc', '--noEmit'] },
];

const failedChecks = checks.filter((check) => !run(check.heading, check.command)).length;
mkdirSync(join(root, '.reports'), { recursive: true });
rmSync(report, { force: true });
const testsWentWell = run('Tests', [
  'vitest',
  'run',
  '--reporter=default',
  '--reporter=json',
  `--outputFile.json=${report}`,
]);
const totals = readTotals();
const unexplained = !testsWentWell && totals.failed === 0 ? 1 : 0;
const failed = failedChecks + totals.failed + unexplained;
process.exitCode = failed === 0 ? 0 : 1;
console.log(
  `\n${totals.passed} passed, ${failed} failed${totals.skipped === 0 ? '' : `, ${totals.skipped} skipped`}`,
);

function run(heading: string, [program, ...args]: readonly string[]): boolean {
  console.log(`\n== ${heading}`);
  const command = join(root, 'node_modules/.bin', String(program));
  const ended = spawnSync(command, args, { cwd: root, stdio: 'inherit' });
  if (ended.error !== undefined) console.error(ended.error.message);
  return ended.status === 0;
}

interface Totals {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
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
