import { describe, expect, it } from 'vitest';
import { answer, errorOf } from '../../../test/asking.ts';

describe('the lines that other programs were promised', () => {
  it.each([
    [
      'assess',
      '{"date":"2026-03-01","netIncomeYear":"252000.00","dependants":false,"benefits":[],"otherIncome":true}',
      '{"outcome":"plan","percent":19,"monthly":"3950.00","table":"2026","verified":true}',
    ],
    [
      'assess',
      '{"date":"2026-03-01","netIncomeYear":"100000.00","dependants":false,"benefits":[],"otherIncome":true}',
      '{"outcome":"deferral","reason":"low-income","table":"2026"}',
    ],
    [
      'assess',
      '{"date":"2026-03-01","dependants":false,"benefits":[],"otherIncome":true}',
      '{"outcome":"plan","percent":null,"monthly":"350.00","reason":"no-income","table":null}',
    ],
    [
      'lapse',
      '{"law":"aktivloven","helpStopped":"2022-06-30","knownFrom":null,"plan":[{"from":"2024-01-01","to":"2025-09-30"}],"ableNoPlan":[],"deferralGranted":"2025-10-10","asOf":"2025-10-11"}',
      '{"state":"lapsed","on":"2025-10-10"}',
    ],
    [
      'net-income',
      '{"month":"2026-01","rows":[{"kind":"I","57":"30000.00","59":"8000.00","60":"2400.00"}]}',
      '{"month":"19600.00","year":"235200.00"}',
    ],
    ['fi', '71 00000000123456 81234567', '+71<000000001234566 +81234567<'],
    [
      'allocate',
      '{"instalment":"3950.00","claims":[{"id":"A","balance":"2000.00","lapse":"2027-03-31"}]}',
      '{"A":"2000.00"}',
    ],
    ['limitation', '{"years":3,"start":"2023-06-05"}', '"2026-06-08"'],
    [
      'limitation',
      '{"years":4,"start":"2023-06-05"}',
      '{"error":"years: Invalid option: expected one of 2|3|5|10"}',
    ],
    ['deadline', '{"kind":"complaint","channel":"digital","available":"2026-03-02"}', '"2026-03-30"'],
  ])('%s %s', (name, line, expected) => {
    expect(answer(name, line)).toBe(expected);
  });
});

const asked = {
  date: '2026-03-01',
  netIncomeYear: '252000.00',
  dependants: false,
  benefits: [],
  otherIncome: true,
};

describe('assess', () => {
  it('asks in the order of the law: benefit, pension only, no income, limit, table', () => {
    const { netIncomeYear: _known, ...unknown } = asked;
    expect(answer('assess', { ...unknown, benefits: ['kontanthjælp'] })).toBe(
      '{"outcome":"deferral","reason":"benefit","table":null}',
    );
    expect(answer('assess', { ...asked, benefits: ['førtidspension'], otherIncome: false })).toBe(
      '{"outcome":"deferral","reason":"pension-only","table":null}',
    );
    expect(
      answer('assess', { ...asked, benefits: ['førtidspension', 'kontanthjælp'], otherIncome: false }),
    ).toContain('"reason":"benefit"');
    expect(
      answer('assess', { ...asked, benefits: ['folkepension', 'boligstøtte', 'børne- og ungeydelse'] }),
    ).toContain('"monthly":"3950.00"');
  });

  it('null says the same as saying nothing about the income', () => {
    expect(answer('assess', { ...asked, netIncomeYear: null })).toContain('"reason":"no-income"');
  });

  it('a known income of 0 kr. is known', () => {
    expect(answer('assess', { ...asked, netIncomeYear: '0' })).toContain('"reason":"low-income"');
    expect(answer('assess', { ...asked, netIncomeYear: '0.00' })).toContain('"reason":"low-income"');
  });

  it('a table that is not published in full says so', () => {
    expect(answer('assess', { ...asked, date: '2024-06-01' })).toContain('"table":"2024","verified":false');
  });

  it('a date without a table is an error that says which table', () => {
    expect(errorOf('assess', { ...asked, date: '2031-01-01' })).toContain(
      'no ability-to-pay table for 2031-01-01',
    );
  });

  it.each([
    [
      'an unknown benefit',
      { ...asked, benefits: ['månepension'] },
      'benefits: unknown benefit "månepension"',
    ],
    ['a decimal comma', { ...asked, netIncomeYear: '252000,00' }, 'netIncomeYear: '],
    ['one decimal', { ...asked, netIncomeYear: '252000.0' }, 'netIncomeYear: '],
    ['a negative amount', { ...asked, netIncomeYear: '-1.00' }, 'netIncomeYear: '],
    ['thirteen digits', { ...asked, netIncomeYear: '1234567890123' }, 'netIncomeYear: '],
    ['an amount of three decimals', { ...asked, netIncomeYear: 252000.125 }, 'netIncomeYear: '],
    ['an impossible date', { ...asked, date: '2026-02-30' }, 'date: not a date'],
    ['a date with a time', { ...asked, date: '2026-02-03T00:00' }, 'date: not a date'],
    ['a field nobody knows', { ...asked, income: '1' }, 'Unrecognized key'],
    ['no word about children', { ...asked, dependants: undefined }, 'dependants: '],
    [
      'førtidspension without a word about other income',
      { ...asked, benefits: ['førtidspension'], otherIncome: undefined },
      'otherIncome: must be said for førtidspension',
    ],
  ])('%s is an error with its place', (_, line, error) => {
    expect(errorOf('assess', line)).toContain(error);
  });

  it.each(['', 'hej', '{', '[]', 'null', '7', '"x"', '{}'])('%j is an error and no answer', (line) => {
    expect(errorOf('assess', line)).not.toBe('');
  });
});

