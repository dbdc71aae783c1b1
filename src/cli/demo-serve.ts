import type { Command } from './command.ts';
import { loadDemo } from './demo-load.ts';
import { serveUntilStopped } from './serve.ts';

/** What `npm start` runs: the demo, and then the web. */
export const demoServeCommand: Command = {
  words: 'demo serve',
  usage: '',
  summary: 'indlæser demokommunerne og viser webstedet',
  options: {},
  run: (_given, shell) =>
    shell.withDatabase(async (database) => {
      await loadDemo(database, shell, false);
      await serveUntilStopped(database, shell);
      return 0;
    }),
};
