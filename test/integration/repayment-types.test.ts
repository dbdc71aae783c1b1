import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { proposeLapse } from '../../src/agreements/lapse-by-hand.ts';
import { claimNumber, type ClaimNumber } from '../../src/claims/types.ts';
import { acceptTransfer } from '../../src/collection/resubmit.ts';
import { endingSoon } from '../../src/endings/ending-soon.ts';
import { debtorStory } from '../../src/insight/debtor-story.ts';
import { date } from '../../src/kernel/dates.ts';
import { debtorNumber } from '../../src/kernel/ids.ts';
import { letterModel, type LetterModel } from '../../src/letters/model.ts';
import { inMunicipality, readInMunicipality, type Database } from '../../src/platform/database.ts';
import { composed } from '../letter-text.ts';
import { aDebtor, type Debtor } from '../vocabulary.ts';
import { stopped, type RowText } from './claims-rows.ts';
import { freshDatabase } from './database.ts';
import {
  agreements,
  approveAll,
  decisionsOf,
  lastDecision,
  openItems,
  owes,
  pays,
} from './decisions-town.ts';
import { cleared, demands, follow, interest, untilDefault } from './defaults-town.ts';
import { endsIn, lapseOn } from './endings-town.ts';
import { writtenOff } from './losses.ts';
import { monthly, registersOf } from './month-town.ts';
import { aRecoveryTown, type RecoveryTown } from './recovery-town.ts';
import { fetchFor, letArrive, morningOf, raise, rowsOf, run, settle, TOWN, type Town } from './town.ts';

/** Repayment by other laws than aktivloven, and by aktivloven under its other type. */

const flex: RowText = { law: 'beskæftigelsesindsatsloven', paragraph: '124', benefit: 'fleksløntilskud' };
const kontantydelse: RowText = { law: 'kontantydelsesloven', paragraph: '18', benefit: 'kontantydelse' };
const jobafklaring: RowText = { claimType: 'KTAKJOA', benefit: 'ressourceforløbsydelse' };
const service: RowText = { law: 'serviceloven', paragraph: '164', benefit: 'merudgifter' };
const dagtilbud: RowText = { law: 'dagtilbudsloven', paragraph: '93', benefit: 'fripladstilskud' };

async function aTownOf(debtors: readonly Debtor[]): Promise<Town> {
  const database = await freshDatabase();
  await settle(database, debtors);
  const registers = registersOf(...debtors);
  return { database, registers, [Symbol.asyncDispose]: () => database.close() };
}

/** What the last letter of a kind to a debtor says under "Reglerne". */
async function rulesOf(database: Database, debtor: number, kind: LetterModel['kind']): Promise<string[]> {
  const [row] = await rowsOf(
    database,
    sql<{ model: unknown }>`select model from letter where debtor_number = ${debtor} and kind = ${kind}
      order by rendered_at desc limit 1`,
  );
  const rules = composed(letterModel.parse(row?.model)).parts['legal-rules'];
  return (rules?.blocks ?? []).flatMap((block) => (block.kind === 'list' ? block.items : []));
}

async function typesOf(database: Database): Promise<string[]> {
  const rows = await rowsOf(
    database,
    sql<{
      said: string;
    }>`select claim_number || ' ' || claim_type as said from claim where level = 'main' order by claim_number`,
  );
  return rows.map(({ said }) => said);
}

