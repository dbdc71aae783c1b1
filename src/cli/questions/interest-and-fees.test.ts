import { describe, expect, it } from 'vitest';
import { answer, errorOf } from '../../../test/asking.ts';
import { aStatedType } from '../../../test/vocabulary.ts';
import { withStated, type StatedType } from '../../law/own-types.ts';

describe('the lines that other programs were promised', () => {
  it.each([
    [
      'interest',
      '{"regime":"gebyrloven","principal":"10000.00","due":"2025-12-15","paid":"2026-02-20"}',
      '[["2025-12-16","100.00"],["2026-01-16","100.00"],["2026-02-16","100.00"]]',
    ],
    [
      'interest',
      '{"regime":"renteloven","principal":"10000.00","due":"2024-01-15","paid":"2024-03-10"}',
      '[["2024-01-31","51.51"],["2024-02-29","93.36"],["2024-03-10","32.19"]]',
    ],
    [
      'interest',
      '{"regime":"gebyrloven","principal":"10000.00","due":"2025-12-15","paid":"2026-02-20","councilDecision":null}',
      '[]',
    ],
    [
      'interest',
      '{"regime":"gebyrloven","principal":"10000.00","due":"2025-12-15","transferred":"2026-01-20"}',
      '[["2025-12-16","100.00"],["2026-01-16","100.00"]]',
    ],
    [
      'fees',
      '{"regime":"renteloven","letters":["2026-01-05","2026-01-12","2026-01-20","2026-02-02","2026-02-15"],"paid":null}',
      '[["2026-01-05","100.00"],["2026-01-20","100.00"],["2026-02-02","100.00"]]',
    ],
  ])('%s %s', (name, line, expected) => {
    expect(answer(name, line)).toBe(expected);
  });
});

const claim = { regime: 'gebyrloven', principal: '10000.00', due: '2025-12-15', until: '2026-01-31' };

describe('interest', () => {
  it.each([
    ['a regime that does not exist', { ...claim, regime: 'købeloven' }, 'regime: '],
    ['a decimal comma', { ...claim, principal: '10000,00' }, 'principal: '],
    ['an impossible day', { ...claim, due: '2025-02-30' }, 'due: not a date'],
    ['a payment without its day', { ...claim, paid: [{ amount: '1.00' }] }, 'paid[0].on: must be said'],
    ['a payment of another kind', { ...claim, paid: 7 }, 'paid: Invalid input: expected string or array'],
    [
      'an amount of another kind',
      { ...claim, principal: null },
      'principal: Invalid input: expected string or number',
    ],
    ['a day that stands for never', { ...claim, until: '9999-12-31' }, 'until: not a day of the years'],
    [
      'a hold that ends before it begins',
      { ...claim, off: [{ from: '2026-01-02', to: '2026-01-01' }] },
      'off[0]: ',
    ],
    ['a special law that is not named', { ...claim, regime: 'special' }, 'special: '],
    ['a field nobody knows', { ...claim, rate: '8.00' }, 'Unrecognized key'],
  ])('%s is an error with its place', (_, line, error) => {
    expect(errorOf('interest', line)).toContain(error);
  });

  it.each(['', 'hej', '{', '[]', 'null', '7', '{}'])('%j is an error and no answer', (line) => {
    expect(errorOf('interest', line)).not.toBe('');
  });

  it('takes an amount as text and as a number alike', () => {
    const lines = ['10000.50', 10_000.5].map((principal) => ({ ...claim, principal }));
    const [text, number] = lines.map((line) => answer('interest', line));
    expect(number).toBe(text);
  });

  it.each(['interest', 'psrm-check'])('%s says plainly that the principal is missing', (name) => {
    const line =
      name === 'interest'
        ? { ...claim, principal: undefined }
        : { type: 'KFDAINS', amount: 100, received: '2026-01-02' };
    expect(errorOf(name, line)).toBe('principal: must be said');
  });

  it('of a claim that bears none needs no end', () => {
    expect(answer('interest', { ...claim, regime: 'none', until: undefined })).toBe('[]');
  });

  it('nothing said about the end is an error, and no endless answer', () => {
    expect(errorOf('interest', { ...claim, until: undefined })).toBe('say paid, transferred or until');
  });
});

