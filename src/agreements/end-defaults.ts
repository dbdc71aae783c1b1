import { withdrawClearances } from '../claims/transfer-clearance.ts';
import type { PlainDate } from '../kernel/dates.ts';
import type { DebtorNumber, DecisionId } from '../kernel/ids.ts';
import { addOre, zeroOre, type Ore } from '../kernel/money.ts';
import { assert } from '../kernel/result.ts';
import { takeBackDefault } from '../ledger/defaults.ts';
import { lockReceivables } from '../ledger/lock.ts';
import type { MunicipalityTx } from '../platform/database.ts';
import { enqueue } from '../platform/due-work.ts';
import { decisionsById } from './decisions.ts';
import { liftOwedAgain } from './owed-again-in-default.ts';
import { closeDefaults } from './plan-defaults.ts';

/**
 * Due work, its key the number of a decision to transfer: the default that it rested on has ended, perhaps from a day before it was
 * known. Who knows interest and payments puts right what was charged since.
 */
export const DEFAULT_ENDED = 'default-ended';

/** Why one is no longer in default. */
export type DefaultEnd =
  'deferred' | 'benefit-then' | 'settled' | 'not-transferred' | 'reversed' | 'returned' | 'paid-in-time';

/** The debtor received a benefit of § 6, stk. 1 already then, and it was known later. */
export const NEVER_ABLE = 'benefit-then' satisfies DefaultEnd;

/** The default turns out to have been none: it has no days, and bears no interest. */
export const NEVER_WAS: readonly DefaultEnd[] = [NEVER_ABLE, 'reversed', 'paid-in-time'];

export interface EndingDefaults {
  readonly on: PlainDate;
  readonly why: DefaultEnd;
  readonly at: Temporal.Instant;
}

/**
 * Ends the default of those of these debtors who are in default: what became due at once and has not been paid is no longer
 * asked for, and what was cleared for transfer is not any more. The next run looks at them like anybody. To be called when
 * claims come back from Gældsstyrelsen too (`returned`). Answers how much is no longer asked for.
 */
export async function endDefaults(
  tx: MunicipalityTx,
  debtors: readonly DebtorNumber[],
  { on, why, at }: EndingDefaults,
): Promise<Ore> {
  const ended = await closeDefaults(tx, debtors, { on, why });
  if (ended.length === 0) return zeroOre;
  await lockReceivables(
    tx,
    ended.map(({ debtor }) => debtor),
  );
  const about = ended.flatMap(({ decision }): DecisionId[] => (decision === null ? [] : [decision]));
  const decisions = await decisionsById(tx, about);
  let takenBack = zeroOre;
  for (const { debtor, covers, replaces } of decisions) {
    assert(replaces !== null, 'a plan fell away');
    const claims = covers.map(({ claim }) => claim);
    const back = await takeBackDefault(tx, { agreement: replaces.id, debtor, claims, on, at });
    takenBack = addOre(takenBack, back);
    await withdrawClearances(tx, claims, { on, why });
    await liftOwedAgain(tx, debtor, { claims, on, why, at });
  }
  await enqueue(
    tx,
    about.map((id) => ({ kind: DEFAULT_ENDED, key: String(id), dueAt: at })),
  );
  return takenBack;
}
