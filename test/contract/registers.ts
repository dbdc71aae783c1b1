import fc from 'fast-check';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import type { Answer, BenefitGrant, PersonRecord } from '../../src/facts/ports.ts';
import type { CprNumber } from '../../src/kernel/cpr-number.ts';
import { date, month } from '../../src/kernel/dates.ts';
import { kroner, zeroOre } from '../../src/kernel/money.ts';
import type { IncomeAmounts, IncomeReport } from '../../src/law/net-income.ts';
import { incomeAnswerXml } from '../../src/outside/eindkomst/answer.ts';
import { eindkomstClient } from '../../src/outside/eindkomst/client.ts';
import { eindkomstSchema } from '../../src/outside/eindkomst/schema.ts';
import { eindkomstSimulator } from '../../src/outside/eindkomst/simulator.ts';
import { personAnswerXml } from '../../src/outside/cpr/answer.ts';
import { cprClient } from '../../src/outside/cpr/client.ts';
import { cprSchema } from '../../src/outside/cpr/schema.ts';
import { cprSimulator } from '../../src/outside/cpr/simulator.ts';
import { benefitsAnswerXml } from '../../src/outside/ydelsesindeks/answer.ts';
import { ydelsesindeksClient } from '../../src/outside/ydelsesindeks/client.ts';
import { ydelsesindeksSchema } from '../../src/outside/ydelsesindeks/schema.ts';
import { ydelsesindeksSimulator } from '../../src/outside/ydelsesindeks/simulator.ts';
import type { SoapService } from '../../src/platform/soap-client.ts';
import type { SoapSimulator } from '../../src/platform/soap-simulator.ts';
import type { XmlSchema } from '../../src/platform/xml.ts';

/** Where the official schemas are; they are not part of the project. */
export const SCHEMAS = resolve(
  import.meta.dirname,
  '../..',
  process.env['AFDRAG_SCHEMAS'] ?? '../shared/schemas',
);
export const schemasAreThere = existsSync(SCHEMAS);

/** For the name of a suite that needs them: says why it is skipped when it is. */
export function needsSchemas(name: string): string {
  return schemasAreThere ? name : `${name} (skipped: no schemas at AFDRAG_SCHEMAS)`;
}

export function sample(path: string): string {
  return readFileSync(join(SCHEMAS, path), 'utf8');
}

/** A schema in a suite that is not run without the folder. */
export function present(schema: XmlSchema | null): XmlSchema {
  if (schema === null) throw new Error('the schema folder lacks this schema');
  return schema;
}

// Replacement numbers (day + 60): they belong to nobody.
export const VIBEKE = '6101801234' as CprNumber;
export const ANDERS = '6202811235' as CprNumber;
export const NOBODY = '6303821236' as CprNumber;

export const NOON = Temporal.Instant.from('2026-03-01T11:00:00Z');
export const AGREEMENT = {
  subscriberType: '9999',
  subscriptionType: '9999',
  purpose: '999',
  seNumber: '12345678',
};
export const MUNICIPALITY = { municipalityCvr: '12345678' };
const CVR = MUNICIPALITY.municipalityCvr;

const NO_AMOUNTS: IncomeAmounts = {
  contributory: zeroOre,
  nonContributory: zeroOre,
  tax: zeroOre,
  labourContribution: zeroOre,
  contributoryB: zeroOre,
  nonContributoryB: zeroOre,
};

export function aReport(paidOn: string, changes: Partial<IncomeReport> = {}): IncomeReport {
  const payMonth = paidOn.slice(0, 7);
  return {
    kind: 'I',
    employer: '87654321',
    periodFrom: date(`${payMonth}-01`),
    periodTo: date(`${payMonth}-28`),
    paidOn: date(paidOn),
    incomeType: '00',
    amounts: {
      ...NO_AMOUNTS,
      contributory: kroner(27500),
      tax: kroner(7031),
      labourContribution: kroner(2200),
    },
    ...changes,
  };
}

export function aPerson(changes: Partial<PersonRecord> = {}): PersonRecord {
  return {
    cpr: VIBEKE,
    currentCpr: VIBEKE,
    name: 'Vibeke Prøvesen',
    born: date('1980-01-01'),
    status: 1,
    statusFrom: date('1980-01-01'),
    address: ['Prøvevej 12B, 2. tv', '9998 Prøveby'],
    municipality: '998',
    addressProtected: false,
    guardianship: null,
    digitalPost: true,
    spouse: null,
    children: [],
    childrenUnder18: 0,
    ...changes,
  };
}

export const CASH_BENEFIT: BenefitGrant = {
  name: 'kontanthjælp',
  period: { from: date('2025-01-01'), to: null },
};

/** An outside system under test: simulator, client, and one question that is the same for every test. */
export interface Register {
  readonly name: string;
  readonly simulator: SoapSimulator;
  ask(cpr: CprNumber): Promise<Answer<unknown>>;
  close(): Promise<void>;
}

export interface RegisterOptions {
  readonly schemas: 'with' | 'without';
  readonly service?: Partial<SoapService>;
}

