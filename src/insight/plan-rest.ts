import type { ClaimNumber } from '../claims/types.ts';
import type { PlainDate } from '../kernel/dates.ts';
import type { Standing } from '../arrangements/standing.ts';
import { addOre, minOre, subtractOre, sumOre, zeroOre, type Ore } from '../kernel/money.ts';
import type { CitizenBooks } from './citizen-books.ts';
import { debtLines } from './overview/debt-lines.ts';
import type { Group } from './overview/types.ts';

/** Where what is left of a plan's debts, with all their interest and fees, stands: as the overview has them. */
export interface PlanRest {
  /** Asked for, or will be. */
  readonly toPay: Ore;
  /** In a plan: this one, or another now that it is over. */
  readonly planned: Ore;
  /** Not to be paid for the time being. */
  readonly resting: Ore;
  readonly onItsWay: Ore;
  readonly atRecovery: Ore;
  /** Where some of it stands cannot be read. */
  readonly isUnknown: boolean;
}

/** Where these debts stand on a day. */
export function planRest(
  books: CitizenBooks,
  { mains, day }: { readonly mains: ReadonlySet<ClaimNumber>; readonly day: PlainDate },
): PlanRest {
  const lines = [...debtLines(books, day)].flatMap(([group, debts]) =>
    debts
      .flatMap((debt) => (debt.months.length === 0 ? [debt] : debt.months))
      .filter((debt) => debt.mains.some((main) => mains.has(main)))
      .map(({ left, atRecovery }) => ({ group, left, atRecovery })),
  );
  const left = (...groups: readonly Group[]) =>
    sumOre(lines.filter(({ group }) => groups.includes(group)).map((line) => line.left));
  return {
    toPay: left('to-pay'),
    planned: left('on-plan'),
    resting: left('waiting', 'not-now', 'disputed'),
    onItsWay: left('at-recovery'),
    atRecovery: sumOre(lines.map((line) => line.atRecovery)),
    isUnknown: lines.some(({ group }) => group === 'not-known'),
  };
}

/** All that is left of it anywhere; where some of it cannot be read, of what can. */
export function restInAll({ toPay, planned, resting, onItsWay, atRecovery }: PlanRest): Ore {
  return sumOre([toPay, planned, resting, onItsWay, atRecovery]);
}

/** Whether nothing is left of it anywhere. */
export function isNothing(rest: PlanRest): boolean {
  return !rest.isUnknown && restInAll(rest) === zeroOre;
}

/** What is left of a plan's debts and stands in no instalment: interest and fees of their own. What its claims were raised by is told by itself. */
export function chargesBesides(
  rest: PlanRest | null,
  { left, besides }: Pick<Standing, 'left' | 'besides'>,
): Ore {
  if (rest === null || rest.isUnknown) return zeroOre;
  const all = restInAll(rest);
  const told = addOre(left, besides);
  return subtractOre(all, minOre(all, told));
}
