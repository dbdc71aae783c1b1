import { text as readText } from 'node:stream/consumers';
import { lastSaid } from '../facts/answered-on.ts';
import { parseCprNumber, type CprNumber } from '../kernel/cpr-number.ts';
import { readableDate, readableMonth } from '../kernel/dates.ts';
import { decisionId, readableDecisionId, type DebtorNumber, type MunicipalityCode } from '../kernel/ids.ts';
import { stepsToJson, type Source } from '../kernel/explanation.ts';
import { plainKroner, readableKroner } from '../kernel/money.ts';
import { logAccess } from '../access/access-log.ts';
import { explainMonth, type ExplainRefusal, type MonthExplained } from '../agreements/explain.ts';
import { decisionsById } from '../agreements/decisions.ts';
import type { DeterminationKey } from '../agreements/determinations.ts';
import type { Decision, Found } from '../agreements/types.ts';
import { debtorByCpr } from '../debtors/register.ts';
import { explanationInWords, sourceInDetail, type Language } from '../letters/explanation-in-words.ts';
import {
  inMunicipality,
  readInMunicipality,
  type Database,
  type MunicipalityReadTx,
} from '../platform/database.ts';
import {
  jsonOption,
  monthOption,
  municipalityOption,
  PlainError,
  UsageError,
  type Command,
  type Given,
} from './command.ts';
import { findingWords, termsInWords } from './finding-words.ts';
import { workItemWords } from './work-item-words.ts';

/** `afdrag explain`: every step of a month's determination for a debtor, from the facts and rule it was made with. */
export const explainCommand: Command = {
  words: 'explain',
  usage:
    '--municipality 998 (--debtor NUMMER | --cpr -) --month 2026-03 [--ordinal 1] [--lang da|en] [--json] [--purpose TEKST]',
  summary: 'viser, hvordan en måned er beregnet for en borger',
  options: {
    ...municipalityOption,
    ...monthOption,
    ...jsonOption,
    debtor: { type: 'string' },
    cpr: { type: 'string' },
    ordinal: { type: 'string' },
    lang: { type: 'string' },
    purpose: { type: 'string' },
  },
  run: async (given, shell) => {
    const municipality = given.municipality();
    const month = given.month();
    const ordinal = given.wholeNumber('ordinal') ?? 0;
    const language = given.oneOf('lang', ['da', 'en']);
    const meant = await whoIsMeant(given);
    return shell.withDatabase(async (database) => {
      const debtor = typeof meant === 'number' ? meant : await debtorOf(meant, database, municipality);
      const explained = await readInMunicipality(database, municipality, (tx) =>
        explainWithDecision(tx, { debtor, month, ordinal }),
      );
      await inMunicipality(database, municipality, (tx) =>
        logAccess(tx, {
          at: shell.clock(),
          actor: shell.by,
          purpose: given.text('purpose') ?? 'explanation of a decision',
          debtor,
          about: ordinal === 0 ? `explain ${month}` : `explain ${month} ${ordinal}`,
        }),
      );
      if (given.flag('json')) shell.say(explanationJson(municipality, explained));
      else for (const line of explanationLines(explained, language)) shell.say(line);
      return 0;
    });
  },
};

/** A month explained, with the decision or proposal that it led to. */
export interface ExplainedToTheEnd extends MonthExplained {
  readonly decision: Decision | null;
}

async function explainWithDecision(
  tx: MunicipalityReadTx,
  key: DeterminationKey,
): Promise<ExplainedToTheEnd> {
  const explained = await explainMonth(tx, key);
  if (!explained.ok) throw new PlainError(refusalText(explained.refusal, key));
  const { month, debtor, ordinal } = key;
  const [decision = null] = await decisionsById(tx, [decisionId(month, debtor, ordinal)]);
  return { ...explained.value, decision };
}

/** A debtor number, or a CPR number on standard input: never as an argument, where other processes could read it. */
async function whoIsMeant(given: Given): Promise<DebtorNumber | CprNumber> {
  if (given.text('cpr') === null) return given.debtor();
  if (given.text('cpr') !== '-')
    throw new UsageError('--cpr skal være -, og nummeret skrives på standard input');
  const cpr = parseCprNumber((await readText(process.stdin)).trim());
  if (cpr === null) throw new PlainError('Det er ikke et CPR-nummer.');
  return cpr;
}

async function debtorOf(
  cpr: CprNumber,
  database: Database,
  municipality: MunicipalityCode,
): Promise<DebtorNumber> {
  const debtor = await readInMunicipality(database, municipality, (tx) => debtorByCpr(tx, cpr));
  if (debtor === null) throw new PlainError('Kommunen har ingen debitor med det CPR-nummer.');
  return debtor;
}

function refusalText({ tag }: ExplainRefusal, { month, ordinal }: DeterminationKey): string {
  switch (tag) {
    case 'unknown-debtor':
      return 'Kommunen har ingen debitor med det nummer.';
    case 'month-not-run':
      return `${readableMonth(month)} er ikke kørt endnu.`;
    case 'debtor-not-in-run':
      return ordinal === 0
        ? `Debitoren var ikke med i kørslen af ${readableMonth(month)}.`
        : `Debitoren er ikke set på igen så mange gange i ${readableMonth(month)}.`;
  }
}

