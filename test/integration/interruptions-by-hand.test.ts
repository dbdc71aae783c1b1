import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { limitationsOf, recordLimitations } from '../../src/claims/limitation.ts';
import type { ClaimNumber } from '../../src/claims/types.ts';
import { interruptByHand, type InterruptByHand } from '../../src/endings/interrupt.ts';
import { date } from '../../src/kernel/dates.ts';
import { aChargesTown, type ChargesTown } from './charges-town.ts';
import { endLiabilities } from '../../src/ledger/liability-ends.ts';
import { afdrag } from './command-line.ts';
import { addFetchedPerson } from './fetched-person.ts';
import { morningOf } from './town.ts';

/** What a person notes that begins a claim's limitation anew (forældelsesloven §§ 15-18). */
let town: ChargesTown;
beforeAll(async () => {
  town = await aChargesTown();
});
afterAll(() => town[Symbol.asyncDispose]());

const raise = (claimId: string, type = 'KFGFEJL') =>
  town.raise({
    type,
    claimId,
    due: date('2023-01-16'),
    origin: date('2023-01-16'),
    debtors: [town.anna, town.bo],
  });

const note = (claims: readonly ClaimNumber[], changes: Partial<InterruptByHand> = {}) =>
  town.do((tx) =>
    interruptByHand(tx, {
      debtor: town.anna,
      claims,
      withCharges: false,
      kind: 'judgment',
      on: date('2024-03-01'),
      existenceAndAmount: false,
      signedByAll: false,
      evidence: 'journal 24-117',
      today: date('2025-12-01'),
      by: 'Inge',
      at: morningOf('2025-12-01'),
      ...changes,
    }),
  );

const lastDays = async (claim: ClaimNumber) =>
  ((await town.do((tx) => limitationsOf(tx, [claim]))).get(claim) ?? []).map(
    ({ debtor, until, because }) => `${debtor} ${until} ${because}`,
  );

describe('a person notes', () => {
  test.each([
    ['a judgment: ten years', {}, 'judgment', '2034-03-01'],
    ['a settlement: ten years', { kind: 'settlement' }, 'settlement', '2034-03-01'],
    ['a lawsuit: the same years anew', { kind: 'court' }, 'court', '2027-03-01'],
    ['distraint: the same years anew', { kind: 'distraint' }, 'distraint', '2027-03-01'],
    ['a signature: the same years anew', { kind: 'acknowledged' }, 'acknowledged', '2027-03-01'],
    [
      'a signature of existence and amount: ten years',
      { kind: 'acknowledged', existenceAndAmount: true },
      'acknowledged',
      '2034-03-01',
    ],
  ] as const)('%s, for the one it is about', async (name, changes, because, until) => {
    const claim = await raise(name);
    expect(await note([claim], changes)).toEqual({
      ok: true,
      value: [{ claim, before: '2026-01-16', until }],
    });
    expect(await lastDays(claim)).toEqual([
      `${town.anna} ${until} ${because}`,
      `${town.bo} 2026-01-16 ordinary`,
    ]);
  });
});

test('a judgment that is known after a later step gives ten years, which the step began anew', async () => {
  const claim = await raise('known late');
  await note([claim], { kind: 'court', on: date('2024-06-03') });
  const ten = { ok: true, value: [{ claim, before: '2027-06-03', until: '2034-06-06' }] };
  expect(await note([claim])).toEqual(ten);
  const stands = (await town.do((tx) => limitationsOf(tx, [claim]))).get(claim)?.[0];
  expect(stands).toMatchObject({
    because: 'court',
    countedFrom: '2024-06-03',
    years: 10,
    judgmentOn: '2024-03-01',
  });
});

