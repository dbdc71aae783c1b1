import type { Command } from './command.ts';
import { questionCommand } from './question-command.ts';
import { questions } from './questions/questions.ts';

/** Every command by its words; loaded when called, so that a question on standard input starts quickly. */
export const commands: Readonly<Record<string, () => Promise<Command>>> = {
  'demo generate': async () => (await import('./demo-generate.ts')).demoGenerateCommand,
  'demo load': async () => (await import('./demo-load.ts')).demoLoadCommand,
  'demo serve': async () => (await import('./demo-serve.ts')).demoServeCommand,
  serve: async () => (await import('./serve.ts')).serveCommand,
  migrate: async () => (await import('./migrate.ts')).migrateCommand,
  'municipality create': async () => (await import('./municipality.ts')).municipalityCreateCommand,
  'municipality configure': async () => (await import('./municipality.ts')).municipalityConfigureCommand,
  'claims import': async () => (await import('./claims-import.ts')).claimsImportCommand,
  'facts fetch': async () => (await import('./facts-fetch.ts')).factsFetchCommand,
  'month run': async () => (await import('./month-run.ts')).monthRunCommand,
  'letters make': async () => (await import('./letters.ts')).lettersMakeCommand,
  'letters export': async () => (await import('./letters.ts')).lettersExportCommand,
  explain: async () => (await import('./explain.ts')).explainCommand,
  verify: async () => (await import('./verify.ts')).verifyCommand,
  ...Object.fromEntries(
    Object.entries(questions).map(([name, question]) => [name, () => questionCommand(name, question)]),
  ),
};
