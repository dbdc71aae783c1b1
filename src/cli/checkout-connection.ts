import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Logger } from 'pino';
import type { CheckoutParts } from '../checkout/look.ts';
import type { PaymentProvider } from '../checkout/provider-port.ts';
import type { MunicipalityCode } from '../kernel/ids.ts';
import { configurationVersion } from '../municipality/configurations.ts';
import { mobilePayProvider, type MobilePayAccess } from '../outside/mobilepay/client.ts';
import { startMobilePaySimulator } from '../outside/mobilepay/simulator.ts';
import { nexiProvider, type NexiAccess } from '../outside/nexi/client.ts';
import { startNexiSimulator } from '../outside/nexi/simulator.ts';
import type { Clock } from '../platform/clock.ts';
import { PROJECT_ROOT, type Config } from '../platform/config.ts';
import { municipalities, readInMunicipality, type Database } from '../platform/database.ts';
import { paymentAddresses } from '../web/portal/pay/outside-addresses.ts';
import { PlainError } from './command.ts';
import { readAgreements } from './payment-agreements.ts';

/** Whoever takes citizens' payments, for the municipalities of a database. */
export interface ConnectedCheckout extends CheckoutParts {
  readonly simulated: boolean;
  readonly municipalities: readonly MunicipalityCode[];
  close(): Promise<void>;
}

export interface CheckoutConnection {
  readonly config: Config;
  readonly database: Database;
  readonly clock: Clock;
  readonly log: Logger;
  /** Where others reach the web, without a path. */
  readonly ownAddress: () => string;
  /** `start`: simulated providers are started here. `join`: those that the web has started are used, if it runs. */
  readonly simulators: 'start' | 'join';
}

/** Null = nobody takes payments here. Throws a plain sentence for agreements that cannot be right. */
export async function connectCheckout(connection: CheckoutConnection): Promise<ConnectedCheckout | null> {
  const { config, database, clock, log, ownAddress } = connection;
  if (config.payments === 'off') return null;
  const known = await municipalities(database);
  const pages = new Map<MunicipalityCode, string>();
  for (const { code } of known) {
    const configured = await readInMunicipality(database, code, (tx) => configurationVersion(tx, null));
    const page = configured?.configuration.letterhead.contactPage;
    if (page !== undefined) pages.set(code, `https://${page}`);
  }
  const codes = [...pages.keys()];
  const opened =
    config.payments === 'simulator'
      ? await openSimulators(connection, codes)
      : openReal(config, { codes, known: new Set(known.map(({ code }) => code)) });
  if (opened === null) return null;
  const providers = new Map(
    codes.map((code) => [
      code,
      providersOf(opened.accesses.get(code), { clock, terms: pages.get(code) ?? '' }),
    ]),
  );
  const names = new Map(known.map(({ code, name }) => [code, name]));
  return {
    database,
    clock,
    providersOf: (code) => providers.get(code) ?? [],
    addresses: paymentAddresses(ownAddress),
    description: (code) => `Betaling til ${names.get(code) ?? 'kommunen'}`.slice(0, 100),
    failed: (err) => log.error({ err }, 'a payment could not be looked at'),
    simulated: config.payments === 'simulator',
    municipalities: codes,
    close: opened.close,
  };
}

interface Accesses {
  readonly mobilepay: (MobilePayAccess & { readonly cards?: boolean }) | null;
  readonly nexi: NexiAccess | null;
}

interface Opened {
  readonly accesses: ReadonlyMap<MunicipalityCode, Accesses>;
  close(): Promise<void>;
}

function providersOf(
  accesses: Accesses | undefined,
  { clock, terms: termsAddress }: { readonly clock: Clock; readonly terms: string },
): readonly PaymentProvider[] {
  const { mobilepay = null, nexi = null } = accesses ?? {};
  return [
    ...(mobilepay === null ? [] : [mobilePayProvider({ access: mobilepay, clock })]),
    ...(mobilepay?.cards === true ? [mobilePayProvider({ access: mobilepay, clock, channel: 'card' })] : []),
    ...(nexi === null ? [] : [nexiProvider({ access: nexi, termsAddress })]),
  ];
}

interface Municipalities {
  /** Those that are configured. */
  readonly codes: readonly MunicipalityCode[];
  readonly known: ReadonlySet<MunicipalityCode>;
}

function openReal({ payments, production }: Config, { codes, known }: Municipalities): Opened {
  const agreements =
    typeof payments === 'string'
      ? new Map<MunicipalityCode, never>()
      : readAgreements(payments.file, production);
  // A code that was written wrongly would leave a municipality without payments, and nobody would be told.
  for (const code of agreements.keys())
    if (!known.has(code))
      throw new PlainError(`AFDRAG_PAYMENTS_FILE: filen har kommune ${code}, som ikke er sat op her.`);
  const accesses = codes.flatMap((code) => {
    const agreed = agreements.get(code);
    return agreed === undefined
      ? []
      : [[code, { mobilepay: agreed.mobilepay ?? null, nexi: agreed.nexi ?? null }] as const];
  });
  return { accesses: new Map(accesses), close: () => Promise.resolve() };
}

/** Where simulated providers keep their payments, and say where they are. */
const FOLDER = join(PROJECT_ROOT, 'var/payments');
const WHERE = join(FOLDER, 'simulators.json');

async function openSimulators(
  { clock, ownAddress, simulators }: CheckoutConnection,
  codes: readonly MunicipalityCode[],
): Promise<Opened | null> {
  if (simulators === 'join') {
    if (!existsSync(WHERE)) return null;
    // Our own file, as it is written below.
    const told = JSON.parse(readFileSync(WHERE, 'utf8')) as Readonly<Record<string, Accesses>>;
    const accesses = codes.flatMap((code) => (told[code] === undefined ? [] : [[code, told[code]] as const]));
    return { accesses: new Map(accesses), close: () => Promise.resolve() };
  }
  const started = await Promise.all(codes.map((code) => startFor(code, { clock, ownAddress })));
  mkdirSync(FOLDER, { recursive: true });
  const accesses = new Map(started.map(({ code, accesses: theirs }) => [code, theirs]));
  writeFileSync(WHERE, JSON.stringify(Object.fromEntries(accesses)), { mode: 0o600 });
  return {
    accesses,
    close: async () => {
      await Promise.all(started.map((each) => each.close()));
    },
  };
}

async function startFor(
  code: MunicipalityCode,
  { clock, ownAddress }: Pick<CheckoutConnection, 'clock' | 'ownAddress'>,
) {
  const webhookSecret = randomBytes(32).toString('base64');
  const hook = { address: () => `${ownAddress()}/${code}/besked/mobilepay`, secret: webhookSecret };
  const [mobilepay, nexi] = await Promise.all([
    startMobilePaySimulator({ clock, hook, file: join(FOLDER, `${code}-mobilepay.json`) }),
    startNexiSimulator({ clock, file: join(FOLDER, `${code}-kort.json`) }),
  ]);
  return {
    code,
    accesses: { mobilepay: { ...mobilepay.access, webhookSecret }, nexi: nexi.access },
    close: async () => {
      await Promise.all([mobilepay.close(), nexi.close()]);
    },
  };
}
