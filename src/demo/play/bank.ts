import { addDays, type PlainDate } from '../../kernel/dates.ts';
import type { Ore } from '../../kernel/money.ts';
import { nextBankDay } from '../../law/closing-days.ts';
import type { Configuration } from '../../municipality/configuration.ts';
import type { BankEntry } from '../../payments/statement-port.ts';
import type { Dice } from '../generate/dice.ts';
import { Agenda, type PlayedDay } from './agenda.ts';

const ACCOUNT = '0000 0000000998';

/** The played towns' account, and by which words its statements show what a channel has paid out. */
export const playedBank: Configuration['bank'] = {
  accounts: [ACCOUNT],
  clearing: [
    { channel: 'betalingsservice', text: 'Betalingsservice' },
    { channel: 'mobilepay', text: 'MobilePay' },
  ],
};

/** Money that has moved on the account, by which name its statement will know it. */
export interface Movement {
  readonly on: PlainDate;
  /** Above 0: it came in. */
  readonly amount: Ore;
  /** What it was called by whoever sent it, or by us. */
  readonly name: string;
  readonly text?: string;
  /** It takes an earlier movement back. */
  readonly reversal?: boolean;
}

const MISSING_IN_HUNDRED = 2;

/**
 * The bank of a town that is played: it tells of each movement on its next day, and now and then has left one out, which comes some days
 * later. Its words for a movement are its own.
 */
export class PlayedBank {
  readonly #dice: (about: string) => Dice;
  readonly #told = new Agenda<BankEntry>();
  #movements = 0;

  constructor(dice: (about: string) => Dice) {
    this.#dice = dice;
  }

  moved({ on, amount, name, text = '', reversal = false }: Movement): void {
    this.#movements += 1;
    const reference = `BANK-${this.#movements}`;
    const dice = this.#dice(`bank/${reference}`);
    const late = dice.chance(MISSING_IN_HUNDRED) ? dice.whole(3, 8) : 0;
    const movement = { reference, isNamed: true, amount };
    const entry = { account: ACCOUNT, reference, movement, names: [name], amount, reversal, text } as const;
    this.#told.add(nextBankDay(addDays(on, 1 + late)), {
      ...entry,
      bookedOn: on,
      valueOn: on,
      paymentId: null,
    });
  }

  /** The statement of a day, as it lies there in the morning. */
  statement(day: PlayedDay): readonly BankEntry[] {
    return this.#told.due(day);
  }
}
