import { readableDate, readableMonth } from '../kernel/dates.ts';
import { unreachable } from '../kernel/result.ts';
import { answerMessage, type AnswerRefusal, type Finding } from '../messages/answer-message.ts';
import { noteDecidedThere, type NotThere } from '../messages/decided-there.ts';
import { messageText } from '../messages/types.ts';
import { inMunicipality } from '../platform/database.ts';
import { actingAs, byOption, paragraphsGiven } from './acting.ts';
import {
  monthOption,
  municipalityOption,
  onOption,
  PlainError,
  UsageError,
  type Command,
  type Given,
} from './command.ts';
import { configuredIn } from './configured.ts';
import { messageGiven, messageOption, noteLook, UNKNOWN_MESSAGE } from './message-given.ts';

const outcomes = ['changed', 'partly', 'kept', 'used', 'not-used'] as const;

/** `afdrag message answer`: what came of a complaint or of papers, and the letter to the citizen about it. */
export const messageAnswerCommand: Command = {
  words: 'message answer',
  usage:
    '--municipality 998 --message 100123-1 --outcome changed|partly|kept|used|not-used [--sent-on 2026-03-12] [--month 2026-04] --words TEKST [--by NAVN] [--on DAG]',
  summary:
    'besvarer en klage (ændret, delvist eller fastholdt og sendt videre) eller dokumentation (brugt fra en måned eller ikke) med et brev',
  options: {
    ...municipalityOption,
    ...byOption,
    ...onOption,
    ...messageOption,
    ...monthOption,
    outcome: { type: 'string' },
    'sent-on': { type: 'string' },
    words: { type: 'string' },
  },
  run: async (given, shell) => {
    const municipality = given.municipality();
    const name = messageGiven(given);
    const finding = findingGiven(given);
    const words = paragraphsGiven(given, 'words');
    const doing = actingAs(given, shell);
    return shell.withDatabase(async (database) => {
      await inMunicipality(database, municipality, async (tx) => {
        const configured = await configuredIn(tx);
        const answered = await answerMessage(tx, { name, finding, words, configured, ...doing });
        if (!answered.ok) throw new PlainError(refusalText(answered.refusal));
        await noteLook(tx, name, doing);
      });
      shell.say(
        `Henvendelse ${messageText(name)} er besvaret. Borgeren får brev: ${findingText(finding)} Det samme står på borgerens side.`,
      );
      return 0;
    });
  },
};

/** `afdrag message decided-there`: that whoever a complaint was sent on to has decided it; until then its files are kept. */
export const messageDecidedThereCommand: Command = {
  words: 'message decided-there',
  usage: '--municipality 998 --message 100123-1 [--by NAVN] [--on DAG]',
  summary: 'noterer, at klageinstansen har afgjort en klage, der er sendt videre',
  options: { ...municipalityOption, ...byOption, ...onOption, ...messageOption },
  run: async (given, shell) => {
    const municipality = given.municipality();
    const name = messageGiven(given);
    const doing = actingAs(given, shell);
    return shell.withDatabase(async (database) => {
      await inMunicipality(database, municipality, async (tx) => {
        const noted = await noteDecidedThere(tx, { name, ...doing });
        if (!noted.ok) throw new PlainError(notThereText[noted.refusal.tag]);
        await noteLook(tx, name, doing);
      });
      shell.say(`Noteret: klageinstansen har afgjort klagen i henvendelse ${messageText(name)}.`);
      return 0;
    });
  },
};

const notThereText: Readonly<Record<NotThere['tag'], string>> = {
  'unknown-message': UNKNOWN_MESSAGE,
  'not-sent-on': 'Henvendelsen er ikke en klage, der er sendt videre.',
  'noted-already': 'Det er allerede noteret.',
};

function findingGiven(given: Given): Finding {
  given.required('outcome');
  const outcome = given.oneOf('outcome', [...outcomes]);
  const [sentOn, month] = [given.date('sent-on'), given.text('month')];
  const isSentOn = outcome === 'partly' || outcome === 'kept';
  if (!isSentOn && sentOn !== null)
    throw new UsageError('--sent-on hører kun til en klage, der er sendt videre (partly eller kept)');
  if (outcome !== 'used' && month !== null)
    throw new UsageError('--month hører kun til dokumentation, der er brugt (used)');
  if (outcome === 'used') return { outcome, usedFrom: given.month() };
  if (!isSentOn) return { outcome };
  if (sentOn === null)
    throw new UsageError(
      '--sent-on mangler: send klagen videre til klageinstansen med sagens papirer, og skriv dagen. Programmet sender den ikke.',
    );
  return { outcome, sentOn };
}

function findingText(finding: Finding): string {
  switch (finding.outcome) {
    case 'changed':
      return 'afgørelsen er ændret.';
    case 'partly':
      return `noget er ændret, og resten af klagen er sendt videre ${readableDate(finding.sentOn)}.`;
    case 'kept':
      return `afgørelsen er ikke ændret, og klagen er sendt videre ${readableDate(finding.sentOn)}.`;
    case 'used':
      return `papirerne bruges fra og med ${readableMonth(finding.usedFrom)}. Er oplysningerne ikke skrevet ind, så gør det nu (afdrag facts state).`;
    case 'not-used':
      return 'papirerne bruges ikke.';
    default:
      return unreachable(finding);
  }
}

const elsewhere: Readonly<Record<'objection' | 'decision' | 'set-off', string>> = {
  objection: 'En indsigelse besvares med: afdrag objection answer',
  decision:
    'Et svar på en høring besvares med afgørelsen: afdrag decision approve eller withdraw. Luk så punktet (afdrag work close).',
  'set-off':
    'Et svar på en høring om modregning besvares med: afdrag set-off decide --because eller withdraw. Luk så punktet (afdrag work close).',
};

function refusalText(refusal: AnswerRefusal): string {
  switch (refusal.tag) {
    case 'unknown-message':
      return UNKNOWN_MESSAGE;
    case 'ended-already':
      return 'Henvendelsen er allerede besvaret eller trukket tilbage.';
    case 'answered-elsewhere':
      return elsewhere[refusal.by];
    case 'outcome-of-another-kind':
      return 'En klage besvares med --outcome changed, partly eller kept, og dokumentation med used eller not-used.';
    case 'nothing-changed':
      return 'Afgørelsen står, som da der blev klaget. Omgør den først (afdrag decision reverse), eller afgør noget nyt (afdrag debtor reassess). Ellers er svaret kept.';
    case 'taken-back':
      return 'Afgørelsen er taget tilbage og er altså ikke fastholdt. Svaret er changed eller partly.';
    case 'sent-on-another-day':
      return '--sent-on skal være en dag, efter at klagen kom, og ikke senere end i dag.';
    case 'no-authority':
      return 'Det vides ikke, hvem der afgør klager efter de love, kravene har (statute/complaint-guidance.json). Klagen kan ikke besvares her.';
    default:
      return unreachable(refusal);
  }
}
