import { sql } from 'kysely';
import type { ClaimNumber } from '../claims/types.ts';
import { addDays, dayInCopenhagen, type PlainDate } from '../kernel/dates.ts';
import type { MunicipalityCode } from '../kernel/ids.ts';
import { assert } from '../kernel/result.ts';
import type { Clock } from '../platform/clock.ts';
import {
  inMunicipality,
  readInMunicipality,
  type Database,
  type MunicipalityReadTx,
  type MunicipalityTx,
} from '../platform/database.ts';
import { isRehearsal } from '../platform/rehearsal.ts';
import { makeDelivery, type Channel, type DeliveryMade } from './make-delivery.ts';
import { keepMessage, sentMessage } from './messages.ts';
import type { RecoveryAuthority } from './recovery-port.ts';
import { refusedDelivery } from './refused-delivery.ts';
import type { RecoveryAction } from './types.ts';
import { actionsFromJson } from './wire.ts';

/**
 * The lock of whoever asks the authority, or hands over to it. It is held outside of every transaction: beside another a delivery that is
 * just being handed over would be asked about, not found, and handed over again.
 */
export const RECOVERY_LOCK = 'recovery';

export interface RecoveryJob {
  readonly database: Database;
  readonly municipality: MunicipalityCode;
  readonly authority: RecoveryAuthority;
  /** The creditor's number in the agreement. */
  readonly creditor: string;
  readonly by: string;
  readonly clock: Clock;
  /** Aborted when the lock is lost: nothing more is handed over then. */
  readonly lost?: AbortSignal;
}

export interface DeliveriesMade {
  /** Deliveries that the authority has taken. */
  readonly taken: number;
  readonly refused: number;
  /** Of which nobody knows whether the authority has them: they are looked up before anything is handed over again. */
  readonly unknown: number;
  readonly told: ToldOf;
}

/** How many actions were put into deliveries, by code and reason (`NEDSKRIV INDB`); of registrations for set-off alone after `MODR`. */
export type ToldOf = Readonly<Record<string, number>>;

/**
 * Tells the authority all that waits. What is told is written down first, and handed over outside of every transaction. Where no
 * answer comes the delivery stays as made, and `lookUpDeliveries` asks about it.
 */
export async function deliverQueued(job: RecoveryJob): Promise<DeliveriesMade> {
  const { database, municipality, by, clock } = job;
  const made = { taken: 0, refused: 0, unknown: 0 };
  const told: RecoveryAction[] = [];
  for (let after: ClaimNumber | 0n = 0n; ;) {
    const from: ClaimNumber | 0n = after;
    const delivery: DeliveryMade | null = await inMunicipality(database, municipality, (tx) =>
      makeDelivery(tx, { after: from, channel: 'system' }, { by, at: clock() }),
    );
    if (delivery === null) return { ...made, told: toldOf(told) };
    told.push(...delivery.actions);
    made[await handOver(job, delivery.number)] += 1;
    after = delivery.last;
  }
}

/**
 * What would be told: the deliveries are made, and none is handed over. Only inside a rehearsal, which takes them back: one that was made
 * and kept would be handed over the next time.
 */
export async function tryDeliveries(
  { database, municipality, by, clock }: Pick<RecoveryJob, 'database' | 'municipality' | 'by' | 'clock'>,
  channel: Channel,
): Promise<ToldOf> {
  assert(isRehearsal(database), 'deliveries that are not handed over are not kept');
  const told: RecoveryAction[] = [];
  for (let after: ClaimNumber | 0n = 0n; ;) {
    const from: ClaimNumber | 0n = after;
    const made: DeliveryMade | null = await inMunicipality(database, municipality, (tx) =>
      makeDelivery(tx, { after: from, channel }, { by, at: clock() }),
    );
    if (made === null) return toldOf(told);
    told.push(...made.actions);
    after = made.last;
  }
}

function toldOf(actions: readonly RecoveryAction[]): ToldOf {
  const names = actions.map(({ art, code, reason }) =>
    [art === 'MODR' ? art : null, code, reason].filter((word) => word !== null).join(' '),
  );
  const counted = [...Map.groupBy(names, (name) => name)].map(([name, all]) => [name, all.length] as const);
  return Object.fromEntries(counted.toSorted(([a], [b]) => (a < b ? -1 : 1)));
}

