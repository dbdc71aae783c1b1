import { join } from 'node:path';
import { defineConfig } from 'vitest/config';

// Commands and killed jobs are processes of their own: what they are compiled to is kept between them, which halves their start.
process.env['NODE_COMPILE_CACHE'] ??= join(import.meta.dirname, 'var/test-compiled');

export default defineConfig({
  test: {
    environment: 'node',
    include: ['src/**/*.test.ts', 'test/**/*.test.ts'],
    globalSetup: ['test/integration/server.ts'],
    pool: 'forks',
    maxWorkers: 2,
    testTimeout: 30_000,
    hookTimeout: 60_000,
  },
});
