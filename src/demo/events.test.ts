import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { date, month } from '../kernel/dates.ts';
import { debtorNumber } from '../kernel/ids.ts';
import { kroner, ore, zeroOre } from '../kernel/money.ts';
import {
  deliveryJson,
  demoEventsIn,
  demoRepresentativesIn,
  eventsJson,
  representativesJson,
  type DemoEvent,
  type DemoRepresentative,
} from './events.ts';

const folder = mkdtempSync(join(tmpdir(), 'demo-events-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const debtor = debtorNumber(100_001);
const on = date('2026-02-02');

const events: readonly DemoEvent[] = [
  { event: 'payment', on, debtor, amount: ore(210_050n), channel: 'bank', reference: 'B-1' },
  {
    event: 'hearing-answer',
    on,
    debtor,
    answer: 'Det er højt.',
    reply: 'Vi har læst det.',
    outcome: 'decide',
  },
  {
    event: 'income-stated',
    on,
    debtor,
    netYear: kroner(168_000),
    from: month('2026-02'),
    to: null,
    evidence: 'Lønsedler',
  },
  {
    event: 'claim-corrected',
    on,
    debtor,
    sourceSystem: 'KY',
    claimId: 'K-1',
    to: zeroOre,
    reason: 'Der var ret til hjælpen.',
    decidedOn: on,
  },
  {
    event: 'complaint-upheld',
    on,
    debtor,
    month: month('2026-01'),
    complainedOn: date('2026-01-20'),
    reason: 'Forkert løn',
  },
  { event: 'language', on, debtor, language: 'en' },
  { event: 'individual-plan', on, debtor, monthly: kroner(300), reason: 'Lave udgifter' },
];

const guardian: DemoRepresentative = {
  debtor,
  kind: 'guardian',
  mode: 'instead',
  name: 'Ulla Kornblomst',
  address: ['Møllestien 4', '4999 Bøgevang'],
  digitalPost: false,
  from: date('2024-09-01'),
  to: null,
  recordedOn: date('2026-01-10'),
  evidence: 'Værgebeskikkelse',
};

describe('the files of what happens in a demo town', () => {
  it('are read back as they were told, amounts to the øre', () => {
    write('events.json', eventsJson(events));
    write('representatives.json', representativesJson([guardian]));
    expect(demoEventsIn(folder)).toEqual({ ok: true, value: events });
    expect(demoRepresentativesIn(folder)).toEqual({ ok: true, value: [guardian] });
    expect(eventsJson(events)).toContain('"amount": "2100.50"');
  });

  it('say for each debtor what becomes of the letters', () => {
    expect(JSON.parse(deliveryJson(new Map([[debtor, 'returned']])))).toEqual({ '100001': 'returned' });
  });

  it('may be missing: then nothing happens', () => {
    expect(demoEventsIn(join(folder, 'nowhere'))).toEqual({ ok: true, value: [] });
    expect(demoRepresentativesIn(join(folder, 'nowhere'))).toEqual({ ok: true, value: [] });
  });

  it.each([
    ['an event that nobody knows', { event: 'earthquake' }, '0.event: '],
    ['an amount with a comma', { amount: '2100,50' }, '0.amount: not kroner'],
    ['a negative amount', { amount: '-1.00' }, '0.amount: not kroner'],
    ['a day that does not exist', { on: '2026-02-30' }, '0.on: not a date'],
    ['somebody without a number', { debtor: 'K' }, '0.debtor: not a debtor number'],
    ['another channel', { channel: 'barter' }, '0.channel: '],
    ['a field that nobody knows', { cpr: 'x' }, '0: Unrecognized key'],
  ])('are refused with %s, at its place', (_, change, fault) => {
    const [payment] = JSON.parse(eventsJson(events)) as object[]; // written above
    write('events.json', JSON.stringify([{ ...payment, ...change }]));
    const read = demoEventsIn(folder);
    expect(read).toMatchObject({ refusal: { tag: 'demo-file-invalid', file: 'events.json' } });
    expect(read.ok ? '' : read.refusal.faults.join()).toContain(fault);
  });

  it('are refused when they are no JSON at all', () => {
    write('representatives.json', '{');
    expect(demoRepresentativesIn(folder)).toEqual({
      ok: false,
      refusal: { tag: 'demo-file-invalid', file: 'representatives.json', faults: ['not JSON'] },
    });
  });
});

function write(name: string, text: string): void {
  writeFileSync(join(folder, name), text);
}
