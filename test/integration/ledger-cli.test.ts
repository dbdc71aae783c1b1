import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { date } from '../../src/kernel/dates.ts';
import { paymentNumber } from '../../src/payments/payment-number.ts';
import { cprNumber } from './claims-rows.ts';
import { afdrag, type Said } from './command-line.ts';
import { aLedger, anna, ask, bo, claimRow, ofBo, pay, together, type LedgerTown } from './ledger-town.ts';

const inTown = ['--municipality', '998'];

/** Calls a command on the day of the tests, and sees to it that it prints nobody's CPR number. */
async function call(town: LedgerTown, ...words: readonly string[]): Promise<Said> {
  const said = await afdrag(words, {
    environment: {
      DATABASE_URL: town.db.url,
      AFDRAG_NOW: '2026-03-10T09:00:00+01:00',
      AFDRAG_LOG_LEVEL: 'trace',
    },
  });
  const printed = said.out + said.err;
  expect([1, 2].map(cprNumber).filter((number) => printed.includes(number))).toEqual([]);
  return said;
}

function lines({ out }: Said): string[] {
  return out.split('\n').filter((line) => line !== '');
}

/** Who looked at whom and why. */
async function looks(town: LedgerTown): Promise<unknown[]> {
  const { rows } = await town.do((tx) =>
    sql`select purpose, debtor_number, about from access_log order by entry`.execute(tx),
  );
  return [...rows];
}

describe('afdrag payment register', () => {
  const payment = (...more: readonly string[]) => [
    'payment',
    'register',
    ...inTown,
    '--debtor',
    `${anna}`,
    '--on',
    '2026-03-09',
    ...more,
  ];

  const numberOf = (reference: string) =>
    paymentNumber({ channel: 'bank', reference, receivedOn: date('2026-03-09') }, 0);

  test('tells what the payment covered, and tells it again the second time', async () => {
    await using town = await aLedger(claimRow(1, 1_000), claimRow(2, 300, together));
    await ask(town, anna, { due: '2026-03-02', shares: { 1: 400 } });
    await ask(town, bo, { due: '2026-03-02', shares: { 2: 300 } });
    const words = payment('--amount', '1.350,50', '--reference', 'FIK 71');
    const number = numberOf('FIK 71');
    expect(lines(await call(town, ...words))).toEqual([
      `Betaling ${number} på 1.350,50 kr. fra debitor 100001 er registreret. Den tæller fra 9. marts 2026.`,
      '  Krav KY:K-1: 400,00 kr. af det, debitor er opkrævet',
      '  Krav KY:K-1: 600,00 kr. af det, der endnu ikke er opkrævet',
      '  Krav KY:K-2: 300,00 kr. af det, ægtefællen er opkrævet',
      '  Der er betalt 50,50 kr. for meget. Beløbet står til debitors gode, og en medarbejder skal se på det.',
      '  Debitor 100001 skylder ikke mere.',
      '  Debitor 100002 skylder ikke mere.',
    ]);
    const again = await call(town, ...words, '--json');
    expect(JSON.parse(again.out)).toEqual({
      state: 'was-registered',
      payment: `${number}`,
      debtor: 100_001,
      amount: '1350.50',
      receivedOn: '2026-03-09',
      covered: [
        { sourceSystem: 'KY', claimId: 'K-1', part: 'due', amount: '400.00' },
        { sourceSystem: 'KY', claimId: 'K-1', part: 'notAsked', amount: '600.00' },
        { sourceSystem: 'KY', claimId: 'K-2', part: 'dueFromOther', amount: '300.00' },
      ],
      overpaid: '50.50',
      settled: [],
    });
    const look = { purpose: 'a payment has come in', debtor_number: 100_001, about: `payment ${number}` };
    expect(await looks(town)).toEqual([look, look]);
  });

  test('says plainly what is refused, and writes nothing', async () => {
    await using town = await aLedger(claimRow(1, 1_000), claimRow(2, 100, ofBo));
    await call(town, ...payment('--amount', '100', '--reference', 'A'));
    const refusals = [
      [payment('--amount', '0', '--reference', 'B'), 'Beløbet skal være større end 0.'],
      [
        payment('--amount', '200', '--reference', 'A'),
        `Referencen hører til betaling ${numberOf('A')}: 100,00 kr. fra debitor 100001, modtaget 9. marts 2026.`,
      ],
      [
        payment('--amount', '100', '--reference', 'B', '--on', '2026-03-11'),
        'Betalingen kan ikke være modtaget efter i dag, 10. marts 2026.',
      ],
      [
        payment('--amount', '100', '--reference', 'B', '--debtor', '100999'),
        'Kommunen har ingen debitor med det nummer.',
      ],
    ] as const;
    for (const [words, why] of refusals) {
      const said = await call(town, ...words);
      expect(said).toMatchObject({ status: 1, out: '' });
      expect(said.err).toContain(why);
    }
    expect(await town.standing(1)).toMatchObject({ balance: 900 });
    expect(await looks(town)).toHaveLength(1);
  });

  test.each([
    [['--amount', '1,234.50', '--reference', 'A'], '--amount skal være et beløb i kroner'],
    [['--amount', '5', '--reference', 'fra 610161-1234'], '--reference må ikke indeholde et CPR-nummer'],
    [['--amount', '5'], '--reference mangler'],
    [['--amount', '5', '--reference', 'A', '--channel', 'post'], '--channel skal være bank eller counter'],
    [['--amount', '5', '--reference', 'A', '--on', '9. marts'], '--on skal være en dato'],
  ])('is called wrongly with %j', async (more, why) => {
    const said = await afdrag(payment(...more), {
      environment: { DATABASE_URL: 'postgresql://nobody@127.0.0.1:1/none' },
    });
    expect(said).toMatchObject({ status: 2, out: '' });
    expect(said.err).toContain(why);
  });
});

