import type { ClaimNumber } from '../claims/types.ts';
import type { PlainDate } from '../kernel/dates.ts';
import { sumOre, zeroOre } from '../kernel/money.ts';
import type { BetalingsserviceChoices } from '../municipality/choices/betalingsservice.ts';
import type { MunicipalityReadTx, MunicipalityTx } from '../platform/database.ts';
import { fallingDue } from './coming.ts';
import { insertDelivery, nextDeliveryNumber, oneDeliveryAtATime, type Delivery } from './deliveries.ts';
import { activeMandates, mandatesToCancel, noteCancelled } from './mandates.ts';
import { payDay } from './pay-day.ts';
import { claimsCollected, insertDebits, wasAskedBefore } from './store.ts';
import { debitNumber, MOST_DEBITS, type Falling, type Mandate } from './types.ts';

export interface Collecting {
  readonly on: PlainDate;
  readonly choices: BetalingsserviceChoices;
  /** The version of the configuration that the choices are of. */
  readonly version: number;
  readonly by: string;
  readonly at: Temporal.Instant;
}

/**
 * Makes the deliveries of a day: one of all that falls due and must be with Betalingsservice by now, and one of the mandates that
 * citizens have stopped, where those are told by a file. What is in a delivery is in no later one: a second time the same day there is
 * nothing to make. One transaction, so that a delivery's number, lines and total belong together.
 */
export async function makeDeliveries(tx: MunicipalityTx, collecting: Collecting): Promise<Delivery[]> {
  await oneDeliveryAtATime(tx);
  const collections = await makeCollections(tx, collecting);
  const cancellations = collecting.choices.cancellationFiles ? await makeCancellations(tx, collecting) : null;
  return [collections, cancellations].filter((each) => each !== null);
}

async function makeCollections(
  tx: MunicipalityTx,
  { on, choices, version, by, at }: Collecting,
): Promise<Delivery | null> {
  const taken = new Set<ClaimNumber>();
  const found: (Collected & { readonly mandate: Mandate })[] = [];
  for (const mandate of await activeMandates(tx))
    for (const each of await collectedBy(tx, mandate, { on, choices, taken }))
      found.push({ ...each, mandate });
  const those = found.slice(0, MOST_DEBITS);
  if (those.length === 0) return null;
  const number = await nextDeliveryNumber(tx, on);
  const amount = sumOre(those.map((each) => each.amount));
  const delivery = { number, kind: 'collections', madeOn: on, lines: those.length, amount, version } as const;
  await insertDelivery(tx, delivery, { by, at });
  await insertDebits(
    tx,
    number,
    those.map(({ mandate: { debtor, place }, ...each }, index) => ({
      ...each,
      debtor,
      place,
      number: debitNumber(number, index + 1),
    })),
  );
  return delivery;
}

type Collected = Falling & { readonly payOn: PlainDate };

interface Collection {
  readonly on: PlainDate;
  readonly choices: BetalingsserviceChoices;
  /** The claims that something in this delivery is for. */
  readonly taken: Set<ClaimNumber>;
}

/** What of a debtor's belongs in the delivery. What fell due before the mandate began is paid otherwise. */
async function collectedBy(
  tx: MunicipalityReadTx,
  { debtor, validFrom }: Mandate,
  { on, choices, taken }: Collection,
): Promise<Collected[]> {
  const collected: Collected[] = [];
  for (const falling of await fallingDue(tx, debtor, on)) {
    const payOn = payDay(falling.dueOn, on, choices.bankDaysBefore);
    if (payOn === null || validFrom === null || falling.dueOn < validFrom) continue;
    if (falling.mains.some((main) => taken.has(main))) continue;
    if ((await claimsCollected(tx, falling.mains)).size > 0) continue;
    if (await wasAskedBefore(tx, debtor, falling)) continue;
    for (const main of falling.mains) taken.add(main);
    collected.push({ ...falling, payOn });
  }
  return collected;
}

async function makeCancellations(
  tx: MunicipalityTx,
  { on, version, by, at }: Collecting,
): Promise<Delivery | null> {
  const stopped = await mandatesToCancel(tx);
  if (stopped.length === 0) return null;
  const number = await nextDeliveryNumber(tx, on);
  const delivery = {
    number,
    kind: 'cancellations',
    madeOn: on,
    lines: stopped.length,
    amount: zeroOre,
    version,
  } as const;
  await insertDelivery(tx, delivery, { by, at });
  await noteCancelled(tx, stopped, number);
  return delivery;
}
