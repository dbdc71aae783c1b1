import { describe, expect, test } from 'vitest';
import type { PaymentShown } from '../../../insight/payments-shown.ts';
import { date } from '../../../kernel/dates.ts';
import { debtorNumber } from '../../../kernel/ids.ts';
import { kroner, zeroOre } from '../../../kernel/money.ts';
import type { Paper } from '../../../letters/paper.ts';
import type { PaymentNumber } from '../../../payments/types.ts';
import { texts } from '../texts/texts.ts';
import { historyOf } from './payments-files.ts';
import { receiptOf } from './receipt.ts';
import type { PaperVisit } from './whose.ts';

const session: PaperVisit['session'] = {
  debtor: debtorNumber(100_001),
  name: 'Bo Hjælpersen',
  scopes: ['see'],
  level: 'Substantial',
  protocol: 'oidc',
  helper: null,
  mayActFor: [],
  own: { debtor: null, scopes: [] },
  actsFor: null,
  actedFor: null,
  guidance: null,
  formKey: Buffer.alloc(32),
  idleMinutes: 15,
  lastSeenAt: Temporal.Instant.from('2026-03-12T09:00:00Z'),
  endsAt: Temporal.Instant.from('2026-03-12T10:00:00Z'),
};
const visit: PaperVisit = {
  texts: texts.da,
  language: 'da',
  today: date('2026-03-12'),
  contact: { phone: '70 00 09 98', page: 'boegevang.example', hours: '9-15', now: null, words: null },
  session,
  hidesAddress: false,
};

const payment: PaymentShown = {
  number: 2026030212345678901n as PaymentNumber,
  receivedOn: date('2026-03-02'),
  amount: kroner(500),
  channel: 'card',
  covered: [{ claim: null, amount: kroner(300) }],
  overpaid: kroner(100),
  givenBack: [
    { amount: kroner(30), paidOn: date('2026-03-09') },
    { amount: kroner(15), paidOn: null },
  ],
  owedBack: kroner(5),
  waiting: kroner(50),
  takenBack: null,
};

function wordsOf({ title, parts }: Paper): string {
  const words = parts.flatMap(({ heading, blocks }) => [
    heading ?? '',
    ...blocks.map((block) =>
      block.kind === 'text'
        ? block.text
        : block.kind === 'facts'
          ? block.rows.map((row) => row.join(': ')).join(' ')
          : [...block.rows, block.total].map((row) => row.join(': ')).join(' '),
    ),
  ]);
  return [title, ...words].join(' ').replaceAll(/\s+/g, ' ');
}

describe('a receipt', () => {
  test('says what was paid, when, how, what it covered, what was too much and what is looked at, and adds up', () => {
    const words = wordsOf(receiptOf(payment, visit));
    expect(words).toContain('Kvittering Beløb: 500,00 kr. Vi fik pengene: 2. marts 2026 Måde: Kort');
    expect(words).toContain(
      'Noget, du ikke skylder længere: 300,00 kr. Betalt tilbage den 9. marts 2026, fordi det var for meget: 30,00 kr. For meget, og på vej tilbage til dig: 15,00 kr. Brugt på penge, du skulle betale tilbage til os: 5,00 kr. Mere, end du skyldte: 100,00 kr. Vi ser på, hvad det er for: 50,00 kr. I alt: 500,00 kr.',
    );
    expect(words).toContain('Vi ser på det og skriver til dig.');
    expect(wordsOf(receiptOf({ ...payment, overpaid: zeroOre }, visit))).not.toContain('skriver til dig');
  });

  test.each([
    ['reversed', 'Taget tilbage den 4. marts 2026. Det var vores fejl.'],
    ['charged-back', 'Pengene gik tilbage fra os den 4. marts 2026.'],
    ['returned', 'Vi sendte pengene tilbage den 4. marts 2026.'],
  ] as const)('of money that was %s says that first, and what it had covered', (as, said) => {
    const paper = receiptOf({ ...payment, takenBack: { on: date('2026-03-04'), as } }, visit);
    expect(wordsOf(paper)).toContain(`Kvittering for en betaling, der er gået tilbage ${said}`);
    expect(wordsOf(paper)).toContain('Det havde betalingen dækket');
    expect(wordsOf(paper)).not.toContain('skriver til dig');
  });

  test('is in the name of whom it is for, and not of who acts for them', () => {
    const acting = { ...session, actsFor: { name: 'Anna Ældresen', basis: 'power' as const } };
    const words = wordsOf(receiptOf(payment, { ...visit, session: acting }));
    expect(words).toContain('For: Anna Ældresen Dit nummer hos os: 100001');
    expect(words).not.toContain('Hjælpersen');
  });
});

test('a list says of each thing that a payment covered how much of it, and the name alone where it is all of it', () => {
  expect(wordsOf(historyOf([payment], visit))).toContain('Noget, du ikke skylder længere: 300,00 kr.');
  const whole = { ...payment, overpaid: zeroOre, waiting: zeroOre, givenBack: [], owedBack: zeroOre };
  expect(wordsOf(historyOf([whole], visit))).not.toContain('300,00 kr.');
});

test('a list that is longer than a paper holds the newest, and says so', () => {
  const many = Array.from({ length: 501 }, () => ({ ...payment, overpaid: zeroOre }));
  const figures = (count: number) => {
    const paper = historyOf(many.slice(0, count), visit);
    const table = paper.parts.flatMap(({ blocks }) => blocks).find(({ kind }) => kind === 'figures');
    return { words: wordsOf(paper), rows: table?.kind === 'figures' ? table.rows.length : 0 };
  };
  expect(figures(500)).toMatchObject({ rows: 500 });
  expect(figures(500).words).not.toContain('de nyeste');
  expect(figures(501)).toMatchObject({ rows: 500 });
  expect(figures(501).words).toContain('Her er de nyeste 500. Hent listen til regneark for at se alle.');
});