describe('afdrag claims correct', () => {
  const correct = (claim: string, to: string, ...more: readonly string[]) => [
    'claims',
    'correct',
    ...inTown,
    '--claim',
    claim,
    '--to',
    to,
    '--reason',
    'Klagen fik medhold',
    '--decided',
    '2026-03-05',
    ...more,
  ];

  test('tells what it does, first as a dry run that writes nothing but that somebody looked', async () => {
    await using town = await aLedger(claimRow(1, 1_000, together), claimRow(2, 300));
    await pay(town, bo, 800);
    const told = [
      'Krav KY:K-1: hovedstol 1.000,00 kr. før, 650,25 kr. nu.',
      '  Tilbage at betale: 200,00 kr. før, 0,00 kr. nu.',
      '  Debitor 100002 har betalt 149,75 kr. for meget. Beløbet står til debitors gode, og en medarbejder skal se på det.',
      '  Debitor 100002 skylder ikke mere.',
    ];
    const tried = lines(await call(town, ...correct('KY:K-1', '650,25', '--dry-run')));
    expect(tried).toEqual([`Prøvekørsel, intet er gemt. ${told[0]}`, ...told.slice(1)]);
    expect(await town.standing(1)).toMatchObject({ balance: 200, raised: 1_000 });
    expect(lines(await call(town, ...correct('KY:K-1', '650.25')))).toEqual(told);
    expect(await town.standing(1)).toMatchObject({ balance: 0, raised: 650.25 });
    expect(await looks(town)).toEqual(
      [anna, bo, anna, bo].map((debtor) => ({
        purpose: 'correction of a claim',
        debtor_number: debtor,
        about: 'claim 1',
      })),
    );
  });

  test('withdraws a claim, and gives JSON', async () => {
    await using town = await aLedger(claimRow(1, 1_000, { outstanding: '400,00' }));
    expect(JSON.parse((await call(town, ...correct('KY:K-1', '0', '--json'))).out)).toEqual({
      dryRun: false,
      sourceSystem: 'KY',
      claimId: 'K-1',
      principalBefore: '1000.00',
      principal: '0.00',
      balanceBefore: '400.00',
      balance: '0.00',
      atRecoveryBefore: '0.00',
      atRecovery: '0.00',
      givenBack: [],
      paidElsewhere: '600.00',
      settled: [100_001],
    });
    const again = await call(town, ...correct('KY:K-1', '10'));
    expect(again).toMatchObject({ status: 1, out: '' });
    expect(again.err).toContain('Kravet er allerede trukket tilbage.');
  });

  test('says plainly what is refused', async () => {
    await using town = await aLedger(claimRow(1, 1_000));
    for (const [words, why] of [
      [correct('KY:K-9', '10'), 'Kommunen har intet krav K-9 fra KY.'],
      [correct('KY:K-1', '1.000'), 'Kravet er allerede på det beløb.'],
      [correct('KY:K-1', '10', '--decided', '2026-03-11'), 'besluttet efter i dag, 10. marts 2026.'],
      [correct('KY:K-1', '10', '--decided', '2025-11-30'), 'besluttet før kravet selv, 1. december 2025.'],
    ] as const) {
      const said = await call(town, ...words);
      expect(said).toMatchObject({ status: 1, out: '' });
      expect(said.err).toContain(why);
    }
    expect((await call(town, ...correct('K-1', '10'))).status).toBe(2);
  });
});

