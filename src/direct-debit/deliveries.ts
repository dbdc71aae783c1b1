import { sql } from 'kysely';
import type { PlainDate } from '../kernel/dates.ts';
import { ore, type Ore } from '../kernel/money.ts';
import { assert } from '../kernel/result.ts';
import type { BetalingsserviceChoices } from '../municipality/choices/betalingsservice.ts';
import { configurationVersion } from '../municipality/configurations.ts';
import type { MunicipalityReadTx, MunicipalityTx } from '../platform/database.ts';
import type { Creditor, DirectDebitFiles } from './file-port.ts';
import { mandatesCancelledBy } from './mandates.ts';
import { debitsIn } from './store.ts';
import { customerOf, debitReference } from './types.ts';

export type DeliveryKind = 'collections' | 'cancellations';

/** A file to Betalingsservice, as it was made. */
export interface Delivery {
  readonly number: bigint;
  readonly kind: DeliveryKind;
  readonly madeOn: PlainDate;
  readonly lines: number;
  readonly amount: Ore;
  readonly version: number;
}

type DeliveryRow = Omit<Delivery, 'amount'> & { readonly amount: bigint };

const columns = sql`delivery_number as number, kind, made_on as "madeOn", lines, amount_ore as amount,
  configuration_version as version`;

function asDelivery(row: DeliveryRow): Delivery {
  return { ...row, amount: ore(row.amount) };
}

/** Until the transaction ends nobody else makes one. */
export async function oneDeliveryAtATime(tx: MunicipalityTx): Promise<void> {
  await sql`lock table direct_debit_delivery in share row exclusive mode`.execute(tx);
}

/** The number of the next delivery of a day: the day and two digits. While nobody else makes one. */
export async function nextDeliveryNumber(tx: MunicipalityReadTx, madeOn: PlainDate): Promise<bigint> {
  const { rows } = await sql<{ number: bigint }>`
    select ${madeOn.replaceAll('-', '')}::bigint * 100 + count(*) + 1 as number from direct_debit_delivery
    where made_on = ${madeOn}::date`.execute(tx);
  const number = rows[0]?.number;
  assert(number !== undefined && number % 100n !== 0n, 'a day has at most 99 deliveries');
  return number;
}

/** Notes that a delivery is made. */
export async function insertDelivery(
  tx: MunicipalityTx,
  { number, kind, madeOn, lines, amount, version }: Delivery,
  { by, at }: { readonly by: string; readonly at: Temporal.Instant },
): Promise<void> {
  await sql`
    insert into direct_debit_delivery (delivery_number, kind, made_on, lines, amount_ore, configuration_version, made_at, made_by)
    values (${number.toString()}::bigint, ${kind}, ${madeOn}::date, ${lines}, ${amount}::bigint, ${version},
      ${at}::timestamptz, ${by})`.execute(tx);
}

/** The deliveries whose files have not been laid ready, in their order. */
export async function deliveriesToLay(tx: MunicipalityReadTx): Promise<Delivery[]> {
  const { rows } = await sql<DeliveryRow>`
    select ${columns} from direct_debit_delivery where laid_at is null order by delivery_number`.execute(tx);
  return rows.map(asDelivery);
}

/** A delivery by its number; null when there is none. */
export async function deliveryByNumber(tx: MunicipalityReadTx, number: bigint): Promise<Delivery | null> {
  const { rows } = await sql<DeliveryRow>`
    select ${columns} from direct_debit_delivery where delivery_number = ${number.toString()}::bigint`.execute(
    tx,
  );
  return rows.map(asDelivery)[0] ?? null;
}

export async function noteLaid(tx: MunicipalityTx, number: bigint, at: Temporal.Instant): Promise<void> {
  await sql`
    update direct_debit_delivery set laid_at = ${at}::timestamptz
    where delivery_number = ${number.toString()}::bigint and laid_at is null`.execute(tx);
}

/** A delivery's file, the same whenever it is asked for: by what was written when it was made, and the agreement of then. */
export async function deliveryText(
  tx: MunicipalityReadTx,
  { number, kind, madeOn, lines, version }: Delivery,
  files: DirectDebitFiles,
): Promise<string> {
  const choices = (await configurationVersion(tx, version))?.configuration.betalingsservice ?? null;
  assert(choices !== null, 'a delivery was made by an agreement');
  const delivery = { number, madeOn, creditor: creditorOf(choices) };
  if (kind === 'cancellations') {
    const those = (await mandatesCancelledBy(tx, number)).map(({ debtor, agreement }) => ({
      customer: customerOf(debtor),
      agreement: agreement ?? '',
    }));
    assert(those.length === lines, 'a delivery keeps what was in it');
    return files.cancellations({ ...delivery, those });
  }
  const debits = await debitsIn(tx, number);
  assert(debits.length === lines, 'a delivery keeps what was in it');
  const those = debits.map(({ debtor, agreement, payOn, amount, text, number: debit }) => ({
    customer: customerOf(debtor),
    agreement,
    payOn,
    amount,
    reference: debitReference(debit),
    texts: [text],
  }));
  return files.collections({ ...delivery, those });
}

/** The agreement as files name it. */
export function creditorOf({
  dataSupplier,
  subsystem,
  pbsNumber,
  debtorGroup,
  registration,
  account,
  supplierReference,
  mainText,
}: BetalingsserviceChoices): Creditor {
  return {
    dataSupplier,
    subsystem,
    pbsNumber,
    debtorGroup,
    registration,
    account,
    supplierReference,
    mainText,
  };
}
