import { readableKroner } from '../../../kernel/money.ts';
import { fillIn } from '../../../letters/texts/fill-in.ts';
import { configurationVersion } from '../../../municipality/configurations.ts';
import { linesToldTo } from '../../../payments/lines-told.ts';
import { html, type Html } from '../../ui/html.ts';
import { backLink } from '../../ui/parts.ts';
import { qrCode } from '../../ui/qr-code.ts';
import { addressOf } from '../addresses.ts';
import { heldNote } from '../overview/next-payment-words.ts';
import type { Answer, PersonalVisit } from '../route.ts';
import { payName } from './names.ts';
import { payChoices, type Payable } from './pay-form.ts';
import { underWayNotes } from './under-way-notes.ts';

/** The payment lines of what may be paid, as letters have them: that of the plan, or the newest that leads to it now. */
export async function bankPage(visit: PersonalVisit): Promise<Answer> {
  if (!visit.portal.payment.bank) return { kind: 'not-found' };
  const { debts: all, underWay, held } = await payChoices(visit);
  const debts = all.filter((debt) => debt.underWay === null);
  const lines = await linesOf(visit, debts);
  const said = visit.texts.pay;
  const withLine = debts.filter(({ ref }) => lines.has(ref));
  const without = debts.filter(({ ref, may }) => !lines.has(ref) && may !== 'not-needed');
  const main = html`<h1>${said.bankHeading}</h1>
    ${underWayNotes(visit, { debts: all, underWay })}
    ${heldNote({ held, inHand: debts.some(({ inHand }) => inHand) }, visit)}
    ${debts.length === 0 ? html`<p class="font-lead">${underWay.length > 0 ? said.nothingElse : said.nothing}</p>` : null}
    ${
      withLine.length === 0
        ? null
        : html`<p>${said.bankLead} ${said.nothingMore} ${said.bankHint}</p>
            <p>${said.qrHint}</p>`
    }
    ${withLine.map((debt) => lineCard(debt, lines.get(debt.ref) ?? '', visit))}
    ${without.length === 0 ? null : withoutLine(without, visit)}
    ${backLink({ href: addressOf(visit, { name: 'pay' }), text: said.back })}`;
  return { kind: 'page', page: { title: said.bankHeading, main } };
}

/** What has no line of its own, and what to do about it. */
function withoutLine(debts: readonly Payable[], visit: PersonalVisit): Html {
  return html`<p>${fillIn(visit.texts.pay.noLine, { phone: visit.contact.phone })}</p>
    <ul>
      ${debts.map((debt) => html`<li>${payName(debt, visit)}</li>`)}
    </ul>`;
}

function lineCard(debt: Payable, line: string, visit: PersonalVisit): Html {
  const { texts, language } = visit;
  const said = texts.pay;
  const name = payName(debt, visit);
  return html`<section aria-labelledby="${`line-${debt.ref}`}">
    <h2 id="${`line-${debt.ref}`}">${name}</h2>
    <dl class="facts">
      <div>
        <dt>${said.line}</dt>
        <dd><code class="payment-line">${line}</code></dd>
      </div>
      <div>
        <dt>${said.amount}</dt>
        <dd>${readableKroner(debt.amount, language)}</dd>
      </div>
    </dl>
    ${qrCode(line, fillIn(said.lineFor, { name }))}
  </section>`;
}

/** The line of each that has one: what it was given for may be another matter by now, so it is asked where it leads. */
async function linesOf(
  { tx, session }: PersonalVisit,
  debts: readonly Payable[],
): Promise<ReadonlyMap<string, string>> {
  const configured = await configurationVersion(tx, null);
  if (session.debtor === null || configured === null) return new Map();
  const told = await linesToldTo(tx, session.debtor, configured.configuration);
  return new Map(
    debts.flatMap((debt) => {
      // It leads to all of the debt, so that the whole amount can be paid with it.
      const its = told.find(({ claims }) => debt.mains.every((main) => claims.has(main)));
      return its === undefined ? [] : [[debt.ref, its.line] as const];
    }),
  );
}
