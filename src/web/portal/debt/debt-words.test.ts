import { describe, expect, test } from 'vitest';
import type { DebtLine, NextEvent } from '../../../insight/overview/types.ts';
import { date } from '../../../kernel/dates.ts';
import { kroner } from '../../../kernel/money.ts';
import { holdReasons, type HoldReason } from '../../../law/holds.ts';
import { texts } from '../texts/texts.ts';
import { nameInWords, originInWords } from './debt-words.ts';
import { nextInWords } from './next-words.ts';

const day = date('2026-03-20');

/** One of each, for every code there is. */
const events: { readonly [Tag in NextEvent['tag']]: NextEvent } = {
  'pay-by': { tag: 'pay-by', by: day },
  'asked-later': { tag: 'asked-later' },
  overdue: { tag: 'overdue', by: day },
  written: { tag: 'written', on: day, by: day, warns: true },
  'written-late': { tag: 'written-late', on: day, by: null },
  quiet: { tag: 'quiet', by: day, again: day },
  'plan-fell-away': { tag: 'plan-fell-away', by: day },
  'whole-now': { tag: 'whole-now' },
  'before-recovery': { tag: 'before-recovery', by: day },
  'recovery-next': { tag: 'recovery-next' },
  instalments: { tag: 'instalments', monthly: kroner(400), by: day },
  'instalments-late': {
    tag: 'instalments-late',
    missing: kroner(400),
    by: day,
    isOldest: false,
    next: { due: day, amount: kroner(400) },
  },
  'instalments-quiet': {
    tag: 'instalments-quiet',
    missing: kroner(400),
    by: day,
    next: { due: day, amount: kroner(400) },
  },
  'plan-demanded': {
    tag: 'plan-demanded',
    missing: kroner(800),
    on: day,
    by: day,
    demanded: kroner(400),
  },
  'plan-demanded-late': {
    tag: 'plan-demanded-late',
    missing: kroner(400),
    on: day,
    by: day,
    deadline: day,
    demanded: kroner(400),
  },
  'plan-disputed': { tag: 'plan-disputed', who: 'other' },
  'pay-now': { tag: 'pay-now' },
  agreed: { tag: 'agreed' },
  deferred: { tag: 'deferred' },
  'deferred-until': { tag: 'deferred-until', until: day },
  undecided: { tag: 'undecided' },
  held: { tag: 'held', reason: 'manual', review: day, besides: null, interestSince: day },
  rests: { tag: 'rests', interestSince: day },
  stopped: { tag: 'stopped', reason: 'death' },
  'on-its-way': { tag: 'on-its-way' },
  'at-recovery': { tag: 'at-recovery' },
  disputed: { tag: 'disputed' },
  'disputed-on-plan': { tag: 'disputed-on-plan' },
  'to-correct': { tag: 'to-correct' },
  'not-known': { tag: 'not-known' },
  paid: { tag: 'paid', on: day },
  withdrawn: { tag: 'withdrawn' },
  lapsed: { tag: 'lapsed' },
  'time-barred': { tag: 'time-barred' },
  discharged: { tag: 'discharged' },
  'written-off': { tag: 'written-off' },
};

const phones = { cannotPay: '1', ask: '2' };
describe('what happens next is a sentence of its own', () => {
  test.each(Object.values(events).map((event) => [event.tag, event] as const))('%s', (_, event) => {
    for (const language of ['da', 'en'] as const) {
      const sentence = nextInWords(event, { texts: texts[language], language, phones });
      expect(sentence).toMatch(/^[A-ZÆØÅ].*[.]$/);
      expect(sentence).not.toContain('{');
    }
  });

  test('also for every reason why it rests', () => {
    const said = { texts: texts.da, language: 'da', phones } as const;
    const held = (reason: HoldReason, changes = {}) =>
      nextInWords({ tag: 'held', reason, review: day, besides: null, interestSince: null, ...changes }, said);
    for (const reason of holdReasons) {
      expect(held(reason)).toMatch(/\.$/);
      expect(nextInWords({ tag: 'stopped', reason }, said)).toMatch(/\.$/);
    }
    expect(held('returned-mail')).toBe('Vi venter, fordi vores brev kom tilbage. Ring til os på 2.');
    expect(held('manual', { review: null, besides: 'missing-address' })).toBe(
      'Vi venter med det, mens vi ser på det. Vi mangler også en adresse, som vi kan skrive til. Ring til os på 2.',
    );
  });
});

