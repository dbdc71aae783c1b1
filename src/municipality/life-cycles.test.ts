import { describe, expect, test } from 'vitest';
import { localClaimTypes } from '../law/claim-types.ts';
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

describe('a life cycle', () => {
  test('is read as steps with amounts and safe beginnings', () => {
    const lifeCycles = read([reminder, send]);
    expect(lifeCycleFaults(lifeCycles, localClaimTypes)).toEqual([]);
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
      'steps.0.fee: there is no fee without a letter',
    ],
    ['a fee for a warning', [{ ...reminder, do: 'warn' }], 'steps.0.fee: only a reminder costs anything'],
    [
      'a deadline that no letter has given',
      [{ ...reminder, after: { from: 'previous-deadline', days: 1 } }],
      'steps.0.after.from: no letter has been written before this step',
    ],
    [
      'transfer that nobody was told of',
      [{ ...reminder, warnsOfTransfer: false }, send],
      'steps.1.do: nobody has been told that the debt may go to Gældsstyrelsen',
    ],
    [
      'transfer without a person on a ground that nobody recorded',
      [reminder, { ...send, by: ground }],
      'steps.1.by: who recorded the ground, and when, is missing',
    ],
  ])('is refused with %s', (_, steps, fault) => {
    expect(lifeCycleFaults(read(steps), localClaimTypes)).toEqual([`lifeCycles.cycles.regninger.${fault}`]);
  });

  test('is refused for claims whose steps stand in the law, and when nobody has written it', () => {
    expect(
      lifeCycleFaults(
        read([reminder], { ofTypes: { KTTIBAK: 'regninger', CFFAKTU: 'andet' } }),
        localClaimTypes,
      ),
    ).toEqual([
      'lifeCycles.ofTypes.CFFAKTU: there is no life cycle andet',
      'lifeCycles.ofTypes.KTTIBAK: the steps of this type stand in the law (bek. 585/2023)',
    ]);
  });
});
