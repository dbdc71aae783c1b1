import { join } from 'node:path';
import { defineConfig, type TestProjectInlineConfiguration } from 'vitest/config';

const common: TestProjectInlineConfiguration['test'] = {
  environment: 'node',
  globalSetup: ['test/integration/server.ts'],
  pool: 'forks',
  testTimeout: 30_000,
  hookTimeout: 60_000,
};

// Commands and killed jobs are processes of their own: what they are compiled to is kept between them, which halves their start.
process.env['NODE_COMPILE_CACHE'] ??= join(import.meta.dirname, 'var/test-compiled');

export default defineConfig({
  test: {
    maxWorkers: 2,
    projects: [
      {
        test: {
          ...common,
          name: 'core',
          include: ['src/**/*.test.ts', 'test/**/*.test.ts'],
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
