import { placeHolds } from '../../src/claims/holds.ts';
import type { ClaimNumber } from '../../src/claims/types.ts';
import { writeRecoveryClaim } from '../../src/collection/store.ts';
import { date, lastDayOf, monthOf } from '../../src/kernel/dates.ts';
import { debtorNumber, type DebtorNumber } from '../../src/kernel/ids.ts';
import { kroner, zeroOre } from '../../src/kernel/money.ts';
import type { HoldReason } from '../../src/law/holds.ts';
import { postTransfers } from '../../src/ledger/post.ts';
import { claimAccount, recoveryAccount } from '../../src/ledger/types.ts';
import { receive } from '../../src/payments/receive.ts';
import type { Channel } from '../../src/payments/types.ts';
import { inMunicipality, type Database, type MunicipalityTx } from '../../src/platform/database.ts';
import { freshDatabase, type FreshDatabase } from '../integration/database.ts';
import { letterArrives, numberOf } from '../integration/decisions-town.ts';
import { registersOf } from '../integration/month-town.ts';
import { anOrdinaryClaim, somebody, type OrdinaryClaim } from '../integration/ordinary-claims.ts';
import { fetchFor, morningOf, run, settle } from '../integration/town.ts';
import { aDebtor, cprOf, type Debtor } from '../vocabulary.ts';
import { SITE } from './portal-site.ts';

/** People who owe this and that on the day the pages are looked at (12 March 2026), and what the books say of it. */
export interface CitizensTown {
  readonly database: Database;
  /** A year of benefits on a plan, and bills of every kind. */
  readonly anna: DebtorNumber;
  /** Receives kontanthjælp, and has deferral. */
  readonly bo: DebtorNumber;
  /** One bill. */
  readonly dorthe: DebtorNumber;
  /** A plan of twenty months of benefits, ten of whose bills are open and thirty paid. */
  readonly carl: DebtorNumber;
  /** Nothing. */
  readonly erik: DebtorNumber;
  do<T>(work: (tx: MunicipalityTx) => Promise<T>): Promise<T>;
}

export async function aCitizensTown(
  ...others: readonly Debtor[]
): Promise<CitizensTown & { readonly database: FreshDatabase }> {
  const database = await freshDatabase();
  return { ...(await citizensIn(database, others)), database };
}

/** The same in an empty municipality of a database, where others may repay benefits too. */
export async function citizensIn(database: Database, others: readonly Debtor[] = []): Promise<CitizensTown> {
  const [anna, bo, carl] = [
    months(aDebtor(1), 12),
    months(aDebtor(2), 3).receiving('kontanthjælp'),
    months(aDebtor(3), 20),
  ];
  await settle(database, [anna, bo, carl, ...others]);
  await fetchFor({ database, registers: registersOf(anna, bo, carl, ...others) }, '2026-03');
  await run(database, '2026-03');
  for (const { number } of [anna, bo, carl])
    await letterArrives(database, numberOf(number), { on: '2026-03-11' });
  const [dorthe, erik] = await inMunicipality(database, SITE, async (tx) => {
    await billsOfAnna(tx, anna.number, bo.number);
    await billsOfCarl(tx, carl.number);
    const both = [
      await somebody(tx, cprOf(4 + others.length)),
      await somebody(tx, cprOf(5 + others.length)),
    ] as const;
    await anOrdinaryClaim(
      tx,
      bill('D-1', both[0], { owed: 450, due: '2026-04-01', description: 'Musikskole, forår' }),
    );
    return both;
  });
  return {
    database,
    anna: anna.number,
    bo: bo.number,
    carl: carl.number,
    dorthe,
    erik,
    do: (work) => inMunicipality(database, SITE, work),
  };
}

/** So many months of benefits to repay, the last of them December 2025. */
function months(debtor: Debtor, count: number): Debtor {
  let owing = debtor;
  for (let place = count; place > 0; place -= 1) {
    const month = 24 - place;
    const of = `${2024 + Math.floor(month / 12)}-${String((month % 12) + 1).padStart(2, '0')}`;
    const last = lastDayOf(monthOf(date(`${of}-01`)));
    owing = owing.owing(1_200, {
      periodFrom: `${of}-01`,
      periodTo: last,
      paidOn: last,
      decisionPeriodFrom: of,
      decisionPeriodTo: of,
      decisionDate: '2025-12-29',
      decisionDelivered: '2025-12-29',
    });
  }
  return owing;
}

