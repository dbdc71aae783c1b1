import { sql } from 'kysely';
import type { PlainDate } from '../kernel/dates.ts';
import type { DebtorNumber } from '../kernel/ids.ts';
import { answeredReasons } from '../law/holds.ts';
import type { MunicipalityTx } from '../platform/database.ts';

/** The letter with an answer has arrived. */
export interface AnswerArrived {
  readonly debtor: DebtorNumber;
  /** The day it was answered, and its letter written. */
  readonly answeredOn: PlainDate;
  readonly arrivedOn: PlainDate;
}

/** Lets the days that an answer gives run from the arrival of its letter, where that is later than had been expected. */
export async function noteAnswersArrived(
  tx: MunicipalityTx,
  answers: readonly AnswerArrived[],
): Promise<void> {
  if (answers.length === 0) return;
  await sql`
    update hold set days_from = told.arrived
    from unnest(${answers.map(({ debtor }) => debtor)}::int[], ${answers.map(({ answeredOn }) => answeredOn)}::date[],
      ${answers.map(({ arrivedOn }) => arrivedOn)}::date[]) told (debtor, answered, arrived)
    where hold.lifted_on = told.answered and hold.days_from < told.arrived and hold.reason = any (${[...answeredReasons]}::text[])
      and hold.claim_number in (select claim_number from liability where debtor_number = told.debtor)
      and (hold.debtor_number is null or hold.debtor_number = told.debtor)`.execute(tx);
}
