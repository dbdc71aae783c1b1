import { setTimeout as pause } from 'node:timers/promises';
import type { MunicipalityCode } from '../kernel/ids.ts';
import type { Clock } from '../platform/clock.ts';
import { postpone, takeDue } from '../platform/due-work.ts';
import { inMunicipality, type Database, type MunicipalityTx } from '../platform/database.ts';
import { LOOK } from './begin.ts';
import { converge } from './converge.ts';
import { secondsToNextLook } from './look-times.ts';
import type { PaymentProvider } from './provider-port.ts';
import type { CheckoutReference } from './reference.ts';
import { learntFrom, type Ask, type Learnt } from './state-machine.ts';
import { begunAt, type StoredCheckout } from './store.ts';

/** What looking at payments needs: the providers, and where they send browsers and calls. */
export interface CheckoutParts {
  readonly database: Database;
  readonly clock: Clock;
  /** The providers that a municipality has an agreement with. */
  readonly providersOf: (municipality: MunicipalityCode) => readonly PaymentProvider[];
  readonly addresses: PaymentAddresses;
  /** Told of our own mistakes while nobody waits for what we do. */
  readonly failed: (error: unknown) => void;
  /** What providers show: the municipality's name, and nothing about a debt. */
  readonly description: (municipality: MunicipalityCode) => string;
}

/** Addresses of ours, whole, as providers are told them. */
export interface PaymentAddresses {
  readonly returnTo: (checkout: Pick<StoredCheckout, 'reference' | 'language'>) => string;
  readonly webhooks: (checkout: Pick<StoredCheckout, 'reference' | 'channel'>) => string;
}

/** Questions to a provider about one payment at a time; the timer goes on with what is not at rest then. */
const MOST_QUESTIONS = 6;

/**
 * Asks the provider about a payment and writes what follows, until nothing more follows now. The provider's own record is all that
 * counts, so it does not matter who calls this, why, how often, or how many at once. No question is asked inside a transaction.
 */
export async function lookAt(
  parts: CheckoutParts,
  municipality: MunicipalityCode,
  reference: CheckoutReference,
): Promise<void> {
  let learnt: Learnt | null = { state: 'unasked' };
  for (let asked = 0; asked <= MOST_QUESTIONS && learnt !== null; asked += 1)
    learnt = await goOn(parts, { municipality, reference }, learnt);
}

/** Writes what was learnt, and asks what follows; null = nothing does now. */
async function goOn(
  parts: CheckoutParts,
  {
    municipality,
    reference,
  }: { readonly municipality: MunicipalityCode; readonly reference: CheckoutReference },
  learnt: Learnt,
): Promise<Learnt | null> {
  const converged = await inMunicipality(parts.database, municipality, (tx) =>
    converge(tx, reference, { learnt, at: parts.clock() }),
  );
  if (converged === null || converged.ask === null) return null;
  const { checkout, ask } = converged;
  const provider = parts
    .providersOf(municipality)
    .find(({ name, channel }) => name === checkout.provider && channel === checkout.channel);
  if (provider === undefined) return { state: 'not-known', detail: 'no agreement with the provider' };
  return learntFrom(ask, await askProvider(parts, { provider, checkout, municipality }, ask));
}

interface Asked {
  readonly provider: PaymentProvider;
  readonly checkout: StoredCheckout;
  readonly municipality: MunicipalityCode;
}

function askProvider(
  { addresses, description }: CheckoutParts,
  { provider, checkout, municipality }: Asked,
  ask: Exclude<Ask, null>,
) {
  const { reference, pspReference, amount, captured, language } = checkout;
  const payment = { reference, pspReference };
  switch (ask) {
    case 'create':
      return provider.create({
        reference,
        amount,
        description: description(municipality),
        returnAddress: addresses.returnTo(checkout),
        webhookAddress: addresses.webhooks(checkout),
        language,
      });
    case 'read':
      return provider.read(payment);
    case 'capture':
      return provider.capture(payment, amount);
    case 'cancel':
      return provider.cancel(payment);
    case 'refund':
      return provider.refund(payment, { amount: captured, place: checkout.refundPlace ?? 1 });
  }
}

/** Looks at a payment while somebody waits, and for no longer than they would; what is left is done all the same. */
export async function lookBriefly(
  parts: CheckoutParts,
  municipality: MunicipalityCode,
  reference: CheckoutReference,
): Promise<void> {
  const look = lookAt(parts, municipality, reference).catch(parts.failed);
  const patience = new AbortController();
  await Promise.race([look, pause(BRIEFLY, null, { signal: patience.signal, ref: false }).catch(() => null)]);
  patience.abort();
}

/** Milliseconds. */
const BRIEFLY = 2_000;

/** Payments that are taken to be looked at together. */
const AT_ONCE = 20;

/**
 * Looks at payments that nobody has told of for a while. Each is put off before it is looked at, so that a process that dies takes
 * nothing with it, and others pass it over meanwhile. Answers how many; after a mistake of our own the rest goes on.
 */
export async function lookAtDue(parts: CheckoutParts, municipality: MunicipalityCode): Promise<number> {
  const now = parts.clock();
  const references = await inMunicipality(parts.database, municipality, (tx) => takeToLookAt(tx, now));
  for (const reference of references) {
    try {
      await lookAt(parts, municipality, reference);
    } catch (error) {
      parts.failed(error);
    }
  }
  return references.length;
}

async function takeToLookAt(tx: MunicipalityTx, now: Temporal.Instant): Promise<CheckoutReference[]> {
  const taken = await takeDue(tx, { kind: LOOK, now, limit: AT_ONCE });
  const references = taken.map(({ key }) => key);
  const begun = await begunAt(tx, references);
  for (const work of taken) {
    const age = Math.max(0, (begun.get(work.key) ?? now).until(now).total('seconds'));
    const until = now.add({ seconds: secondsToNextLook(age) });
    await postpone(tx, work, { because: 'looked-at', until });
  }
  return references;
}
