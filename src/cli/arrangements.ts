import { logAccess } from '../access/access-log.ts';
import { arrangementsByNumber, arrangementsOf } from '../arrangements/arrangements.ts';
import { askArrangement, type AskRefusal, type Wish } from '../arrangements/ask.ts';
import { decideArrangement, type DecideRefusal } from '../arrangements/decide.ts';
import { endByHand, type EndRefusal } from '../arrangements/end.ts';
import { refuseArrangement } from '../arrangements/refuse.ts';
import { othersRunningOut, type OtherLiable } from '../arrangements/others-liable.ts';
import {
  parseArrangementNumber,
  requestedHow,
  type Arrangement,
  type ArrangementNumber,
} from '../arrangements/types.ts';
import { resumePaidInTime } from '../dunning/plan-paid-in-time.ts';
import { dayInCopenhagen, readableDate } from '../kernel/dates.ts';
import { plainKroner } from '../kernel/money.ts';
import { ok, type Result } from '../kernel/result.ts';
import { inMunicipality, type MunicipalityTx } from '../platform/database.ts';
import { actingAs, byOption, paragraphsGiven, type Acting } from './acting.ts';
import { amountGiven } from './amount.ts';
import { arrangementStateWords, termsText } from './bill-words.ts';
import {
  arrangementRefusalText,
  askRefusalText,
  otherText,
  resumedText,
  resumeRefusalText,
} from './arrangement-words.ts';
import { claimsFound } from './claim-given.ts';
import { configuredIn } from './configured.ts';
import {
  debtorOption,
  jsonOption,
  municipalityOption,
  onOption,
  PlainError,
  UsageError,
  type Command,
  type Given,
  type Shell,
} from './command.ts';

const acting = { ...municipalityOption, ...byOption, ...onOption } as const;

/** `afdrag arrangement ask`: a debtor asks for instalments, or to pay later. */
export const arrangementAskCommand: Command = {
  words: 'arrangement ask',
  usage:
    '--municipality 998 --debtor 100123 --claims KILDE:ID,… (--monthly 500 --first 2026-04-01 [--due-day 1] | --until 2026-06-01) [--how letter|phone|counter|portal|caseworker] [--acknowledged DAG] [--signed-by-all] [--recall] [--by NAVN] [--on DAG]',
  summary: 'noterer et ønske om at betale lidt ad gangen eller vente, og om det kan lade sig gøre',
  options: {
    ...acting,
    ...debtorOption,
    claims: { type: 'string' },
    monthly: { type: 'string' },
    first: { type: 'string' },
    'due-day': { type: 'string' },
    until: { type: 'string' },
    how: { type: 'string' },
    acknowledged: { type: 'string' },
    'signed-by-all': { type: 'boolean' },
    recall: { type: 'boolean' },
  },
  run: async (given, shell) => {
    const [municipality, debtor] = [given.municipality(), given.debtor()];
    const names = given.required('claims').split(',');
    const asked = {
      debtor,
      wish: wishGiven(given),
      how: given.oneOf('how', [...requestedHow]),
      acknowledgedOn: given.date('acknowledged'),
      signedByAll: given.flag('signed-by-all'),
      recall: given.flag('recall'),
    };
    const { by, at } = actingAs(given, shell);
    return shell.withDatabase(async (database) => {
      const answered = await inMunicipality(database, municipality, async (tx) => {
        await logAccess(tx, {
          at,
          actor: by,
          purpose: 'arrangement asked for',
          debtor,
          about: 'arrangement',
        });
        const claims = await claimsFound(tx, names, '--claims');
        const answer = await askArrangement(tx, {
          ...asked,
          claims,
          configured: await configuredIn(tx),
          by,
          at,
        });
        return warned(tx, answer, at);
      });
      if (!answered.ok) throw new PlainError(askRefusalText(answered.refusal));
      const { number, terms } = answered.value;
      shell.say(
        `Ønske ${number} kan imødekommes: ${termsText(terms)}. Afgør det med: afdrag arrangement decide`,
      );
      for (const each of answered.others) shell.say(otherText(each));
      return 0;
    });
  },
};

