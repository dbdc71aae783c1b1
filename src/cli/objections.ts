import { logAccess } from '../access/access-log.ts';
import { claimNames, type ClaimName } from '../claims/claim-names.ts';
import { readableDate } from '../kernel/dates.ts';
import { readableKroner, type Ore } from '../kernel/money.ts';
import { unreachable } from '../kernel/result.ts';
import { answerObjection, type AnswerRefusal, type AsItIs } from '../objections/answer-objection.ts';
import { noteObjection, type NoteRefusal } from '../objections/note-objection.ts';
import { objectionsOf } from '../objections/objections.ts';
import { againstWhat, outcomes, parseObjectionNumber, type Objection } from '../objections/types.ts';
import { inMunicipality } from '../platform/database.ts';
import { actingAs, byOption, paragraphsGiven } from './acting.ts';
import { readAmount } from './amount.ts';
import { againstWords, objectionOutcomeWords } from './bill-words.ts';
import { configuredIn } from './configured.ts';
import { claimsFound } from './claim-given.ts';
import {
  debtorOption,
  jsonOption,
  municipalityOption,
  onOption,
  PlainError,
  UsageError,
  type Command,
} from './command.ts';

const acting = { ...municipalityOption, ...byOption, ...onOption } as const;

/** `afdrag objection note`: what a debtor says against bills; they rest until it is answered. */
export const objectionNoteCommand: Command = {
  words: 'objection note',
  usage:
    '--municipality 998 --debtor 100123 --claims KILDE:ID,KILDE:ID [--against existence|amount|fee] --words TEKST [--by NAVN] [--on DAG]',
  summary: 'noterer en indsigelse; kravene hviler, til den er besvaret',
  options: {
    ...acting,
    ...debtorOption,
    claims: { type: 'string' },
    against: { type: 'string' },
    words: { type: 'string' },
  },
  run: async (given, shell) => {
    const [municipality, debtor] = [given.municipality(), given.debtor()];
    const names = given.required('claims').split(',');
    const against = given.oneOf('against', [...againstWhat]);
    const words = paragraphsGiven(given, 'words');
    const { by, at } = actingAs(given, shell);
    return shell.withDatabase(async (database) => {
      const noted = await inMunicipality(database, municipality, async (tx) => {
        await logAccess(tx, { at, actor: by, purpose: 'objection of a debtor', debtor, about: 'objection' });
        const claims = await claimsFound(tx, names, '--claims');
        return noteObjection(tx, { debtor, claims, against, words, by, at });
      });
      if (!noted.ok) throw new PlainError(noteRefusalText(noted.refusal));
      shell.say(`Indsigelse ${noted.value} er noteret. Kravene hviler, til den er besvaret.`);
      return 0;
    });
  },
};

/** `afdrag objection answer`: what the debtor is answered, and what follows from it. */
export const objectionAnswerCommand: Command = {
  words: 'objection answer',
  usage:
    '--municipality 998 --objection 100123001 --outcome refused|upheld|partly|withdrawn [--amounts KILDE:ID=1.234,50;…] --words TEKST [--by NAVN] [--on DAG]',
  summary: 'besvarer en indsigelse med et brev; får borgeren ret, rettes kravet, eller gebyret falder væk',
  options: {
    ...acting,
    objection: { type: 'string' },
    outcome: { type: 'string' },
    amounts: { type: 'string' },
    words: { type: 'string' },
  },
  run: async (given, shell) => {
    const municipality = given.municipality();
    const objection = parseObjectionNumber(given.required('objection'));
    if (objection === null)
      throw new UsageError('--objection skal være en indsigelses nummer, for eksempel 100123001');
    given.required('outcome');
    const outcome = given.oneOf('outcome', [...outcomes]);
    const told = amountsGiven(given.text('amounts'));
    const words = paragraphsGiven(given, 'words');
    const { by, at } = actingAs(given, shell);
    return shell.withDatabase(async (database) => {
      const asItIs = await inMunicipality(database, municipality, async (tx) => {
        const claims = await claimsFound(
          tx,
          told.map(({ name }) => name),
          '--amounts',
        );
        const amounts = new Map(claims.map((claim, index) => [claim, told[index]?.amount as Ore])); // one for each
        const configured = await configuredIn(tx);
        const given = { objection, outcome, amounts, words, configured, by, at };
        const answered = await answerObjection(tx, given);
        // Thrown within the transaction: nothing of a refused answer is written.
        if (!answered.ok) throw new PlainError(answerRefusalText(answered.refusal));
        const { debtor } = answered.value;
        await logAccess(tx, {
          at,
          actor: by,
          purpose: 'answer to an objection',
          debtor,
          about: `objection ${objection}`,
        });
        const names = await claimNames(
          tx,
          answered.value.asItIs.map(({ claim }) => claim),
        );
        return answered.value.asItIs.map((each) => asItIsLine(each, names.get(each.claim)));
      });
      shell.say(`Indsigelse ${objection} er besvaret, og borgeren får brev om det.`);
      for (const line of asItIs) shell.say(line);
      return 0;
    });
  },
};

