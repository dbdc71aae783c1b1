import type { EndedPlan } from '../../../insight/ended-plans.ts';
import type { DebtLine, NextEvent } from '../../../insight/overview/types.ts';
import { readableDate, type PlainDate } from '../../../kernel/dates.ts';
import { readableKroner, type Ore } from '../../../kernel/money.ts';
import { fillIn } from '../../../letters/texts/fill-in.ts';
import type { Texts } from '../texts/texts.ts';
import { nameInWords, togetherInWords, type NamingWords } from './debt-words.ts';
import { restsInWords, stoppedInWords, type NextWords } from './held-words.ts';

/** What happens next, in a sentence or two. */
export function nextInWords(next: NextEvent, { texts, language, phones }: NextWords): string {
  const phone = phones.cannotPay;
  const said = texts.debts;
  const day = (date: PlainDate) => readableDate(date, language);
  const amount = (value: Ore) => readableKroner(value, language);
  switch (next.tag) {
    case 'pay-by':
      return fillIn(said.payBy, { by: day(next.by) });
    case 'asked-later':
      return said.askedLater;
    case 'overdue':
      return fillIn(said.overdue, { by: day(next.by), phone });
    case 'written':
      return fillIn(next.warns ? said.writtenBeforeRecovery : said.written, {
        on: day(next.on),
        by: day(next.by),
        phone,
      });
    case 'written-late':
      return next.by === null
        ? fillIn(said.writtenNow, { on: day(next.on), phone })
        : fillIn(said.writtenLate, { on: day(next.on), by: day(next.by), phone });
    case 'quiet':
      return next.again === null
        ? fillIn(said.quiet, { by: day(next.by), phone })
        : fillIn(said.quietAgain, { on: day(next.again), by: day(next.by), phone });
    case 'plan-fell-away':
      return next.by === null
        ? fillIn(said.planFellAway, { phone })
        : `${said.planFellAwayQuiet} ${fillIn(said.quiet, { by: day(next.by), phone })}`;
    case 'before-recovery':
      return fillIn(said.beforeRecovery, { by: day(next.by) });
    case 'instalments': {
      const monthly = amount(next.monthly);
      return next.by === null
        ? fillIn(said.instalmentsDone, { monthly })
        : fillIn(said.instalments, { monthly, by: day(next.by) });
    }
    case 'instalments-late':
    case 'instalments-quiet':
    case 'plan-demanded':
    case 'plan-demanded-late':
      return missedInWords(next, { texts, language, phones });
    case 'deferred-until':
      return fillIn(said.deferredUntil, { until: day(next.until) });
    case 'held':
    case 'rests':
      return restsInWords(next, { texts, language, phones });
    case 'pay-now':
      return fillIn(said.payNow, { phone: phones.cannotPay });
    case 'plan-disputed':
      return next.who === 'own' ? said.planDisputed : said.planDisputedElse;
    case 'stopped':
      return stoppedInWords(next.reason, texts);
    case 'paid':
      return next.on === null ? said.paid : fillIn(said.paidOn, { on: day(next.on) });
    default:
      return fillIn(said[sentences[next.tag]], { phone });
  }
}

type Missed = Extract<
  NextEvent,
  { tag: 'instalments-late' | 'instalments-quiet' | 'plan-demanded' | 'plan-demanded-late' }
>;

/** What is missing of what is paid by instalments, and until when that can be put right. */
function missedInWords(next: Missed, { texts: { debts: said }, language, phones }: NextWords): string {
  const day = (date: PlainDate) => readableDate(date, language);
  const amount = (value: Ore) => readableKroner(value, language);
  const told = { missing: amount(next.missing), by: day(next.by), phone: phones.cannotPay };
  switch (next.tag) {
    case 'plan-demanded':
      return fillIn(next.demanded < next.missing ? said.planDemandedPart : said.planDemanded, {
        ...told,
        on: day(next.on),
        demanded: amount(next.demanded),
      });
    case 'plan-demanded-late': {
      const sentence = next.demanded < next.missing ? said.planDemandedLateMore : said.planDemandedLate;
      const asked = { on: day(next.on), by: day(next.deadline), demanded: amount(next.demanded) };
      return fillIn(sentence, { ...told, ...asked });
    }
    case 'instalments-late':
    case 'instalments-quiet': {
      const late = fillIn(lateSentence(next, said), told);
      if (next.next === null) return late;
      const { amount: coming, due } = next.next;
      return `${late} ${fillIn(said.instalmentAfter, { amount: amount(coming), due: day(due) })}`;
    }
  }
}

function lateSentence(
  next: Extract<Missed, { tag: 'instalments-late' | 'instalments-quiet' }>,
  said: Texts['debts'],
): string {
  if (next.tag === 'instalments-quiet') return said.instalmentsQuiet;
  return next.isOldest ? said.instalmentsLateOldest : said.instalmentsLate;
}

/** That the plan is over by which a debt was to be paid, and why all of it is asked for. */
export function planEndedInWords(
  { on: day, isBroken }: EndedPlan,
  { texts, language }: Pick<NextWords, 'texts' | 'language'>,
): string {
  const said = texts.debts;
  return fillIn(isBroken ? said.planBroke : said.planStopped, { on: readableDate(day, language) });
}

/** What happens next where it takes no date and no amount. */
const sentences = {
  'recovery-next': 'recoveryNext',
  'whole-now': 'wholeNow',
  agreed: 'agreed',
  deferred: 'deferred',
  undecided: 'undecided',
  'on-its-way': 'onItsWay',
  'at-recovery': 'there',
  disputed: 'disputed',
  'disputed-on-plan': 'disputedOnPlan',
  'to-correct': 'toCorrect',
  'not-known': 'notKnown',
  withdrawn: 'withdrawn',
  lapsed: 'lapsed',
  'time-barred': 'timeBarred',
  discharged: 'discharged',
  'written-off': 'writtenOff',
} as const satisfies Readonly<Record<string, keyof Texts['debts']>>;

/** What follows from a complaint that a debt is to be repaid; null = nothing does. */
export function complaintInWords({ complaint }: Pick<DebtLine, 'complaint'>, texts: Texts): string | null {
  const said = texts.debts;
  if (complaint === null) return null;
  if (complaint === 'kept') return said.complaintKept;
  return complaint === 'own' ? said.complaintOwn : said.complaintOwnKept;
}

/** That an amount of instalments is for more than a debt, and for what else; null = it is for the debt alone. */
export function paidWithInWords(
  { paidWith, next: { tag } }: Pick<DebtLine, 'paidWith' | 'next'>,
  visit: NamingWords,
): string | null {
  if (paidWith.length === 0 || !ASKED_TOGETHER.has(tag)) return null;
  const { debts: said } = visit.texts;
  const others = paidWith.map((each) => nameInWords(each, visit));
  return fillIn(said.oneAmount, { all: togetherInWords([said.this, ...others], visit.texts) });
}

/** What tells an amount that is asked for by instalments. */
const ASKED_TOGETHER: ReadonlySet<NextEvent['tag']> = new Set([
  'instalments',
  'instalments-late',
  'instalments-quiet',
  'plan-demanded',
  'plan-demanded-late',
]);