describe('fees', () => {
  it('of nothing are none', () => {
    expect(answer('fees', { regime: 'gebyrloven', letters: ['2026-01-05'], wanted: '0.00' })).toBe('[]');
  });

  it('take what is wanted as text and as a number alike', () => {
    const line = { regime: 'renteloven', letters: ['2026-01-05'] };
    expect(answer('fees', { ...line, wanted: 75.5 })).toBe('[["2026-01-05","75.50"]]');
    expect(answer('fees', { ...line, wanted: '75.50' })).toBe('[["2026-01-05","75.50"]]');
  });

  it('do not depend on the order in which the letters are told', () => {
    const letters = ['2026-02-02', '2026-01-05', '2026-01-20'];
    expect(answer('fees', { regime: 'renteloven', letters })).toBe(
      answer('fees', { regime: 'renteloven', letters: letters.toReversed() }),
    );
  });

  it.each([
    ['a letter that is no day', { regime: 'renteloven', letters: ['2026-13-01'] }, 'letters[0]: not a date'],
    ['an amount of three decimals', { regime: 'renteloven', letters: [], wanted: 99.995 }, 'wanted: not an'],
    ['an amount below nothing', { regime: 'renteloven', letters: [], wanted: -1 }, 'wanted: not an amount'],
    ['no letters', { regime: 'renteloven' }, 'letters: must be said'],
    [
      'another law than the type’s own',
      { regime: 'gebyrloven', letters: ['2026-01-10'], type: 'CFFAKTU' },
      'regime: CFFAKTU stands under renteloven',
    ],
  ])('%s is an error with its place', (_, line, error) => {
    expect(errorOf('fees', line)).toContain(error);
  });
});

describe('questions about a type of the municipality’s own', () => {
  const type = 'LOKAL-RENOVATION';
  const own = (changes: Partial<StatedType>) => withStated({ [type]: aStatedType(changes) });
  const letters = { regime: 'gebyrloven', letters: ['2026-01-05'], type };

  it('say of fees that it has not been stated, and where', () => {
    expect(errorOf('fees', letters)).toContain('ask with --municipality');
    expect(errorOf('fees', { ...letters, type: 'LOKAL-UKENDT' })).toContain('no claim type called');
  });

  it('answer about fees by what is stated', () => {
    expect(answer('fees', letters, own({ fee: 'gebyrloven' }))).toBe('[["2026-01-05","250.00"]]');
    expect(answer('fees', letters, own({ fee: null }))).toBe('[]');
    expect(answer('fees', { ...letters, regime: 'renteloven' }, own({ fee: 'gebyrloven' }))).toContain(
      'stands under gebyrloven',
    );
  });

  it('say of what Gældsstyrelsen checks that no rules are published, and let it be taken back', () => {
    const claim = { type, principal: '900.00', amount: '900.00', received: '2026-02-02' };
    expect(errorOf('psrm-check', claim)).toBe(`type: no filter rules are published for ${type}`);
    const recall = { type, reason: 'FEJL', received: '2026-01-05', on: '2026-03-01' };
    expect(answer('recall', recall)).toBe('[]');
  });

  it('refuse to send what is stated never to be sent', () => {
    const line = {
      type,
      on: '2026-02-02',
      srb: '2025-12-01',
      reminded: 'done',
      told: [{ debtor: 1, arrived: '2026-01-01' }],
      inAgreement: true,
      claim: { principal: '900.00', amount: '900.00', description: 'Renovation' },
    };
    expect(answer('transfer-ready', line, own({ recoverable: false }))).toContain('type-not-in-agreement');
    expect(answer('transfer-ready', line, own({}))).not.toContain('type-not-in-agreement');
  });
});
