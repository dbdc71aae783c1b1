import type { BeingPaid, NotOffered } from '../../../arrangements/own-plan.ts';
import type { ShownPlan } from '../../../arrangements/sign-plan.ts';
import { readableDate } from '../../../kernel/dates.ts';
import { readableKroner, zeroOre } from '../../../kernel/money.ts';
import { fillIn } from '../../../letters/texts/fill-in.ts';
import type { ConfigurationVersion } from '../../../municipality/configurations.ts';
import { html, type Html } from '../../ui/html.ts';
import { addressOf } from '../addresses.ts';
import { theirPage } from '../debt/their-page.ts';
import { bankInWords } from '../direct-debit/offered.ts';
import { claimName } from '../pay/names.ts';
import { underWayLine } from '../pay/under-way.ts';
import type { PersonalVisit } from '../route.ts';
import type { Texts } from '../texts/texts.ts';
import type { PaidBy } from './plan-form.ts';

/** What whoever signs says, and what it means for them, line by line. */
export interface WordsToSign {
  readonly says: readonly string[];
  readonly means: readonly string[];
}

type Words = Pick<
  PersonalVisit,
  'texts' | 'language' | 'contact' | 'municipalityName' | 'today' | 'session' | 'hidesAddress'
>;

/** All that is signed, in the reader's language, made from the plan itself. */
export function wordsToSign(
  plan: ShownPlan,
  visit: Words,
  { configuration }: ConfigurationVersion,
): WordsToSign {
  const { texts, language, contact, municipalityName: municipality, today } = visit;
  const said = texts.plan;
  const { instalments, owed, debts, interestBefore, outcome } = plan;
  const [first, last] = [instalments[0], instalments.at(-1)];
  if (first === undefined || last === undefined) throw new Error('a plan has instalments');
  const names = debts.map(({ claim }) => claimName(claim, visit)).join('; ');
  const values = {
    monthly: readableKroner(first.amount, language),
    rest: readableKroner(last.amount, language),
    count: String(instalments.length),
    first: readableDate(first.due, language),
    last: readableDate(last.due, language),
  };
  const pay =
    instalments.length === 1 ? said.iPayOnce : first.amount === last.amount ? said.iPay : said.iPayLast;
  return {
    says: [
      ...(visit.session.actsFor === null
        ? []
        : [fillIn(said.forOther, { name: visit.session.actsFor.name })]),
      fillIn(said.iOwe, { municipality, owed: readableKroner(owed, language), names }),
      fillIn(pay, values),
      fillIn(said.from, { today: readableDate(today, language) }),
    ],
    means: [
      ...(outcome === 'asked' ? [said.meansAsked] : []),
      fillIn(said.meansOwe, { phone: contact.phone }),
      said.meansTime,
      fillIn(said.meansLast, values),
      said.meansRests,
      ...(interestBefore > zeroOre
        ? [fillIn(said.meansInterest, { interest: readableKroner(interestBefore, language) })]
        : []),
      fillIn(said.meansMissed, { days: String(configuration.arrangements.demandDays) }),
      said.meansBroken,
      said.meansFree,
      ...(debts.some(({ claim }) => claim.joint && claim.coDebtor !== null) ? [said.meansJoint] : []),
    ],
  };
}

/** The same as it is kept and hashed: every line of the page, and every payment. */
export function signedText({ says, means }: WordsToSign, { instalments }: ShownPlan, visit: Words): string {
  const each = instalments.map(
    ({ due, amount }) => `${readableDate(due, visit.language)}: ${readableKroner(amount, visit.language)}`,
  );
  const said = visit.texts.plan;
  return [said.signHeading, ...says, said.dates, ...each, said.meansHeading, ...means].join('\n');
}

/** Why a plan cannot be made of a debt here, and what to do instead. */
export function notOfferedInWords(why: Exclude<NotOffered, BeingPaid>, visit: PersonalVisit): Html {
  const said = visit.texts.plan;
  if (why === 'others-must-sign') return html`${othersInWords(visit)}`;
  const words = fillIn(said[sentences[why]], { phone: visit.contact.phone, page: '{page}' });
  if (why === 'at-recovery') return theirPage(words);
  return why === 'bek-585-no-individual-assessment'
    ? html`${words} <a href="${addressOf(visit, { name: 'your-payment' })}">${said.whyTableLink}</a>.`
    : html`${words}`;
}

/** Why who looks makes no plan alone, and whom they call. */
export function othersInWords({ texts: { plan: said }, contact: { phone }, session }: PersonalVisit): string {
  const { actsFor } = session;
  return actsFor === null
    ? fillIn(said.whyOthers, { phone })
    : fillIn(said.whyNotForOther, { name: actsFor.name, phone });
}

/** What pays it already, and what to do about a plan then. */
export function paidInWords(by: PaidBy, visit: PersonalVisit): Html {
  const { plan: said, directDebit } = visit.texts;
  if (!('payOn' in by))
    return html`${underWayLine(by, visit)}
      <p>${said.whyPaying}</p>`;
  const words = fillIn(said.whyBank, { phone: visit.contact.phone });
  return html`<p>${bankInWords(by, visit, directDebit.next)} ${words}</p>`;
}

const sentences = {
  'bek-585-no-individual-assessment': 'whyTable',
  'at-recovery': 'whyThere',
  'on-its-way-to-recovery': 'whyOnItsWay',
  'claim-held': 'whyHeld',
  'asked-already': 'whyAsked',
  'agreed-already': 'whyAgreed',
  'order-not-read': 'whyPerson',
  'not-offered': 'whyNotOffered',
  'nothing-owed': 'whyNotOffered',
  'below-least': 'whyNotOffered',
  'too-long': 'whyNotOffered',
  'not-acknowledged': 'whyNotOffered',
  'acknowledged-in-future': 'whyNotOffered',
  'acknowledged-before-claim': 'whyPerson',
  'past-limitation': 'whyOld',
  'acknowledged-after-last-day': 'whyOld',
} as const satisfies Readonly<
  Record<Exclude<NotOffered, BeingPaid | 'others-must-sign'>, keyof Texts['plan']>
>;
