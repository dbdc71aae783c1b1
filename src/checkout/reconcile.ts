import type { MunicipalityCode } from '../kernel/ids.ts';
import { subtractOre, sumOre, zeroOre, type Ore } from '../kernel/money.ts';
import { paidByReference } from '../payments/paid-by-reference.ts';
import { readInMunicipality } from '../platform/database.ts';
import type { CheckoutParts } from './look.ts';
import type { CheckoutReference } from './reference.ts';
import { checkoutsBetween, type StoredCheckout } from './store.ts';

/** How what providers have taken compares with the ledger. */
export interface CheckoutReconciliation {
  /** Begun in the time. */
  readonly payments: number;
  /** Of which the provider has told. */
  readonly checked: number;
  /** What the providers have taken and kept, less what the ledger has of it. Nought = they agree. */
  readonly difference: Ore;
  /** Taken there, and not, or for another amount, in the ledger. */
  readonly missingHere: readonly CheckoutReference[];
  /** In the ledger, and not, or for less, taken there. */
  readonly missingThere: readonly CheckoutReference[];
  /** Which no provider could tell of. */
  readonly notTold: readonly CheckoutReference[];
  /** Approved by citizens, and neither taken nor let go of yet. */
  readonly unsettled: Ore;
}

interface Compared {
  readonly reference: CheckoutReference;
  /** Null = not told. */
  readonly there: { readonly kept: Ore; readonly reserved: Ore } | null;
  readonly here: Ore;
}

/** Reads every payment that was begun in a time at its provider, and holds it against the ledger. Writes nothing. */
export async function reconcileCheckouts(
  parts: CheckoutParts,
  municipality: MunicipalityCode,
  time: { readonly from: Temporal.Instant; readonly until: Temporal.Instant },
): Promise<CheckoutReconciliation> {
  const { database } = parts;
  const begun = await readInMunicipality(database, municipality, (tx) => checkoutsBetween(tx, time));
  const there = new Map<CheckoutReference, Compared['there']>();
  for (const checkout of begun) there.set(checkout.reference, await readThere(parts, municipality, checkout));
  const here = await readInMunicipality(database, municipality, (tx) =>
    paidByReference(
      tx,
      ['mobilepay', 'card'],
      begun.map(({ reference }) => reference),
    ),
  );
  return summed(
    begun.map(({ reference }) => ({
      reference,
      there: there.get(reference) ?? null,
      here: here.get(reference) ?? zeroOre,
    })),
  );
}

async function readThere(
  { providersOf }: CheckoutParts,
  municipality: MunicipalityCode,
  { provider: name, channel, reference, pspReference }: StoredCheckout,
): Promise<Compared['there']> {
  const provider = providersOf(municipality).find((each) => each.name === name && each.channel === channel);
  const told = await provider?.read({ reference, pspReference });
  if (told === undefined || told.state === 'unknown' || told.state === 'refused') return null;
  if (told.state === 'absent') return { kept: zeroOre, reserved: zeroOre };
  const { captured, refunded, authorized, cancelled } = told;
  return {
    kept: subtractOre(captured, refunded),
    reserved: subtractOre(authorized, sumOre([captured, cancelled])),
  };
}

function summed(compared: readonly Compared[]): CheckoutReconciliation {
  const told = compared.flatMap(({ there, ...each }) => (there === null ? [] : [{ ...each, ...there }]));
  const named = (which: (each: (typeof told)[number]) => boolean) =>
    told.filter(which).map(({ reference }) => reference);
  return {
    payments: compared.length,
    checked: told.length,
    difference: subtractOre(sumOre(told.map(({ kept }) => kept)), sumOre(told.map(({ here }) => here))),
    missingHere: named(({ kept, here }) => kept > here),
    missingThere: named(({ kept, here }) => kept < here),
    notTold: compared.filter(({ there }) => there === null).map(({ reference }) => reference),
    unsettled: sumOre(told.map(({ reserved }) => reserved)),
  };
}
