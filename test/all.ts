import { check, runTests, tell } from './running.ts';

/**
 * `npm test`: every check, each under its heading. All of them run, also after a failure; the exit status is 1 when any
 * failed. The last line counts the tests; a check that is no test (format, lint, types) counts as one failed when it failed.
 */
const checks: readonly (readonly [heading: string, command: readonly string[]])[] = [
  ['Format', ['prettier', '--check', '--log-level', 'warn', '.']],
  ['Lint', ['oxlint', '--type-aware', '--deny-warnings']],
  ['Types', ['tsc', '--noEmit']],
];

const failedChecks = checks.filter(([heading, command]) => !check(heading, command)).length;
const totals = runTests('Tests');
tell({ ...totals, failed: totals.failed + failedChecks });
