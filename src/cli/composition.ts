import { randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Registers } from '../facts/fetch.ts';
import type { LetterDelivery } from '../letters/delivery-port.ts';
import type { Configuration } from '../municipality/configuration.ts';
import type { NotificationService } from '../notifications/notification-port.ts';
import { cprClient } from '../outside/cpr/client.ts';
import { cprSchema } from '../outside/cpr/schema.ts';
import { cprSimulator } from '../outside/cpr/simulator.ts';
import { eindkomstClient } from '../outside/eindkomst/client.ts';
import { eindkomstSchema } from '../outside/eindkomst/schema.ts';
import { eindkomstSimulator } from '../outside/eindkomst/simulator.ts';
import { kombiPostNotifications } from '../outside/kombipost/client.ts';
import { startKombiPostSimulator } from '../outside/kombipost/simulator.ts';
import { letterDeliveryStandIn, readOutcomes } from '../outside/letter-delivery/stand-in.ts';
import { ydelsesindeksClient } from '../outside/ydelsesindeks/client.ts';
import { ydelsesindeksSchema } from '../outside/ydelsesindeks/schema.ts';
import { ydelsesindeksSimulator } from '../outside/ydelsesindeks/simulator.ts';
import { PROJECT_ROOT, type Config } from '../platform/config.ts';
import type { Clock } from '../platform/clock.ts';
import type { SoapService } from '../platform/soap-client.ts';
import { PlainError } from './command.ts';
import { tlsFiles } from './secret-file.ts';

export interface ConnectedRegisters {
  readonly registers: Registers;
  close(): Promise<void>;
}

/** Where the demo's files lie, for a municipality: `var/demo/998`. */
export function demoFolder(code: string): string {
  return join(PROJECT_ROOT, 'var/demo', code);
}

/**
 * Connects a municipality to its registers: the real ones where the environment gives their addresses, else simulators
 * on this machine that read the demo's files. The clients do not know which they meet. Production refuses simulators.
 */
export async function connectRegisters(
  config: Config,
  configuration: Configuration,
  clock: Clock,
): Promise<ConnectedRegisters> {
  const agreements = agreementsOf(configuration);
  // The published schema refuses replacement numbers, which are all that the demo's people have.
  const numbers = config.registers === null ? 'with-replacement-numbers' : 'as-published';
  const schemas = {
    income: eindkomstSchema(config.schemasDir, numbers),
    persons: cprSchema(config.schemasDir),
    benefits: ydelsesindeksSchema(config.schemasDir),
  };
  const { registers: addresses } = config;
  const simulated =
    addresses === null ? await startSimulators(config, configuration, { agreements, schemas, clock }) : null;
  const at = addresses ?? simulated?.addresses;
  if (at === undefined) throw new Error('no registers to connect to');
  const tls = tlsFiles(config);
  const own = { clock, newMessageId: randomUUID };
  return {
    registers: {
      income: eindkomstClient({
        service: service(at.income, tls),
        agreement: agreements.income,
        schema: schemas.income,
        ...own,
      }),
      persons: cprClient({
        service: service(at.persons, tls),
        agreement: agreements.persons,
        schema: schemas.persons,
        ...own,
      }),
      benefits: ydelsesindeksClient({
        service: service(at.benefits, tls),
        agreement: agreements.benefits,
        schema: schemas.benefits,
        ...own,
      }),
    },
    close: async () => simulated?.close(),
  };
}

/**
 * Connects a municipality to whoever brings its letters to people. So far that is only the stand-in, which brings them to
 * nobody: for the demo's municipalities, with what the demo lets go wrong, and elsewhere only where AFDRAG_DELIVERY says so
 * plainly.
 */
export async function connectDelivery(config: Config, { code }: Configuration): Promise<LetterDelivery> {
  if (config.delivery === 'stand-in') return letterDeliveryStandIn({});
  const folder = demoFolder(code);
  if (config.production || !existsSync(folder)) {
    throw new PlainError(
      `Kommune ${code} har endnu ingen, der bringer breve ud. Til en prøve kan AFDRAG_DELIVERY=stand-in lade, som om de kom frem.`,
    );
  }
  return letterDeliveryStandIn(await readOutcomes(join(folder, 'delivery.json')));
}

export interface ConnectedNotifications extends AsyncDisposable {
  readonly service: NotificationService;
}

/**
 * Connects a municipality to whoever brings short messages. So far that is only a simulator of KOMBIT's KombiPostAfsend on this machine, under the same conditions as
 * the stand-in for letters: the access token of the real one needs two-way TLS and SAML, which are not built. Null = nobody brings them.
 */
export async function connectNotifications(
  config: Config,
  { code, cvr, name }: Configuration,
): Promise<ConnectedNotifications | null> {
  const isTried = config.delivery === 'stand-in' || (!config.production && existsSync(demoFolder(code)));
  if (!isTried) return null;
  const simulator = await startKombiPostSimulator();
  const service = kombiPostNotifications({
    url: simulator.url,
    timeoutMs: 15_000,
    sender: { cvr, label: name },
    accessToken: () => Promise.resolve(simulator.token),
    newTransaction: randomUUID,
  });
  return { service, [Symbol.asyncDispose]: () => simulator.close() };
}

interface Simulated {
  readonly agreements: ReturnType<typeof agreementsOf>;
  readonly schemas: {
    readonly income: ReturnType<typeof eindkomstSchema>;
    readonly persons: ReturnType<typeof cprSchema>;
    readonly benefits: ReturnType<typeof ydelsesindeksSchema>;
  };
  readonly clock: Clock;
}

async function startSimulators(
  config: Config,
  { code }: Configuration,
  { agreements, schemas, clock }: Simulated,
) {
  const directory = demoFolder(code);
  if (config.production || !existsSync(directory)) {
    throw new PlainError(
      `Kommune ${code} har ingen adresser på registrene (AFDRAG_EINDKOMST_URL, AFDRAG_CPR_URL, AFDRAG_YDELSESINDEKS_URL).`,
    );
  }
  const [income, persons, benefits] = await Promise.all([
    eindkomstSimulator({ directory, agreement: agreements.income, schema: schemas.income }),
    cprSimulator({ directory, agreement: agreements.persons, schema: schemas.persons, clock }),
    ydelsesindeksSimulator({ directory, agreement: agreements.benefits, schema: schemas.benefits }),
  ]);
  return {
    addresses: { income: income.url, persons: persons.url, benefits: benefits.url },
    close: async () => {
      await Promise.all([income.close(), persons.close(), benefits.close()]);
    },
  };
}

function agreementsOf({ registers, cvr }: Configuration) {
  const { abonnentType, abonnementType, adgangFormaalType, seNumber } = registers;
  return {
    income: {
      subscriberType: abonnentType,
      subscriptionType: abonnementType,
      purpose: adgangFormaalType,
      seNumber,
    },
    persons: { municipalityCvr: cvr },
    benefits: { municipalityCvr: cvr },
  };
}

function service(url: string, tls: SoapService['tls']): SoapService {
  return {
    url,
    tls,
    timeoutMs: 15_000,
    attempts: 3,
    backoffMs: 500,
    maxAnswerBytes: 5_000_000,
    connections: 8,
  };
}
