import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { ClaimNumber } from '../../src/claims/types.ts';
import { consequenceLines } from '../../src/cli/consequence-words.ts';
import {
  changesAnything,
  consequencesOf,
  type Consequences,
} from '../../src/insight/configuration-consequences.ts';
import { acceptTransfer } from '../../src/collection/resubmit.ts';
import { date } from '../../src/kernel/dates.ts';
import { kroner } from '../../src/kernel/money.ts';
import type { Configuration } from '../../src/municipality/configuration.ts';
import { configurationVersion, saveConfiguration } from '../../src/municipality/configurations.ts';
import { tellBank } from '../../src/payments/bank-lines.ts';
import { aStatedType } from '../vocabulary.ts';
import { aRecoveryTown, type RecoveryTown } from './recovery-town.ts';
import { morningOf } from './town.ts';

// Two bills that may be registered for set-off, one of them young; day care with interest: one there, one cleared, one here.

const ON = date('2026-02-03');
const registration = { automatic: false, daysOverdue: 30, endedWith: 'HENS' } as const;

let town: RecoveryTown;
let before: Configuration;
let [old, young, there, cleared, small]: ClaimNumber[] = [];
beforeAll(async () => {
  town = await aRecoveryTown({
    registration,
    agreement: ['LOKAL-RENOVATION;MODR;KFRENOV;2024-01-01;', 'LOKAL-RENOVATION;INDR;KFRENOV;2024-01-01;'],
  });
  const housing = { type: 'KFEBHUV', description: 'Efterbetaling af husleje' };
  old = await town.raise(housing);
  young = await town.raise({ ...housing, srb: date('2026-01-20') });
  there = await town.raise();
  cleared = await town.raise();
  small = await town.raise({ principal: kroner(500) });
  await town.clear(there);
  await town.transfer('2026-02-02');
  await town.deliver('2026-02-02');
  await town.clear(cleared, { from: date('2026-02-10') });
  const configured = await town.do((tx) => configurationVersion(tx, null));
  if (configured === null) throw new Error('the town is configured');
  before = configured.configuration;
});
afterAll(() => town[Symbol.asyncDispose]());

function wouldDo(changes: Partial<Configuration>, since = before): Promise<Consequences> {
  return town.do((tx) => consequencesOf(tx, { before: since, after: { ...since, ...changes }, on: ON }));
}

async function told(changes: Partial<Configuration>, since = before) {
  const found = await wouldDo(changes, since);
  expect(changesAnything(found)).toBe(true);
  expect(consequenceLines(found).join('\n')).not.toContain('undefined');
  return found.others.map(
    ({ choice, what, count, sum, next, claims }) =>
      `${choice} ${what}: ${count}, ${sum}, ${next}${claims.length === 0 ? '' : ` (${claims.join(', ')})`}`,
  );
}

async function save(changes: Partial<Configuration>): Promise<Configuration> {
  const configuration = { ...before, ...changes };
  await town.do((tx) => saveConfiguration(tx, { configuration, by: 'prøve', at: morningOf(ON) }));
  return configuration;
}