/** `afdrag objection list`: a debtor's objections, or all that wait for an answer. */
export const objectionListCommand: Command = {
  words: 'objection list',
  usage: '--municipality 998 [--debtor 100123] [--json]',
  summary: 'viser indsigelser, der venter på svar, eller alle en debitors',
  options: { ...municipalityOption, ...debtorOption, ...jsonOption },
  run: async (given, shell) => {
    const municipality = given.municipality();
    const debtor = given.text('debtor') === null ? null : given.debtor();
    return shell.withDatabase(async (database) => {
      const listed = await inMunicipality(database, municipality, async (tx) => {
        await logAccess(tx, {
          at: shell.clock(),
          actor: shell.by,
          purpose: 'list of objections',
          debtor,
          about: 'objections',
        });
        const objections = await objectionsOf(tx, debtor ?? 'unanswered');
        const names = await claimNames(
          tx,
          objections.flatMap(({ claims }) => claims),
        );
        return objections.map((each) => ({
          ...each,
          claims: each.claims.map((claim) => {
            const name = names.get(claim);
            return name === undefined ? String(claim) : `${name.sourceSystem}:${name.claimId}`;
          }),
        }));
      });
      for (const each of listed) shell.say(given.flag('json') ? json(each) : line(each));
      if (listed.length === 0 && !given.flag('json')) shell.say('Ingen indsigelser.');
      return 0;
    });
  },
};

type Listed = Omit<Objection, 'claims'> & { readonly claims: readonly string[] };

function json({ objection, ...rest }: Listed): string {
  return JSON.stringify({ objection: String(objection), ...rest });
}

function line({ objection, debtor, against, notedOn, claims, answered }: Listed): string {
  const about = againstWords[against];
  const state =
    answered === null
      ? 'venter på svar'
      : `${objectionOutcomeWords[answered.outcome]} ${readableDate(answered.on)}`;
  return `${objection} debitor ${debtor}, ${readableDate(notedOn)}: mod ${about} (${claims.join(', ')}); ${state}`;
}

function amountsGiven(text: string | null): { name: string; amount: Ore }[] {
  return (text ?? '')
    .split(';')
    .filter((each) => each.trim() !== '')
    .map((each) => {
      const [name = '', kroner = ''] = each.split('=');
      const amount = readAmount(kroner.trim());
      if (amount === null)
        throw new UsageError('--amounts skal være krav og beløb, for eksempel OPUS:R-1=1.234,50');
      return { name: name.trim(), amount };
    });
}

function asItIsLine({ claim, because }: AsItIs, name: ClaimName | undefined): string {
  const named = name === undefined ? String(claim) : `${name.sourceSystem}:${name.claimId}`;
  if (because.tag === 'ended')
    return `Krav ${named} er ophørt forinden: ingen skylder det længere, og beløbet er ikke rettet.`;
  return `Krav ${named} er ikke sat længere ned end til ${readableKroner(because.least)}: det har Gældsstyrelsen dækket. En medarbejder skal afklare resten.`;
}

function noteRefusalText(refusal: NoteRefusal): string {
  switch (refusal.tag) {
    case 'nothing-said':
      return 'Indsigelsen har ingen ord.';
    case 'no-claim':
      return 'Indsigelsen nævner intet krav.';
    case 'not-theirs':
      return 'Debitoren skylder ikke kravet.';
    case 'no-fee':
      return 'Der er ikke noget gebyr på kravet.';
    default:
      return unreachable(refusal);
  }
}

function answerRefusalText(refusal: AnswerRefusal): string {
  switch (refusal.tag) {
    case 'unknown-objection':
      return 'Der er ingen indsigelse med det nummer.';
    case 'answered-already':
      return 'Indsigelsen er allerede besvaret.';
    case 'nothing-said':
      return 'Svaret har ingen ord.';
    case 'amounts-do-not-fit':
      return 'Beløb (--amounts) hører kun til et delvist svar og til de krav, indsigelsen handler om.';
    case 'not-corrected':
      return `Kravet kunne ikke rettes (${refusal.because.tag}). Intet er gemt.`;
    default:
      return unreachable(refusal);
  }
}