describe('a debt is called', () => {
  const named = (
    name: Partial<DebtLine['name']>,
    language: 'da' | 'en' = 'da',
    from: DebtLine['from'] = { system: 'OPUS', reference: 'R-1' },
    hidesAddress = false,
  ) => {
    const all = {
      type: 'CFFAKTU',
      benefit: null,
      from: null,
      to: null,
      description: null,
      of: 'all' as const,
    };
    return nameInWords(
      { name: { ...all, ...name }, from },
      { texts: texts[language], language, hidesAddress },
    );
  };
  const march = { from: date('2026-03-01'), to: date('2026-03-31') };

  test('as its source describes it, as in the letters; in English what kind it is stands before that', () => {
    expect(named({ description: 'Musikskole, forår' })).toBe('Musikskole, forår');
    expect(named({ type: 'KFDAINS', description: 'Plads i dagtilbud', ...march })).toBe(
      'Plads i dagtilbud, marts 2026',
    );
    // Such signs came in before they were refused.
    expect(named({ description: '\u202EMusikskole\u200B' })).toBe('Musikskole');
    expect(named({ description: '\u3164\u200B' })).toBe('Regning R-1');
    expect(named({ description: 'Musikskole, forår' }, 'en')).toBe('Bill: Musikskole, forår');
  });

  test('by its type where an address may stand in the source’s words, and may not be seen', () => {
    const rent = { description: 'Husleje Værgevej 1' };
    expect(named(rent, 'da', undefined, true)).toBe('Regning R-1');
    expect(named({ ...rent, ...march }, 'en', undefined, true)).toBe('Bill, March 2026');
  });

  test('with its period once, by days where it is not of whole months', () => {
    expect(named({ description: 'Plads i dagtilbud, marts 2026', ...march })).toBe(
      'Plads i dagtilbud, marts 2026',
    );
    expect(named({ type: 'KFBOTMO', from: date('2026-03-05'), to: date('2026-03-09') })).toBe(
      'Ophold på botilbud, 5. marts 2026 – 9. marts 2026',
    );
    expect(named({ benefit: 'kontanthjælp', ...march })).toBe('Kontanthjælp, marts 2026');
    const apart = { from: date('2023-11-01'), to: date('2024-05-14'), apart: 2 };
    expect(named({ benefit: 'kontanthjælp', ...apart })).toBe(
      'Kontanthjælp, 2 perioder i tiden 1. november 2023 – 14. maj 2024',
    );
  });

  test('by its number where it has nothing else of its own', () => {
    expect(named({})).toBe('Regning R-1');
    expect(named({ of: 'charges' })).toBe('Renter og gebyrer: Regning R-1');
  });

  test('and comes from its source, or from the municipality itself', () => {
    const from = (system: string) => ({ name: { ...someName }, from: { system, reference: 'R-1' } });
    const visit = { texts: texts.da, language: 'da', municipalityName: 'Bøgevang Kommune' } as const;
    expect(originInWords(from('OPUS'), visit)).toBe('Bøgevang Kommune, regning R-1');
    expect(originInWords(from('AFDRAG'), visit)).toBe('Bøgevang Kommune');
  });
});

const someName: DebtLine['name'] = {
  type: 'CFFAKTU',
  benefit: null,
  from: null,
  to: null,
  description: null,
  of: 'all',
};
