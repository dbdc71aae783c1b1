import type { ClaimNumber } from '../claims/types.ts';
import { dayInCopenhagen, type PlainDate } from '../kernel/dates.ts';
import type { DebtorNumber } from '../kernel/ids.ts';
import { zeroOre } from '../kernel/money.ts';
import { configurationVersion } from '../municipality/configurations.ts';
import type { MunicipalityTx } from '../platform/database.ts';
import { coverAgain } from './allocate.ts';
import { coverFromHeldSince } from './held-covers-late.ts';
import { billsInTurn, takeOffLater } from './in-its-turn.ts';
import { payableBy, type Payable } from './payable.ts';
import type { PaymentNumber } from './types.ts';

/** What a debtor owes again, and from when. */
export interface OwedAgain {
  /** The payment that was taken back. */
  readonly payment: PaymentNumber;
  readonly debtor: DebtorNumber;
  /** Main claims, interest and fees. */
  readonly claims: readonly ClaimNumber[];
  readonly from: PlainDate;
  readonly by: string;
  readonly at: Temporal.Instant;
}

/**
 * Where a payment was taken back from a day that has passed: what was received after it covers the debtor's bills in turn, as it would have,
 * had that been known on its day (open question Q29), also what was too much of it then. Written after what it had covered is owed again; the
 * debtor has been locked.
 */
export async function coverInTurnSince(tx: MunicipalityTx, owedAgain: OwedAgain): Promise<void> {
  const { debtor, claims, from, at } = owedAgain;
  if (from >= dayInCopenhagen(at)) return;
  const payables = await payableBy(tx, debtor, from);
  const again = payables.filter(({ claim }) => claims.includes(claim)).map(({ main }) => main);
  const mains = payables
    .filter(({ claim, open, repayment, agreed }) => {
      return again.includes(claim) && open === 'yes' && !repayment && !agreed;
    })
    .map(({ claim }) => claim);
  if (mains.length === 0) return;
  await inTurn(tx, payables, { ...owedAgain, claims: mains });
  await fromHeld(tx, { ...owedAgain, claims: mains });
}

async function inTurn(
  tx: MunicipalityTx,
  payables: readonly Payable[],
  { payment: number, claims, from, by, at }: OwedAgain,
): Promise<void> {
  const spread = { covers: [], left: zeroOre };
  const bills = await billsInTurn(tx, payables, { receivedOn: from, spread, at });
  if (!claims.some((main) => bills.has(main))) return;
  const taken = await takeOffLater(tx, bills, { receivedOn: from, at });
  if (taken.length > 0) await coverAgain(tx, { bills, taken }, { cause: 'payment-reversed', number, by, at });
}

/** What was received since, and was too much, because nothing was owed. */
async function fromHeld(
  tx: MunicipalityTx,
  { debtor, claims, from: since, by, at }: OwedAgain,
): Promise<void> {
  const configured = await configurationVersion(tx, null);
  if (configured === null) return;
  const because = 'En tidligere betaling er taget tilbage, og kommunen har pengene.';
  const { configuration } = configured;
  await coverFromHeldSince(tx, { debtors: [debtor], claims, since, because }, { configuration, by, at });
}
