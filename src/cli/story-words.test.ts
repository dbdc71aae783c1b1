import { describe, expect, test } from 'vitest';
import type { DebtorStory, StoryFact } from '../insight/story-entries.ts';
import { date, month } from '../kernel/dates.ts';
import { debtorNumber } from '../kernel/ids.ts';
import { kroner, zeroOre } from '../kernel/money.ts';
import { storyLines } from './story-words.ts';

const nothingOwed: DebtorStory['standing'] = {
  state: 'paid',
  terms: null,
  owed: zeroOre,
  due: zeroOre,
  bills: zeroOre,
  atRecovery: zeroOre,
  overpaid: zeroOre,
  owedBack: zeroOre,
  claims: [],
};

/** What is told of things that happened on 3 March, without the day. */
function told(...facts: readonly StoryFact[]): string[] {
  const entries = facts.map((fact) => ({ on: date('2026-03-03'), ...fact }));
  const lines = storyLines({ debtor: debtorNumber(100_123), entries, standing: nothingOwed });
  return lines.slice(2, lines.indexOf('', 2)).map((line) => line.slice(20));
}

const decision = '202603-100123-0';
const claim = { sourceSystem: 'KY', claimId: 'K-1' };

describe('a debtor’s story in Danish', () => {
  test('begins each thing with its day, and ends with how it stands', () => {
    const lines = storyLines({
      debtor: debtorNumber(100_123),
      entries: [{ on: date('2026-03-03'), what: 'not-answered', decision }],
      standing: {
        ...nothingOwed,
        state: 'plan',
        terms: { outcome: 'plan', reason: 'table', monthly: kroner(2_100) },
        owed: kroner(5_000),
        due: kroner(2_100),
        overpaid: kroner(50),
        claims: [{ claim, type: 'KTTIBAK', state: 'on-plan', balance: kroner(5_000), atRecovery: zeroOre }],
      },
    });
    expect(lines).toEqual([
      'Debitor 100123',
      '',
      '3. marts 2026       Fristen gik uden svar (202603-100123-0)',
      '',
      'Nu: afdragsordning, 2.100,00 kr. om måneden.',
      'Debitor skylder 5.000,00 kr.; heraf er 2.100,00 kr. opkrævet i rater og ikke betalt. Til gode: 50,00 kr.',
      '  KY:K-1: 5.000,00 kr. (afdragsordning)',
    ]);
  });

  test('says of a month what was found, and why nothing changed where nothing did', () => {
    const found = {
      what: 'month',
      month: month('2026-03'),
      ordinal: 0,
      outcome: 'plan',
      reason: 'table',
    } as const;
    expect(
      told(
        { ...found, monthly: kroner(2_100), consequence: 'decision' },
        { ...found, monthly: kroner(2_250), consequence: 'rise-below-threshold' },
        { ...found, ordinal: 1, outcome: 'deferral', reason: 'benefit', monthly: null, consequence: 'same' },
        { ...found, outcome: 'none', reason: 'income-not-obtained', monthly: null, consequence: 'person' },
      ),
    ).toEqual([
      'marts 2026: 2.100,00 kr. om måneden (efter tabellen)',
      'marts 2026: 2.250,00 kr. om måneden (efter tabellen); stigningen er under kommunens grænse',
      'marts 2026, set på igen: henstand på grund af en ydelse; det samme som før',
      'marts 2026: intet kunne beregnes: indkomsten kunne ikke hentes; en medarbejder skal se på det først',
    ]);
  });

  test('keeps what the citizen wrote and what we said to it, line by line', () => {
    expect(
      told({ what: 'answered', decision, answer: 'Kære kommune\nDet er for meget.', reply: 'Tak.' }),
    ).toEqual([
      'Borgeren har svaret (202603-100123-0)',
      '  Svar: Kære kommune',
      '    Det er for meget.',
      '  Vi siger: Tak.',
    ]);
  });

  test('says who took a decision back and why, in words also where the program did', () => {
    expect(
      told(
        { what: 'withdrawn', decision, by: 'automatic', why: 'overtaken' },
        { what: 'reversed', decision, by: 'Bodil', why: 'Klagen fik medhold.' },
      ),
    ).toEqual([
      'Taget tilbage (202603-100123-0)',
      '  Begrundelse: en ny beregning er kommet i stedet',
      'Omgjort af Bodil (202603-100123-0)',
      '  Begrundelse: Klagen fik medhold.',
    ]);
  });

  test('says of money what was asked for, passed over, taken back, paid, and perhaps owed back', () => {
    const due = date('2026-03-02');
    expect(
      told(
        { what: 'instalment', due, amount: kroner(2_100), lessBecause: null },
        { what: 'instalment', due, amount: zeroOre, lessBecause: 'suspension-under-way' },
        { what: 'instalment', due, amount: kroner(100), lessBecause: 'paid-ahead' },
        { what: 'instalment-taken-back', due, amount: kroner(600) },
        {
          what: 'payment',
          payment: '7',
          amount: kroner(2_000),
          channel: 'counter',
          covered: [{ claim, amount: kroner(1_500) }],
          overpaid: kroner(500),
        },
        { what: 'refund', amount: kroner(500), why: 'overpaid', about: 'payment 7', closedOn: null },
      ),
    ).toEqual([
      'Rate 2. marts 2026 er opkrævet: 2.100,00 kr.',
      'Rate 2. marts 2026 er ikke opkrævet, fordi henstand er på vej',
      'Rate 2. marts 2026 er opkrævet: 100,00 kr., fordi borgeren har betalt forud',
      'Rate 2. marts 2026 er taget tilbage med 600,00 kr.',
      'Betalt 2.000,00 kr. i skranken (betaling 7):',
      '  KY:K-1: 1.500,00 kr.',
      '  betalt for meget: 500,00 kr.',
      'Måske til udbetaling: 500,00 kr., betalt for meget (betaling 7); en medarbejder skal tage stilling',
    ]);
  });

  test('never shows an address that is protected', () => {
    expect(
      told(
        { what: 'person', change: { what: 'address', lines: null } },
        { what: 'person', change: { what: 'address', lines: ['Møllestien 4', '4999 Bøgevang'] } },
      ),
    ).toEqual([
      'Ny adresse: vises ikke, fordi adressen er beskyttet.',
      'Ny adresse: Møllestien 4, 4999 Bøgevang.',
    ]);
  });

  test('names a work item’s decision as letters print it, and says what became of a letter', () => {
    const item = { what: 'work-item', month: month('2026-03') } as const;
    expect(
      told(
        { ...item, kind: 'hearing-answered', about: '20260300001001230' },
        { ...item, kind: 'letter-not-arrived', about: '202603000010012300 returned' },
        { ...item, kind: 'dead', about: null },
      ),
    ).toEqual([
      'Skal ses af en medarbejder: borgeren har svaret på en høring (afgørelse 202603-100123-0)',
      'Skal ses af en medarbejder: et brev er ikke kommet frem (brev 202603000010012300 kom retur)',
      'Skal ses af en medarbejder: død',
    ]);
  });
});
