import { readableDate, readableMonth } from '../kernel/dates.ts';
import { plainKroner, readableKroner } from '../kernel/money.ts';
import { unreachable } from '../kernel/result.ts';
import type { ReassessRefusal } from '../agreements/reassess.ts';
import type { RunGoesOn } from '../agreements/runs.ts';
import type { DebtorOutcome, Found } from '../agreements/types.ts';
import { decisionJson, decisionLine } from './decision-words.ts';
import { findingWords } from './finding-words.ts';
import { workItemWords } from './work-item-words.ts';

/** A month is being run, or was stopped on its way. */
export function runGoesOnText({ month }: RunGoesOn): string {
  return `${readableMonth(month)} er ved at blive kørt, eller kørslen blev afbrudt. Lad den køre færdig (afdrag month run), og prøv så igen.`;
}

/** Why a debtor cannot be looked at again just now. */
export function reassessRefusalText(refusal: ReassessRefusal): string {
  switch (refusal.tag) {
    case 'month-not-run':
      return `${readableMonth(refusal.month)} er ikke kørt endnu, og heller ingen måned før. Kør måneden først; så bliver alle set på.`;
    case 'before-the-run':
      return `Dagen ligger før månedens kørsel, ${readableDate(refusal.calculationDate)}. Vælg den dag eller en senere.`;
    case 'run-goes-on':
      return runGoesOnText(refusal);
    case 'nothing-owed':
      return 'Borgeren skylder ikke noget, der afgøres efter tilbagebetalingsbekendtgørelsen (bek. 585/2023), så der er intet at tage stilling til.';
    case 'too-often':
      return 'Borgeren er set på ni gange i måneden. Vent til næste måneds kørsel.';
    case 'no-table':
      return `Der er ingen betalingsevnetabel for ${readableDate(refusal.date)}. Intet er beregnet eller afgjort.`;
    default:
      return unreachable(refusal);
  }
}

/** What a debtor's matter came to when it was looked at again; lines without line ends. */
export function whatFollowedLines({ determination, decision, personReasons }: DebtorOutcome): string[] {
  const { found, consequence } = determination;
  const words = findingWords.da;
  const followed =
    decision === null
      ? `Intet ændres: ${words.consequence[consequence]}.`
      : `${decisionLine(decision)}. ${firstUpper(words.decisionState[decision.state])}.`;
  const toPerson = personReasons.map((reason) => `  Skal ses af en medarbejder: ${workItemWords.da[reason]}`);
  return [`  ${foundInWords(found)}`, `  ${followed}`, ...toPerson];
}

function foundInWords(found: Found): string {
  const { reason } = findingWords.da;
  if (found.outcome === 'none') return `Intet kunne beregnes: ${workItemWords.da[found.reason]}.`;
  if (found.outcome === 'deferral') return `Resultat: ${reason[found.reason]}.`;
  return `Resultat: ${readableKroner(found.monthly)} om måneden (${reason[found.reason]}).`;
}

function firstUpper(text: string): string {
  return text.slice(0, 1).toLocaleUpperCase('da-DK') + text.slice(1);
}

/** The same as data. */
export function whatFollowedJson({ determination, decision, personReasons }: DebtorOutcome) {
  const { month, ordinal, found, consequence } = determination;
  return {
    month,
    ordinal,
    outcome: found.outcome,
    reason: found.reason,
    monthly: found.outcome === 'plan' ? plainKroner(found.monthly) : null,
    consequence,
    decision: decision === null ? null : decisionJson(decision),
    needsPerson: personReasons,
  };
}
