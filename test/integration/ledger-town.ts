import { importClaimsFile, type ImportReport } from '../../src/claims/import.ts';
import { claimNumber, type ClaimNumber } from '../../src/claims/types.ts';
import { date, type PlainDate } from '../../src/kernel/dates.ts';
import { debtorNumber, instalmentId, municipalityCode, type DebtorNumber } from '../../src/kernel/ids.ts';
import { kroner, type Ore } from '../../src/kernel/money.ts';
import type { Result } from '../../src/kernel/result.ts';
import { accountsOfClaims, balanceOf } from '../../src/ledger/balances.ts';
import { checkLedger } from '../../src/ledger/check.ts';
import { postInstalments } from '../../src/ledger/instalments.ts';
import { withdrawInstalments } from '../../src/ledger/instalments-withdrawn.ts';
import { endLiabilities } from '../../src/ledger/liability-ends.ts';
import { lockReceivables } from '../../src/ledger/lock.ts';
import { overpaidBy } from '../../src/ledger/overpaid.ts';
import { raiseImported } from '../../src/ledger/raise.ts';
import { checkPayments } from '../../src/payments/check.ts';
import {
  correctClaim,
  type ClaimCorrected,
  type ClaimCorrection,
  type CorrectionRefusal,
} from '../../src/payments/correct-claim.ts';
import {
  registerPayment,
  type PaymentRefusal,
  type PaymentRegistered,
  type PaymentToRegister,
} from '../../src/payments/register-payment.ts';
import { inMunicipality, readInMunicipality, type MunicipalityTx } from '../../src/platform/database.ts';
import { claimsFile, cprNumber, inPieces, type RowText } from './claims-rows.ts';
import { freshDatabase, type FreshDatabase } from './database.ts';

/** A municipality with some claims and nothing else, for what moves money. */
export const LEDGER_TOWN = municipalityCode('998');

export const anna: DebtorNumber = debtorNumber(100_001);
export const bo: DebtorNumber = debtorNumber(100_002);

/** The moment at which everything is done where nothing else is said: 10 March 2026. */
export const NOW = Temporal.Instant.from('2026-03-10T09:00:00Z');
export const TODAY: PlainDate = date('2026-03-10');

/** A row of a claim of Anna's with so many kroner; each claim number another month. */
export function claimRow(number: number, owed: number, changes: RowText = {}): RowText {
  const month = `2025-${String(number).padStart(2, '0')}`;
  return {
    accountId: 'S-1',
    debtorCpr: cprNumber(1),
    claimId: `K-${number}`,
    principal: `${owed},00`,
    periodFrom: `${month}-01`,
    periodTo: `${month}-28`,
    paidOn: `${month}-28`,
    decisionDate: '2025-12-01',
    decisionDelivered: '2025-12-01',
    decisionPeriodFrom: '2025-01',
    decisionPeriodTo: '2025-12',
    helpStopped: '2025-12-31',
    ...changes,
  };
}

/** The values of a claim of Bo's. */
export const ofBo: RowText = { debtorCpr: cprNumber(2), accountId: 'S-2' };

/** The values of a claim that Anna and Bo are liable for together. */
export const together: RowText = { paragraph: '92', liability: 'joint', coDebtorCpr: cprNumber(2) };

export function claim(number: number): ClaimNumber {
  return claimNumber(BigInt(number));
}

/** The claims of some rows, taken in; numbered in the order of the rows. */
export async function takeIn(db: FreshDatabase, rows: readonly RowText[]): Promise<void> {
  const report = await tryToTakeIn(db, rows);
  if (report.outcome !== 'imported') throw new Error(JSON.stringify(report.refusals));
}

export function tryToTakeIn(db: FreshDatabase, rows: readonly RowText[]): Promise<ImportReport> {
  return importClaimsFile(
    { db, municipality: LEDGER_TOWN },
    { name: 'krav.csv', bytes: inPieces(claimsFile(...rows), 4096) },
    { dryRun: false, statedRows: null, by: 'prøve', at: NOW, posting: raiseImported },
  );
}

export interface LedgerTown extends AsyncDisposable {
  readonly db: FreshDatabase;
  do<T>(work: (tx: MunicipalityTx) => Promise<T>): Promise<T>;
  /** How a claim stands, in kroner: not asked for, due from Anna, due from Bo, raised. */
  standing(number: number): Promise<Standing>;
  /** What is held for a debtor, in kroner. */
  held(debtor: DebtorNumber): Promise<number>;
  /** Everything that should be impossible; empty when all is well. */
  faults(): Promise<unknown[]>;
}

export interface Standing {
  readonly notAsked: number;
  readonly anna: number;
  readonly bo: number;
  readonly raised: number;
  readonly balance: number;
}

