import { payListOf } from '../../../insight/debts-to-pay.ts';
import { readableKroner, sumOre, type Ore } from '../../../kernel/money.ts';
import { fillIn } from '../../../letters/texts/fill-in.ts';
import { orElse, readPart } from '../../../platform/read-partly.ts';
import type { LineTold } from '../../../payments/lines-told.ts';
import { html, type Html } from '../../ui/html.ts';
import { backLink, facts, stepCount, submitButton } from '../../ui/parts.ts';
import { qrCode } from '../../ui/qr-code.ts';
import { addressOf } from '../addresses.ts';
import { togetherInWords } from '../debt/debt-words.ts';
import { heldNote } from '../overview/next-payment-words.ts';
import { resentForm } from '../post-form.ts';
import type { Answer, PersonalVisit } from '../route.ts';
import { aboutPaying } from './about-paying.ts';
import { payName } from './names.ts';
import { takesBank } from '../../../municipality/own-bank.ts';
import { linesOf } from './own-bank.ts';
import { carried, payChoices, type Chosen, type Payable, type PayChoices } from './pay-form.ts';
import { nothingToPay, underWayNotes } from './under-way-notes.ts';

/** How to pay all that can be paid in one's own bank, as letters say it: by the payment line of each that has one, that of the plan or of the debt itself, and to the municipality's account. */
export async function bankPage(visit: PersonalVisit): Promise<Answer> {
  if (!takesBank(visit)) return { kind: 'not-found' };
  const choices = await payChoices(visit);
  const debts = choices.debts.filter((debt) => debt.underWay === null);
  const said = visit.texts.pay;
  const main = html`<h1>${said.bankHeading}</h1>
    ${underWayNotes(visit, choices)}
    ${heldNote({ held: choices.held, inHand: debts.some(({ inHand }) => inHand) }, visit)}
    ${debts.length > 0 ? await waysOf(visit, choices, wholeOf(debts)) : choices.isWhole ? nothingToPay(visit, choices) : null}
    ${backLink({ href: addressOf(visit, { name: 'pay' }), text: said.back })}`;
  return { kind: 'page', page: { title: said.bankHeading, main } };
}

/** Step 3 of who has chosen their own bank: what was chosen alone, with the amount that was, and the way back to it. Nothing is written. */
export async function bankPageFor(
  visit: PersonalVisit,
  choices: PayChoices,
  chosen: Chosen,
): Promise<Answer> {
  const said = visit.texts.pay;
  const toPay = wholeOf(chosen.debts).map((each) =>
    chosen.written === '' ? each : { ...each, amount: chosen.amount },
  );
  const main = html`${stepCount(3, 3, visit.language)}
    <h1>${said.bankHeading}</h1>
    ${heldNote({ held: choices.held, inHand: chosen.debts.some(({ inHand }) => inHand) }, visit)}
    ${await waysOf(visit, choices, toPay)}
    ${resentForm(
      visit,
      { name: 'pay-choose' },
      html`${carried(chosen)}
        <input type="hidden" name="method" value="bank" /> ${submitButton(said.back, 'secondary')}`,
    )}`;
  return {
    kind: 'page',
    page: { title: said.bankHeading, main, resent: { to: { name: 'pay-begin' }, by: null } },
  };
}

/** So much of a debt is to be paid. */
interface ToPay {
  readonly debt: Payable;
  readonly amount: Ore;
}

function wholeOf(debts: readonly Payable[]): ToPay[] {
  return debts.map((debt) => ({ debt, amount: debt.amount }));
}

/** By line and to the account. What the same line leads to is paid by it at once. */
async function waysOf(
  visit: PersonalVisit,
  { debts: all }: PayChoices,
  toPay: readonly ToPay[],
): Promise<Html> {
  const debts = toPay.map(({ debt }) => debt);
  const known = await readPart(visit.tx, 'payment-lines', () => linesOf(visit, debts));
  const lines = orElse(known, new Map<string, LineTold>());
  const said = visit.texts.pay;
  const lineOf = ({ debt: { ref } }: ToPay) => lines.get(ref)?.line ?? null;
  const byLine = [...Map.groupBy(toPay, lineOf)];
  const without = toPay.filter((each) => lineOf(each) === null);
  const lead = html`<p>${said.bankLead} ${said.nothingMore} ${said.bankHint}</p>
    <p>${said.qrHint}</p>`;
  const cards = byLine.flatMap(([line, those]) => {
    const leadsTo = lines.get(those[0]?.debt.ref ?? '')?.claims;
    if (line === null || leadsTo === undefined) return [];
    const besides = all.filter(
      ({ ref, mains }) =>
        those.every(({ debt }) => debt.ref !== ref) && mains.some((main) => leadsTo.has(main)),
    );
    return [lineCard({ line, those, besides }, visit)];
  });
  const isOnly = cards.length === 0;
  return html`${isOnly ? null : lead} ${cards}
  ${toAccount(visit, { without, isOnly, isOneOf: all.length > 1 }) ?? (known.state === 'read' ? withoutLine(without, visit) : null)}`;
}

