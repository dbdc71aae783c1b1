import { payListOf } from '../../../insight/debts-to-pay.ts';
import { readableKroner } from '../../../kernel/money.ts';
import { fillIn } from '../../../letters/texts/fill-in.ts';
import { orElse, readPart } from '../../../platform/read-partly.ts';
import { html, type Html } from '../../ui/html.ts';
import { backLink, facts } from '../../ui/parts.ts';
import { qrCode } from '../../ui/qr-code.ts';
import { addressOf } from '../addresses.ts';
import { heldNote } from '../overview/next-payment-words.ts';
import type { Answer, PersonalVisit } from '../route.ts';
import { aboutPaying } from './about-paying.ts';
import { payName } from './names.ts';
import { linesOf, takesBank } from './own-bank.ts';
import { payChoices, type Payable } from './pay-form.ts';
import { nothingToPay, underWayNotes } from './under-way-notes.ts';

/** How to pay in one's own bank, as letters say it: by the payment line of each that has one, that of the plan or the newest that leads to it now, and to the municipality's account. */
export async function bankPage(visit: PersonalVisit): Promise<Answer> {
  if (!takesBank(visit)) return { kind: 'not-found' };
  const { debts: all, underWay, held, isWhole } = await payChoices(visit);
  const debts = all.filter((debt) => debt.underWay === null);
  const known = await readPart(visit.tx, 'payment-lines', () => linesOf(visit, debts));
  const lines = orElse(known, new Map<string, string>());
  const said = visit.texts.pay;
  const withLine = debts.filter(({ ref }) => lines.has(ref));
  const without = debts.filter(({ ref }) => !lines.has(ref));
  const main = html`<h1>${said.bankHeading}</h1>
    ${underWayNotes(visit, { debts: all, underWay })}
    ${heldNote({ held, inHand: debts.some(({ inHand }) => inHand) }, visit)}
    ${debts.length === 0 && isWhole ? nothingToPay(visit, { debts: all, underWay }) : null}
    ${
      withLine.length === 0
        ? null
        : html`<p>${said.bankLead} ${said.nothingMore} ${said.bankHint}</p>
            <p>${said.qrHint}</p>`
    }
    ${withLine.map((debt) => lineCard(debt, lines.get(debt.ref) ?? '', visit))}
    ${debts.length === 0 ? null : (toAccount(visit, { without, isOnly: withLine.length === 0 }) ?? (known.state === 'read' ? withoutLine(without, visit) : null))}
    ${backLink({ href: addressOf(visit, { name: 'pay' }), text: said.back })}`;
  return { kind: 'page', page: { title: said.bankHeading, main } };
}

/** The municipality's account, for what has no line and instead of one; null = it takes no money there. */
function toAccount(
  visit: PersonalVisit,
  { without, isOnly }: { readonly without: readonly Payable[]; readonly isOnly: boolean },
): Html | null {
  const { texts, letterhead, session } = visit;
  const { bankAccount: account } = letterhead;
  if (account === null) return null;
  const said = texts.pay;
  return html`<section aria-labelledby="account">
    <h2 id="account">${said.account}</h2>
    <p>${isOnly ? said.bankHint : said.accountToo}</p>
    ${isOnly || without.length === 0 ? null : html`<p>${said.accountOnly}</p>`}
    ${without.length === 0 ? null : facts(without.map((debt) => ({ name: payName(debt, visit), value: amountOf(debt, visit) })))}
    ${facts([
      { name: said.registration, value: account.registration },
      { name: said.accountNumber, value: account.number },
      { name: said.message, value: String(session.debtor) },
    ])}
  </section>`;
}

/** How much of it, by when, and whether it need be paid. */
function amountOf(debt: Payable, visit: PersonalVisit): Html {
  const said = visit.texts.pay;
  const need =
    debt.may === 'not-needed' ? [payListOf(debt) === 'waiting' ? said.waiting : said.notNeeded] : [];
  const about = [...aboutPaying(debt, visit), ...need].map((words) => html`<br />${words}`);
  return html`${readableKroner(debt.amount, visit.language)}${about}`;
}

/** What has no line of its own, and what to do about it. */
function withoutLine(debts: readonly Payable[], visit: PersonalVisit): Html | null {
  if (debts.length === 0) return null;
  return html`<p>${fillIn(visit.texts.pay.noLine, { phone: visit.contact.phone })}</p>
    <ul>
      ${debts.map((debt) => html`<li>${payName(debt, visit)}</li>`)}
    </ul>`;
}

function lineCard(debt: Payable, line: string, visit: PersonalVisit): Html {
  const said = visit.texts.pay;
  const name = payName(debt, visit);
  return html`<section aria-labelledby="${`line-${debt.ref}`}">
    <h2 id="${`line-${debt.ref}`}">${name}</h2>
    ${facts([
      { name: said.line, value: html`<code class="payment-line">${line}</code>` },
      { name: said.amount, value: amountOf(debt, visit) },
    ])}
    ${qrCode(line, fillIn(said.lineFor, { name }))}
  </section>`;
}