/** `afdrag arrangement decide`: a person says yes, and the debtor is written to. */
export const arrangementDecideCommand: Command = {
  words: 'arrangement decide',
  usage: '--municipality 998 --arrangement 100123001 [--by NAVN] [--on DAG]',
  summary: 'siger ja til en frivillig afdragsordning eller udsat betaling',
  options: { ...acting, arrangement: { type: 'string' } },
  run: (given, shell) =>
    actOnArrangement({ given, shell }, arrangementRefusalText, async (tx, about) => {
      const configured = await configuredIn(tx);
      const decided = await warned(tx, await decideArrangement(tx, { ...about, configured }), about.at);
      if (!decided.ok) return decided;
      const { value, others } = decided;
      return ok([`Aftale ${value.number} gælder: ${termsText(value.terms)}.`, ...others.map(otherText)]);
    }),
};

/** `afdrag arrangement refuse`: a person says no, and the debtor is written to. */
export const arrangementRefuseCommand: Command = {
  words: 'arrangement refuse',
  usage: '--municipality 998 --arrangement 100123001 --because TEKST [--by NAVN] [--on DAG]',
  summary: 'siger nej til en frivillig afdragsordning eller udsat betaling; borgeren får brev om hvorfor',
  options: { ...acting, arrangement: { type: 'string' }, because: { type: 'string' } },
  run: (given, shell) => {
    const because = paragraphsGiven(given, 'because');
    return actOnArrangement({ given, shell }, arrangementRefusalText, async (tx, about) => {
      const refused = await refuseArrangement(tx, { ...about, because, configured: await configuredIn(tx) });
      if (!refused.ok) return refused;
      return ok([`Der er sagt nej til ønske ${about.arrangement}, og borgeren får brev om hvorfor.`]);
    });
  },
};

/** `afdrag arrangement end`: a person ends an arrangement, or a request that the debtor has taken back. */
export const arrangementEndCommand: Command = {
  words: 'arrangement end',
  usage: '--municipality 998 --arrangement 100123001 [--by NAVN] [--on DAG]',
  summary: 'afslutter en frivillig afdragsordning eller udsat betaling',
  options: { ...acting, arrangement: { type: 'string' } },
  run: (given, shell) =>
    actOnArrangement({ given, shell }, endRefusalText, async (tx, about) => {
      const ended = await endByHand(tx, about);
      if (!ended.ok) return ended;
      const { arrangement } = about;
      return ok([
        `Aftale ${arrangement} er afsluttet. Det hele skal betales, og de næste skridt tages igen.`,
      ]);
    }),
};

function endRefusalText({ tag }: EndRefusal): string {
  return tag === 'over-already' ? 'Aftalen er allerede slut.' : 'Der er ingen aftale med det nummer.';
}

/** `afdrag arrangement resume`: a plan goes on that fell away though what was demanded had been paid in time. */
export const arrangementResumeCommand: Command = {
  words: 'arrangement resume',
  usage: '--municipality 998 --arrangement 100123001 [--by NAVN] [--on DAG]',
  summary:
    'lader en frivillig afdragsordning gå videre, som er faldet væk, selv om det, der blev rykket for, var betalt i tide',
  options: { ...acting, arrangement: { type: 'string' } },
  run: (given, shell) =>
    actOnArrangement({ given, shell }, resumeRefusalText, async (tx, about) => {
      const resumed = await resumePaidInTime(tx, { ...about, configured: await configuredIn(tx) });
      return resumed.ok ? ok([resumedText(resumed.value)]) : resumed;
    }),
};

