import { sql } from 'kysely';
import { addDays, type PlainDate } from '../kernel/dates.ts';
import { ore } from '../kernel/money.ts';
import { Counting, type Between, type Consequence } from '../municipality/consequences.ts';
import type { MunicipalityReadTx } from '../platform/database.ts';
import { clearingOtherwise } from './watch-clearing.ts';

/**
 * What other limits would mean for what stands in the books and has not come to the bank: channels (`clearing`) and movements that no
 * statement has told of (`bankConfirmation`) that a person would be told of on the day, and is not by the old limit (`told`), or the other
 * way round (`not-told`). Nothing is booked otherwise.
 */
export async function consequencesForBank(
  tx: MunicipalityReadTx,
  between: Between,
  changed: readonly string[],
): Promise<Consequence[]> {
  return [
    ...(changed.includes('clearing') ? await ofClearing(tx, between) : []),
    ...(changed.includes('bankConfirmation') ? await ofConfirmation(tx, between) : []),
  ];
}

async function ofClearing(tx: MunicipalityReadTx, { before, after, on }: Between): Promise<Consequence[]> {
  const counting = new Counting('clearing');
  const was = await clearingOtherwise(tx, { on, bankDays: before.clearing.bankDays });
  const is = await clearingOtherwise(tx, { on, bankDays: after.clearing.bankDays });
  const without = (those: typeof was, others: typeof was) =>
    those.filter(({ channel }) => !others.some((other) => other.channel === channel));
  for (const { amount } of without(is, was)) counting.add('told', { debtor: null, amount, next: on });
  for (const { amount } of without(was, is)) counting.add('not-told', { debtor: null, amount, next: on });
  return counting.found();
}

async function ofConfirmation(
  tx: MunicipalityReadTx,
  { before, after, on }: Between,
): Promise<Consequence[]> {
  const counting = new Counting('bankConfirmation');
  const [was, is] = [addDays(on, -before.bankConfirmation.days), addDays(on, -after.bankConfirmation.days)];
  const { rows } = await sql<{ day: PlainDate; amount: bigint }>`
    select bank_day as day, abs(amount_ore)::bigint as amount from bank_line
    where account = '-' and cause is not null and bank_day < greatest(${was}::date, ${is}::date) order by bank_day`.execute(
    tx,
  );
  for (const { day, amount } of rows) {
    const [late, lateBefore] = [day < is, day < was];
    if (late !== lateBefore)
      counting.add(late ? 'told' : 'not-told', { debtor: null, amount: ore(amount), next: on });
  }
  return counting.found();
}
