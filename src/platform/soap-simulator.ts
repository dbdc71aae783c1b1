import { readdir, readFile } from 'node:fs/promises';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { CprNumber } from '../kernel/cpr-number.ts';
import type { PlainDate } from '../kernel/dates.ts';
import { assert, unreachable } from '../kernel/result.ts';
import { ENVELOPE_NAMESPACE, soapEnvelope, soapHeaders, type SoapVersion } from './soap-client.ts';
import { readEnvelope, xml, type Markup, type XmlElement, type XmlSchema } from './xml.ts';

/** A service as its client meets it: on loopback, over the real protocol, with the real service's ways to fail. */
export interface SoapSimulator {
  readonly url: string;
  /** From now on the service fails like this; none: it works. The first that fits a question counts. */
  fail(faults: readonly SimulatedFault[]): void;
  /** How many questions have come in. */
  questions(): number;
  close(): Promise<void>;
}

export interface SimulatedFault {
  readonly trouble: SimulatedTrouble;
  readonly when:
    | { readonly tag: 'always' }
    | { readonly tag: 'every'; readonly nth: number }
    | { readonly tag: 'persons'; readonly numbers: ReadonlySet<CprNumber> };
}

export type SimulatedTrouble =
  | { readonly tag: 'unavailable' }
  | { readonly tag: 'closed-connection' }
  | { readonly tag: 'slow'; readonly delayMs: number }
  | { readonly tag: 'refused'; readonly code: string }
  | { readonly tag: 'too-large'; readonly bytes: number }
  | { readonly tag: 'malformed' }
  | { readonly tag: 'other-person'; readonly number: CprNumber };

/** What the simulated service is about. */
export interface SimulatedService {
  readonly version: SoapVersion;
  readonly action: string;
  /** The schema of the question; null: only what `answer` needs is looked at. */
  readonly schema: XmlSchema | null;
  /** The number that a question is about; null when it has none. */
  personOf(question: XmlElement): CprNumber | null;
  answer(question: XmlElement, person: CprNumber): Promise<SimulatedReply>;
}

/** An answer, or the code of the fault with which the service refuses. */
export type SimulatedReply =
  { readonly tag: 'answer'; readonly body: Markup } | { readonly tag: 'fault'; readonly code: string };

const MAX_QUESTION_BYTES = 1_000_000;

