import type { ClaimOfDebtor } from '../../../claims/claims-of-debtor.ts';
import type { DebtToPay } from '../../../insight/debts-to-pay.ts';
import { monthOf, readableMonth, readableDate } from '../../../kernel/dates.ts';
import { benefitName } from '../../../letters/texts/benefit-names.ts';
import { fillIn } from '../../../letters/texts/fill-in.ts';
import type { Visit } from '../route.ts';
import { debtName } from '../texts/debt-names.ts';

type Words = Pick<Visit, 'texts' | 'language'>;

/** What something that may be paid is called. */
export function payName({ claim, kind }: Pick<DebtToPay, 'claim' | 'kind'>, visit: Words): string {
  const name = claimName(claim, visit);
  return kind === 'debt' ? name : fillIn(visit.texts.pay.instalments, { name: whatFor(claim, visit) });
}

/** What a debt is called, with its period where it has one. */
export function claimName(claim: ClaimOfDebtor, visit: Words): string {
  const what = whatFor(claim, visit);
  const { from, to } = claim;
  if (from === null || to === null) return what;
  const isMonth = monthOf(from) === monthOf(to);
  const period = isMonth
    ? readableMonth(monthOf(from), visit.language)
    : `${readableDate(from, visit.language)} – ${readableDate(to, visit.language)}`;
  return what.includes(period) ? what : `${what}, ${period}`;
}

function whatFor({ benefit, description, type }: ClaimOfDebtor, { language }: Words): string {
  if (benefit !== null) return benefitName(benefit, language);
  return description ?? debtName(type, language);
}
