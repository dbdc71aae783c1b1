import { directDebitOf, NOTHING_BY_BANK, type DirectDebitOf } from '../../../direct-debit/for-citizen.ts';
import { plansOf, type CitizenPlan } from '../../../insight/own-plans.ts';
import { readableDate } from '../../../kernel/dates.ts';
import { fillIn } from '../../../letters/texts/fill-in.ts';
import { offersOwnPlans } from '../../../municipality/choices/bills.ts';
import { pageKeyOf, pageRef, type PageKey } from '../../../municipality/page-refs.ts';
import { orElse, readPart } from '../../../platform/read-partly.ts';
import { html, type Html } from '../../ui/html.ts';
import { backLink, facts, linkButton } from '../../ui/parts.ts';
import { addressOf } from '../addresses.ts';
import { asItCanBePaid } from '../pay/own-bank.ts';
import type { Answer, PersonalVisit } from '../route.ts';
import { bankOfPlan, howItGoes } from './how-it-goes.ts';
import { planChoices } from './plan-form.ts';
import { othersInWords } from './plan-words.ts';
import { isWish, planName } from './plan-standing.ts';

/** Every plan that the person has asked for, with how it stands, and the way to a new one. */
export async function servePlans(visit: PersonalVisit): Promise<Answer> {
  const { tx, session, today, texts } = visit;
  const { debtor } = session;
  const key = await pageKeyOf(tx);
  const plans = await readPart(tx, 'plans', () =>
    debtor === null ? Promise.resolve([]) : plansOf(tx, debtor, today),
  );
  const make = await readPart(tx, 'plans', () => wayToNew(visit));
  const bank = await readPart(tx, 'bank', () =>
    debtor === null ? Promise.resolve(NOTHING_BY_BANK) : directDebitOf(tx, debtor, today),
  );
  const { about } = orElse(bank, NOTHING_BY_BANK);
  const shown = { plans: orElse(plans, null), key, make: orElse(make, null), about };
  const main = plansPage(await asItCanBePaid(visit), shown);
  return { kind: 'page', page: { title: texts.plans.title, main } };
}

/** The way to a new plan where one can be made; else to why not, or, where others must sign, who. Null where the municipality offers none. */
async function wayToNew(visit: PersonalVisit): Promise<Html | null> {
  const { offered, others, configured } = await planChoices(visit);
  if (!offersOwnPlans(configured.configuration.arrangements)) return null;
  const said = visit.texts.plans;
  const href = addressOf(visit, { name: 'plan-new' });
  if (offered.length > 0) return html`<p>${linkButton({ href, text: said.make }, 'secondary')}</p>`;
  if (others.some(({ why }) => why === 'others-must-sign'))
    return html`<p>${said.cannotMake} ${othersInWords(visit)}</p>`;
  return others.length === 0
    ? null
    : html`<p>${said.cannotMake} <a href="${href}">${said.cannotMakeWhy}</a>.</p>`;
}

interface PlansShown {
  /** Null = they cannot be read. */
  readonly plans: readonly CitizenPlan[] | null;
  readonly key: PageKey;
  readonly make: Html | null;
  /** What the reader's bank pays by itself. */
  readonly about: DirectDebitOf['about'];
}

function plansPage(visit: PersonalVisit, { plans, key, make, about }: PlansShown): Html {
  const { texts } = visit;
  const said = texts.plans;
  const cards = (plans ?? []).map((plan) => {
    const href = addressOf(visit, placeOfPlan(plan, key));
    const name = planName(plan, visit);
    const from = fillIn(isWish(plan) ? said.wishOf : said.fromDay, {
      on: readableDate(plan.arrangement.requestedOn, visit.language),
    });
    const { first, further } = howItGoes(plan, bankOfPlan(plan, about), visit);
    return html`<li class="debt">
      <h2 class="h3"><a href="${href}">${from}</a></h2>
      ${facts([{ name: said.about, value: name }])} ${first} ${further}
      <p>
        <a href="${href}">${isWish(plan) ? said.seeWish : said.see}<span class="sr-only">: ${name}</span></a>
      </p>
    </li>`;
  });
  return html`${backLink({ href: addressOf(visit, { name: 'overview' }), text: texts.overview.backToOverview })}
    <h1>${said.title}</h1>
    ${
      plans === null
        ? null
        : plans.length === 0
          ? html`<p class="font-lead">${said.none}</p>`
          : html`<ul class="debts">
              ${cards}
            </ul>`
    }
    ${make}`;
}

function placeOfPlan({ arrangement }: Pick<CitizenPlan, 'arrangement'>, key: PageKey) {
  return { name: 'plan', ref: pageRef(key, 'plan', arrangement.number) } as const;
}
