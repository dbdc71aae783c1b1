import { claimsOfDebtor } from '../../../claims/claims-of-debtor.ts';
import { repays } from '../../../insight/your-payment.ts';
import type { Step } from '../../../kernel/explanation.ts';
import { kroner, readableKroner, type Ore } from '../../../kernel/money.ts';
import { ok, refuse, type Result } from '../../../kernel/result.ts';
import { whatIf, type WhatIf, type WhatIfFacts } from '../../../law/what-if.ts';
import { fillIn } from '../../../letters/texts/fill-in.ts';
import type { Form, FormFields } from '../../http/forms.ts';
import { alert } from '../../ui/alert.ts';
import { errorSummary, radios, textField, titleWithError, type Field } from '../../ui/form-fields.ts';
import { html, type Html } from '../../ui/html.ts';
import { backLink, submitButton } from '../../ui/parts.ts';
import { addressOf } from '../addresses.ts';
import { resentForm } from '../post-form.ts';
import type { Answer, PersonalVisit, SentForm } from '../route.ts';
import { stepsInShort, yearChart } from './steps.ts';
import { typedAmount } from './typed-amount.ts';

const questions = ['children', 'benefit', 'pension'] as const;
type Question = (typeof questions)[number];

export const whatIfFields: FormFields = { once: ['income', ...questions], many: [] };

/** What was typed, as it was typed. */
type Typed = Readonly<Record<'income' | Question, string>>;

const NOTHING_TYPED: Typed = { income: '', children: '', benefit: '', pension: '' };

/** The form with which somebody asks what the rules would say of other figures. */
export async function serveWhatIf(visit: PersonalVisit): Promise<Answer> {
  return (await mayAsk(visit))
    ? asked(visit, { typed: NOTHING_TYPED, answer: null, wrong: new Map() })
    : NOT_THERE;
}

/** The answer stands under the form. Nothing of it is kept, and no address holds it. */
export async function answerWhatIf(sent: SentForm): Promise<Answer> {
  if (!(await mayAsk(sent))) return NOT_THERE;
  const typed = typedIn(sent.form);
  const read = factsIn(typed, sent);
  if (!read.ok) return { ...asked(sent, { typed, answer: null, wrong: read.refusal.wrong }), status: 422 };
  return asked(sent, { typed, answer: read.value, wrong: new Map() });
}

const NOT_THERE = { kind: 'not-found' } as const;

async function mayAsk({ tx, session }: PersonalVisit): Promise<boolean> {
  return session.debtor !== null && repays({ claims: await claimsOfDebtor(tx, session.debtor) });
}

function typedIn(form: Form): Typed {
  const [income, children, benefit, pension] = ['income', ...questions].map((name) => form.text(name));
  return { income: income ?? '', children: children ?? '', benefit: benefit ?? '', pension: pension ?? '' };
}

/** More a month than anybody types on purpose. */
const MOST: Ore = kroner(1_000_000);

interface BadFigures {
  readonly tag: 'bad-figures';
  /** What is wrong, by field. */
  readonly wrong: ReadonlyMap<string, string>;
}

/** What was typed, read. */
function factsIn(typed: Typed, { texts, language }: PersonalVisit): Result<WhatIfFacts, BadFigures> {
  const said = texts.whatIf;
  const netMonth = typedAmount(typed.income, language);
  const wrong = new Map<string, string>();
  if (netMonth === null || netMonth > MOST) wrong.set('income', said.incomeWrong);
  for (const question of questions)
    if (!['yes', 'no'].includes(typed[question])) wrong.set(question, said.choose);
  if (wrong.size > 0 || netMonth === null) return refuse({ tag: 'bad-figures', wrong });
  const is = (question: Question) => typed[question] === 'yes';
  return ok({
    netMonth,
    dependants: is('children'),
    benefits: [...(is('benefit') ? ['kontanthjælp'] : []), ...(is('pension') ? ['førtidspension'] : [])],
    // Asked only of førtidspension, and said with it.
    otherIncome: false,
  });
}

interface Asked {
  readonly typed: Typed;
  readonly answer: WhatIfFacts | null;
  /** What is wrong, by field. */
  readonly wrong: ReadonlyMap<string, string>;
}

function asked(visit: PersonalVisit, { typed, answer, wrong }: Asked): Answer & { readonly kind: 'page' } {
  const said = visit.texts.whatIf;
  const { language } = visit;
  const field = (id: 'income' | Question, label: string): Field => ({
    id,
    label,
    error: wrong.get(id) ?? null,
    language,
  });
  const choice = (id: Question, label: string) =>
    radios(field(id, label), [
      { value: 'yes', label: said.yes, chosen: typed[id] === 'yes' },
      { value: 'no', label: said.no, chosen: typed[id] === 'no' },
    ]);
  const fields = questions.map((id) => field(id, said[id]));
  const main = html`${backLink({ href: addressOf(visit, { name: 'your-payment' }), text: said.back })}
    ${errorSummary([field('income', said.income), ...fields], language)}
    <h1>${said.title}</h1>
    ${answer === null ? null : answered(visit, answer)}
    <p>${said.lead}</p>
    ${resentForm(
      visit,
      { name: 'what-if-answer' },
      html`${textField({ ...field('income', said.income), hint: said.incomeHint, value: typed.income, keyboard: 'decimal' })}
      ${questions.map((id) => choice(id, said[id]))} ${submitButton(said.show)}`,
    )}`;
  const resent = { to: { name: 'what-if-answer' }, by: null } as const;
  const title = wrong.size === 0 ? said.title : titleWithError(said.title, language);
  return { kind: 'page', page: { title, main, ...(typed === NOTHING_TYPED ? {} : { resent }) } };
}

function answered(visit: PersonalVisit, facts: WhatIfFacts): Html {
  const { texts, language, today } = visit;
  const said = texts.whatIf;
  const found = whatIf(today, facts);
  if (!found.ok) return html`<p class="font-lead">${said.noTable}</p>`;
  const { assessment, steps } = found.value;
  const sentence =
    assessment.outcome === 'plan'
      ? fillIn(said.plan, { amount: readableKroner(assessment.monthly, language) })
      : said.nothing;
  return html`<h2>${said.answer}</h2>
    <div class="next-payment"><p>${sentence}</p></div>
    ${alert({ variant: 'info', heading: said.example, content: html``, language })}
    ${chartOf(visit, assessment)} ${stepsInShort(visit, exampleOf(steps))}`;
}

/** Nobody has documented the income of an example: that it is known, and how, is left out. */
function exampleOf(steps: readonly Step[]): Step[] {
  return steps.filter(({ question }) => question !== 'income-known' && question !== 'net-income-stated');
}

function chartOf(visit: PersonalVisit, assessment: WhatIf['assessment']): Html | null {
  if (assessment.outcome !== 'plan' || assessment.reason !== 'table') return null;
  const { netIncomeYear: year, percent, monthly } = assessment;
  return html`<h3 id="picture">${visit.texts.yourPayment.picture}</h3>
    ${yearChart(visit, { labelledBy: 'picture', year, percent, monthly })}`;
}
