import type { CitizenPlan } from '../../../insight/own-plans.ts';
import { readableDate, type PlainDate } from '../../../kernel/dates.ts';
import { readableKroner, zeroOre, type Ore } from '../../../kernel/money.ts';
import { unreachable } from '../../../kernel/result.ts';
import { fillIn } from '../../../letters/texts/fill-in.ts';
import { claimName } from '../pay/names.ts';
import type { Visit } from '../route.ts';

type Words = Pick<Visit, 'texts' | 'language' | 'contact' | 'today'>;

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
  const { texts, language, contact } = visit;
  const said = texts.plans;
  const { arrangement, standing } = plan;
  const day = (value: PlainDate) => readableDate(value, language);
  const amount = (value: Ore) => readableKroner(value, language);
  const ended = arrangement.ended?.on ?? arrangement.requestedOn;
  const phone = { phone: contact.phone };
  switch (arrangement.state) {
    case 'proposed':
      return [said.waits];
    case 'in-force':
      return goesInWords(plan, visit);
    case 'demanded': {
      const missing = amount(standing.missing);
      const { on, deadline: by } = plan.demand ?? { on: null, deadline: null };
      const first =
        on === null || by === null
          ? fillIn(said.asked, { missing })
          : fillIn(said.askedBy, { missing, on: day(on), by: day(by) });
      return [first, said.askedThen, fillIn(said.cannot, phone)];
    }
    case 'broken':
      return [fillIn(said.broken, { on: day(ended) }), said.brokenThen, fillIn(said.brokenCan, phone)];
    case 'kept':
      return [fillIn(said.kept, { on: day(ended) })];
    case 'ended':
      return [fillIn(said.ended, { on: day(ended) })];
    case 'refused':
      return [fillIn(said.refused, { on: day(arrangement.requestedOn) })];
    default:
      return unreachable(arrangement.state);
  }
}

function goesInWords({ standing }: CitizenPlan, { texts, language }: Words): readonly [string] {
  const said = texts.plans;
  const { missing, missingSince, nextDue } = standing;
  if (missing > zeroOre && missingSince !== null)
    return [
      fillIn(said.late, {
        missing: readableKroner(missing, language),
        on: readableDate(missingSince, language),
      }),
    ];
  return [nextDue === null ? said.goesLast : fillIn(said.goes, { by: readableDate(nextDue, language) })];
}