/** The municipality's account, for what has no line and instead of one; null = it takes no money there. */
function toAccount(
  visit: PersonalVisit,
  {
    without,
    isOnly,
    isOneOf,
  }: {
    readonly without: readonly ToPay[];
    readonly isOnly: boolean;
    /** More can be paid than one thing: what comes without a line is for what is to be paid first (law/payment-order.ts). */
    readonly isOneOf: boolean;
  },
): Html | null {
  const { texts, letterhead, session, contact } = visit;
  const { bankAccount: account } = letterhead;
  if (account === null) return null;
  const said = texts.pay;
  return html`<section aria-labelledby="account">
    <h2 id="account">${said.account}</h2>
    <p>${isOnly ? said.bankHint : said.accountToo}</p>
    ${isOneOf ? html`<p>${fillIn(said.accountOrder, { phone: contact.phone })}</p>` : null}
    ${isOnly || without.length === 0 ? null : html`<p>${said.accountOnly}</p>`}
    ${without.length === 0 ? null : facts(without.map((each) => ({ name: payName(each.debt, visit), value: amountOf(each, visit) })))}
    ${facts([
      { name: said.registration, value: account.registration },
      { name: said.accountNumber, value: account.number },
      { name: said.message, value: String(session.debtor) },
    ])}
  </section>`;
}

/** How much of it, by when, and whether it need be paid. */
function amountOf({ debt, amount }: ToPay, visit: PersonalVisit): Html {
  const said = visit.texts.pay;
  const need =
    debt.may === 'not-needed' ? [payListOf(debt) === 'waiting' ? said.waiting : said.notNeeded] : [];
  const about = [...aboutPaying(debt, visit), ...need].map((words) => html`<br />${words}`);
  return html`${readableKroner(amount, visit.language)}${about}`;
}

/** What has no line of its own, and what to do about it. */
function withoutLine(without: readonly ToPay[], visit: PersonalVisit): Html | null {
  if (without.length === 0) return null;
  const said = visit.texts.pay;
  return html`<p>
      ${fillIn(visit.payBy.length > 0 ? said.noLine : said.noLineCall, { phone: visit.contact.phone })}
    </p>
    <ul>
      ${without.map(({ debt }) => html`<li>${payName(debt, visit)}</li>`)}
    </ul>`;
}

interface LineShown {
  readonly line: string;
  /** What is paid by it, at least one thing. */
  readonly those: readonly ToPay[];
  /** What else it leads to: then the money is for what of all that is to be paid first. */
  readonly besides: readonly Payable[];
}

function lineCard({ line, those, besides }: LineShown, visit: PersonalVisit): Html {
  const said = visit.texts.pay;
  const names = those.map(({ debt }) => payName(debt, visit));
  const name = togetherInWords(names, visit.texts);
  const [first] = those;
  const id = `line-${first?.debt.ref ?? ''}`;
  const sum = sumOre(those.map(({ amount }) => amount));
  const others = togetherInWords(
    besides.map((debt) => payName(debt, visit)),
    visit.texts,
  );
  const amounts =
    first !== undefined && those.length === 1
      ? [{ name: said.amount, value: amountOf(first, visit) }]
      : [
          ...those.map((each, place) => ({ name: names[place] ?? '', value: amountOf(each, visit) })),
          { name: said.amount, value: html`<strong>${readableKroner(sum, visit.language)}</strong>` },
        ];
  return html`<section aria-labelledby="${id}">
    <h2 id="${id}">${name}</h2>
    ${facts([{ name: said.line, value: html`<code class="payment-line">${line}</code>` }, ...amounts])}
    ${others === '' ? null : html`<p>${fillIn(said.lineToo, { others })}</p>`}
    ${qrCode(line, fillIn(said.lineFor, { name }))}
  </section>`;
}