function bill(
  claimId: string,
  debtor: DebtorNumber,
  { owed, ...changes }: Partial<OrdinaryClaim> & { readonly owed: number },
): OrdinaryClaim {
  return { claimId, debtors: [debtor], owed, ...changes };
}

async function billsOfAnna(tx: MunicipalityTx, anna: DebtorNumber, bo: DebtorNumber): Promise<void> {
  const february = { type: 'KFDAINS', period: ['2026-02-01', '2026-02-28'] } as const;
  await anOrdinaryClaim(tx, bill('A-1', anna, { owed: 1_250, due: '2026-03-01', ...february }));
  await anOrdinaryClaim(tx, { ...bill('A-2', anna, { owed: 500, due: '2026-04-01' }), debtors: [anna, bo] });
  await held(tx, await anOrdinaryClaim(tx, bill('A-3', anna, { owed: 800 })), 'objection');
  await held(tx, await anOrdinaryClaim(tx, bill('A-4', anna, { owed: 300, type: 'KFETAND' })), 'manual');
  await held(
    tx,
    await anOrdinaryClaim(tx, bill('A-5', anna, { owed: 650, type: 'DFHUSLJ' })),
    'lapse-review',
  );
  await sent(tx, await anOrdinaryClaim(tx, bill('A-6', anna, { owed: 4_000, type: 'KFSKFRI' })), 4_000);
  await paid(tx, anna, { claim: await anOrdinaryClaim(tx, bill('A-7', anna, { owed: 75 })), amount: 75 });
}

async function billsOfCarl(tx: MunicipalityTx, carl: DebtorNumber): Promise<void> {
  for (let place = 1; place <= 40; place += 1) {
    const month = String(((place - 1) % 12) + 1).padStart(2, '0');
    const claim = await anOrdinaryClaim(
      tx,
      bill(`C-${place}`, carl, {
        owed: 100 + place,
        due: place > 30 ? '2026-04-01' : '2026-02-02',
        type: place % 2 === 0 ? 'KFDAINS' : 'CFFAKTU',
        description: place % 2 === 0 ? 'Plads i dagtilbud' : `Regning for leje af lokaler ${place}`,
        ...(place % 2 === 0
          ? { period: [`2025-${month}-01`, lastDayOf(monthOf(date(`2025-${month}-01`)))] as const }
          : {}),
      }),
    );
    if (place <= 30) await paid(tx, carl, { claim, amount: 100 + place });
  }
}

/** Lets a claim rest. */
export async function held(tx: MunicipalityTx, claim: ClaimNumber, reason: HoldReason): Promise<void> {
  const days = { from: date('2026-03-02'), reviewOn: date('2026-05-01') };
  await placeHolds(tx, [
    { claim, reason, debtor: null, ...days, about: 'P-1', by: 'prøve', at: morningOf('2026-03-02') },
  ]);
}

/** A claim is at Gældsstyrelsen. */
export async function sent(tx: MunicipalityTx, claim: ClaimNumber, amount: number): Promise<void> {
  const day = date('2026-02-20');
  await held(tx, claim, 'recovery');
  await postTransfers(tx, [
    {
      cause: 'transferred',
      causeNumber: claim,
      line: 1,
      debit: recoveryAccount(claim),
      credit: claimAccount(claim),
      amount: kroner(amount),
      valueDate: day,
      bookingDate: day,
      recordedAt: morningOf(day),
    },
  ]);
  await writeRecoveryClaim(tx, {
    claim,
    main: null,
    state: 'received',
    authorityId: `F-${claim}`,
    receivedOn: day,
    endedOn: null,
    endedWhy: null,
    reported: kroner(amount),
    covered: zeroOre,
    coveredInterest: zeroOre,
    interest: zeroOre,
    returnedInterest: zeroOre,
    writtenOff: zeroOre,
  });
}

/** Somebody pays a claim. */
export async function paid(
  tx: MunicipalityTx,
  debtor: DebtorNumber,
  {
    claim,
    amount,
    on = '2026-02-10',
    channel = 'bank',
  }: {
    readonly claim: ClaimNumber;
    readonly amount: number;
    readonly on?: string;
    readonly channel?: Channel;
  },
): Promise<void> {
  const received = await receive(tx, {
    amount: kroner(amount),
    channel,
    reference: `bilag ${claim} ${on}`,
    receivedOn: date(on),
    told: { by: 'debtor', debtor: debtorNumber(debtor), wish: [claim] },
    by: 'prøve',
    at: morningOf(on),
  });
  if (!received.ok) throw new Error(received.refusal.tag);
}