describe('repayment by the laws under bek. 585/2023', () => {
  const payers = [flex, kontantydelse, jobafklaring].map((by, index) =>
    aDebtor(index + 1)
      .owing(15_000, by)
      .withReports(...monthly(20_000)),
  );
  const tooMuch = aDebtor(4)
    .owing(25_000, flex)
    .withReports(...monthly(20_000));
  const claims = [1n, 2n, 3n].map(claimNumber);
  const decided = { decidedOn: date('2020-01-01'), reference: 'Byrådet 12/2019' };

  let town: Town;
  let recovery: RecoveryTown;
  beforeAll(async () => {
    town = await aTownOf([...payers, tooMuch]);
    recovery = await aRecoveryTown({
      database: town.database,
      claimTypes: { KTBRFLX: { interest: decided, fee: { ...decided, amount: null } } },
    });
    await untilDefault(town);
    await approveAll(town.database, { on: '2026-05-11', of: '2026-04' });
    await letArrive(town.database, '2026-05-12');
  }, 120_000);
  afterAll(async () => {
    await recovery[Symbol.asyncDispose]();
    await town[Symbol.asyncDispose]();
  });

  test('is known by its own type, and aktivloven’s usual type is meant where none is stated', async () => {
    expect(await typesOf(town.database)).toEqual(['1 KTBRFLX', '2 KTBRKYD', '3 KTAKJOA', '4 KTBRFLX']);
  });

  test('is paid by the table’s plan, and the decision names the claim’s own law', async () => {
    expect((await agreements(town.database)).map(({ outcome }) => outcome)).toEqual(
      Array.from({ length: 4 }, () => 'plan'),
    );
    expect((await rulesOf(town.database, 100_001, 'plan')).slice(0, 2)).toEqual([
      'Beskæftigelsesindsatsloven §§ 123-125 (når hjælp skal betales tilbage)',
      'Tilbagebetalingsbekendtgørelsen (bekendtgørelse nr. 585 af 24. maj 2023) §§ 4, 5, 7, 9 og 10',
    ]);
    expect((await rulesOf(town.database, 100_002, 'plan'))[0]).toBe(
      'Kontantydelsesloven (lov nr. 174 fra 2015) (når hjælp skal betales tilbage)',
    );
    expect((await rulesOf(town.database, 100_003, 'plan'))[0]).toBe(
      'Aktivloven §§ 91-95 (når hjælp skal betales tilbage)',
    );
  });

  test('bears the fee and the interest that the council has decided for its type, and no other type does', async () => {
    await interest(town.database, '2026-06-02');
    const charges = await rowsOf(
      town.database,
      sql<{ said: string }>`
        select distinct c.main_claim || ' ' || claim.claim_type || ' ' || c.kind as said
        from charge c join claim using (claim_number) order by 1`,
    );
    expect(charges.map(({ said }) => said)).toEqual([
      '1 GEOPERI fee',
      '1 REOPKOM interest',
      '4 GEOPERI fee',
      '4 REOPKOM interest',
    ]);
  });

  test('is demanded, falls due, and goes to Gældsstyrelsen under its own type; the notice names the law', async () => {
    expect(await demands(town.database)).toHaveLength(4);
    expect((await rulesOf(town.database, 100_001, 'transfer-notice'))[0]).toContain(
      'Beskæftigelsesindsatsloven',
    );
    await recovery.transfer('2026-06-03');
    // No rules of the authority's have been published for these types: a person says that they are to be sent.
    expect(await openItems(town.database)).toEqual(
      expect.arrayContaining(['2026-06 100002 transfer-not-ready', '2026-06 100003 transfer-not-ready']),
    );
    for (const claim of [claimNumber(2n), claimNumber(3n)]) {
      const acting = { by: 'prøve', at: morningOf('2026-06-03') };
      const accepted = await recovery.do((tx) =>
        acceptTransfer(tx, { claim, because: 'Planen er misligholdt' }, acting),
      );
      expect(accepted).toMatchObject({ ok: true });
    }
    await recovery.transfer('2026-06-04');
    await recovery.deliver('2026-06-04');
    await recovery.news('2026-06-07');
    const sent = await Promise.all(
      claims.map(async (claim) => {
        const [action] = await recovery.actions(claim);
        return [action?.masterData?.type, (await recovery.recovery(claim))?.state];
      }),
    );
    expect(sent).toEqual([
      ['KTBRFLX', 'received'],
      ['KTBRKYD', 'received'],
      ['KTAKJOA', 'received'],
    ]);
  });

  test('of fleksløntilskud above 20,000 kr. a claim is not sent (R_4_2): a person is told', async () => {
    expect(await cleared(town.database)).toContainEqual(expect.stringMatching(/^4 /));
    expect(await recovery.recovery(claimNumber(4n))).toBeUndefined();
    expect(await openItems(town.database)).toContain('2026-06 100004 transfer-not-ready');
  });
});

