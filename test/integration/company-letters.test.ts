import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { registerCompanies, type Company } from '../../src/debtors/companies.ts';
import { addRepresentative } from '../../src/debtors/representatives.ts';
import { debtorStory } from '../../src/insight/debtor-story.ts';
import { parseCvrNumber } from '../../src/kernel/cvr-number.ts';
import { date } from '../../src/kernel/dates.ts';
import type { DebtorNumber } from '../../src/kernel/ids.ts';
import { aChargesTown, type ChargesTown } from './charges-town.ts';
import { handOver, OtherSide } from './letters-on-their-way.ts';
import { makeLettersOn, remind } from './notices-town.ts';
import { morningOf } from './town.ts';

const ON = '2026-03-10';
const told = { by: 'prøve', at: morningOf('2026-01-02') };

function company(cvr: string | null, changes: Partial<Company> = {}): Company {
  return {
    cvr: cvr === null ? null : parseCvrNumber(cvr),
    akr: null,
    name: 'Bageriet Krummen ApS',
    address: ['Torvet 1', '4999 Bøgevang'],
    form: 'company',
    digitalPost: true,
    ...changes,
  };
}

let town: ChargesTown;
let bakery: DebtorNumber;
let onPaper: DebtorNumber;
let foreigner: DebtorNumber;
let represented: DebtorNumber;
const post = new OtherSide();
beforeAll(async () => {
  town = await aChargesTown();
  const registered = await town.do((tx) =>
    registerCompanies(
      tx,
      [
        company('10000009'),
        company('20000007', { digitalPost: false, name: 'Smeden I/S' }),
        company(null, { akr: '12345678', name: 'Krümel GmbH', form: 'foreign' }),
        company('30000005', { name: 'Cyklen A/S' }),
      ],
      told,
    ),
  );
  if (!registered.ok) throw new Error(registered.refusal.tag);
  const [first, second, third, fourth] = registered.value;
  [bakery, onPaper, foreigner, represented] = [first!, second!, third!, fourth!]; // four were registered
  await town.do((tx) =>
    addRepresentative(tx, {
      debtor: represented,
      kind: 'power-of-attorney',
      mode: 'instead',
      name: 'Revisor Holm',
      address: ['Havnen 2', '4999 Bøgevang'],
      cpr: null,
      from: date('2026-01-02'),
      evidence: 'Fuldmagt af 2. januar 2026',
      ...told,
    }),
  );
  for (const debtor of registered.value)
    await town.raise({ accountId: `V-${debtor}`, debtors: [debtor], type: 'CFFAKTU' });
  await remind(town.db, ...registered.value.map((debtor) => ({ debtor, on: ON })));
  await makeLettersOn(town.db, ON);
  await handOver(town.db, post, ON);
});
afterAll(() => town[Symbol.asyncDispose]());

const sentTo = (debtor: DebtorNumber) =>
  post.received.flatMap(({ reference, to }) => (reference.includes(String(debtor)) ? [to] : []));

describe('a bill to a company', () => {
  test('is written about to its Digital Post, by its CVR number', () => {
    expect(sentTo(bakery)).toEqual([{ channel: 'digital', cvr: '10000009' }]);
  });

  test('is written about on paper where it has no Digital Post, or no CVR number', () => {
    const address = ['Torvet 1', '4999 Bøgevang'];
    expect(sentTo(onPaper)).toEqual([{ channel: 'paper', name: 'Smeden I/S', address }]);
    expect(sentTo(foreigner)).toEqual([{ channel: 'paper', name: 'Krümel GmbH', address }]);
  });

  test('is written about to one who has its power of attorney instead', () => {
    const address = ['Havnen 2', '4999 Bøgevang'];
    expect(sentTo(represented)).toEqual([{ channel: 'paper', name: 'Revisor Holm', address }]);
  });

  test('is part of its story', async () => {
    const story = await town.do((tx) => debtorStory(tx, bakery, date('2026-03-11')));
    expect(story.ok && story.value.entries.map(({ what }) => what)).toEqual([
      'bill-raised',
      'letter-made',
      'letter-sent',
    ]);
  });
});