describe('afdrag balance', () => {
  let town: LedgerTown;
  beforeAll(async () => {
    town = await aLedger(claimRow(1, 1_000), claimRow(2, 600, together));
    await ask(town, anna, { due: '2026-03-02', shares: { 1: 300 } });
    await pay(town, bo, 700);
  });
  afterAll(() => town[Symbol.asyncDispose]());

  test('shows what a debtor owes, and that somebody looked', async () => {
    const balance = ['balance', ...inTown, '--debtor', `${anna}`, '--purpose', 'opkald fra borgeren'];
    expect(lines(await call(town, ...balance))).toEqual([
      'Debitor 100001 skylder 1.000,00 kr.; heraf er 300,00 kr. opkrævet i rater og ikke betalt.',
      '  KY:K-1, januar 2025: 1.000,00 kr. tilbage af 1.000,00 kr., 300,00 kr. opkrævet',
    ]);
    expect((await looks(town)).at(-1)).toEqual({
      purpose: 'opkald fra borgeren',
      debtor_number: 100_001,
      about: 'balance',
    });
    const bos = await call(town, 'balance', ...inTown, '--debtor', `${bo}`, '--json');
    expect(JSON.parse(bos.out)).toEqual({
      debtor: 100_002,
      owed: '0.00',
      due: '0.00',
      bills: '0.00',
      atRecovery: '0.00',
      overpaid: '100.00',
      owedBack: '0.00',
      claims: [],
    });
    const nobody = await call(town, 'balance', ...inTown, '--debtor', '100999');
    expect(nobody).toMatchObject({ status: 1, out: '' });
  });

  test('shows all of a municipality’s money, and that nothing impossible is in the books', async () => {
    const said = await call(town, 'balance', ...inTown);
    expect(said.status).toBe(0);
    expect(lines(said)).toEqual([
      'Kommune 998',
      '  Krav i alt: 1.600,00 kr.',
      '  Indbetalt: 700,00 kr.',
      '  Ophørt, fordi ingen hæfter mere: 0,00 kr.',
      '  Afskrevet: 0,00 kr.',
      '  Til gode hos kommunen: 100,00 kr.',
      '  Tilbage at betale: 1.000,00 kr.',
      '    heraf opkrævet: 300,00 kr.',
      '    heraf endnu ikke opkrævet: 700,00 kr.',
      'Regnskabet er gennemgået: der er ingen fejl.',
    ]);
  });

  test('fails when something impossible is in the books', async () => {
    await town.do((tx) =>
      sql`insert into transfer values ('payment', 99, 1, 'bank', 0, 0, 'transit', 99, 0, 5, '2026-03-10', '2026-03-10',
        '2026-03-10')`.execute(tx),
    );
    const said = await call(town, 'balance', ...inTown);
    expect(said.status).toBe(1);
    expect(lines(said).slice(-2)).toEqual([
      'Regnskabet er gennemgået: der er 1 fejl, som ikke burde kunne opstå.',
      '  Betaling 99: -0,05 kr. er ikke fordelt',
    ]);
    const json = await call(town, 'balance', ...inTown, '--json');
    expect(JSON.parse(json.out)).toMatchObject({
      municipality: '998',
      owed: '1000.00',
      faults: [{ tag: 'left-in-transit', payment: '99', balance: '-5' }],
    });
  });
});

describe('afdrag ledger rebuild-balances', () => {
  test('puts right what afdrag balance has told is kept otherwise', async () => {
    await using town = await aLedger(claimRow(1, 1_000));
    await town.do((tx) => sql`update account_balance set balance_ore = 5 where kind = 'claim'`.execute(tx));
    const told = await call(town, 'balance', ...inTown);
    expect(told.status).toBe(1);
    expect(lines(told).slice(-2)).toEqual([
      'Regnskabet er gennemgået: der er 1 fejl, som ikke burde kunne opstå.',
      '  Kontoen claim 1: 1.000,00 kr. efter posteringerne, men saldoen siger 0,05 kr. (afdrag ledger rebuild-balances)',
    ]);
    const rebuilt = await call(town, 'ledger', 'rebuild-balances', ...inTown);
    expect(lines(rebuilt)).toEqual(['2 saldi er regnet ud igen; 1 var forkerte og er rettet.']);
    expect((await call(town, 'balance', ...inTown)).status).toBe(0);
    const again = await call(town, 'ledger', 'rebuild-balances', ...inTown, '--json');
    expect(JSON.parse(again.out)).toEqual({ municipality: '998', accounts: 2, changed: 0 });
  });

  test('changes nothing when the transfers themselves cannot be right', async () => {
    await using town = await aLedger(claimRow(1, 1_000));
    await town.do((tx) =>
      sql`insert into transfer values ('reallocated', 1, 1, 'source', 1, 0, 'claim', 1, 0, 100500, '2026-03-10',
        '2026-03-10', '2026-03-10')`.execute(tx),
    );
    const refused = await call(town, 'ledger', 'rebuild-balances', ...inTown);
    expect(refused).toMatchObject({ status: 1, out: '' });
    expect(refused.err).toContain('Intet er rettet: posteringerne på kontoen claim 1 giver -5,00 kr.');
  });
});