describe('fleksløntilskud of a debtor with deferral', () => {
  const deferred = aDebtor(1)
    .receiving('kontanthjælp')
    .owing(5_000, { ...flex, ...stopped('2023-03-15') })
    .owing(2_000, { ...kontantydelse, ...stopped('2023-03-15'), accountId: 'S-1K' });

  test('lapses after its three years, and the letter names the law’s own paragraph beside the order’s', async () => {
    await using town = await aTownOf([deferred]);
    const { database } = town;
    await fetchFor(town, '2026-03');
    await run(database, '2026-03');
    await letArrive(database, '2026-03-11');
    expect((await rulesOf(database, 100_001, 'deferral')).slice(0, 2)).toEqual([
      'Beskæftigelsesindsatsloven §§ 123-125 (når hjælp skal betales tilbage)',
      'Kontantydelsesloven (lov nr. 174 fra 2015) (når hjælp skal betales tilbage)',
    ]);
    await lapseOn(database, '2026-03-15');
    expect(await endsIn(database)).toEqual([]);
    await lapseOn(database, '2026-03-16');
    expect(await endsIn(database)).toEqual(['1 100001 lapsed 2026-03-15', '2 100001 lapsed 2026-03-15']);
    await letArrive(database, '2026-03-18');
    expect((await rulesOf(database, 100_001, 'lapse')).slice(0, 2)).toEqual([
      'Beskæftigelsesindsatsloven § 125, stk. 4 (når gæld falder væk)',
      'Tilbagebetalingsbekendtgørelsen (bekendtgørelse nr. 585 af 24. maj 2023) § 9',
    ]);
  });
});

describe('claims by three laws of one debtor', () => {
  const mixed = aDebtor(1)
    .owing(6_000)
    .owing(4_000, { ...flex, accountId: 'S-1F' })
    .owing(3_000, { ...service, accountId: 'S-1S' })
    .withReports(...monthly(20_000));

  let town: Town;
  beforeAll(async () => {
    town = await aTownOf([mixed]);
    await fetchFor(town, '2026-03');
    await run(town.database, '2026-03');
    await letArrive(town.database, '2026-03-11');
  }, 60_000);
  afterAll(() => town[Symbol.asyncDispose]());

  test('are one plan about those whose order is known, and the letter names each of their laws once', async () => {
    const decision = await lastDecision(town.database);
    expect(decision.covers.map(({ claim }) => claim)).toEqual([1n, 2n]);
    expect((await rulesOf(town.database, 100_001, 'plan')).slice(0, 2)).toEqual([
      'Aktivloven §§ 91-95 (når hjælp skal betales tilbage)',
      'Beskæftigelsesindsatsloven §§ 123-125 (når hjælp skal betales tilbage)',
    ]);
  });

  test('are all owed, and a person is told once about the one whose order has not been read', async () => {
    expect(await owes(town.database)).toEqual({ owed: 13_000, due: 0 });
    expect(await openItems(town.database)).toEqual(['2026-01 100001 order-not-read']);
  });

  test('are paid as any, and the plan ends when what it is about is paid', async () => {
    await raise(town.database, '2026-04-01');
    await pays(town.database, 100_001, { amount: 10_000, on: '2026-04-02' });
    expect(await owes(town.database)).toEqual({ owed: 3_000, due: 0 });
    const ended = sql<{ ended: string }>`select ended_why || ' ' || ended_on as ended from agreement`;
    expect(await rowsOf(town.database, ended)).toEqual([{ ended: 'paid 2026-04-02' }]);
    await pays(town.database, 100_001, { amount: 3_000, on: '2026-05-02' });
    expect(await owes(town.database)).toEqual({ owed: 0, due: 0 });
  });
});