/** By which the authority knows a delivery; never used twice. */
export function deliveryId(municipality: MunicipalityCode, number: bigint): string {
  return `AFDRAG-${municipality}-${number}`;
}

async function handOver(job: RecoveryJob, number: bigint): Promise<Exclude<keyof DeliveriesMade, 'told'>> {
  job.lost?.throwIfAborted();
  const { database, municipality, authority, creditor, clock, by } = job;
  const told = await readInMunicipality(database, municipality, (tx) => sentMessage(tx, number));
  const id = deliveryId(municipality, number);
  const delivered = await authority.deliver({ id, creditor, actions: actionsFromJson(told) }, clock());
  if (delivered.state === 'unknown') return 'unknown';
  const at = clock();
  await inMunicipality(database, municipality, async (tx) => {
    if (delivered.state === 'taken') await markDelivery(tx, number);
    else await refusedDelivery(tx, { number, code: delivered.code }, { by, at });
  });
  return delivered.state;
}

async function markDelivery(tx: MunicipalityTx, number: bigint): Promise<void> {
  await sql`
    update recovery_delivery set state = 'taken' where delivery_number = ${String(number)}::bigint and state = 'made'`.execute(
    tx,
  );
}

/**
 * Asks about each delivery that is not known to have been taken, whatever became of who made it: one that the authority has
 * is taken, one that it has never seen is handed over again, the very same. Answers how many are still not known.
 */
export async function lookUpDeliveries(job: RecoveryJob): Promise<number> {
  const { database, municipality, authority, clock } = job;
  let unknown = 0;
  for (const number of await deliveriesIn(job, 'made')) {
    const told = await authority.receipts(deliveryId(municipality, number), clock());
    if (told.state === 'unavailable') unknown += 1;
    else if (told.state === 'never-seen') unknown += (await handOver(job, number)) === 'unknown' ? 1 : 0;
    else await inMunicipality(database, municipality, (tx) => markDelivery(tx, number));
  }
  return unknown;
}

export interface ReceiptsFetched {
  readonly asked: number;
  /** Deliveries about which the authority did not answer. */
  readonly unavailable: number;
}

/** Asks what has become of all that was told and not answered, and keeps each answer as it came. */
export async function fetchReceipts(job: RecoveryJob): Promise<ReceiptsFetched> {
  const { database, municipality, authority, clock } = job;
  const fetched = { asked: 0, unavailable: 0 };
  for (const number of await deliveriesIn(job, 'taken')) {
    fetched.asked += 1;
    const told = await authority.receipts(deliveryId(municipality, number), clock());
    if (told.state === 'unavailable') fetched.unavailable += 1;
    if (told.state !== 'told') continue;
    const { evidence, receipts } = told;
    await inMunicipality(database, municipality, (tx) =>
      keepMessage(tx, { kind: 'receipt', delivery: number, body: evidence.body, read: receipts }, clock()),
    );
  }
  return fetched;
}

/** So long it is asked whether the authority has received what was regretted in a hearing; it has no older answers (three months). */
const DAYS_AFTER_REGRET = 90;

/** Deliveries by a system in which something has not been answered yet, or was regretted not long ago. */
async function deliveriesIn(
  { database, municipality, clock }: RecoveryJob,
  state: 'made' | 'taken',
): Promise<readonly bigint[]> {
  const regrettedSince = addDays(dayInCopenhagen(clock()), -DAYS_AFTER_REGRET);
  return readInMunicipality(database, municipality, (tx) => openDeliveries(tx, { state, regrettedSince }));
}

async function openDeliveries(
  tx: MunicipalityReadTx,
  { state, regrettedSince }: { readonly state: 'made' | 'taken'; readonly regrettedSince: PlainDate },
): Promise<bigint[]> {
  const { rows } = await sql<{ number: bigint }>`
    select delivery_number as number from recovery_delivery d
    where channel = 'system' and state = ${state} and exists (
      select from recovery_action a where a.delivery_number = d.delivery_number
        and (a.state in ('sent', 'hearing') or (a.state = 'cancelled' and answered_on >= ${regrettedSince}::date)))
    order by delivery_number`.execute(tx);
  return rows.map(({ number }) => number);
}