export async function aLedger(...rows: readonly RowText[]): Promise<LedgerTown> {
  const db = await freshDatabase();
  await takeIn(db, rows);
  return {
    db,
    do: (work) => inMunicipality(db, LEDGER_TOWN, work),
    standing: (number) =>
      readInMunicipality(db, LEDGER_TOWN, async (tx) => {
        const accounts = (await accountsOfClaims(tx, [claim(number)])).get(claim(number));
        return {
          notAsked: inKroner(accounts?.notAsked ?? 0n),
          anna: inKroner(accounts?.due.get(anna) ?? 0n),
          bo: inKroner(accounts?.due.get(bo) ?? 0n),
          raised: inKroner(accounts?.raised ?? 0n),
          balance: inKroner(balanceOf(accounts)),
        };
      }),
    held: (debtor) =>
      readInMunicipality(db, LEDGER_TOWN, async (tx) =>
        inKroner((await overpaidBy(tx, [debtor])).get(debtor) ?? 0n),
      ),
    faults: () =>
      readInMunicipality(db, LEDGER_TOWN, async (tx) => [
        ...(await checkLedger(tx)),
        ...(await checkPayments(tx)),
      ]),
    [Symbol.asyncDispose]: () => db.close(),
  };
}

export function inKroner(amount: bigint): number {
  return Number(amount) / 100;
}

/** Asks a debtor to pay so many kroner of each of these claims on a due date, as the due date comes. */
export function ask(
  { do: inTown }: Pick<LedgerTown, 'do'>,
  debtor: DebtorNumber,
  instalment: { readonly due: string; readonly shares: Readonly<Record<number, number>> },
): Promise<void> {
  const dueOn = date(instalment.due);
  return inTown(async (tx) => {
    await lockReceivables(tx, [debtor]);
    const shares = Object.entries(instalment.shares).map(([number, amount]) => ({
      claim: claim(Number(number)),
      amount: kroner(amount),
    }));
    const common = { instalment: instalmentId(dueOn, debtor), debtor, dueOn, bookedOn: dueOn, at: NOW };
    await postInstalments(tx, [{ ...common, shares }]);
  });
}

/** Takes an instalment back down to what is kept; answers what was taken back, in kroner. */
export async function takeBack(
  { do: inTown }: Pick<LedgerTown, 'do'>,
  debtor: DebtorNumber,
  { due, keep = 0 }: { readonly due: string; readonly keep?: number },
): Promise<number> {
  const instalment = instalmentId(date(due), debtor);
  const withdrawn = await inTown((tx) =>
    withdrawInstalments(tx, [{ instalment, keep: kroner(keep), bookedOn: TODAY, at: NOW }]),
  );
  return inKroner(withdrawn.get(instalment) ?? 0n);
}

let receipts = 0;

/** A payment at the bank with a reference of its own, received today, where nothing else is said. */
export function aPayment(
  debtor: DebtorNumber,
  amount: number,
  changes: Partial<PaymentToRegister> = {},
): PaymentToRegister {
  receipts += 1;
  const reference = `bilag ${receipts}`;
  const ordinary = { channel: 'bank', reference, receivedOn: TODAY, by: 'prøve', at: NOW } as const;
  return { debtor, amount: kroner(amount), ...ordinary, ...changes };
}

export function tryToPay(
  { do: inTown }: Pick<LedgerTown, 'do'>,
  payment: PaymentToRegister,
): Promise<Result<PaymentRegistered, PaymentRefusal>> {
  return inTown((tx) => registerPayment(tx, payment));
}

/** A payment that must be accepted. */
export async function pay(
  town: Pick<LedgerTown, 'do'>,
  debtor: DebtorNumber,
  amount: number,
  changes: Partial<PaymentToRegister> = {},
): Promise<PaymentRegistered> {
  const paid = await tryToPay(town, aPayment(debtor, amount, changes));
  if (!paid.ok) throw new Error(paid.refusal.tag);
  return paid.value;
}

export function tryToCorrect(
  { do: inTown }: Pick<LedgerTown, 'do'>,
  number: number,
  to: Ore,
  changes: Partial<ClaimCorrection> = {},
): Promise<Result<ClaimCorrected, CorrectionRefusal>> {
  const ordinary = { reason: 'Ny opgørelse', decidedOn: TODAY, by: 'prøve', at: NOW };
  return inTown((tx) => correctClaim(tx, { claim: claim(number), to, ...ordinary, ...changes }));
}

/** A correction to so many kroner that must be accepted. */
export async function correct(
  town: Pick<LedgerTown, 'do'>,
  number: number,
  to: number,
): Promise<ClaimCorrected> {
  const corrected = await tryToCorrect(town, number, kroner(to));
  if (!corrected.ok) throw new Error(corrected.refusal.tag);
  return corrected.value;
}

/** A debtor's liability for a claim has lapsed. */
export function lapse(
  { do: inTown }: Pick<LedgerTown, 'do'>,
  number: number,
  ...debtors: readonly DebtorNumber[]
): Promise<void> {
  return inTown((tx) =>
    endLiabilities(
      tx,
      debtors.map((debtor) => ({
        claim: claim(number),
        debtor,
        kind: 'lapsed' as const,
        on: TODAY,
        reason: 'bek. 585/2023 § 9, stk. 1',
        by: 'prøve',
        at: NOW,
      })),
    ),
  );
}
