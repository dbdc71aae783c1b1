import { sql } from 'kysely';
import { mainClaims } from '../claims/main-claims.ts';
import type { ClaimNumber } from '../claims/types.ts';
import { date, dayInCopenhagen, type PlainDate } from '../kernel/dates.ts';
import type { DebtorNumber, MunicipalityCode } from '../kernel/ids.ts';
import { sumOre, zeroOre, type Ore } from '../kernel/money.ts';
import { lockReceivables } from '../ledger/lock.ts';
import { owedBackBy } from '../ledger/overpaid.ts';
import { heldFor, heldItems, type NumberedItem } from '../ledger/refund-items.ts';
import type { Configuration } from '../municipality/configuration.ts';
import type { Clock } from '../platform/clock.ts';
import {
  inMunicipality,
  readInMunicipality,
  type Database,
  type MunicipalityReadTx,
  type MunicipalityTx,
} from '../platform/database.ts';
import { coverFromHeld } from './cover-from-held.ts';
import { payableBy } from './payable.ts';
import { notPaidTo } from './pay-out-stops.ts';
import { paymentHeld } from './payments-of-held.ts';

export interface HeldCoversJob {
  readonly database: Database;
  readonly municipality: MunicipalityCode;
  readonly clock: Clock;
  readonly configured: { readonly configuration: HeldConfigured };
}

export type HeldConfigured = Pick<Configuration, 'payment'>;

/** What money that was held came to cover: of how many debtors, and how much. */
export interface HeldCovered {
  readonly debtors: number;
  readonly amount: Ore;
}

/** Debtors a transaction. */
const AT_A_TIME = 100;

/**
 * Lets what debtors have paid too much cover their bills that are late, from the day it was received (open question Q80): nobody is charged
 * interest, or reminded, of what the municipality has in hand. To be called before the day's interest and reminders. Not what a person has
 * looked at already: an order to give it back, or money that was in suspense; nor anything of an estate. Repayment under bek. 585/2023 is
 * covered by a person alone. Safe to stop and to repeat.
 */
export async function coverLateFromHeld({
  database,
  municipality,
  clock,
  configured: { configuration },
}: HeldCoversJob): Promise<HeldCovered> {
  const covered: Ore[] = [];
  if (configuration.payment.heldCovers === 'late-bills') {
    const all = await readInMunicipality(database, municipality, heldFor);
    for (let at = 0; at < all.length; at += AT_A_TIME)
      covered.push(
        ...(await inMunicipality(database, municipality, (tx) =>
          coverAll(tx, all.slice(at, at + AT_A_TIME), clock()),
        )),
      );
  }
  const some = covered.filter((amount) => amount > zeroOre);
  return { debtors: some.length, amount: sumOre(some) };
}

/** Claims that money which has been held since a day would have covered then. */
export interface CoveredSince {
  readonly debtors: readonly DebtorNumber[];
  readonly claims: readonly ClaimNumber[];
  readonly since: PlainDate;
  readonly because: string;
}

/**
 * What was received since a day, and was held because these claims rested, or were paid as far as was known, covers them from its day now. The
 * debtors have been locked.
 */
export async function coverFromHeldSince(
  tx: MunicipalityTx,
  { debtors, claims, since, because }: CoveredSince,
  {
    configuration: { payment },
    ...acting
  }: { readonly configuration: HeldConfigured; readonly by: string; readonly at: Temporal.Instant },
): Promise<void> {
  if (payment.heldCovers === 'nothing') return;
  for (const debtor of debtors)
    await coverFor(tx, debtor, { since, among: () => Promise.resolve(new Set(claims)), because, ...acting });
}

async function coverAll(
  tx: MunicipalityTx,
  debtors: readonly DebtorNumber[],
  at: Temporal.Instant,
): Promise<Ore[]> {
  await lockReceivables(tx, debtors);
  const covered: Ore[] = [];
  for (const debtor of debtors)
    covered.push(
      await coverFor(tx, debtor, {
        among: () => lateBills(tx, debtor, dayInCopenhagen(at)),
        because: LATE,
        by: 'automatic',
        at,
      }),
    );
  return covered;
}

const LATE = 'Regningen er ikke betalt i tide, og kommunen har pengene.';

interface ToCover {
  /** Only what was received on this day or later. */
  readonly since?: PlainDate;
  readonly among: () => Promise<ReadonlySet<ClaimNumber>>;
  readonly because: string;
  readonly by: string;
  readonly at: Temporal.Instant;
}

/** What of these claims money held for a debtor covers; the debtor has been locked. */
async function coverFor(
  tx: MunicipalityTx,
  debtor: DebtorNumber,
  { since, among, ...covering }: ToCover,
): Promise<Ore> {
  const items = await freeItemsOf(tx, debtor, since);
  const claims = items.length === 0 ? new Set<ClaimNumber>() : await among();
  if (claims.size === 0) return zeroOre;
  const covered: Ore[] = [];
  for (const item of items) {
    const done = await coverFromHeld(
      tx,
      { ...item, order: null, isClosed: false },
      { ...covering, among: claims },
    );
    if (done.ok) covered.push(done.value);
  }
  return sumOre(covered);
}

/** What a debtor paid too much, that no person has said anything of, and that nobody else has a right to. */
async function freeItemsOf(
  tx: MunicipalityReadTx,
  debtor: DebtorNumber,
  since: PlainDate | undefined,
): Promise<NumberedItem[]> {
  const items = (await heldItems(tx, debtor)).filter(
    ({ why, about }) => why === 'overpaid' && paymentHeld(about) !== null,
  );
  if (items.length === 0) return [];
  const isOthers =
    (await notPaidTo(tx, [debtor])).has(debtor) || (await owedBackBy(tx, [debtor])).has(debtor);
  if (isOthers) return [];
  const free = await notLookedAt(
    tx,
    items.map(({ about }) => about),
    since ?? EVER,
  );
  return items.filter(({ about }) => free.has(about));
}

const EVER = date('1900-01-01');

/** The items of payments since a day of which no person has had to find out the purpose. */
async function notLookedAt(
  tx: MunicipalityReadTx,
  abouts: readonly string[],
  since: PlainDate,
): Promise<ReadonlySet<string>> {
  const { rows } = await sql<{ about: string }>`
    select about from unnest(${abouts}::text[]) about
    join payment p on p.payment_number = split_part(about, ' ', 2)::bigint
    where p.received_on >= ${since}::date
      and not exists (select from suspense s where s.payment_number = p.payment_number)`.execute(tx);
  return new Set(rows.map(({ about }) => about));
}

/** The bills of a debtor that money without a line may cover, and whose last timely day has passed. */
async function lateBills(
  tx: MunicipalityReadTx,
  debtor: DebtorNumber,
  on: PlainDate,
): Promise<ReadonlySet<ClaimNumber>> {
  const bills = (await payableBy(tx, debtor, on)).filter(
    ({ repayment, open, agreed }) => !repayment && open === 'yes' && !agreed,
  );
  const mains = await mainClaims(tx, [...new Set(bills.map(({ main }) => main))]);
  return new Set([...mains.values()].flatMap(({ claim, srb }) => (srb !== null && srb < on ? [claim] : [])));
}
