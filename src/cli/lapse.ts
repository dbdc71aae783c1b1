import { jsonOption, municipalityOption, onOption, type Command } from './command.ts';
import { answerLines } from './question-command.ts';
import { questions } from './questions/questions.ts';

/**
 * `afdrag lapse`: ends what has lapsed or is time-barred by today; with `--list`, tells what ends within 90 days; with
 * `--clean-up`, judges a file of old claims; with `--stdin`, answers the question when a claim lapses. What a question needs not is loaded only when asked for.
 */
export const lapseCommand: Command = {
  words: 'lapse',
  usage:
    '(--municipality 998 [--on 2026-03-11] [--list] [--dry-run] [--json] | --clean-up --file FIL [--municipality 998] [--on 2026-03-11] [--json] | --stdin)',
  summary: 'standser krav, der er bortfaldet eller forældet; viser dem, der snart er det',
  options: {
    ...municipalityOption,
    ...onOption,
    ...jsonOption,
    list: { type: 'boolean' },
    'dry-run': { type: 'boolean' },
    'clean-up': { type: 'boolean' },
    file: { type: 'string' },
    stdin: { type: 'boolean' },
  },
  run: async (given, shell) => {
    const { lapse } = questions;
    if (given.flag('stdin') && lapse !== undefined) return answerLines(lapse, process.stdin, process.stdout);
    if (given.flag('clean-up')) return (await import('./lapse-run.ts')).cleanUpFrom(given, shell);
    return (await import('./lapse-run.ts')).lapseFrom(given, shell);
  },
};
