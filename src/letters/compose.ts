import type { PlainDate } from '../kernel/dates.ts';
import { unreachable } from '../kernel/result.ts';
import type { LetterContent, LetterParts, OnlineAddress, Pair, Part } from './content.ts';
import type { DecisionLetter, LetterModel, NoticeLetter } from './model.ts';
import { billsParts, billsTitle } from './parts/arrangement.ts';
import { arrangementRefusedParts, arrangementRefusedTitle } from './parts/arrangement-refused.ts';
import { askingParts, askingTitle, closedResult } from './parts/asking.ts';
import { claimChanges, lapsedClaims, whatYouOwe } from './parts/claims.ts';
import { demandParts, demandTitle, invoiceParts, invoiceTitle } from './parts/demand.ts';
import { deferralParts, deferralTitle } from './parts/deferral.ts';
import { lapseParts, lapseTitle, transferParts } from './parts/ending.ts';
import { limitationParts, limitationTitle } from './parts/limitation.ts';
import {
  complaintAnswerParts,
  complaintAnswerTitle,
  documentationAnswerParts,
  documentationAnswerTitle,
} from './parts/message-answers.ts';
import { objectionParts, objectionTitle } from './parts/objection.ts';
import { owedBackParts, owedBackTitle } from './parts/owed-back.ts';
import { planParts, planTitle } from './parts/plan.ts';
import { because, calculation, hearing, lapse, legalRules } from './parts/reasons.ts';
import { reminderParts, reminderTitle } from './parts/reminder.ts';
import { reversalParts, reversalTitle } from './parts/reversal.ts';
import {
  liabilityParts,
  liabilityTitle,
  setOffHearingParts,
  setOffParts,
  setOffTitle,
} from './parts/set-off.ts';
import { complaintGuidance, helpAndRights, whoDecided } from './parts/rights.ts';
import { qrSvg } from './qr-code.ts';
import type { PartName } from './required-part.ts';
import type { LetterTexts } from './texts/da.ts';
import { Words } from './words.ts';

/** The letter in words, in its own language, which the texts must be in: every part that it has, and the frame. */
export function compose(letter: LetterModel, texts: LetterTexts): LetterContent {
  const words = new Words(texts, letter.language);
  const { sender } = letter;
  const day = dayOf(letter);
  const parts = partsOf(letter, words);
  const reference = referenceOf(letter, words);
  return {
    language: letter.language,
    region: letter.language === 'da' ? 'DK' : 'GB',
    title: titleOf(letter, words),
    author: sender.municipality,
    date: [Number(day.slice(0, 4)), Number(day.slice(5, 7)), Number(day.slice(8))],
    armsDescription: words.say('frame.arms', { municipality: sender.municipality }),
    sender: {
      name: sender.municipality,
      lines: [sender.department, ...sender.address, sender.phone, sender.contactPage],
    },
    recipient: recipientLines(letter, words),
    reference: [
      [words.say('frame.date'), words.date(day)],
      [words.say('frame.debtor-number'), String(letter.debtorNumber)],
      reference,
    ],
    online: onlineOf(letter, words),
    notes: notesOf(letter, words),
    runningHead: `${sender.municipality} · ${words.date(day)} · ${reference.join(' ')}`,
    pageWords: texts['frame.page'],
    required: Object.keys(parts) as PartName[], // its own keys
    parts,
  };
}

function referenceOf(letter: LetterModel, words: Words): Pair {
  if ('noticeReference' in letter) return [words.say('frame.letter'), letter.noticeReference];
  return [words.say(isDecision(letter) ? 'frame.reference' : 'frame.case'), letter.decisionReference];
}

// What can be complained about; the others only ask, or tell that nothing is decided.
function isDecision(letter: LetterModel): boolean {
  return 'complaint' in letter;
}

/** The day on the letter. */
export function dayOf(letter: LetterModel): PlainDate {
  return 'decisionDate' in letter ? letter.decisionDate : letter.letterDate;
}

function titleOf(letter: LetterModel, words: Words): string {
  switch (letter.kind) {
    case 'deferral':
    case 'suspension':
      return deferralTitle(letter, words);
    case 'lapse':
      return lapseTitle(letter, words);
    case 'transfer-notice':
      return words.say('transfer.title');
    case 'hearing':
    case 'income-request':
      return askingTitle(letter, words);
    case 'hearing-closed':
      return words.say('closed.title');
    case 'reversal':
      return reversalTitle(letter, words);
    case 'reminder':
      return reminderTitle(letter, words);
    case 'limitation':
      return limitationTitle(letter, words);
    case 'transfer-warning':
    case 'voluntary-plan':
    case 'voluntary-deferral':
    case 'plan-broken':
      return billsTitle(letter, words);
    case 'demand':
      return demandTitle(letter, words);
    case 'invoice':
      return invoiceTitle(letter, words);
    case 'set-off-hearing':
    case 'set-off':
      return setOffTitle(letter, words);
    case 'liability':
      return liabilityTitle(letter, words);
    case 'owed-back':
      return owedBackTitle(letter, words);
    case 'objection-answered':
      return objectionTitle(letter, words);
    case 'arrangement-refused':
      return arrangementRefusedTitle(letter, words);
    case 'complaint-answered':
      return complaintAnswerTitle(letter, words);
    case 'documentation-answered':
      return documentationAnswerTitle(letter, words);
    default:
      return planTitle(letter, words);
  }
}

