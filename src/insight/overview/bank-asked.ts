import type { ClaimNumber } from '../../claims/types.ts';
import type { PlainDate } from '../../kernel/dates.ts';
import { minOre, subtractOre, zeroOre, type Ore } from '../../kernel/money.ts';
import type { Asked } from './asked-of-plans.ts';

/** What the citizen's bank has been asked to pay, and nobody has told of (direct-debit/for-citizen.ts). */
export interface BankAsked {
  /** The main claims that it is for. */
  readonly mains: readonly ClaimNumber[];
  readonly dueOn: PlainDate;
  /** When it is taken. */
  readonly payOn: PlainDate;
  readonly amount: Ore;
  /** Its day has not passed; its answer may still come; it should have come, and the citizen sees to it. */
  readonly answer: 'coming' | 'awaited' | 'unanswered';
}

/** What is left to see to besides what the bank pays, or may have paid: that of its own day, or else what is older. */
export function besidesBank<T extends Asked>(asked: readonly T[], bank: readonly BankAsked[]): T[] {
  return bank
    .filter(({ answer }) => answer !== 'unanswered')
    .reduce<T[]>(
      (those, { mains, dueOn, amount }) => {
        let rest = amount;
        const takenOff = (isIts: (each: T) => boolean) => (each: T) => {
          if (!isIts(each) || !each.about.some((claim) => mains.includes(claim))) return each;
          const part = minOre(rest, each.amount);
          rest = subtractOre(rest, part);
          return part === zeroOre ? each : { ...each, amount: subtractOre(each.amount, part) };
        };
        return those
          .map(takenOff(({ by }) => by === dueOn))
          .map(takenOff(({ by }) => by === null || by < dueOn));
      },
      [...asked],
    );
}

/** What the bank has been asked about these main claims; null = nothing. */
export function bankAskedAbout<T extends BankAsked>(
  bank: readonly T[],
  mains: readonly ClaimNumber[],
): T | null {
  return bank.find((each) => each.mains.some((main) => mains.includes(main))) ?? null;
}