describe('lapse', () => {
  const facts = {
    law: 'aktivloven',
    helpStopped: '2022-06-30',
    knownFrom: null,
    plan: [],
    ableNoPlan: [],
    deferralGranted: null,
    asOf: '2025-06-30',
  };

  it.each([
    ['on the last day of the three years', {}, '{"state":"running","until":"2025-06-30"}'],
    ['the day after', { asOf: '2025-07-01' }, '{"state":"lapsed","on":"2025-06-30"}'],
    ['while the help runs', { helpStopped: null }, '{"state":"running","until":null}'],
    [
      'counted from the later day of knowledge',
      { knownFrom: '2023-01-15' },
      '{"state":"running","until":"2026-01-15"}',
    ],
    [
      'from 29 February to 28 February',
      { helpStopped: '2024-02-29' },
      '{"state":"running","until":"2027-02-28"}',
    ],
    [
      'of serviceloven, after five years',
      { law: 'serviceloven' },
      '{"state":"running","until":"2027-06-30"}',
    ],
    ['of another law', { law: 'renteloven' }, '{"state":"review","reason":"unknown-law"}'],
    [
      'with ability that was never made a plan',
      { asOf: '2025-07-01', ableNoPlan: [{ from: '2024-01-01', to: '2024-03-31' }] },
      '{"state":"review","reason":"ability-without-plan"}',
    ],
    [
      'on a plan that still runs',
      { asOf: '2025-07-01', plan: [{ from: '2025-06-30', to: null }] },
      '{"state":"running","until":null}',
    ],
  ])('%s', (_, changes, expected) => {
    expect(answer('lapse', { ...facts, ...changes })).toBe(expected);
  });

  it('a period that ends before it begins is an error with its place', () => {
    const plan = [{ from: '2024-01-02', to: '2024-01-01' }];
    expect(errorOf('lapse', { ...facts, plan })).toContain('plan[0]: the period ends before it begins');
  });
});

describe('net-income', () => {
  const original = { kind: 'I', '57': '30000.00', '59': '8000.00', '60': '2400.00' };

  it('takes back a reversed report, and refuses a reversal without its original', () => {
    const rows = [original, { ...original, kind: 'T' }, { kind: 'I', '58': '100.5' }];
    expect(answer('net-income', { month: '2026-01', rows })).toBe('{"month":"100.50","year":"1206.00"}');
    expect(errorOf('net-income', { month: '2026-01', rows: [{ ...original, kind: 'T' }] })).toContain(
      'reversal',
    );
  });

  it('fields that the rule does not ask for are passed over', () => {
    expect(answer('net-income', { month: '2026-01', rows: [{ ...original, '61': '1.00' }] })).toBe(
      '{"month":"19600.00","year":"235200.00"}',
    );
  });

  it('no rows at all is not 0 kr.: it is not known', () => {
    expect(errorOf('net-income', { month: '2026-01', rows: [] })).toContain('not known');
  });

  it.each([
    ['a kind that does not exist', [{ ...original, kind: 'X' }]],
    ['a negative amount', [{ ...original, '57': '-1.00' }]],
    ['a field that is neither known nor a number', [{ ...original, wages: '1.00' }]],
  ])('%s is an error', (_, rows) => {
    expect(errorOf('net-income', { month: '2026-01', rows })).toContain('rows[0]');
  });
});

describe('the other questions', () => {
  it('fi answers in plain text, also its errors', () => {
    expect(answer('fi', '75 000000000123456 81234567')).toMatch(/^\+75<\d{16} \+81234567<$/);
    for (const line of [
      '',
      '73 00000000123456 81234567',
      '71 123 81234567',
      '71 00000000123456 71234567',
      'x',
    ])
      expect(answer('fi', line)).toMatch(/^error: /);
  });

  it('allocate pays the claim that lapses first, then the oldest, and never more than is owed', () => {
    const claims = [
      { id: 'A', balance: '2000.00', lapse: '2028-03-31' },
      { id: 'B', balance: '3000.00', lapse: '2027-03-31' },
    ];
    expect(JSON.parse(answer('allocate', { instalment: '3950.00', claims }))).toEqual({
      A: '950.00',
      B: '3000.00',
    });
    expect(errorOf('allocate', { instalment: '1.00', claims: [claims[0], claims[0]] })).toContain(
      'the same claim twice',
    );
  });

  it('a claim may be called anything', () => {
    const claims = [{ id: '__proto__', balance: '5.00', lapse: null }];
    expect(answer('allocate', { instalment: '3.00', claims })).toBe('{"__proto__":"3.00"}');
  });

  it('limitation is the later of the date and three years from receipt at the recovery authority', () => {
    const line = { years: 3, start: '2023-06-05', psrm: true, received: '2024-01-10' };
    expect(answer('limitation', line)).toBe('"2027-01-11"');
    expect(errorOf('limitation', { ...line, received: undefined })).toContain('received: ');
  });

  it('deadline by paper counts from the day an ordinary letter must have arrived', () => {
    expect(answer('deadline', { kind: 'complaint', channel: 'paper', sent: '2026-03-02' })).toBe(
      '"2026-04-07"',
    );
    expect(errorOf('deadline', { kind: 'complaint', channel: 'paper', available: '2026-03-02' })).not.toBe(
      '',
    );
  });
});
