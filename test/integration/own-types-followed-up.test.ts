import { expect, test } from 'vitest';
import { chargesOfMains } from '../../src/charges/charges-of.ts';
import { listedClaims } from '../../src/claims/listed-claims.ts';
import { acceptTransfer } from '../../src/collection/resubmit.ts';
import { date } from '../../src/kernel/dates.ts';
import type { Configuration } from '../../src/municipality/configuration.ts';
import { saveConfiguration } from '../../src/municipality/configurations.ts';
import { aDunningTown, lifeCyclesOf, usualSteps, type Step } from './dunning-town.ts';
import { aRecoveryTown } from './recovery-town.ts';
import { morningOf, townConfiguration } from './town.ts';

// The library as Vallensbæk tells of its practice: a free reminder, then one with a fee; and waste that goes to Gældsstyrelsen.

const stated = {
  name: null,
  group: null,
  limitation: { years: 3, from: 'due', because: null },
  reportedAs: { fee: null, interest: null },
  recoverable: null,
  statedOn: date('2026-01-02'),
  reference: 'Notat 4/2026',
} as const;
const ownTypes: Configuration['ownTypes'] = {
  'LOKAL-BIBLIOTEK': { ...stated, law: 'lånereglementet', class: 'civil', fee: 'renteloven', interest: null },
  'LOKAL-RENOVATION': {
    ...stated,
    law: 'miljøbeskyttelsesloven § 48',
    class: 'distraint',
    fee: 'gebyrloven',
    interest: 'gebyrloven',
  },
};
const decided = { decidedOn: date('2020-01-01'), reference: 'Byrådet 12/2019' };
const [first, second] = usualSteps as readonly [Step, Step, ...Step[]];

test('library fines are reminded of by a life cycle of their own, free first and then with a fee', async () => {
  const at = await aDunningTown();
  const { cycles } = lifeCyclesOf(usualSteps);
  const configuration = townConfiguration({
    ownTypes,
    claimTypes: { 'LOKAL-BIBLIOTEK': { interest: null, fee: { ...decided, amount: null } } },
    lifeCycles: lifeCyclesOf(usualSteps, {
      cycles: { ...cycles, bibliotek: { steps: [{ ...first, fee: null }, second] } },
      ofTypes: { 'LOKAL-BIBLIOTEK': 'bibliotek' },
    }),
  });
  await at.do((tx) => saveConfiguration(tx, { configuration, by: 'prøve', at: morningOf('2025-11-20') }));
  const fine = await at.town.raise({ type: 'LOKAL-BIBLIOTEK', description: null });
  await at.dun('2025-12-29');
  const [free] = await at.lettersTo(at.town.anna);
  expect(free?.facts).toMatchObject({
    kind: 'reminder',
    fee: null,
    claims: [{ what: 'Bibliotek, erstatning og gebyr', owed: '10000.00' }],
  });
  await at.arrive(at.town.anna, '2025-12-30');
  await at.dun('2026-01-22');
  const [, costs] = await at.lettersTo(at.town.anna);
  expect(costs?.facts).toMatchObject({ kind: 'reminder', fee: { amount: '100.00', law: 'renteloven' } });
  const charges = (await at.do((tx) => chargesOfMains(tx, [fine]))).get(fine) ?? [];
  const fees = await at.do((tx) =>
    listedClaims(
      tx,
      charges.map(({ claim }) => claim),
    ),
  );
  expect([...fees.values()].map(({ type }) => type)).toEqual(['KFOPGEB']);
  await at[Symbol.asyncDispose]();
});

test('waste is sent to Gældsstyrelsen by the code of the agreement, with its interest', async () => {
  const claimTypes = { 'LOKAL-RENOVATION': { interest: decided, fee: null } };
  const agreement = ['LOKAL-RENOVATION;INDR;KFRENOV;2024-01-01;'];
  const town = await aRecoveryTown({ ownTypes, claimTypes, agreement });
  const waste = await town.raise({ type: 'LOKAL-RENOVATION', description: 'Renovation 2025' });
  await town.interest('2026-01-15');
  await town.clear(waste);
  const accept = { claim: waste, because: 'Kravet er set igennem' };
  await town.do((tx) => acceptTransfer(tx, accept, { by: 'Inge', at: morningOf('2026-02-02') }));
  const report = await town.transfer('2026-02-02');
  expect(report.amounts).toMatchObject({ sent: '6000.00', related: '120.00' });
  await town.deliver('2026-02-02');
  await town.news('2026-02-06');
  expect(await town.recovery(waste)).toMatchObject({ state: 'received' });
  const [creation] = await town.actions(waste);
  expect(creation?.masterData).toMatchObject({ type: 'KFRENOV', art: 'INDR' });
  expect(await town.faults()).toEqual([]);
  await town[Symbol.asyncDispose]();
});