function explanationJson(
  municipality: MunicipalityCode,
  { determination, steps, fetchedOn, personReasons, decision }: ExplainedToTheEnd,
): string {
  const { debtor, month, ordinal, calculationDate, factsAsOf, ruleVersion, found, consequence } =
    determination;
  const head = {
    municipality,
    debtor,
    month,
    calculationDate,
    factsAsOf,
    ruleVersion,
    outcome: found.outcome,
    reason: found.reason,
    monthly: found.outcome === 'plan' ? plainKroner(found.monthly) : null,
    needsPerson: personReasons,
    fetchedOn: Object.fromEntries(fetchedOn),
    ordinal,
    consequence,
    decision:
      decision === null
        ? null
        : { id: readableDecisionId(decision.id), change: decision.change, state: decision.state },
  };
  return `${JSON.stringify(head).slice(0, -1)},"steps":${stepsToJson(steps)}}`;
}

/** The explanation for the terminal, ending with what followed or why nothing changed; lines without line ends. */
export function explanationLines(explained: ExplainedToTheEnd, language: Language): string[] {
  const { determination, steps, answeredOn, personReasons } = explained;
  const words = texts[language];
  const source = (from: Source) => sourceInDetail(from, language, lastSaid(answeredOn, from));
  const lines = [
    words.head(determination.debtor, readableMonth(determination.month, language)),
    words.made(
      readableDate(determination.calculationDate, language),
      determination.factsAsOf,
      determination.ruleVersion,
    ),
    words.result(determination.found),
  ];
  for (const [index, line] of explanationInWords(steps, language, source).entries()) {
    lines.push('', `${index + 1}. ${line.title}  [${line.paragraph}]`);
    for (const row of line.rows)
      lines.push(`     ${row.what}: ${row.figure}${row.from === null ? '' : `  (${row.from})`}`);
    lines.push(`   ${line.sentence}`);
  }
  if (personReasons.length > 0) {
    const inWords = (reason: string) => (workItemWords[language] as Record<string, string>)[reason] ?? reason; // stored by name
    lines.push('', words.person, ...personReasons.map((reason) => `  ${inWords(reason)}`));
  }
  return [...lines, '', ...whatFollowed(explained, language)];
}

function whatFollowed({ determination, decision }: ExplainedToTheEnd, language: Language): string[] {
  const [words, { followed, unchanged }] = [findingWords[language], texts[language]];
  const { consequence } = determination;
  if (consequence !== 'decision' || decision === null)
    return [`${consequence === 'person' ? followed : unchanged} ${words.consequence[consequence]}.`];
  const { id, change, state, replaces, terms } = decision;
  const fromTo = `${termsInWords(replaces?.terms ?? null, language)} → ${termsInWords(terms, language)}`;
  return [
    `${followed} ${words.change[change]} (${fromTo}).`,
    `  ${readableDecisionId(id)}: ${words.decisionState[state]}.`,
  ];
}

interface ExplainTexts {
  readonly head: (debtor: DebtorNumber, month: string) => string;
  readonly made: (date: string, batch: number, rule: string) => string;
  readonly result: (found: Found) => string;
  readonly person: string;
  readonly followed: string;
  readonly unchanged: string;
}

const texts: Readonly<Record<Language, ExplainTexts>> = {
  da: {
    head: (debtor, month) => `Debitor ${debtor}, ${month}`,
    made: (date, batch, rule) =>
      `Beregnet ${date} på oplysninger til og med batch ${batch}, regelversion ${rule}.`,
    result: (found) => {
      const { reason } = findingWords.da;
      if (found.outcome === 'plan')
        return `Resultat: ${readableKroner(found.monthly)} om måneden (${reason[found.reason]}).`;
      if (found.outcome === 'deferral') return `Resultat: ${reason[found.reason]}.`;
      return `Resultat: intet kunne beregnes: ${workItemWords.da[found.reason]}.`;
    },
    person: 'Skal ses af en medarbejder:',
    followed: 'Det førte til:',
    unchanged: 'Intet ændres:',
  },
  en: {
    head: (debtor, month) => `Debtor ${debtor}, ${month}`,
    made: (date, batch, rule) =>
      `Calculated ${date} on facts up to and including batch ${batch}, rule version ${rule}.`,
    result: (found) => {
      const { reason } = findingWords.en;
      if (found.outcome === 'plan')
        return `Result: ${readableKroner(found.monthly, 'en')} a month (${reason[found.reason]}).`;
      if (found.outcome === 'deferral') return `Result: ${reason[found.reason]}.`;
      return `Result: nothing could be calculated: ${workItemWords.en[found.reason]}.`;
    },
    person: 'A person must look at:',
    followed: 'It led to:',
    unchanged: 'Nothing changes:',
  },
};
