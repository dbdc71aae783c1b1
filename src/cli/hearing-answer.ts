import { readFile } from 'node:fs/promises';
import { dayInCopenhagen, readableDate, type PlainDate } from '../kernel/dates.ts';
import { readableDecisionId, type DecisionId } from '../kernel/ids.ts';
import { unreachable } from '../kernel/result.ts';
import { logAccess } from '../access/access-log.ts';
import { answerHearing, type Answered, type AnswerRefusal } from '../agreements/hearings.ts';
import { inMunicipality } from '../platform/database.ts';
import { paragraphs } from './acting.ts';
import {
  jsonOption,
  municipalityOption,
  PlainError,
  UsageError,
  type Command,
  type Given,
} from './command.ts';

/** `afdrag hearing answer`: what a citizen has written about a proposal; a person must read it before it is decided. */
export const hearingAnswerCommand: Command = {
  words: 'hearing answer',
  usage:
    '--municipality 998 --decision 202603-100123-0 --on 2026-03-20 (--text TEKST | --file SVAR.txt) [--final] [--json]',
  summary: 'noterer, hvad en borger har svaret på en høring',
  options: {
    ...municipalityOption,
    ...jsonOption,
    decision: { type: 'string' },
    on: { type: 'string' },
    text: { type: 'string' },
    file: { type: 'string' },
    final: { type: 'boolean' },
  },
  run: async (given, shell) => {
    const municipality = given.municipality();
    const decision = given.decision();
    const on = given.date('on');
    if (on === null) throw new UsageError('--on mangler');
    const [answer, final] = [await answerGiven(given), given.flag('final')];
    const at = shell.clock();
    if (on > dayInCopenhagen(at)) throw new PlainError('Den dag er ikke kommet endnu.');
    return shell.withDatabase(async (database) => {
      const noted = await inMunicipality(database, municipality, async (tx) => {
        const answered = await answerHearing(tx, { decision, on, answer, final, at });
        if (!answered.ok) throw new PlainError(refusalText(answered.refusal));
        await logAccess(tx, {
          at,
          actor: shell.by,
          purpose: 'answer to a hearing',
          debtor: answered.value.debtor,
          about: `hearing answer ${readableDecisionId(decision)}`,
        });
        return answered.value;
      });
      shell.say(
        given.flag('json')
          ? JSON.stringify({ decision: readableDecisionId(decision), answeredOn: on, ...noted })
          : answeredText(decision, on, noted),
      );
      return 0;
    });
  },
};

async function answerGiven(given: Given): Promise<string> {
  const [text, file] = [given.text('text'), given.text('file')];
  if ((text === null) === (file === null)) throw new UsageError('skriv enten --text eller --file');
  if (text !== null) return paragraphs('--text', text);
  const read = await readFile(given.required('file'), 'utf8').catch(() => {
    throw new PlainError('Filen kan ikke læses.');
  });
  return paragraphs('filen', read);
}

function answeredText(decision: DecisionId, on: PlainDate, { stillOpen, deadline }: Answered): string {
  const noted = `Noteret: borgeren svarede ${readableDate(on)}.`;
  const proposal = `Forslag ${readableDecisionId(decision)}`;
  if (!stillOpen)
    return `${noted} ${proposal} venter på, at en medarbejder læser svaret (afdrag decision approve eller withdraw).`;
  const until = deadline === null ? 'fristen er gået' : `${readableDate(deadline)} er gået`;
  return `${noted} Borgeren kan svare mere, til ${until}. ${proposal} afgøres tidligst derefter, og aldrig uden en medarbejder. Siger borgeren selv, at der ikke kommer mere, så skriv --final.`;
}

function refusalText(refusal: AnswerRefusal): string {
  switch (refusal.tag) {
    case 'no-hearing':
      return 'Der er ingen høring om en afgørelse med det nummer.';
    case 'decided-already':
      return 'Der er allerede truffet afgørelse, eller forslaget er taget tilbage. Er svaret en klage, behandles det som en klage.';
    default:
      return unreachable(refusal);
  }
}
