import { payListOf, payLists } from '../../../insight/debts-to-pay.ts';
import type { PlainDate } from '../../../kernel/dates.ts';
import { readableKroner, zeroOre } from '../../../kernel/money.ts';
import { fillIn } from '../../../letters/texts/fill-in.ts';
import { checkboxes, errorSummary, textField, titleWithError, type Choice } from '../../ui/form-fields.ts';
import { html, type Html } from '../../ui/html.ts';
import { linkButton, stepCount, submitButton } from '../../ui/parts.ts';
import { addressOf } from '../addresses.ts';
import { interestRunInWords } from '../debt/debt-card.ts';
import { theirPage } from '../debt/their-page.ts';
import { plannedToPay, whenTooMuch } from '../plan/plan-offer.ts';
import { resentForm } from '../post-form.ts';
import type { Answer, PersonalVisit } from '../route.ts';
import { directDebitLink } from '../direct-debit/offered.ts';
import { heldNote } from '../overview/next-payment-words.ts';
import { aboutPaying } from './about-paying.ts';
import { payName } from './names.ts';
import { payChoices, type Payable, type PayChoices, type WrongChoice } from './pay-form.ts';
import { takesBankForAny } from './own-bank.ts';
import { noWayInWords, paysAs } from './paying-here.ts';
import { nothingToPay, underWayNotes } from './under-way-notes.ts';

/** What was sent before. */
export interface SentBefore {
  readonly refs: ReadonlySet<string>;
  readonly amount: string;
  /** Why it cannot be gone on with; null = the reader has come back to it. */
  readonly wrong: WrongChoice | null;
}

/** Step 1: what to pay. What the overview asks for is ticked; nothing else ever is, and nothing where a part of it cannot be read. */
export async function payPage(visit: PersonalVisit): Promise<Answer> {
  const choices = await payChoices(visit);
  const { heading, chooseHeading } = visit.texts.pay;
  const debts = toChoose(choices);
  const isOpen = debts.length === 0 || visit.payBy.length > 0 || (await takesBankForAny(visit, debts));
  return isOpen
    ? { kind: 'page', page: { title: chooseHeading, main: choosing(visit, choices) } }
    : { kind: 'page', page: { title: heading, main: noWay(visit, choices) } };
}

/** The same page with what was chosen, and what is wrong with that. */
export function payPageAgain(visit: PersonalVisit, choices: PayChoices, before: SentBefore): Answer {
  const { chooseHeading } = visit.texts.pay;
  const isOpen = toChoose(choices).length === 0 || paysAs(visit) !== 'not';
  const main = isOpen ? choosing(visit, choices, before) : noWay(visit, choices);
  const to = { name: 'pay-choose' } as const;
  if (before.wrong === null)
    return { kind: 'page', page: { title: chooseHeading, main, resent: { to, by: 'back' } } };
  const title = titleWithError(chooseHeading, visit.language);
  return { kind: 'page', status: 422, page: { title, main, resent: { to, by: null } } };
}

/** Nothing can be paid here: that, whom to call, and what else one can do about it. */
function noWay(visit: PersonalVisit, choices: PayChoices): Html {
  return html`<h1>${visit.texts.pay.heading}</h1>
    ${underWayNotes(visit, choices)}
    <p class="font-lead">${noWayInWords(visit)}</p>
    ${otherWays(visit, choices)} ${elsewhere(visit, choices)} ${toOverview(visit)}`;
}

/** What is not being paid already. */
function toChoose({ debts }: PayChoices): readonly Payable[] {
  return debts.filter((debt) => debt.underWay === null);
}

/** What one can do besides paying now: let one's bank pay, or pay a little at a time. */
function otherWays(visit: PersonalVisit, choices: PayChoices): Html {
  const asked = toChoose(choices).filter(({ may }) => may !== 'not-needed');
  const offer = whenTooMuch(visit, asked.map(plannedToPay));
  return html`${choices.directDebit ? directDebitLink(visit) : null}
  ${offer === null ? null : html`<p>${offer}</p>`}`;
}

