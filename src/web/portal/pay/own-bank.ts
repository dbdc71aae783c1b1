import { mainClaims } from '../../../claims/main-claims.ts';
import type { ClaimNumber } from '../../../claims/types.ts';
import { configurationVersion } from '../../../municipality/configurations.ts';
import { takesBank } from '../../../municipality/own-bank.ts';
import { linesToldTo, type LineTold } from '../../../payments/lines-told.ts';
import { orElse, readPart } from '../../../platform/read-partly.ts';
import type { PersonalVisit } from '../route.ts';
import { payChoices, type Payable } from './pay-form.ts';

/** Whether these debts can be paid in one's own bank as the pages tell it: where there is no account each must have a line. */
export async function takesBankFor(visit: PersonalVisit, debts: readonly Payable[]): Promise<boolean> {
  if (!takesBank(visit)) return false;
  return visit.letterhead.bankAccount !== null || (await linesOf(visit, debts)).size === debts.length;
}

/** The same of any of them. */
export async function takesBankForAny(visit: PersonalVisit, debts: readonly Payable[]): Promise<boolean> {
  if (!takesBank(visit)) return false;
  return visit.letterhead.bankAccount !== null || (await linesOf(visit, debts)).size > 0;
}

/**
 * The visit as things can be paid by who looks: where payment lines are the only way, and none leads to any of what may be paid of these main claims (of all
 * of them where none is named), there is no way, and no page says that there is one.
 */
export async function asItCanBePaid(
  visit: PersonalVisit,
  about: readonly ClaimNumber[] | null = null,
): Promise<PersonalVisit> {
  if (visit.payBy.length > 0 || visit.letterhead.bankAccount !== null || !takesBank(visit)) return visit;
  const { debts } = await payChoices(visit);
  const those = debts.filter(({ mains }) => about === null || mains.some((main) => about.includes(main)));
  if (those.length === 0) return visit;
  const read = await readPart(visit.tx, 'payment-lines', () => takesBankForAny(visit, those));
  return orElse(read, true) ? visit : { ...visit, hasPaymentLines: false };
}

/**
 * The line of each that has one: what it was given for may be another matter by now, so it is asked where it leads. Of several that lead to it, that
 * which leads to fewest other debts, and of those the newest: the one in the letter that was written last. Interest and fees are part of their debt.
 */
export async function linesOf(
  { tx, session }: PersonalVisit,
  debts: readonly Payable[],
): Promise<ReadonlyMap<string, LineTold>> {
  const configured = await configurationVersion(tx, null);
  if (session.debtor === null || configured === null) return new Map();
  const told = await linesToldTo(tx, session.debtor, configured.configuration);
  const mains = await mainClaims(tx, [...new Set(told.flatMap(({ claims }) => [...claims]))]);
  const width = ({ claims }: LineTold) => [...claims].filter((claim) => mains.has(claim)).length;
  const narrowest = told.toSorted((a, b) => width(a) - width(b));
  return new Map(
    debts.flatMap((debt) => {
      // It leads to all of the debt, so that the whole amount can be paid with it.
      const its = narrowest.find((line) => debt.mains.every((main) => line.claims.has(main)));
      return its === undefined ? [] : [[debt.ref, its] as const];
    }),
  );
}
