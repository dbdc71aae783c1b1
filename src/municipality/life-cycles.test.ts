import { describe, expect, test } from 'vitest';
import { date } from '../kernel/dates.ts';
import { localClaimTypes } from '../law/claim-types.ts';
import type { Configuration } from './configuration.ts';
import { lifeCycleFaults, lifeCycleOf, lifeCyclesShape, type LifeCycles } from './life-cycles.ts';

const ground = { ground: 'En rykker afgør intet.', recordedBy: null, recordedOn: null };
const reminder = {
  do: 'reminder',
  after: { from: 'srb', days: 10 },
  letter: true,
  fee: '100.00',
  warnsOfTransfer: true,
  by: ground,
};
const send = {
  do: 'propose-transfer',
  after: { from: 'previous-deadline', days: 5 },
  letter: false,
  by: 'person',
};

function read(steps: readonly object[], more: object = {}): LifeCycles {
  return lifeCyclesShape.parse({ cycles: { regninger: { steps } }, otherwise: 'regninger', ...more });
}

const faults = (lifeCycles: LifeCycles, claimTypes: Configuration['claimTypes'] = {}) =>
  lifeCycleFaults({ lifeCycles, claimTypes }, localClaimTypes);

describe('a life cycle', () => {
  test('is read as steps with amounts and safe beginnings', () => {
    const lifeCycles = read([reminder, send]);
    expect(faults(lifeCycles)).toEqual([]);
    expect(lifeCycleOf({ lifeCycles, ownTypes: {} }, 'CFFAKTU')).toEqual({
      name: 'regninger',
      steps: [
        expect.objectContaining({ fee: 10_000n, deadlineDays: 10, by: { ground: ground.ground } }),
        expect.objectContaining({ do: 'propose-transfer', by: 'person', fee: null }),
      ],
    });
  });

  test.each([
    [
      'a fee without a letter',
      [{ ...reminder, letter: false }],
      'steps.0.fee: Der er intet gebyr uden et brev. Skriv null, eller letter: true.',
    ],
    [
      'a fee that no law allows',
      [{ ...reminder, fee: '250.01' }],
      'steps.0.fee: Ingen lov tillader så meget for en rykker. Skriv et lavere beløb.',
    ],
    [
      'a fee for a warning',
      [{ ...reminder, do: 'warn' }],
      'steps.0.fee: Kun en rykker koster noget. Skriv null.',
    ],
    [
      'a deadline that no letter has given',
      [{ ...reminder, after: { from: 'previous-deadline', days: 1 } }],
      'steps.0.after.from: Der er ikke skrevet et brev før dette skridt. Skriv "srb".',
    ],
    [
      'transfer that nobody was told of',
      [{ ...reminder, warnsOfTransfer: false }, send],
      'steps.1.do: Ingen har fået at vide, at gælden kan gå til Gældsstyrelsen. Skriv warnsOfTransfer: true i et brev før dette skridt.',
    ],
    [
      'transfer without a person on a ground that nobody recorded',
      [reminder, { ...send, by: ground }],
      'steps.1.by: Det mangler, hvem der har noteret begrundelsen og hvornår. Skriv recordedBy og recordedOn.',
    ],
  ])('is refused with %s', (_, steps, fault) => {
    expect(faults(read(steps))).toEqual([`lifeCycles.cycles.regninger.${fault}`]);
  });

  test('is refused with a fee above the law of a type that follows it: its letters would bear none', () => {
    const above =
      'lifeCycles.cycles.regninger.steps.0.fee: Det er mere, end loven tillader. Skriv højst "100.00" (renteloven § 9 b).';
    const steps = [{ ...reminder, fee: '150.00' }];
    // Day care may bear 250 kr., and a public claim without right of distraint bears none at all.
    const others = { KFDAINS: 'regninger', KFTILSE: null };
    expect(faults(read(steps, { ofTypes: { ...others, CFFAKTU: 'regninger' } }))).toEqual([
      `${above} Typen CFFAKTU følger forløbet.`,
    ]);
    // What the council has decided no fee for bears none.
    expect(faults(read(steps, { ofTypes: others }))).toEqual([]);
    const decided = { decidedOn: date('2020-01-01'), reference: 'Byrådet 12/2019' };
    const charged = { KTCIVIL: { interest: null, fee: { ...decided, amount: null } } };
    expect(faults(read(steps, { ofTypes: others }), charged)).toEqual([
      `${above} Typen KTCIVIL følger forløbet.`,
    ]);
  });

  test('is refused for claims whose steps stand in the law, and when nobody has written it', () => {
    expect(faults(read([reminder], { ofTypes: { KTTIBAK: 'regninger', CFFAKTU: 'andet' } }))).toEqual([
      'lifeCycles.ofTypes.CFFAKTU: Der er intet forløb "andet". Skriv et af dem i lifeCycles.cycles, eller null.',
      'lifeCycles.ofTypes.KTTIBAK: Typens skridt står i loven (bek. 585/2023). Tag den ud.',
    ]);
  });
});