describe('is refused, and nothing is noted', () => {
  test.each([
    ['a day that has not come', { on: date('2025-12-02') }, { tag: 'in-future' }],
    ['what nothing shows', { evidence: ' ' }, { tag: 'evidence-missing' }],
    [
      'for one who does not owe it',
      { debtor: 100_009 as InterruptByHand['debtor'] },
      { tag: 'no-limitation' },
    ],
    [
      'what came after the last day',
      { on: date('2026-01-17'), today: date('2026-02-01') },
      { tag: 'time-barred-by-then', until: '2026-01-16' },
    ],
    [
      'a judgment from before the claim arose',
      { on: date('2023-01-15') },
      { tag: 'before-it-arose', origin: '2023-01-16' },
    ],
  ] as const)('%s', async (name, changes, refusal) => {
    const claim = await raise(name);
    expect(await note([claim], changes)).toMatchObject({ ok: false, refusal });
    expect((await lastDays(claim))[0]).toBe(`${town.anna} 2026-01-16 ordinary`);
  });

  test('a step from before one that is noted already', async () => {
    const claim = await raise('two steps');
    await note([claim]);
    expect(await note([claim], { kind: 'court', on: date('2024-02-01') })).toMatchObject({
      refusal: { tag: 'before-it-ran', from: '2024-03-01' },
    });
  });

  // Whether ten years that became three at Gældsstyrelsen come back nobody has settled; a civil claim keeps them (gældsinddrivelsesloven § 18 a).
  test.each([
    ['KFDAINS', { refusal: { tag: 'before-it-ran' } }],
    ['CFFAKTU', { ok: true, value: [{ until: '2034-03-01' }] }],
  ])('a judgment from before Gældsstyrelsen had the claim, unless it is civil: %s', async (type, answer) => {
    const claim = await raise(`back ${type}`, type);
    const [standing] = (await town.do((tx) => limitationsOf(tx, [claim]))).get(claim) ?? [];
    if (standing === undefined) throw new Error('it has a limitation');
    const back = {
      ...standing,
      because: 'returned',
      countedFrom: date('2024-05-02'),
      until: date('2027-05-03'),
    } as const;
    const doing = { by: 'prøve', at: morningOf('2024-06-01') };
    await town.do((tx) => recordLimitations(tx, [{ ...back, evidence: 'FEJL', ...doing }]));
    expect(await note([claim])).toMatchObject(answer);
  });

  test('what has ended for the debtor', async () => {
    const claim = await raise('ended');
    await town.do((tx) =>
      endLiabilities(tx, [
        {
          claim,
          debtor: town.anna,
          kind: 'discharged',
          on: date('2025-11-01'),
          reason: 'prøve',
          by: 'prøve',
          at: morningOf('2025-11-01'),
        },
      ]),
    );
    expect(await note([claim])).toMatchObject({ refusal: { tag: 'ended', on: '2025-11-01' } });
  });

  test('a minor’s own signature; with both holders of custody it counts', async () => {
    const claim = await raise('minor');
    await town.do((tx) => addFetchedPerson(tx, town.anna, date('2010-01-01')));
    expect(await note([claim], { kind: 'acknowledged' })).toMatchObject({
      refusal: { tag: 'others-must-sign' },
    });
    expect(await note([claim], { kind: 'settlement' })).toMatchObject({
      refusal: { tag: 'others-must-sign' },
    });
    expect(await note([claim], { kind: 'acknowledged', signedByAll: true })).toMatchObject({ ok: true });
    // A judgment needs nobody's signature.
    expect(await note([claim])).toMatchObject({ ok: true });
  });

  test('the signature of one whom CPR has not been asked about, and whose number tells that they are a child', async () => {
    const claim = await raise('child');
    await town.do((tx) =>
      sql`insert into debtor_cpr (cpr, debtor_number, batch) values ('6101124234', ${town.anna}::int, 1)`.execute(
        tx,
      ),
    );
    expect(await note([claim], { kind: 'acknowledged' })).toMatchObject({
      refusal: { tag: 'others-must-sign' },
    });
  });
});

test('by command, for a claim as its source calls it, and its refusals say what to do', async () => {
  await raise('K-7');
  const say = (...more: readonly string[]) =>
    afdrag(
      [
        'claims',
        'interrupt',
        '--municipality',
        '998',
        '--debtor',
        String(town.anna),
        '--claims',
        'OPUS:K-7',
        ...more,
      ],
      { environment: { DATABASE_URL: town.db.url } },
    );
  const noted = await say(
    '--kind',
    'judgment',
    '--on',
    '2024-03-01',
    '--evidence',
    'journal 24-117',
    '--by',
    'Inge',
  );
  expect(noted.out).toBe('Krav OPUS:K-7: den sidste dag var 16. januar 2026 og er nu 1. marts 2034.\n');
  const refused = await say('--kind', 'court', '--on', '2024-02-01', '--evidence', 'journal 24-118');
  expect([refused.status, refused.err]).toEqual([
    1,
    expect.stringContaining('Fristen løber allerede fra 1. marts 2024'),
  ]);
});
