import type { MonthExplained } from '../../../agreements/explain.ts';
import type { YourPayment } from '../../../insight/your-payment.ts';
import { readableDate, readableMonth, type PlainDate } from '../../../kernel/dates.ts';
import { readableKroner } from '../../../kernel/money.ts';
import { unreachable } from '../../../kernel/result.ts';
import { fillIn } from '../../../letters/texts/fill-in.ts';
import { orElse } from '../../../platform/read-partly.ts';
import { html, type Html } from '../../ui/html.ts';
import type { Link } from '../../ui/parts.ts';
import { addressOf, type Place } from '../addresses.ts';
import { cannotPayPhone, phonesAbout } from '../contact.ts';
import type { Around } from '../debt/debt-card.ts';
import { complaintInWords, nextInWords } from '../debt/next-words.ts';
import { stoppedInWords } from '../debt/held-words.ts';
import { mayWrite } from '../messages/may-write.ts';
import { isShown } from '../shown.ts';
import type { Texts } from '../texts/texts.ts';
import { stepsInShort, yearChart } from './steps.ts';

type Standing = YourPayment['standing'];

/** Why it is so much, or nothing, or all of it; and the way to every month. */
export function why(visit: Around, { standing, explained: read }: YourPayment): Html | null {
  const said = visit.texts.yourPayment;
  const explained = orElse(read, null);
  const steps = explained === null ? null : stepsInShort(visit, explained.steps);
  switch (standing.kind) {
    case 'not-known':
      return null;
    case 'plan':
      return html`<h2>${said.why}</h2>
        ${read.state === 'down' ? null : html`<p>${explained === null ? said.byHand : said.fixed}</p>`}
        ${steps} ${chart(visit, explained)} ${furtherOn(visit, { explained })}`;
    case 'deferral':
      return html`<h2>${said.whyNothing}</h2>
        ${steps} ${furtherOn(visit, { explained })}`;
    case 'stopped':
      return html`<h2>${said.whyNothing}</h2>
        <p>${stoppedInWords(standing.reason, visit.texts)}</p>
        ${furtherOn(visit, { explained: null, isOver: true })}`;
    case 'whole':
      return html`<h2>${said.whyWhole}</h2>
        ${becauseOf(visit, standing).map((words) => html`<p>${words}</p>`)}
        ${furtherOn(visit, { explained: null })}`;
    case 'settled':
    case 'on-its-way':
    case 'undecided': {
      const links = furtherOn(visit, { explained: null, isOver: standing.kind !== 'undecided' });
      return links === null
        ? null
        : html`<h2>${said.how}</h2>
            ${links}`;
    }
    default:
      return unreachable(standing);
  }
}

function chart(visit: Around, explained: MonthExplained | null): Html | null {
  const found = explained?.determination.found;
  if (found?.outcome !== 'plan' || found.netIncomeYear === null || found.percent === null) return null;
  const { netIncomeYear: year, percent, monthly } = found;
  return html`<h3 id="picture">${visit.texts.yourPayment.picture}</h3>
    ${yearChart(visit, { labelledBy: 'picture', year, percent, monthly })}`;
}

/** What was missing, what was written about it, what comes next, and what one can do. */
function becauseOf(
  visit: Around,
  { fellAway, next, isTold, complaint }: Extract<Standing, { kind: 'whole' }>,
): string[] {
  const { texts, language } = visit;
  const said = texts.yourPayment;
  const { missed, missedOn, demandedOn, deadline } = fellAway;
  const day = (value: PlainDate) => readableDate(value, language);
  const isLeft = next.tag === 'plan-fell-away' && next.by === null && complaint === null;
  return [
    fillIn(said.wholeMissed, { missing: readableKroner(missed, language), since: day(missedOn) }),
    ...(deadline === null ? [] : [fillIn(said.wholeAsked, { on: day(demandedOn), by: day(deadline) })]),
    ...(isLeft && !isTold
      ? [said.wholeThen]
      : [nextInWords(next, { texts, language, phones: phonesAbout(visit) })]),
    ...[complaintInWords({ complaint }, texts)].filter((words) => words !== null),
    fillIn(said.wholeCan, { phone: cannotPayPhone(visit) }),
  ];
}

/** All figures of the month behind the amount, every other month, and, while something is left to pay here, what the rules would say of other figures. */
function furtherOn(
  visit: Around,
  { explained, isOver = false }: { readonly explained: MonthExplained | null; readonly isOver?: boolean },
): Html | null {
  const said = visit.texts.yourPayment;
  const month = explained?.determination.month;
  const pages: readonly (readonly [Place, string])[] = [
    ...(month === undefined
      ? []
      : ([
          [
            { name: 'calculation-month', ref: month },
            fillIn(said.seeMonth, { month: readableMonth(month, visit.language) }),
          ],
        ] as const)),
    [{ name: 'calculation' }, said.allMonths],
    ...(isOver ? [] : ([[{ name: 'what-if' }, said.whatIf]] as const)),
  ];
  const links = pages
    .filter(([{ name }]) => isShown(name, visit.portal))
    .map(([place, text]): Link => ({ href: addressOf(visit, place), text }));
  if (links.length === 0) return null;
  return html`<ul>
    ${links.map(({ href, text }) => html`<li><a href="${href}">${text}</a></li>`)}
  </ul>`;
}

/** What may be wrong, by how it stands: nobody is told that something could lower an amount that there is not. */
const wrongIn: Readonly<Record<Standing['kind'], readonly (keyof Texts['yourPayment'])[]>> = {
  plan: ['wrongIncome', 'wrongChildren', 'wrongBenefit'],
  undecided: ['wrongIncome', 'wrongChildren', 'wrongBenefit'],
  'not-known': ['wrongIncome', 'wrongChildren', 'wrongBenefit'],
  whole: ['wrongIncome', 'wrongBenefit'],
  deferral: ['wrongAny'],
  stopped: ['wrongAny'],
  settled: ['wrongAny'],
  'on-its-way': ['wrongAny'],
};

/** What one can do where something is wrong, or one disagrees. */
export function wrong(
  visit: Around,
  { standing, complainBy, isDecided }: YourPayment,
  today: PlainDate,
): Html {
  const { texts, language, contact } = visit;
  const said = texts.yourPayment;
  const by = complainBy === null ? '' : readableDate(complainBy, language);
  const complain =
    complainBy === null
      ? said.complainAny
      : fillIn(complainBy < today ? said.complainLate : said.complain, { by, phone: contact.phone });
  const phone = { phone: contact.phone };
  return html`<h2>${said.wrong}</h2>
    <ul>
      ${wrongIn[standing.kind].map((key) => html`<li>${fillIn(said[key], phone)}</li>`)}
      ${standing.kind !== 'settled' && mayWrite(visit, 'documentation') ? linkItem(visit, 'send-documentation', said.sendPapers) : null}
      ${isDecided ? html`<li>${complain}</li>` : null}
      ${isDecided && mayWrite(visit, 'complaints') ? linkItem(visit, 'write', said.complainHere) : null}
    </ul>`;
}

function linkItem(visit: Around, name: 'send-documentation' | 'write', text: string): Html {
  return html`<li><a href="${addressOf(visit, { name })}">${text}</a></li>`;
}