/** What is to be paid to Gældsstyrelsen. */
function elsewhere({ texts, language }: PersonalVisit, { atRecovery }: PayChoices): Html | null {
  if (atRecovery === zeroOre) return null;
  return html`<p>
    ${theirPage(texts.pay.atRecovery.replace('{amount}', readableKroner(atRecovery, language)))}
  </p>`;
}

function toOverview(visit: PersonalVisit): Html {
  const { toOverview: text } = visit.texts.pay;
  return html`<p>${linkButton({ href: addressOf(visit, { name: 'overview' }), text }, 'secondary')}</p>`;
}

/** What is being paid already is told of first, and cannot be chosen again. */
function choosing(visit: PersonalVisit, choices: PayChoices, before?: SentBefore): Html {
  const { isWhole, held } = choices;
  const debts = toChoose(choices);
  const notes = underWayNotes(visit, choices);
  const { texts, language } = visit;
  const said = texts.pay;
  if (debts.length === 0)
    return html`<h1>${said.heading}</h1>
      ${notes} ${isWhole ? nothingToPay(visit, choices) : null} ${elsewhere(visit, choices)}
      ${toOverview(visit)}`;
  const wrongIn = (field: WrongChoice['field']) =>
    before?.wrong?.field === field ? before.wrong.words : null;
  const ticked = before?.refs ?? askedFor(isWhole ? debts : [], visit.today);
  const first = debts[0] === undefined ? 'now' : payListOf(debts[0]);
  const lists = payLists
    .map((list) => ({ list, those: debts.filter((debt) => payListOf(debt) === list) }))
    .filter(({ those }) => those.length > 0)
    .map(({ list, those }) =>
      checkboxes(
        {
          id: list === first ? 'debt' : `debt-${list}`,
          label: said[headings[list]],
          hint: list === 'not-needed' ? said.notNeededHint : list === 'waiting' ? said.waitingHint : null,
          error: list === first ? wrongIn('debt') : null,
          language,
        },
        those.map((debt) => choiceOf(debt, visit, ticked)),
        'debt',
      ),
    );
  const amount = {
    id: 'amount',
    label: said.amount,
    hint: said.amountHint,
    error: wrongIn('amount'),
    required: false,
    language,
    value: before?.amount ?? '',
    keyboard: 'decimal',
  } as const;
  const summary = errorSummary(
    [{ id: 'debt', label: said.chooseHeading, error: wrongIn('debt'), language }, amount],
    language,
  );
  const run = interestRunInWords(choices.interestRun, visit);
  return html`${summary} ${stepCount(1, 3, language)}
    <h1>${said.chooseHeading}</h1>
    ${notes} ${run === null ? null : html`<p>${run}</p>`}
    ${heldNote({ held, inHand: debts.some(({ inHand }) => inHand) }, visit)}
    <p>${said.free}</p>
    ${resentForm(visit, { name: 'pay-choose' }, html`${lists} ${textField(amount)} ${submitButton(said.onward)}`)}
    ${otherWays(visit, choices)} ${elsewhere(visit, choices)}`;
}

const headings = { now: 'now', coming: 'coming', waiting: 'waiting', 'not-needed': 'notNeeded' } as const;

/** What the overview asks for: what is late or due today, or else what falls due first, of what is to be paid now, by the reader, and not in our hands perhaps already. */
function askedFor(debts: readonly Payable[], today: PlainDate): ReadonlySet<string> {
  const toPay = debts.filter(({ may, bank, inHand }) => may === 'now' && bank === null && !inHand);
  const [first = today] = toPay.map(({ by }) => by ?? today).toSorted();
  const until = first > today ? first : today;
  return new Set(toPay.flatMap(({ by, ref }) => (by === null || by <= until ? [ref] : [])));
}

function choiceOf(debt: Payable, visit: PersonalVisit, ticked: ReadonlySet<string>): Choice {
  const { language, texts } = visit;
  const said = texts.pay;
  const left =
    debt.left === debt.amount ? null : fillIn(said.leftOf, { left: readableKroner(debt.left, language) });
  return {
    value: debt.ref,
    label: `${payName(debt, visit)}: ${readableKroner(debt.amount, language)}`,
    hint: [...aboutPaying(debt, visit), ...(left === null ? [] : [left])].join(' ') || null,
    chosen: ticked.has(debt.ref),
  };
}
