import { changeClaimDates } from '../../src/claims/claim-dates.ts';
import { date } from '../../src/kernel/dates.ts';
import type { Database } from '../../src/platform/database.ts';
import { aRegisteringTown } from '../integration/registering-town.ts';
import { morningOf } from '../integration/town.ts';

export const REGISTRATIONS_ON = '2026-02-02';

/**
 * A town in which the job has something of each kind to do: one to register, one that was paid in part, one that has another day, one that
 * is cleared for recovery, and one that was paid in full and told.
 */
export async function prepareRegistrations(database: Database): Promise<void> {
  const registration = { automatic: true, daysOverdue: 30, endedWith: 'HENS' } as const;
  const town = await aRegisteringTown({ database, registration });
  const [paid, partly, moved, cleared] = [
    await town.raised(),
    await town.raised(),
    await town.raised(),
    await town.raised(),
  ];
  await town.tellAndHear('2026-01-10');
  await town.paid(paid, 6_000, '2026-01-12');
  await town.tellAndHear('2026-01-13');
  await town.paid(partly, 1_000, '2026-01-30');
  const change = { claim: moved, because: 'correction', about: 'prøve', by: 'prøve' } as const;
  const [on, at] = [date('2026-01-30'), morningOf('2026-01-30')];
  await town.do((tx) => changeClaimDates(tx, [{ ...change, dates: { srb: date('2026-01-02') }, on, at }]));
  await town.clear(cleared);
  await town.raised();
}