describe('a new configuration tells what it would do', () => {
  test('to interest: months that are too small by now, and months that were too small before', async () => {
    const dearer = { charges: { smallestInterest: '50.00', dayCount: 'actual/365' as const } };
    expect(await told(dearer)).toEqual([`charges less-interest: 1, 15.00, 2026-02-03 (${small})`]);
    expect(await told(before, { ...before, ...dearer })).toEqual([
      `charges more-interest: 1, 15.00, 2026-02-03 (${small})`,
    ]);
  });

  test('to claims that go to Gældsstyrelsen with another choice of interest, and to those there, which keep theirs', async () => {
    const choice = { rule: '001', rateCode: '03', extraRate: '2.50' } as const;
    expect(await told({ recoveryInterest: { KFDAINS: choice } })).toEqual([
      `recoveryInterest kept: 1, 6000.00, null (${there})`,
      `recoveryInterest told-otherwise: 1, 6000.00, 2026-02-10 (${cleared})`,
    ]);
  });

  test('to movements on the bank’s account that no statement has told of', async () => {
    const line = {
      kind: 'receipt',
      toldBy: 'operator',
      cause: 'payment',
      by: 'prøve',
      at: morningOf(ON),
    } as const;
    const day = date('2026-01-24');
    const movement = { reference: 'ind', amount: kroner(500), bankDay: day, bookedOn: day, causeNumber: 1n };
    await town.do((tx) => tellBank(tx, [{ ...line, ...movement }]));
    expect(await told({ bankConfirmation: { days: 5 } })).toEqual([
      'bankConfirmation told: 1, 500.00, 2026-02-03',
    ]);
  });

  test('to claims that would be registered for set-off from that night, and to registrations that stand', async () => {
    const automatic = { ...registration, automatic: true };
    const all = { ...automatic, daysOverdue: 10 };
    expect(await told({ setOffRegistration: automatic })).toEqual([
      `setOffRegistration registered: 1, 6000.00, 2026-02-03 (${old})`,
    ]);
    expect(await told({ setOffRegistration: all })).toEqual([
      `setOffRegistration registered: 2, 12000.00, 2026-02-03 (${old}, ${young})`,
    ]);
    const now = await save({ setOffRegistration: automatic });
    const report = await town.registrations(ON);
    expect(report.consequences).toEqual({ 'registered-for-set-off': 1 });
    expect(await told({ setOffRegistration: registration }, now)).toEqual([
      `setOffRegistration stays: 1, 6000.00, 2026-02-03 (${old})`,
    ]);
    await save({});
  });

  test('to registrations for set-off, and claims that wait to be sent, where a type of its own is not sent any more', async () => {
    const type = 'LOKAL-RENOVATION';
    const statedAs = (recoverable: boolean | null): Partial<Configuration> => ({
      ownTypes: {
        [type]: {
          ...aStatedType({ recoverable }),
          limitation: { years: 3, from: 'due', because: null },
          statedOn: ON,
          reference: 'Notat 4/2026',
        },
      },
    });
    const automatic = { setOffRegistration: { ...registration, automatic: true, daysOverdue: 60 } };
    const [sent, never] = [{ ...automatic, ...statedAs(null) }, statedAs(false)];
    const now = await save(sent);
    const waste = { type, description: 'Renovation' };
    const registered = await town.raise({ ...waste, srb: date('2025-11-01'), due: date('2025-11-01') });
    const waits = await town.raise(waste);
    await town.clear(waits, { from: date('2026-02-10') });
    expect(await told(never, now)).toEqual([
      `ownTypes not-sent: 1, 6000.00, 2026-02-10 (${waits})`,
      `ownTypes not-registered: 1, 6000.00, 2026-02-03 (${registered})`,
    ]);
    const neverBefore = { ...now, ...never };
    expect(await told(statedAs(null), neverBefore)).toEqual([
      `ownTypes may-be-sent: 1, 6000.00, 2026-02-10 (${waits})`,
      `ownTypes registered: 1, 6000.00, 2026-02-03 (${registered})`,
    ]);
    await town.registrations(ON);
    expect(await told(never, now)).toContainEqual(`ownTypes ended: 1, 6000.00, 2026-02-03 (${registered})`);
    // As the night then does it.
    await save({ ...automatic, ...never });
    expect((await town.registrations('2026-02-04')).changes).toMatchObject({ 'set-off-ended': { count: 1 } });
    await save(sent);
    const looked = { claim: waits, because: 'typen er i aftalen' };
    await town.do((tx) => acceptTransfer(tx, looked, { by: 'Ane', at: morningOf('2026-02-10') }));
    await town.transfer('2026-02-10');
    expect((await wouldDo(never, now)).refused).toEqual([{ code: type, why: 'at-recovery', claims: 1 }]);
    expect((await wouldDo(automatic, neverBefore)).refused).toEqual([]);
    await save({});
  });

  test('to the day on which the month is run', async () => {
    const found = await wouldDo({ daily: { persons: 'every-month', monthRunDay: 12 } });
    expect(found.changed).toEqual(['daily']);
  });
});
