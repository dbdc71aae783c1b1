import { readableDecisionId } from '../kernel/ids.ts';
import { plainKroner, readableKroner, zeroOre } from '../kernel/money.ts';
import { unreachable } from '../kernel/result.ts';
import { logAccess } from '../access/access-log.ts';
import { approveOne, withdrawOne, type OneRefusal } from '../agreements/approve.ts';
import { decisionsById } from '../agreements/decisions.ts';
import type { WhyHeld } from '../agreements/held-proposals.ts';
import { reverseDecision, type ReversalRefusal, type Reversed } from '../agreements/reverse.ts';
import type { Decision } from '../agreements/types.ts';
import { inMunicipality, type MunicipalityTx } from '../platform/database.ts';
import { actingAs, byOption, paragraphsGiven, type Acting } from './acting.ts';
import {
  jsonOption,
  municipalityOption,
  onOption,
  PlainError,
  type Command,
  type Given,
  type Shell,
} from './command.ts';
import { decisionJson, decisionLine, heldWords } from './decision-words.ts';
import { reassessRefusalText, runGoesOnText, whatFollowedJson, whatFollowedLines } from './reassess-words.ts';

const options = {
  ...municipalityOption,
  ...byOption,
  ...onOption,
  ...jsonOption,
  decision: { type: 'string' },
} as const;

/** `afdrag decision approve`: a second person approves one proposal, with a reply to what the citizen answered. */
export const decisionApproveCommand: Command = {
  words: 'decision approve',
  usage:
    '--municipality 998 --decision 202603-100123-0 [--reply TEKST] [--by NAVN] [--on 2026-03-12] [--json]',
  summary: 'godkender ét forslag, eventuelt med svar på det, borgeren har skrevet',
  options: { ...options, reply: { type: 'string' } },
  run: async (given, shell) => {
    const municipality = given.municipality();
    const reply = given.text('reply') === null ? null : paragraphsGiven(given, 'reply');
    const request = { decision: given.decision(), ...actingAs(given, shell), reply };
    return shell.withDatabase(async (database) => {
      const decided = await inMunicipality(database, municipality, async (tx) => {
        const approved = await approveOne(tx, request);
        if (approved.ok) await noteLook(tx, approved.value, request, 'decision approve');
        // What has been settled meanwhile is withdrawn, and that stays: a refusal does not undo the transaction.
        return approved;
      });
      if (!decided.ok) throw new PlainError(oneRefusalText(decided.refusal, request));
      tell(decided.value, { given, shell, done: `er godkendt af ${request.by}.` });
      return 0;
    });
  },
};

/** `afdrag decision withdraw`: one proposal is taken back, with the person's reason. */
export const decisionWithdrawCommand: Command = {
  words: 'decision withdraw',
  usage:
    '--municipality 998 --decision 202603-100123-0 --because TEKST [--by NAVN] [--on 2026-03-12] [--json]',
  summary: 'tager ét forslag tilbage; en borger, der er hørt, får det at vide',
  options: { ...options, because: { type: 'string' } },
  run: async (given, shell) => {
    const municipality = given.municipality();
    const why = paragraphsGiven(given, 'because');
    const request = { decision: given.decision(), ...actingAs(given, shell), why };
    return shell.withDatabase(async (database) => {
      const withdrawn = await inMunicipality(database, municipality, async (tx) => {
        const [proposal] = await decisionsById(tx, [request.decision]);
        const done = await withdrawOne(tx, request);
        if (!done.ok && done.refusal.tag === 'run-goes-on') throw new PlainError(runGoesOnText(done.refusal));
        if (!done.ok || proposal === undefined) throw new PlainError(NOT_A_PROPOSAL);
        await noteLook(tx, proposal, request, 'decision withdraw');
        return proposal;
      });
      const after: Decision = { ...withdrawn, state: 'withdrawn' };
      tell(after, { given, shell, done: `er taget tilbage af ${request.by}.` });
      return 0;
    });
  },
};

/** `afdrag decision reverse`: a decision is reversed on complaint, and the debtor is looked at again. */
export const decisionReverseCommand: Command = {
  words: 'decision reverse',
  usage:
    '--municipality 998 --decision 202603-100123-0 --because TEKST [--by NAVN] [--on 2026-03-12] [--json]',
  summary: 'omgør en afgørelse efter en klage og ser på borgeren igen',
  options: { ...options, because: { type: 'string' } },
  run: async (given, shell) => {
    const municipality = given.municipality();
    const because = paragraphsGiven(given, 'because');
    const request = { decision: given.decision(), ...actingAs(given, shell), because };
    return shell.withDatabase(async (database) => {
      const reversed = await inMunicipality(database, municipality, async (tx) => {
        const done = await reverseDecision(tx, request);
        if (!done.ok) throw new PlainError(reversalRefusalText(done.refusal));
        await noteLook(tx, done.value.decision, request, 'decision reverse');
        return done.value;
      });
      if (given.flag('json')) shell.say(reversedJson(reversed));
      else for (const line of reversedLines(reversed)) shell.say(line);
      return 0;
    });
  },
};

