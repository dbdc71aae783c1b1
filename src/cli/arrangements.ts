import { logAccess } from '../access/access-log.ts';
import { arrangementsByNumber, arrangementsOf } from '../arrangements/arrangements.ts';
import { askArrangement, type AskRefusal, type Wish } from '../arrangements/ask.ts';
import { decideArrangement, type DecideRefusal } from '../arrangements/decide.ts';
import { endByHand } from '../arrangements/end.ts';
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
import type { Result } from '../kernel/result.ts';
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
  run: async (given, shell) => {
    const municipality = given.municipality();
    const number = arrangementGiven(given);
    const as = actingAs(given, shell);
    return shell.withDatabase(async (database) => {
      const decided = await inMunicipality(database, municipality, async (tx) => {
        await noteLook(tx, number, as);
        const configured = await configuredIn(tx);
        const decision = await decideArrangement(tx, {
          arrangement: number,
          configured,
          by: as.by,
          at: as.at,
        });
        return warned(tx, decision, as.at);
      });
      if (!decided.ok) throw new PlainError(arrangementRefusalText(decided.refusal));
      shell.say(`Aftale ${number} gælder: ${termsText(decided.value.terms)}.`);
      for (const each of decided.others) shell.say(otherText(each));
      return 0;
    });
  },
};

/** `afdrag arrangement refuse`: a person says no, and the debtor is written to. */
export const arrangementRefuseCommand: Command = {
  words: 'arrangement refuse',
  usage: '--municipality 998 --arrangement 100123001 --because TEKST [--by NAVN] [--on DAG]',
  summary: 'siger nej til en frivillig afdragsordning eller udsat betaling; borgeren får brev om hvorfor',
  options: { ...acting, arrangement: { type: 'string' }, because: { type: 'string' } },
  run: async (given, shell) => {
    const municipality = given.municipality();
    const number = arrangementGiven(given);
    const because = paragraphsGiven(given, 'because');
    const as = actingAs(given, shell);
    return shell.withDatabase(async (database) => {
      const refused = await inMunicipality(database, municipality, async (tx) => {
        await noteLook(tx, number, as);
        const configured = await configuredIn(tx);
        const { by, at } = as;
        return refuseArrangement(tx, { arrangement: number, because, configured, by, at });
      });
      if (!refused.ok) throw new PlainError(arrangementRefusalText(refused.refusal));
      shell.say(`Der er sagt nej til ønske ${number}, og borgeren får brev om hvorfor.`);
      return 0;
    });
  },
};

/** `afdrag arrangement end`: a person ends an arrangement, or a request that the debtor has taken back. */
export const arrangementEndCommand: Command = {
  words: 'arrangement end',
  usage: '--municipality 998 --arrangement 100123001 [--by NAVN] [--on DAG]',
  summary: 'afslutter en frivillig afdragsordning eller udsat betaling',
  options: { ...acting, arrangement: { type: 'string' } },
  run: async (given, shell) => {
    const municipality = given.municipality();
    const number = arrangementGiven(given);
    const as = actingAs(given, shell);
    return shell.withDatabase(async (database) => {
      const ended = await inMunicipality(database, municipality, async (tx) => {
        await noteLook(tx, number, as);
        return endByHand(tx, { arrangement: number, by: as.by, at: as.at });
      });
      if (!ended.ok)
        throw new PlainError(
          ended.refusal.tag === 'over-already'
            ? 'Aftalen er allerede slut.'
            : 'Der er ingen aftale med det nummer.',
        );
      shell.say(`Aftale ${number} er afsluttet. Det hele skal betales, og de næste skridt tages igen.`);
      return 0;
    });
  },
};

/** `afdrag arrangement resume`: a plan goes on that fell away though what was demanded had been paid in time. */
export const arrangementResumeCommand: Command = {
  words: 'arrangement resume',
  usage: '--municipality 998 --arrangement 100123001 [--by NAVN] [--on DAG]',
  summary:
    'lader en frivillig afdragsordning gå videre, som er faldet væk, selv om det, der blev rykket for, var betalt i tide',
  options: { ...acting, arrangement: { type: 'string' } },
  run: async (given, shell) => {
    const municipality = given.municipality();
    const number = arrangementGiven(given);
    const as = actingAs(given, shell);
    return shell.withDatabase(async (database) => {
      const resumed = await inMunicipality(database, municipality, async (tx) => {
        await noteLook(tx, number, as);
        const configured = await configuredIn(tx);
        return resumePaidInTime(tx, { arrangement: number, configured, by: as.by, at: as.at });
      });
      if (!resumed.ok) throw new PlainError(resumeRefusalText(resumed.refusal));
      shell.say(resumedText(resumed.value));
      return 0;
    });
  },
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

async function noteLook(tx: MunicipalityTx, number: ArrangementNumber, { by, at }: Acting): Promise<void> {
  for (const { debtor } of await arrangementsByNumber(tx, [number]))
    await logAccess(tx, { at, actor: by, purpose: 'arrangement', debtor, about: `arrangement ${number}` });
}
