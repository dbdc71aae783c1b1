import { createHash } from 'node:crypto';
import { addDays, addMonths, dayOfMonth, monthOf, type PlainDate } from '../../../kernel/dates.ts';
import { ore, zeroOre } from '../../../kernel/money.ts';
import { assert } from '../../../kernel/result.ts';
import { nextBankDay } from '../../../law/closing-days.ts';
import { importStatement } from '../../../payments/import-statement.ts';
import type { BankEntry } from '../../../payments/statement-port.ts';
import { CASEWORKER, type HappeningOf, type PlayedDay, type PlayedTown } from '../town.ts';

/**
 * Each morning the bank's statement is taken in: what people have paid and the bank has taken back, what channels and Gældsstyrelsen have
 * settled, what has been given back.
 */
export const happening: HappeningOf = (town) => {
  const settlements = settlementsOf(town);
  return [
    {
      when: 'before-work',
      happen: async (day) => {
        await settlements(day);
        const entries = town.bank.statement(day);
        if (entries.length > 0) await takeIn(town, day, entries);
      },
    },
  ];
};

async function takeIn(town: PlayedTown, { on, at }: PlayedDay, entries: readonly BankEntry[]): Promise<void> {
  const words = entries.map(({ reference, amount }) => `${reference} ${amount}`).join('\n');
  const taken = await town.write((tx) =>
    importStatement(tx, {
      statement: { message: 'statement', entries, balances: [] },
      fileName: `kontoudtog-${on}.xml`,
      sha256: createHash('sha256').update(words).digest('hex'),
      bank: town.configuration.bank,
      by: CASEWORKER,
      at,
    }),
  );
  assert(taken.ok, 'a statement of the demo was refused');
}

/** The day of the month by which the settlement of the month before stands on the account. */
const SETTLED_DAY = 8;

/** Gældsstyrelsen pays once a month; what it has taken back is taken from the next settlements. */
function settlementsOf(town: PlayedTown): (day: PlayedDay) => Promise<void> {
  const known = new Set<string>();
  let carried = zeroOre;
  return async ({ on, since, at }) => {
    const day: PlainDate = nextBankDay(dayOfMonth(monthOf(on), SETTLED_DAY));
    if (day <= since || day > on) return;
    const told = await town.recovery.notifications(dayOfMonth(addMonths(monthOf(on), -1), 20), at);
    if (told.state !== 'told') return;
    const unknown = told.notifications
      .filter(({ settlement }) => settlement !== null && !known.has(settlement.id))
      .toSorted((a, b) => (a.effectiveOn < b.effectiveOn ? -1 : 1));
    for (const { settlement, principal } of unknown) {
      const name = settlement?.id ?? '';
      known.add(name);
      carried = ore((carried < zeroOre ? carried : zeroOre) + principal);
      if (carried > zeroOre) town.bank.moved({ on: addDays(on, -1), amount: carried, name });
    }
  };
}
