import type { ClaimNumber } from '../claims/types.ts';
import type { PlainDate } from '../kernel/dates.ts';
import { sumOre, zeroOre, type Ore } from '../kernel/money.ts';
import { errandAmong, type Errand } from '../law/holds.ts';
import type { MunicipalityReadTx } from '../platform/database.ts';
import { nextDueOf } from './agreements.ts';
import { limitOf } from './instalment-limit.ts';
import { asideFor, knownAbout, type Known, type ToKnow } from './known-about.ts';
import { nextAsked } from './schedule.ts';
import type { Agreement } from './types.ts';

/** What a plan in force asks for next, as the job that raises instalments would. */
export interface AskedNext {
  /** Null = nothing more, or nothing for the time being. */
  readonly next: { readonly due: PlainDate; readonly amount: Ore } | null;
  /** Paid ahead: it counts for the instalments that fall due next. */
  readonly ahead: Ore;
  /** Nothing at all is asked for, neither what was asked for before: the debtor is dead, bankrupt or in debt relief. Null = not so. */
  readonly stopped: Errand | null;
  /** Claims for which nothing is asked meanwhile. */
  readonly leftAside: ReadonlySet<ClaimNumber>;
}

/** What is asked for next by the plan that is in force for a debtor, as far as is known on a day. */
export async function askedNext(
  tx: MunicipalityReadTx,
  { id, debtor, terms, covers: covered }: Agreement & { readonly terms: { readonly outcome: 'plan' } },
  { day, ...toKnow }: Omit<ToKnow, 'due'> & { readonly day: PlainDate },
): Promise<AskedNext> {
  const due = await nextDueOf(tx, debtor);
  const known = await knownAbout(tx, [{ agreement: id, debtor }], { ...toKnow, due: due?.nextDue ?? day });
  const aside = asideFor(debtor, known);
  const ahead = known.ahead.get(debtor) ?? zeroOre;
  const rest = { ahead, leftAside: aside.leftAside, stopped: stoppedFor(debtor, known) };
  if (due === null) return { ...rest, next: null };
  const { nextDue, dueDay } = due;
  const manual = terms.reason === 'manual';
  const limit = limitOf({ debtor, monthly: terms.monthly, manual, nextDue }, known);
  if (limit.amount === zeroOre) return { ...rest, next: null };
  const next = nextAsked({ nextDue, dueDay, monthly: limit.amount }, ahead);
  const covers = new Set(covered.map(({ claim }) => claim));
  const shares = known.left.take({ debtor, nextDue, covers }, { ...aside, amount: next.amount });
  const amount = sumOre(shares.values());
  return { ...rest, next: amount === zeroOre ? null : { due: next.due, amount } };
}

function stoppedFor(debtor: Agreement['debtor'], { dead, inErrand }: Known): Errand | null {
  return dead.has(debtor) ? 'death' : errandAmong([...(inErrand.get(debtor) ?? [])]);
}
