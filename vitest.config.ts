import { join } from 'node:path';
import { defineConfig, type TestProjectInlineConfiguration } from 'vitest/config';

const pure: TestProjectInlineConfiguration['test'] = {
  environment: 'node',
  pool: 'forks',
  testTimeout: 30_000,
  hookTimeout: 60_000,
};
const common = { ...pure, globalSetup: ['test/integration/server.ts'] };

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
          exclude: ['**/node_modules/**', 'test/browser/**'],
          sequence: { groupOrder: 0 },
        },
      },
      // Alone and one at a time: a browser takes what the machine has.
      {
        test: {
          ...common,
          name: 'browser',
          include: ['test/browser/**/*.test.ts'],
          maxWorkers: 1,
          sequence: { groupOrder: 1 },
        },
      },
    ],
  },
});