describe('repayment whose collection order has not been read', () => {
  const old = {
    ...stopped('2020-06-30'),
    periodFrom: '2020-06-01',
    periodTo: '2020-06-30',
    paidOn: '2020-06-30',
  };
  const months = { decisionPeriodFrom: '2020-01', decisionPeriodTo: '2020-12' };
  const left = [
    service,
    { ...dagtilbud, claimType: 'KFTILDA' },
    { ...dagtilbud, claimType: 'KFTBBSF' },
    { ...dagtilbud, claimType: 'KFTØFIN' },
  ].map((by, index) => aDebtor(index + 1).owing(2_000, { ...by, ...old, ...months }));
  const recent = aDebtor(5).owing(2_000, service);
  const other = aDebtor(6);
  const claims: readonly ClaimNumber[] = [1n, 2n, 3n, 4n].map(claimNumber);

  let town: Town;
  beforeAll(async () => {
    town = await aTownOf([...left, recent, other]);
    await fetchFor(town, '2026-03');
    await run(town.database, '2026-03');
    await letArrive(town.database, '2026-03-11');
    await raise(town.database, '2026-04-01');
    await follow(town.database, '2026-04-10');
    await lapseOn(town.database, '2026-04-11');
  }, 60_000);
  afterAll(() => town[Symbol.asyncDispose]());

  test('is taken in under its own type, and a person is told of each debtor', async () => {
    expect(await typesOf(town.database)).toEqual([
      '1 KFTILSE',
      '2 KFTILDA',
      '3 KFTBBSF',
      '4 KFTØFIN',
      '5 KFTILSE',
      '6 KTTIBAK',
    ]);
    expect(await openItems(town.database)).toEqual(
      [1, 2, 3, 4, 5].map((number) => `2026-01 10000${number} order-not-read`),
    );
  });

  test('is neither decided about, demanded nor ended by rule, although its five years have passed', async () => {
    for (const number of [1, 2, 3, 4, 5])
      expect(await decisionsOf(town.database, 100_000 + number)).toEqual([]);
    expect(await demands(town.database)).toEqual([expect.stringMatching(/^100006 /)]);
    expect(await cleared(town.database)).toEqual([]);
    expect(await endsIn(town.database)).toEqual([]);
  });

  test('stands among what has ended, for a person to see', async () => {
    const soon = await readInMunicipality(town.database, TOWN, (tx) => endingSoon(tx, date('2026-04-11')));
    expect(soon.map(({ claim, within, until }) => [claim, within, until])).toEqual(
      claims.map((claim) => [claim, 0, '2025-06-30']),
    );
  });

  test('is in the debtor’s story with what is left', async () => {
    const story = await readInMunicipality(town.database, TOWN, (tx) =>
      debtorStory(tx, debtorNumber(100_002), date('2026-04-30')),
    );
    expect(story).toMatchObject({
      ok: true,
      value: { standing: { claims: [{ type: 'KFTILDA', state: 'undecided', balance: 200_000n }] } },
    });
  });

  test('cannot be ended by a letter that names no rule', async () => {
    const request = {
      debtor: debtorNumber(100_001),
      claim: claimNumber(1n),
      lapsedOn: date('2025-06-30'),
      because: 'Fem år er gået',
      by: 'prøve',
      on: date('2026-04-11'),
      at: morningOf('2026-04-11'),
    };
    expect(await inMunicipality(town.database, TOWN, (tx) => proposeLapse(tx, request))).toEqual({
      ok: false,
      refusal: { tag: 'order-not-read', law: 'serviceloven', order: 'bek. 1367/2023' },
    });
  });

  test('can be paid and written off', async () => {
    const { database } = town;
    // Its years have passed, and nobody has said whether it has lapsed: money covers nothing of it by itself.
    await pays(database, 100_004, { amount: 500, on: '2026-04-12' });
    expect(await owes(database, 100_004)).toEqual({ owed: 2_000, due: 0 });
    await pays(database, 100_005, { amount: 500, on: '2026-04-12' });
    expect(await owes(database, 100_005)).toEqual({ owed: 1_500, due: 0 });
    const books: Parameters<typeof writtenOff>[0] = {
      db: database,
      do: (work) => inMunicipality(database, TOWN, work),
    };
    await writtenOff(books, claimNumber(3n), '2026-04-20');
    expect(await owes(database, 100_003)).toEqual({ owed: 0, due: 0 });
  });
});
