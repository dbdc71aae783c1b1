import { decideTypedAgain } from '../collection/typed-again.ts';
import { inMunicipality } from '../platform/database.ts';
import { actingAs, byOption } from './acting.ts';
import { numberGiven } from './act-on-number.ts';
import { wordsGiven } from './amount.ts';
import { municipalityOption, onOption, PlainError, type Command } from './command.ts';

/** `afdrag recovery typed-again`: whether what was typed from the portal in two files is one, or two. */
export const recoveryTypedAgainCommand: Command = {
  words: 'recovery typed-again',
  usage:
    '--municipality 998 --notification 123456789012345 --is another --because "…" [--by NAVN] [--on 2026-03-11]',
  summary:
    'siger, om det, der er indtastet fra portalen i to filer, er det samme (same) eller et andet (another)',
  options: {
    ...municipalityOption,
    ...onOption,
    ...byOption,
    notification: { type: 'string' },
    is: { type: 'string' },
    because: { type: 'string' },
  },
  run: async (given, shell) => {
    const municipality = given.municipality();
    const means = { form: /^[1-9]\d{0,17}$/, means: 'meddelelsens nummer, som punktet viser det' };
    const notification = numberGiven(given, 'notification', means);
    given.required('is');
    const is = given.oneOf('is', ['same', 'another']);
    const because = wordsGiven(given, 'because');
    const doing = actingAs(given, shell);
    return shell.withDatabase(async (database) => {
      const decided = await inMunicipality(database, municipality, (tx) =>
        decideTypedAgain(tx, { notification, is, because }, doing),
      );
      if (!decided.ok)
        throw new PlainError(
          decided.refusal.tag === 'reason-missing'
            ? 'Skriv hvorfor (--because).'
            : `Meddelelse ${notification} er ikke indtastet igen, eller der er taget stilling til det.`,
        );
      shell.say(
        is === 'same'
          ? 'Det er noteret: det er det samme, og det er bogført én gang.'
          : 'Det er noteret: det er et andet. Det bogføres med den næste afdrag transfer.',
      );
      return 0;
    });
  },
};