async function noteLook(
  tx: MunicipalityTx,
  { id, debtor }: Decision,
  { at, by }: Acting,
  command: string,
): Promise<void> {
  const about = `${command} ${readableDecisionId(id)}`;
  await logAccess(tx, { at, actor: by, purpose: 'a decision about a debtor', debtor, about });
}

interface Telling {
  readonly given: Given;
  readonly shell: Shell;
  readonly done: string;
}

function tell(decision: Decision, { given, shell, done }: Telling): void {
  if (given.flag('json')) shell.say(JSON.stringify(decisionJson(decision)));
  else shell.say(`${decisionLine(decision)} ${done}`);
}

const NOT_A_PROPOSAL = 'Der er intet forslag med det nummer, der kan tages tilbage.';

function oneRefusalText(refusal: OneRefusal, { by }: Acting): string {
  switch (refusal.tag) {
    case 'not-waiting':
      return 'Der er intet forslag med det nummer, der venter på godkendelse. Et forslag, som borgeren høres om, kan godkendes, når fristen er gået, eller når borgeren har sagt, at der ikke kommer mere (afdrag hearing answer --final).';
    case 'run-goes-on':
      return runGoesOnText(refusal);
    case 'same-person':
      return `${by} har selv foreslået den. En anden person skal godkende; navnet skrives med --by.`;
    case 'held':
      return heldText(refusal.why);
    case 'reply-missing':
      return 'Borgeren har svaret på høringen. Skriv med --reply, hvad vi siger til svaret; det står i brevet.';
    case 'settled':
      return 'Der skyldes ikke længere noget, så forslaget er taget tilbage. Intet er godkendt.';
    case 'errand-open':
      return 'Et dødsbo, en konkurs eller en gældssanering behandles, så forslaget er taget tilbage. Intet er godkendt; månedens kørsel tager det op igen, når sagen er lukket.';
    default:
      return unreachable(refusal);
  }
}

function heldText(why: WhyHeld): string {
  const told = `Forslaget kan ikke godkendes nu: ${heldWords(why)}. Borgeren kan have fået at vide, at vi ikke gør mere imens.`;
  return why.quietUntil !== null
    ? told
    : `${told} Svar først på en indsigelse (afdrag objection answer) eller en klage (afdrag message answer), eller ophæv berostillelsen (afdrag hold list, afdrag hold lift). Skal det ikke ske alligevel, så tag forslaget tilbage (afdrag decision withdraw).`;
}

function reversalRefusalText(refusal: ReversalRefusal): string {
  switch (refusal.tag) {
    case 'unknown-decision':
      return 'Der er ingen afgørelse med det nummer.';
    case 'not-decided':
      return 'Den er ikke afgjort, eller den er allerede omgjort. Et forslag tages tilbage med: afdrag decision withdraw';
    case 'in-favour':
      return 'Afgørelsen gav henstand eller et lavere beløb. Skal der betales mere, høres borgeren først: brug afdrag debtor reassess';
    case 'claims':
      return 'Afgørelsen handler om, hvilke krav der betales af på, med samme beløb. Ret eller træk kravet tilbage: afdrag claims correct';
    case 'lapse':
      return 'Afgørelsen har ladet krav bortfalde, og det sker ved lov. Kravet må i givet fald rejses igen.';
    default:
      return reassessRefusalText(refusal);
  }
}

function reversedJson({ decision, collectedTooMuch, again }: Reversed): string {
  return JSON.stringify({
    decision: readableDecisionId(decision.id),
    debtor: decision.debtor,
    state: decision.state === 'decided' ? 'withdrawn' : 'reversed',
    collectedTooMuch: plainKroner(collectedTooMuch),
    again: again === null ? null : whatFollowedJson(again),
  });
}

function reversedLines({ decision, collectedTooMuch, again }: Reversed): string[] {
  const undone = decision.state === 'decided' ? 'er taget tilbage, før den gjaldt.' : 'er omgjort.';
  const lines = [`${decisionLine(decision)} ${undone}`];
  if (collectedTooMuch > zeroOre)
    lines.push(
      `  Der er betalt ${readableKroner(collectedTooMuch)} mere, end der ellers ville være opkrævet. En medarbejder skal afgøre, om det skal betales tilbage.`,
    );
  return again === null
    ? [...lines, 'Intet skyldes længere.']
    : [...lines, 'Der er set på borgeren igen:', ...whatFollowedLines(again)];
}