/** Up to four characters of anything, control characters and letters beyond ASCII included. */
export function noise(): fc.Arbitrary<string> {
  return fc.uint8Array({ maxLength: 4 }).map((bytes) => Buffer.from(bytes).toString('latin1'));
}

/** A folder of register files that is deleted by `close`. */
export function registerFiles(): {
  readonly directory: string;
  put(path: string, xml: string): void;
  close(): void;
} {
  const directory = mkdtempSync(join(tmpdir(), 'registers-'));
  return {
    directory,
    put(path, xml) {
      mkdirSync(dirname(join(directory, path)), { recursive: true });
      writeFileSync(join(directory, path), xml);
    },
    close: () => rmSync(directory, { recursive: true, force: true }),
  };
}

/** Patient with nobody: short bounds, so that a test of a slow service is not slow. */
export function serviceAt(url: string, changes: Partial<SoapService> = {}): SoapService {
  const bounds = { timeoutMs: 5_000, attempts: 1, backoffMs: 1, maxAnswerBytes: 1_000_000, connections: 4 };
  return { url, ...bounds, tls: null, ...changes };
}

export const clock = (): Temporal.Instant => NOON;

let messages = 0;
export const newMessageId = (): string => `00000000-0000-4000-8000-${String(++messages).padStart(12, '0')}`;

const REPLACEMENT = 'with-replacement-numbers';

export const REGISTERS: readonly {
  readonly name: string;
  start(options: RegisterOptions): Promise<Register>;
}[] = [
  { name: 'the income register', start: startEindkomst },
  { name: 'the person register', start: startCpr },
  { name: 'the benefit index', start: startYdelsesindeks },
];

async function startEindkomst({ schemas, service }: RegisterOptions): Promise<Register> {
  const files = registerFiles();
  const reports = [aReport('2026-01-30'), aReport('2026-02-27')];
  const known = { cpr: VIBEKE, messageId: 'file', at: NOON, reports };
  files.put(`eindkomst/${VIBEKE}/2026-01-01.xml`, incomeAnswerXml(known));
  files.put(`eindkomst/${ANDERS}/2026-01-01.xml`, incomeAnswerXml({ ...known, cpr: ANDERS }));
  const schema = schemas === 'with' ? eindkomstSchema(SCHEMAS, REPLACEMENT) : null;
  const simulator = await eindkomstSimulator({ directory: files.directory, agreement: AGREEMENT, schema });
  const reached = serviceAt(simulator.url, service);
  const client = eindkomstClient({ service: reached, agreement: AGREEMENT, schema, clock, newMessageId });
  const ask = (cpr: CprNumber) => client.incomeOf(cpr, month('2026-01'), month('2026-02'), NOON);
  return { name: 'eindkomst', simulator, ask, close: () => end(simulator, files) };
}

async function startCpr({ schemas, service }: RegisterOptions): Promise<Register> {
  const files = registerFiles();
  files.put(`cpr/${VIBEKE}/2026-01-01.xml`, personAnswerXml(aPerson()));
  files.put(`cpr/${ANDERS}/2026-01-01.xml`, personAnswerXml(aPerson({ cpr: ANDERS, currentCpr: ANDERS })));
  const schema = schemas === 'with' ? cprSchema(SCHEMAS) : null;
  const simulator = await cprSimulator({
    directory: files.directory,
    agreement: MUNICIPALITY,
    schema,
    clock,
  });
  const reached = serviceAt(simulator.url, service);
  const client = cprClient({ service: reached, agreement: MUNICIPALITY, schema, clock, newMessageId });
  return {
    name: 'cpr',
    simulator,
    ask: (cpr) => client.personOf(cpr, NOON),
    close: () => end(simulator, files),
  };
}

async function startYdelsesindeks({ schemas, service }: RegisterOptions): Promise<Register> {
  const files = registerFiles();
  const known = { cpr: VIBEKE, municipalityCvr: CVR, messageId: 'file', at: NOON, grants: [CASH_BENEFIT] };
  files.put(`ydelsesindeks/${VIBEKE}/2026-01-01.xml`, benefitsAnswerXml(known));
  files.put(`ydelsesindeks/${ANDERS}/2026-01-01.xml`, benefitsAnswerXml({ ...known, cpr: ANDERS }));
  const schema = schemas === 'with' ? ydelsesindeksSchema(SCHEMAS) : null;
  const simulator = await ydelsesindeksSimulator({
    directory: files.directory,
    agreement: MUNICIPALITY,
    schema,
  });
  const reached = serviceAt(simulator.url, service);
  const client = ydelsesindeksClient({
    service: reached,
    agreement: MUNICIPALITY,
    schema,
    clock,
    newMessageId,
  });
  return {
    name: 'ydelsesindeks',
    simulator,
    ask: (cpr) => client.benefitsOf(cpr, NOON),
    close: () => end(simulator, files),
  };
}

async function end(simulator: SoapSimulator, files: { close(): void }): Promise<void> {
  await simulator.close();
  files.close();
}
