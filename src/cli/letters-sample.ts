import { join } from 'node:path';
import { loadLetterAssets } from '../letters/assets.ts';
import type { LetterKind, LetterModel } from '../letters/model.ts';
import { sampleLetters } from '../letters/sample-letters.ts';
import { PROJECT_ROOT } from '../platform/config.ts';
import { UsageError, type Command } from './command.ts';
import { writeSampleLetter } from './sample-file.ts';

/** `afdrag letters sample`: a letter of any kind to an invented person, to look at before anybody gets one. */
export const lettersSampleCommand: Command = {
  words: 'letters sample',
  usage: '(--kind reminder | --all) [--out BREV.pdf | MAPPE] [--language en]',
  summary: 'laver et brev af en art til en opdigtet borger, så man kan se det',
  options: {
    kind: { type: 'string' },
    all: { type: 'boolean' },
    out: { type: 'string' },
    language: { type: 'string' },
  },
  run: async (given, shell) => {
    const language = given.oneOf('language', ['da', 'en']);
    const letters = sampleLetters(language);
    const out = given.text('out');
    const wanted = given.flag('all') ? all(letters) : [one(letters, given.text('kind'))];
    for (const [kind, letter] of wanted) {
      const name = `${kind}${language === 'en' ? '-en' : ''}.pdf`;
      const file = out === null ? join(SAMPLES, name) : given.flag('all') ? join(out, name) : out;
      shell.say(await writeSampleLetter(file, letter, assetsOf(letter)));
    }
    return 0;
  },
};

const SAMPLES = join(PROJECT_ROOT, 'var/reports/samples');

function assetsOf({ sender }: LetterModel) {
  return loadLetterAssets(join(PROJECT_ROOT, 'municipalities'), sender.arms);
}

type Samples = Readonly<Record<LetterKind, LetterModel>>;

function all(letters: Samples): [string, LetterModel][] {
  return Object.entries(letters);
}

function one(letters: Samples, kind: string | null): [string, LetterModel] {
  const found = all(letters).find(([name]) => name === kind);
  if (found === undefined) throw new UsageError(`--kind skal være ${Object.keys(letters).join(', ')}`);
  return found;
}
