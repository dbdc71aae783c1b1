import { join } from 'node:path';
import { defineConfig, type TestProjectInlineConfiguration } from 'vitest/config';
import { budget, isLong } from './test/long/length.ts';

/** Of the long run: a property has its budget, and its last life may take as long again as the longest. */
const AT_LENGTH = 2 * budget + 900_000;

const pure: TestProjectInlineConfiguration['test'] = {
  environment: 'node',
  pool: 'forks',
  testTimeout: isLong ? AT_LENGTH : 30_000,
  hookTimeout: 60_000,
  setupFiles: isLong ? ['test/long/setup.ts'] : [],
};
const common = { ...pure, globalSetup: ['test/integration/server.ts'] };

const lives = ['test/property/**/*.test.ts', 'test/faults/**/*.test.ts'] as const;

// Commands and killed jobs are processes of their own: what they are compiled to is kept between them, which halves their start.
process.env['NODE_COMPILE_CACHE'] ??= join(import.meta.dirname, 'var/test-compiled');

export default defineConfig({
  test: {
    maxWorkers: 2,
    projects: [
      // Beside the code, and without a database: they share what they import, which halves their time.
      {
        test: {
          ...pure,
          name: 'pure',
          include: ['src/**/*.test.ts'],
          isolate: false,
          sequence: { groupOrder: 0 },
        },
      },
      {
        test: {
          ...common,
          name: 'core',
          include: ['test/**/*.test.ts'],
          exclude: ['**/node_modules/**', 'test/browser/**', ...lives],
          sequence: { groupOrder: 0 },
        },
      },
      // Lives of whole towns, and processes that are killed: each takes as long as it takes.
      {
        test: {
          ...common,
          name: 'lives',
          include: [...lives],
          testTimeout: isLong ? AT_LENGTH : 600_000,
          hookTimeout: 300_000,
          sequence: { groupOrder: 0 },
        },
      },
      // When nothing else runs, and two at a time: a browser waits for the pages as long as these for it.
      {
        test: {
          ...common,
          name: 'browser',
          include: ['test/browser/**/*.test.ts'],
          maxWorkers: 2,
          sequence: { groupOrder: 1 },
        },
      },
    ],
  },
});