/** `afdrag arrangement list`: what a debtor has asked for, and what became of it. */
export const arrangementListCommand: Command = {
  words: 'arrangement list',
  usage: '--municipality 998 --debtor 100123 [--json]',
  summary: 'viser en debitors frivillige afdragsordninger og udsatte betalinger',
  options: { ...municipalityOption, ...debtorOption, ...jsonOption },
  run: async (given, shell) => {
    const [municipality, debtor] = [given.municipality(), given.debtor()];
    return shell.withDatabase(async (database) => {
      const listed = await inMunicipality(database, municipality, async (tx) => {
        await logAccess(tx, {
          at: shell.clock(),
          actor: shell.by,
          purpose: 'list of arrangements',
          debtor,
          about: 'arrangements',
        });
        return arrangementsOf(tx, debtor);
      });
      for (const each of listed) shell.say(given.flag('json') ? json(each) : line(each));
      if (listed.length === 0 && !given.flag('json')) shell.say('Ingen aftaler.');
      return 0;
    });
  },
};

function json({
  number,
  state,
  terms,
  requestedOn,
  owed,
  missedOn,
  ended,
  acknowledgedOn,
}: Arrangement): string {
  const told = terms.kind === 'plan' ? { ...terms, monthly: plainKroner(terms.monthly) } : terms;
  return JSON.stringify({
    arrangement: String(number),
    state,
    ...told,
    requestedOn,
    owed: plainKroner(owed),
    acknowledgedOn,
    missedOn,
    ended,
  });
}

function line({ number, state, terms, requestedOn }: Arrangement): string {
  return `${number} ${readableDate(requestedOn)}: ${termsText(terms)}; ${arrangementStateWords[state]}`;
}

/** The same answer, with those of whom a person is warned. */
async function warned<R extends AskRefusal | DecideRefusal>(
  tx: MunicipalityTx,
  answer: Result<Arrangement, R>,
  at: Temporal.Instant,
): Promise<Result<Arrangement, R> & { readonly others: readonly OtherLiable[] }> {
  const others = answer.ok ? await othersRunningOut(tx, answer.value, dayInCopenhagen(at)) : [];
  return { ...answer, others };
}

function wishGiven(given: Given): Wish {
  const [until, first] = [given.date('until'), given.date('first')];
  if (until !== null) return { kind: 'deferral', until };
  if (first === null) throw new UsageError('Skriv enten --monthly og --first, eller --until');
  const dueDay = given.wholeNumber('due-day') ?? Number(first.slice(8));
  if (dueDay < 1 || dueDay > 31) throw new UsageError('--due-day skal være en dag i måneden');
  return { kind: 'plan', monthly: amountGiven(given, 'monthly'), first, dueDay };
}

function arrangementGiven(given: Given): ArrangementNumber {
  const number = parseArrangementNumber(given.required('arrangement'));
  if (number === null)
    throw new UsageError('--arrangement skal være en aftales nummer, for eksempel 100123001');
  return number;
}

interface AboutArrangement extends Acting {
  readonly arrangement: ArrangementNumber;
}

/**
 * Carries out what a person does about an arrangement, notes that it was looked at, and says what came of it. What was written beside a refusal
 * stays, as that a claim is called back first.
 */
async function actOnArrangement<Refusal extends { readonly tag: string }>(
  { given, shell }: { readonly given: Given; readonly shell: Shell },
  refusalText: (refusal: Refusal) => string,
  work: (tx: MunicipalityTx, about: AboutArrangement) => Promise<Result<readonly string[], Refusal>>,
): Promise<number> {
  const municipality = given.municipality();
  const arrangement = arrangementGiven(given);
  const acting = actingAs(given, shell);
  const { by: actor, at } = acting;
  return shell.withDatabase(async (database) => {
    const said = await inMunicipality(database, municipality, async (tx) => {
      for (const { debtor } of await arrangementsByNumber(tx, [arrangement]))
        await logAccess(tx, {
          at,
          actor,
          purpose: 'arrangement',
          debtor,
          about: `arrangement ${arrangement}`,
        });
      return work(tx, { ...acting, arrangement });
    });
    if (!said.ok) throw new PlainError(refusalText(said.refusal));
    for (const line of said.value) shell.say(line);
    return 0;
  });
}
