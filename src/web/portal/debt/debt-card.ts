import type { DebtLine } from '../../../insight/overview/types.ts';
import { readableDate } from '../../../kernel/dates.ts';
import { readableKroner, zeroOre, type Ore } from '../../../kernel/money.ts';
import { fillIn } from '../../../letters/texts/fill-in.ts';
import { pageRef, type PageKey } from '../../../municipality/page-refs.ts';
import { html, type Html } from '../../ui/html.ts';
import { details, facts } from '../../ui/parts.ts';
import { addressOf, type Place } from '../addresses.ts';
import { collectedOf, whatNext, type Collected } from '../direct-debit/offered.ts';
import type { PersonalVisit } from '../route.ts';
import { theirPage } from './their-page.ts';
import { nameInWords, originInWords } from './debt-words.ts';

export type Around = Pick<
  PersonalVisit,
  | 'texts'
  | 'language'
  | 'municipality'
  | 'municipalityName'
  | 'contact'
  | 'letterhead'
  | 'portal'
  | 'hasPaymentLines'
  | 'payBy'
  | 'now'
  | 'session'
  | 'offersPlanOn'
  | 'waysIn'
  | 'hidesAddress'
>;

/** Where the page of a debt is. */
export function placeOfDebt({ mains: [main] }: Pick<DebtLine, 'mains'>, key: PageKey): Place {
  if (main === undefined) throw new Error('a debt has a claim');
  return { name: 'debt', ref: pageRef(key, 'claim', main) };
}

/** That interest has run besides, and when it comes; null = none has. */
export function interestRunInWords(
  run: Ore,
  { texts, language }: Pick<Around, 'texts' | 'language'>,
): string | null {
  return run === zeroOre ? null : fillIn(texts.debts.interestRun, { amount: readableKroner(run, language) });
}

export interface Card {
  readonly debt: DebtLine;
  readonly key: PageKey;
  /** Under the heading of its group, or under that of the page. */
  readonly level: 2 | 3;
  /** What the reader's bank pays of it by Betalingsservice, by main claim; absent = nothing. */
  readonly collected?: Collected;
}

/** A debt at a glance, with the way to its own page. */
export function debtCard(visit: Around, { debt, key, level, collected = new Map() }: Card): Html {
  const said = visit.texts.debts;
  const name = nameInWords(debt, visit);
  const href = addressOf(visit, placeOfDebt(debt, key));
  const heading = debt.months.length === 0 ? html`<a href="${href}">${name}</a>` : html`${name}`;
  const months =
    debt.months.length === 0
      ? html`<p>
          <a href="${href}">${said.more}<span class="sr-only">: ${name}</span></a>
        </p>`
      : eachMonth(visit, debt.months, key);
  return html`<li class="debt">
    ${level === 2 ? html`<h2 class="h3">${heading}</h2>` : html`<h3>${heading}</h3>`}
    ${facts(rowsOf(visit, debt, collected))} ${months}
    ${debt.name.benefit === null || debt.state === null ? arrangedLink(visit, debt) : planLink(visit, debt)}
  </li>`;
}

function rowsOf(
  visit: Around,
  debt: DebtLine,
  collected: Collected,
): { readonly name: string; readonly value: string | Html }[] {
  const { texts, language } = visit;
  const said = texts.debts;
  const count = debt.months.length;
  const isAwaited = collectedOf(debt.mains, collected)?.answer === 'awaited';
  const isSettling = isAwaited || debt.underWay?.waitsFor === 'answer';
  const day = dayName(debt);
  const words = whatNext(debt, visit, collected);
  const next = debt.next.tag === 'at-recovery' ? html`${words} ${theirPage(said.therePage)}` : words;
  const amount = (value: DebtLine['left']) => html`<strong>${readableKroner(value, language)}</strong>`;
  return [
    ...(debt.left > zeroOre ? [{ name: said.amountNow, value: amount(debt.left) }] : []),
    ...(debt.atRecovery > zeroOre ? [{ name: said.amountThere, value: amount(debt.atRecovery) }] : []),
    ...(debt.by === null || day === null || debt.left === zeroOre || isSettling
      ? []
      : [{ name: said[day], value: readableDate(debt.by, language) }]),
    {
      name: said.from,
      value:
        count === 0
          ? originInWords(debt, visit)
          : fillIn(said.months, { count: String(count), municipality: visit.municipalityName }),
    },
    { name: said.next, value: next },
  ];
}

/** What the day beside the amount is; null = it is of what is missing of a plan, and stands with that. */
function dayName({ state, next }: DebtLine): 'by' | 'byMissing' | 'wasBy' | 'nextInstalment' | null {
  switch (next.tag) {
    case 'overdue':
    case 'written-late':
      return 'wasBy';
    case 'plan-demanded':
      // A part of it has that day.
      return next.demanded < next.missing ? null : 'byMissing';
    case 'instalments-quiet':
      return 'byMissing';
    case 'instalments-late':
    case 'plan-demanded-late':
      return null;
    default:
      return state === 'on-plan' ? 'nextInstalment' : 'by';
  }
}

/** Why it is so much a month has a page of its own. */
function planLink(visit: Around, { left }: DebtLine): Html | null {
  if (left === zeroOre) return null;
  const href = addressOf(visit, { name: 'your-payment' });
  return html`<p><a href="${href}">${visit.texts.debt.seePlan}</a></p>`;
}

/** What is paid a little at a time by agreement has a page with every payment, and so has what one has asked for. */
function arrangedLink(visit: Around, debt: DebtLine): Html | null {
  const link = wayToPlans(visit, debt);
  return link === null ? null : html`<p>${link}</p>`;
}

/** The way to the plan by which a debt is paid or was to be paid, or to the one that was asked for and waits; null = there is none. */
export function wayToPlans(visit: Around, { hasOwnPlan, next, wishWaits, planEnded }: DebtLine): Html | null {
  const said = visit.texts.plans;
  const waits = wishWaits || (next.tag === 'held' && next.reason === 'request');
  if (!hasOwnPlan && !waits && planEnded === null) return null;
  const href = addressOf(visit, { name: 'plans' });
  return html`<a href="${href}"
    >${said[waits ? 'seeWish' : planEnded === null ? 'linkHave' : 'linkEnded']}</a
  >`;
}

function eachMonth(visit: Around, months: readonly DebtLine[], key: PageKey): Html {
  const said = visit.texts.debts;
  const rows = months.map((month) => {
    const href = addressOf(visit, placeOfDebt(month, key));
    const amount = month.left > zeroOre ? month.left : month.atRecovery;
    return html`<li>
      <a href="${href}">${nameInWords(month, visit)}</a
      >${amount === zeroOre ? null : html`: ${readableKroner(amount, visit.language)}`}
    </li>`;
  });
  return details(
    said.eachMonth,
    html`<ul>
      ${rows}
    </ul>`,
  );
}
