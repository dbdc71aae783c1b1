import { sql } from 'kysely';
import { beginCheckout, type BeginCheckout } from '../../src/checkout/begin.ts';
import { checkoutByReference, type StoredCheckout } from '../../src/checkout/checkouts.ts';
import { lookAt, lookAtDue, type CheckoutParts } from '../../src/checkout/look.ts';
import { newKey, type CheckoutReference } from '../../src/checkout/reference.ts';
import type { ClaimNumber } from '../../src/claims/types.ts';
import type { DebtorNumber } from '../../src/kernel/ids.ts';
import { kroner, ore, type Ore } from '../../src/kernel/money.ts';
import { configurationShape } from '../../src/municipality/configuration.ts';
import { saveConfiguration } from '../../src/municipality/configurations.ts';
import { mobilePayProvider, registerWebhook } from '../../src/outside/mobilepay/client.ts';
import { startMobilePaySimulator, type MobilePaySimulator } from '../../src/outside/mobilepay/simulator.ts';
import { nexiProvider } from '../../src/outside/nexi/client.ts';
import { startNexiSimulator, type NexiSimulator } from '../../src/outside/nexi/simulator.ts';
import type { Clock } from '../../src/platform/clock.ts';
import { inMunicipality, type Database, type MunicipalityTx } from '../../src/platform/database.ts';
import { demoFile } from '../demo-file.ts';
import { BEGUN_AT } from '../checkouts.ts';
import { cprOf } from '../vocabulary.ts';
import { freshDatabase, type FreshDatabase } from './database.ts';
import { anOrdinaryClaim, somebody } from './ordinary-claims.ts';
import { TOWN } from './town.ts';

/** A town whose people pay by MobilePay and by card: two of them owe bills of their own and one together. The providers are simulated, over HTTP. */
export interface CheckoutTown extends AsyncDisposable {
  readonly database: FreshDatabase;
  readonly simulator: MobilePaySimulator;
  readonly cards: NexiSimulator;
  readonly parts: CheckoutParts;
  readonly anna: DebtorNumber;
  readonly bo: DebtorNumber;
  /** Anna's bills of 1.250 kr. and 300 kr., and one of 500 kr. that both owe. */
  readonly bills: readonly [ClaimNumber, ClaimNumber, ClaimNumber];
  wait(time: Temporal.DurationLike): void;
  now(): Temporal.Instant;
  do<T>(work: (tx: MunicipalityTx) => Promise<T>): Promise<T>;
  /** Anna begins to pay her first bill, but for what is said; nobody outside has been asked. */
  begin(otherwise?: Partial<BeginCheckout>): Promise<CheckoutReference>;
  look(reference: CheckoutReference): Promise<void>;
  lookAtDue(): Promise<number>;
  stored(reference: CheckoutReference): Promise<StoredCheckout>;
}

export async function aCheckoutTown(): Promise<CheckoutTown> {
  const database = await freshDatabase();
  let now = BEGUN_AT;
  const clock: Clock = () => now;
  const simulator = await startMobilePaySimulator({ clock });
  const cards = await startNexiSimulator({ clock });
  for (const { payments } of [simulator, cards]) payments.telling = 'never';
  const owed = await inMunicipality(database, TOWN, raiseBills);
  const parts = partsOf(database, simulator.access, clock, cards.access);
  const { anna, bills } = owed;
  return {
    ...owed,
    database,
    simulator,
    cards,
    parts,
    wait: (time) => (now = now.add(time)),
    now: () => now,
    do: (work) => inMunicipality(database, TOWN, work),
    begin: (otherwise = {}) => beginOne(database, { ...usual(anna, bills[0]), at: now, ...otherwise }),
    look: (reference) => lookAt(parts, TOWN, reference),
    lookAtDue: () => lookAtDue(parts, TOWN),
    stored: (reference) => storedIn(database, reference),
    [Symbol.asyncDispose]: async () => {
      await simulator.close();
      await cards.close();
      await database.close();
    },
  };
}

