import { personHistory } from '../debtors/person-records.ts';
import { representativesOf } from '../debtors/representatives.ts';
import { batchDays } from '../facts/batches.ts';
import { statementsAbout } from '../facts/stated-history.ts';
import type { PlainDate } from '../kernel/dates.ts';
import type { DebtorNumber } from '../kernel/ids.ts';
import { assert } from '../kernel/result.ts';
import type { MunicipalityReadTx } from '../platform/database.ts';
import type { StoryEntry } from './story-entries.ts';

/** What happened to the person up to a day, who acts for them, and what they have documented. */
export async function personEntries(
  tx: MunicipalityReadTx,
  debtor: DebtorNumber,
  to: PlainDate,
): Promise<StoryEntry[]> {
  const events = await personHistory(tx, debtor, to);
  const statements = await statementsAbout(tx, debtor);
  const told = await batchDays(
    tx,
    [...events, ...statements].flatMap(({ batch }) => (batch === null ? [] : [batch])),
  );
  const dayOf = (batch: (typeof events)[number]['batch']): PlainDate => {
    const day = batch === null ? undefined : told.get(batch);
    assert(day !== undefined, 'a fact has the day on which it was told');
    return day;
  };
  const represented = (await representativesOf(tx, debtor)).map(
    ({ recordedOn: on, number, kind, mode, from, to: until }): StoryEntry => ({
      on,
      what: 'represented',
      number,
      kind,
      mode,
      from,
      to: until,
    }),
  );
  return [
    // Where the day is not known, it is the day on which we were told.
    ...events.map(({ on, batch, change }): StoryEntry => ({
      on: on ?? dayOf(batch),
      what: 'person',
      change,
    })),
    ...represented,
    ...statements.map(({ batch, netIncomeYear, from, to: until, evidence }): StoryEntry => ({
      on: dayOf(batch),
      what: 'income-stated',
      netIncomeYear,
      from,
      to: until,
      evidence,
    })),
  ];
}
