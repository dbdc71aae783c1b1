import type { DebtLetter, DebtPage } from '../../../insight/debt-page.ts';
import { readableDate } from '../../../kernel/dates.ts';
import { fillIn } from '../../../letters/texts/fill-in.ts';
import type { NoticeKind } from '../../../letters/model.ts';
import { html, type Html } from '../../ui/html.ts';
import type { Texts } from '../texts/texts.ts';
import type { Around } from './debt-card.ts';

/** What was written about a debt, and why there is a reminder; nothing where nothing was. */
export function letterList(visit: Around, { letters, claim }: DebtPage): Html | null {
  if (letters.length === 0) return null;
  const { texts, language } = visit;
  const said = texts.debt;
  const isReminded = letters.some(({ kind }) => REMINDING.has(kind));
  const by = claim.srb ?? claim.due;
  const because =
    by === null || claim.repayment
      ? said.becausePlan
      : fillIn(said.because, { by: readableDate(by, language) });
  return html`${
      isReminded
        ? html`<h2>${said.whyReminder}</h2>
            <p>${because}</p>`
        : null
    }
    <h2>${said.letters}</h2>
    <ul>
      ${letters.map((letter) => html`<li>${letterInWords(letter, visit)}</li>`)}
    </ul>`;
}

function letterInWords({ on, kind, deadline }: DebtLetter, { texts, language }: Around): string {
  const said = texts.debt;
  const told = { on: readableDate(on, language), kind: said[kinds[kind]] };
  return deadline === null
    ? fillIn(said.letter, told)
    : fillIn(said.letterBy, { ...told, by: readableDate(deadline, language) });
}

const REMINDING: ReadonlySet<NoticeKind> = new Set(['reminder', 'demand', 'transfer-warning', 'plan-broken']);

const kinds = {
  reminder: 'letterReminder',
  limitation: 'letterLimitation',
  'transfer-warning': 'letterWarning',
  'voluntary-plan': 'letterPlan',
  'voluntary-deferral': 'letterDeferral',
  'plan-broken': 'letterBroken',
  demand: 'letterDemand',
  invoice: 'letterInvoice',
  'set-off-hearing': 'letterSetOff',
  'set-off': 'letterSetOff',
  liability: 'letterLiability',
  'owed-back': 'letterOwedBack',
  'objection-answered': 'letterObjection',
  'arrangement-refused': 'letterRefused',
} as const satisfies Readonly<Record<NoticeKind, keyof Texts['debt']>>;