function partsOf(letter: LetterModel, words: Words): LetterParts {
  const help = { 'help-and-rights': helpAndRights(letter, words) };
  if ('noticeReference' in letter) return { ...noticeParts(letter, words), ...help };
  switch (letter.kind) {
    case 'deferral':
    case 'suspension':
      return {
        ...deferralParts(letter, words),
        'what-you-owe': whatYouOwe(letter, words),
        hearing: hearing(letter, words),
        lapse: lapse(letter, words),
        ...decisionParts(letter, words),
      };
    case 'lapse':
      return { ...lapseParts(letter, words), ...decisionParts(letter, words) };
    case 'transfer-notice':
      return {
        ...transferParts(letter, words),
        'what-you-owe': whatYouOwe(letter, words),
        hearing: hearing(letter, words),
        ...decisionParts(letter, words),
      };
    case 'hearing':
    case 'income-request':
      return {
        ...askingParts(letter, words),
        ...(letter.kind === 'hearing' ? when('because', because(letter, words)) : {}),
        'what-you-owe': whatYouOwe(letter, words),
        calculation: calculation(letter, words),
        'legal-rules': legalRules(letter, words),
        ...help,
      };
    case 'hearing-closed':
      return { result: closedResult(letter, words), ...help };
    case 'reversal':
      return {
        ...reversalParts(letter, words),
        'complaint-guidance': complaintGuidance(letter, words),
        ...help,
      };
    default:
      return {
        ...planParts(letter, words),
        'what-you-owe': whatYouOwe(letter, words),
        hearing: hearing(letter, words),
        lapse: lapse(letter, words),
        ...decisionParts(letter, words),
      };
  }
}

function noticeParts(letter: NoticeLetter, words: Words): LetterParts {
  switch (letter.kind) {
    case 'reminder':
      return reminderParts(letter, words);
    case 'limitation':
      return limitationParts(letter, words);
    case 'transfer-warning':
    case 'voluntary-plan':
    case 'voluntary-deferral':
    case 'plan-broken':
      return billsParts(letter, words);
    case 'demand':
      return demandParts(letter, words);
    case 'invoice':
      return invoiceParts(letter, words);
    case 'set-off-hearing':
      return setOffHearingParts(letter, words);
    case 'set-off':
      return {
        ...setOffParts(letter, words),
        'complaint-guidance': complaintGuidance(letter, words),
      };
    case 'liability':
      return liabilityParts(letter, words);
    case 'owed-back':
      return owedBackParts(letter, words);
    case 'objection-answered':
      return objectionParts(letter, words);
    case 'arrangement-refused':
      return arrangementRefusedParts(letter, words);
    case 'complaint-answered':
      return complaintAnswerParts(letter, words);
    case 'documentation-answered':
      return documentationAnswerParts(letter, words);
    default:
      return unreachable(letter);
  }
}

/** What every decision has. */
function decisionParts(letter: DecisionLetter, words: Words): LetterParts {
  return {
    ...when('because', because(letter, words)),
    ...when('claim-changes', claimChanges(letter, words)),
    ...when('lapsed-claims', lapsedClaims(letter, words)),
    ...(letter.basis.length === 0 ? {} : { calculation: calculation(letter, words) }),
    'who-decided': whoDecided(letter, words),
    'complaint-guidance': complaintGuidance(letter, words),
    'help-and-rights': helpAndRights(letter, words),
    'legal-rules': legalRules(letter, words),
  };
}

function when(name: PartName, part: Part | null): LetterParts {
  return part === null ? {} : { [name]: part };
}

function recipientLines({ recipient }: LetterModel, words: Words): string[] {
  return recipient.address.kind === 'shown'
    ? [recipient.name, ...recipient.address.lines]
    : [recipient.name, words.say('frame.digital-only')];
}

function onlineOf({ page }: LetterModel, words: Words): OnlineAddress | null {
  if (page === undefined) return null;
  const shown = page.replace(/^https?:\/\//, '');
  return {
    lead: words.say('frame.online'),
    url: page,
    shown,
    code: qrSvg(page),
    codeSays: words.say('frame.online-code', { address: shown }),
  };
}

function notesOf(letter: LetterModel, words: Words): string[] {
  const { language, recipient } = letter;
  const translated = isDecision(letter) ? 'frame.translation-decision' : 'frame.translation-letter';
  const notes = language === 'en' ? [words.say(translated)] : [];
  if (recipient.onBehalfOf === null) return notes;
  const { name, role, how } = recipient.onBehalfOf;
  const why = [
    words.say(`addressee.${role}`, { name }),
    words.say(`addressee.${how}`, { name }),
    words.say(role === 'estate' ? 'addressee.you-estate' : 'addressee.you', { name }),
  ];
  return [...notes, why.join(' ')];
}
