import type { CitizenPlan } from '../../../insight/own-plans.ts';
import { isNothing, restInAll } from '../../../insight/plan-rest.ts';
import { arrearsOfArrangement, type PlanArrears } from '../../../insight/plan-arrears.ts';
import { readableDate, type PlainDate } from '../../../kernel/dates.ts';
import { readableKroner, zeroOre, type Ore } from '../../../kernel/money.ts';
import { unreachable } from '../../../kernel/result.ts';
import { fillIn } from '../../../letters/texts/fill-in.ts';
import { stoppedInWords } from '../debt/held-words.ts';
import { claimName } from '../pay/names.ts';
import type { Visit } from '../route.ts';

type Words = Pick<Visit, 'texts' | 'language' | 'contact' | 'today' | 'hidesAddress'>;

/** What a plan is about. */
export function planName({ debts }: Pick<CitizenPlan, 'debts'>, visit: Words): string {
  return debts.map((debt) => claimName(debt, visit)).join('; ');
}

/** Whether it runs: it asks for payments, or will when it is agreed to. */
export function isOpen({ arrangement: { state } }: Pick<CitizenPlan, 'arrangement'>): boolean {
  return state === 'in-force' || state === 'demanded' || state === 'proposed';
}

/** How a plan stands, first, and what follows and can be done about it: one sentence for each thing. */
export function standingInWords(plan: CitizenPlan, visit: Words): readonly [string, ...string[]] {
  const { texts, language } = visit;
  const said = texts.plans;
  const { arrangement } = plan;
  const day = (value: PlainDate) => readableDate(value, language);
  const ended = arrangement.ended?.on ?? arrangement.requestedOn;
  if (plan.stopped !== null && isOpen(plan)) return [stoppedInWords(plan.stopped, texts), said.stoppedThen];
  if (plan.disputed !== null && runs(plan))
    return plan.disputed === 'own'
      ? [said.disputed, said.disputedThen]
      : [said.disputedElse, said.disputedElseThen];
  switch (arrangement.state) {
    case 'proposed':
      return [said.waits];
    case 'in-force':
      return goesInWords(plan, visit);
    case 'demanded':
      return isLate(plan, visit) ? askedInWords(plan, visit) : goesInWords(plan, visit, said.askedPaid);
    case 'broken':
      return [fillIn(said.broken, { on: day(ended) }), ...restInWords(plan, visit)];
    case 'kept':
      return plan.rest === null || isNothing(plan.rest)
        ? [fillIn(said.kept, { on: day(ended) })]
        : [fillIn(said.keptBut, { on: day(ended) }), ...restInWords(plan, visit)];
    case 'ended':
      return [fillIn(endedAs(plan, said), { on: day(ended) }), ...restInWords(plan, visit)];
    case 'refused':
      return [fillIn(said.refused, { on: day(arrangement.requestedOn) })];
    default:
      return unreachable(arrangement.state);
  }
}

/** Where the rest of one that ended unpaid stands now, and what can be done about it. */
function restInWords({ rest, arrangement }: CitizenPlan, visit: Words): readonly string[] {
  if (rest === null) return [];
  const { texts, language, contact } = visit;
  const said = texts.plans;
  if (isNothing(rest)) return [said.restNothing];
  const told = (words: string, amount: Ore) =>
    amount === zeroOre ? [] : [fillIn(words, { amount: readableKroner(amount, language) })];
  const all = restInAll(rest);
  return [
    // Said of what "of it" is.
    ...(rest.isUnknown || rest.toPay === all ? [] : told(said.restLeft, all)),
    ...told(said.restToPay, rest.toPay),
    ...(rest.toPay > zeroOre && arrangement.state === 'broken'
      ? [fillIn(said.brokenCan, { phone: contact.phone })]
      : []),
    ...told(said.restPlanned, rest.planned),
    ...told(said.restResting, rest.resting),
    ...told(said.restOnItsWay, rest.onItsWay),
    ...told(said.restThere, rest.atRecovery),
    ...(rest.isUnknown ? [said.restUnknown] : []),
  ];
}

/** Whether it was asked for, and never agreed to. */
export function isWish({ arrangement: { state, decidedOn } }: Pick<CitizenPlan, 'arrangement'>): boolean {
  return state === 'proposed' || state === 'refused' || (state === 'ended' && decidedOn === null);
}

function endedAs(plan: CitizenPlan, said: Words['texts']['plans']): string {
  if (!isWish(plan)) return said.ended;
  return plan.arrangement.ended?.why === 'by-hand' ? said.takenBack : said.neverAgreed;
}

/** Whether there is anything to stop: of one that runs, unless all of its payments are made; what is only asked for is taken back. */
export function canStop(plan: Pick<CitizenPlan, 'arrangement' | 'standing'>): boolean {
  return isOpen(plan) && (plan.standing.left > zeroOre || !runs(plan));
}

/** Whether it is agreed, and not over. */
export function runs(plan: Pick<CitizenPlan, 'arrangement'>): boolean {
  return isOpen(plan) && plan.arrangement.state !== 'proposed';
}

/** Whether something should have been paid before today, and is not; what is tolerated is not late, nor what is disputed. */
export function isLate(plan: CitizenPlan, { today }: Pick<Words, 'today'>): boolean {
  return arrearsOf(plan, today) !== null;
}

function arrearsOf(
  { disputed, stopped, standing, demand }: CitizenPlan,
  today: PlainDate,
): PlanArrears | null {
  return disputed !== null || stopped !== null ? null : arrearsOfArrangement(standing, demand, today);
}

/** What a letter has asked for: until its deadline paying it keeps the plan. */
function askedInWords(plan: CitizenPlan, visit: Words): readonly [string, ...string[]] {
  const { texts, language, contact, today } = visit;
  const arrears = arrearsOf(plan, today);
  if (arrears === null || arrears.demand === null) return goesInWords(plan, visit);
  const { on, by } = arrears.demand;
  const said = texts.plans;
  const missing = readableKroner(arrears.missing, language);
  const phone = { phone: contact.phone };
  const demanded = readableKroner(arrears.demanded, language);
  const told = {
    missing,
    demanded,
    on: readableDate(on, language),
    by: readableDate(by, language),
    ...phone,
  };
  const isPart = arrears.demanded < arrears.missing;
  if (by < today) return [fillIn(isPart ? said.askedLateMore : said.askedLate, told)];
  return [fillIn(isPart ? said.askedPart : said.askedBy, told), said.askedThen, fillIn(said.cannot, phone)];
}

function goesInWords(
  plan: CitizenPlan,
  visit: Words,
  goes = visit.texts.plans.goes,
): readonly [string, ...string[]] {
  const { texts, language, today } = visit;
  const said = texts.plans;
  const { left, unpaid } = plan.standing;
  const arrears = arrearsOf(plan, today);
  const day = (value: PlainDate) => readableDate(value, language);
  if (left === zeroOre) return [plan.rest === null || isNothing(plan.rest) ? said.allPaid : said.allPaidBut];
  if (arrears !== null) {
    const told = { missing: readableKroner(arrears.missing, language), on: day(arrears.since) };
    return [fillIn(arrears.isOldest ? said.lateOldest : said.late, told)];
  }
  const next = unpaid.find(({ due }) => due >= today);
  return [`${goes} ${next === undefined ? said.noMore : fillIn(said.nextBy, { by: day(next.due) })}`];
}