/** What looking needs, for providers at an address: for a process of its own too. Null = nobody takes cards. */
export function partsOf(
  database: Database,
  access: MobilePaySimulator['access'],
  clock: Clock,
  card: NexiSimulator['access'] | null = null,
): CheckoutParts {
  const mobilePay = mobilePayProvider({
    access: { ...access, webhookSecret: null },
    clock,
    timeoutMs: 5_000,
  });
  const nexi = { termsAddress: 'https://boegevang.example', timeoutMs: 5_000 };
  const providers = [mobilePay, ...(card === null ? [] : [nexiProvider({ access: card, ...nexi })])];
  return {
    database,
    clock,
    providersOf: () => providers,
    addresses: { returnTo: () => 'http://127.0.0.1:1/retur', webhooks: () => 'http://127.0.0.1:1/besked' },
    failed: (error) => {
      throw error;
    },
    description: () => 'Betaling til Bøgevang Kommune',
  };
}

async function raiseBills(tx: MunicipalityTx): Promise<Pick<CheckoutTown, 'anna' | 'bo' | 'bills'>> {
  await saveConfiguration(tx, {
    configuration: configurationShape.parse(demoFile()),
    by: 'prøve',
    at: BEGUN_AT,
  });
  const anna = await somebody(tx, cprOf(1));
  const bo = await somebody(tx, cprOf(2));
  const first = await anOrdinaryClaim(tx, { claimId: 'R-1', debtors: [anna], owed: 1_250 });
  const second = await anOrdinaryClaim(tx, { claimId: 'R-2', debtors: [anna], owed: 300 });
  const joint = await anOrdinaryClaim(tx, { claimId: 'R-3', debtors: [anna, bo], owed: 500 });
  return { anna, bo, bills: [first, second, joint] };
}

function usual(debtor: DebtorNumber, claim: ClaimNumber): Omit<BeginCheckout, 'at'> {
  return {
    debtor,
    claims: [claim],
    channel: 'mobilepay',
    provider: 'vipps-mobilepay',
    language: 'da',
    amount: kroner(1_250),
    formKey: newKey(),
  };
}

async function beginOne(database: Database, begin: BeginCheckout): Promise<CheckoutReference> {
  const begun = await inMunicipality(database, TOWN, (tx) => beginCheckout(tx, begin));
  if (!begun.ok) throw new Error(begun.refusal.tag);
  return begun.value;
}

async function storedIn(database: Database, reference: CheckoutReference): Promise<StoredCheckout> {
  const stored = await inMunicipality(database, TOWN, (tx) => checkoutByReference(tx, reference));
  if (stored === null) throw new Error('there is no such payment');
  return stored;
}

/** Asks the simulated provider to call us at an address; answers what it signs with. */
export async function askForWebhooks({ simulator, parts }: CheckoutTown, address: string): Promise<string> {
  const access = { ...simulator.access, webhookSecret: null };
  const told = await registerWebhook({ access, clock: parts.clock }, address);
  if (told.state !== 'registered') throw new Error(told.state);
  return told.secret;
}

/** By card instead, in what begins a payment. */
export const BY_CARD = { channel: 'card', provider: 'nexi' } as const;

/** What the ledger has of each payment on the web, less what was taken back, by reference. */
export async function inLedger(town: Pick<CheckoutTown, 'do'>): Promise<Readonly<Record<string, Ore>>> {
  const rows = await town.do(async (tx) => {
    const found = await sql<{ reference: string; amount: bigint }>`
      select p.reference, case when r.payment_number is null then amount_ore else 0 end as amount
      from payment p left join payment_reversal r using (payment_number) where channel in ('mobilepay', 'card')`.execute(
      tx,
    );
    return found.rows;
  });
  return Object.fromEntries(rows.map(({ reference, amount }) => [reference, ore(amount)]));
}

/** What the providers have taken, less what they have sent back, by reference; nothing where they have taken nothing. */
export function atProvider({
  simulator,
  cards,
}: Pick<CheckoutTown, 'simulator' | 'cards'>): Readonly<Record<string, Ore>> {
  const taken = [simulator, cards]
    .flatMap(({ payments }) => payments.list())
    .filter(({ captured }) => captured > 0);
  return Object.fromEntries(
    taken.map(({ reference, captured, refunded }) => [reference, ore(BigInt(captured - refunded))]),
  );
}