/** Starts a simulated service on a free port of 127.0.0.1. */
export async function startSoapSimulator(service: SimulatedService): Promise<SoapSimulator> {
  let faults: readonly SimulatedFault[] = [];
  let count = 0;
  const closing = new AbortController();
  const server = createServer((request, response) => {
    count++;
    const conversation = { service, faults, count, request, response, closing: closing.signal };
    converse(conversation).catch(() => {
      // Closing, or a mistake of the simulation itself; the client is told so, rather than left to wait.
      if (closing.signal.aborted || response.headersSent) response.destroy();
      else sendFault(conversation, 'SIMULATOR_FAILED');
    });
  });
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
  // An address of a listening TCP server is never text.
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/`,
    fail: (next) => void (faults = next),
    questions: () => count,
    close: () => {
      closing.abort();
      server.closeAllConnections();
      return new Promise((resolve, reject) => server.close((error) => (error ? reject(error) : resolve())));
    },
  };
}

interface Conversation {
  readonly service: SimulatedService;
  readonly faults: readonly SimulatedFault[];
  readonly count: number;
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  readonly closing: AbortSignal;
}

async function converse(conversation: Conversation): Promise<void> {
  const { service, faults, count, response } = conversation;
  const question = await readQuestion(conversation);
  const person = question === null ? null : service.personOf(question);
  const fault = faults.find(({ when }) => fits(when, count, person));
  if (fault !== undefined && (await failBefore(fault.trouble, conversation))) return;
  if (question === null || person === null) return sendFault(conversation, 'INVALID_REQUEST');
  const reply = await service.answer(question, person);
  if (reply.tag === 'fault') return sendFault(conversation, reply.code);
  const message = soapEnvelope(service.version, reply.body);
  send(response, 200, service, fault === undefined ? message : spoil(message, fault.trouble, person));
}

async function readQuestion({ service, request }: Conversation): Promise<XmlElement | null> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > MAX_QUESTION_BYTES) return null;
    chunks.push(chunk);
  }
  const wanted = soapHeaders(service.version, service.action);
  if (Object.entries(wanted).some(([name, value]) => request.headers[name] !== value)) return null;
  const text = Buffer.concat(chunks).toString('utf8');
  const read = readEnvelope(text, { container: 'Body', exempt: 'Fault' }, service.schema);
  if (!read.ok || read.value.envelope.namespace !== ENVELOPE_NAMESPACE[service.version]) return null;
  return read.value.content;
}

function fits(when: SimulatedFault['when'], count: number, person: CprNumber | null): boolean {
  switch (when.tag) {
    case 'always':
      return true;
    case 'every':
      return count % when.nth === 0;
    case 'persons':
      return person !== null && when.numbers.has(person);
    default:
      return unreachable(when);
  }
}

// Trouble that comes before an answer. True when the conversation is over.
async function failBefore(trouble: SimulatedTrouble, conversation: Conversation): Promise<boolean> {
  const { response, closing, service } = conversation;
  switch (trouble.tag) {
    case 'unavailable':
      response.writeHead(503).end();
      return true;
    case 'closed-connection':
      response.destroy();
      return true;
    case 'refused':
      sendFault(conversation, trouble.code);
      return true;
    case 'too-large':
      send(response, 200, service, ' '.repeat(trouble.bytes));
      return true;
    case 'slow':
      await pause(trouble.delayMs, undefined, { signal: closing });
      return false;
    case 'malformed':
    case 'other-person':
      return false;
    default:
      return unreachable(trouble);
  }
}

function spoil(message: string, trouble: SimulatedTrouble, person: CprNumber): string {
  if (trouble.tag === 'malformed') return message.slice(0, Math.floor(message.length / 2));
  return trouble.tag === 'other-person' ? message.replaceAll(person, trouble.number) : message;
}

function sendFault({ service, response }: Conversation, code: string): void {
  send(response, 500, service, soapEnvelope(service.version, faultXml(service.version, code)));
}

function faultXml(version: SoapVersion, code: string): Markup {
  const detail = xml`<ServiceplatformFault xmlns="http://serviceplatformen.dk/xml/schemas/ServiceplatformFault/1/"><ErrorList><Error><ErrorCode>${code}</ErrorCode><ErrorText>Simuleret afvisning</ErrorText></Error></ErrorList></ServiceplatformFault>`;
  return version === '1.1'
    ? xml`<soap:Fault><faultcode>soap:Server</faultcode><faultstring>Refused</faultstring><detail>${detail}</detail></soap:Fault>`
    : xml`<soap:Fault><soap:Code><soap:Value>soap:Receiver</soap:Value></soap:Code><soap:Reason><soap:Text xml:lang="en">Refused</soap:Text></soap:Reason><soap:Detail>${detail}</soap:Detail></soap:Fault>`;
}

function send(
  response: ServerResponse,
  status: number,
  { version, action }: SimulatedService,
  message: string,
): void {
  const type = soapHeaders(version, action)['content-type'];
  assert(type !== undefined, 'every version of SOAP has a content type');
  response.writeHead(status, { 'content-type': type }).end(message);
}

/**
 * The text of the newest file `<YYYY-MM-DD>.xml` of a person in `directory` whose day has come; null when there is none.
 * A file is the register's whole knowledge of the person from that day on.
 */
export async function newestAnswer(
  directory: string,
  person: CprNumber,
  on: PlainDate,
): Promise<string | null> {
  const folder = join(directory, person);
  const names = await readdir(folder).catch((error: unknown) => {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return [];
    throw error;
  });
  const dated = names.filter((name) => /^\d{4}-\d{2}-\d{2}\.xml$/.test(name) && name.slice(0, 10) <= on);
  const newest = dated.toSorted().at(-1);
  return newest === undefined ? null : readFile(join(folder, newest), 'utf8');
}
