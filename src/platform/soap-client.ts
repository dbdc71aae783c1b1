import { readFileSync } from 'node:fs';
import { Agent as PlainAgent, request as plainRequest, type IncomingMessage } from 'node:http';
import { Agent as TlsAgent, request as tlsRequest } from 'node:https';
import { setTimeout as pause } from 'node:timers/promises';
import { assert, ok, refuse, type Result } from '../kernel/result.ts';
import {
  child,
  childrenNamed,
  elementAt,
  readEnvelope,
  readXml,
  textAt,
  xml,
  type Markup,
  type XmlElement,
  type XmlSchema,
} from './xml.ts';

export type SoapVersion = '1.1' | '1.2';

/** Where a service is and how patient we are with it. Everything is bounded: time, attempts, bytes, connections. */
export interface SoapService {
  readonly url: string;
  readonly timeoutMs: number;
  /** How often we ask in all while the service is unavailable or too slow. */
  readonly attempts: number;
  /** The pause before the second attempt; it doubles with each further one. */
  readonly backoffMs: number;
  readonly maxAnswerBytes: number;
  readonly connections: number;
  /** Our certificate for two-way TLS; null for a service on this machine. */
  readonly tls: TlsFiles | null;
}

/** Paths of PEM files. `authority` null: the certificate authorities that Node trusts. */
export interface TlsFiles {
  readonly certificate: string;
  readonly key: string;
  readonly authority: string | null;
}

export interface SoapQuestion {
  readonly version: SoapVersion;
  readonly action: string;
  /** Ours, and kept with the answer. */
  readonly messageId: string;
  readonly body: Markup;
  /** The schema of the question and of the answer; null: the reader's own checks must do. */
  readonly schema: XmlSchema | null;
}

export interface SoapAnswer {
  /** The element that the envelope carries. */
  readonly content: XmlElement;
  readonly evidence: SoapEvidence;
}

/** The message as it came. */
export interface SoapEvidence {
  readonly messageId: string;
  readonly receivedAt: Temporal.Instant;
  readonly body: string;
}

/** Trouble outside. `detail` is for operators; it names statuses, codes and elements, never values. */
export interface SoapTrouble {
  readonly tag: 'unavailable' | 'too-slow' | 'refused' | 'malformed';
  readonly detail: string;
  /** The codes of a fault, the service's own before the protocol's. */
  readonly faultCodes: readonly string[];
  readonly evidence: SoapEvidence | null;
}

export type SoapClient = (question: SoapQuestion) => Promise<Result<SoapAnswer, SoapTrouble>>;

export const ENVELOPE_NAMESPACE: Readonly<Record<SoapVersion, string>> = {
  '1.1': 'http://schemas.xmlsoap.org/soap/envelope/',
  '1.2': 'http://www.w3.org/2003/05/soap-envelope',
};

/**
 * A client for one service. It never throws for outside trouble; it asks again, with growing pauses, only while the
 * service is unavailable or too slow. A question that the schema does not allow is not sent. Throws at once for a
 * set-up that cannot be right.
 */
export function soapClient(service: SoapService, clock: () => Temporal.Instant): SoapClient {
  const url = new URL(service.url);
  // Personal data in clear text may not leave the machine.
  assert(url.protocol === 'https:' || isLoopback(url.hostname), 'a service elsewhere is reached over https');
  const send = sender(url, service);
  return async (question) => {
    const allowed = question.schema === null ? null : readXml(question.body.markup, question.schema);
    if (allowed?.ok === false) return trouble('refused', `the question is ${allowed.refusal.detail}`);
    for (let attempt = 1; ; attempt++) {
      const reply = await exchange(send, question, service);
      const answer = reply.ok ? interpret(reply.value, question, clock()) : reply;
      const worthAnother =
        !answer.ok && (answer.refusal.tag === 'unavailable' || answer.refusal.tag === 'too-slow');
      if (!worthAnother || attempt >= service.attempts) return answer;
      await pause(service.backoffMs * 2 ** (attempt - 1));
    }
  };
}

/** A message: the envelope of that version around a body. */
export function soapEnvelope(version: SoapVersion, body: Markup): string {
  return xml`<?xml version="1.0" encoding="UTF-8"?>
<soap:Envelope xmlns:soap="${ENVELOPE_NAMESPACE[version]}"><soap:Body>${body}</soap:Body></soap:Envelope>
`.markup;
}

/** The header lines that carry the type and the action of a message of that version. */
export function soapHeaders(version: SoapVersion, action: string): Readonly<Record<string, string>> {
  return version === '1.1'
    ? { 'content-type': 'text/xml; charset=utf-8', soapaction: `"${action}"` }
    : { 'content-type': `application/soap+xml; charset=utf-8; action="${action}"` };
}

/** Whether a host is this machine. */
export function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '[::1]' || /^127\.\d+\.\d+\.\d+$/.test(host);
}

type Send = (
  headers: Readonly<Record<string, string>>,
  signal: AbortSignal,
  body: string,
) => Promise<IncomingMessage>;

function sender(url: URL, { tls, connections }: SoapService): Send {
  const secure = url.protocol === 'https:';
  const pool = { keepAlive: true, maxSockets: connections };
  const agent = secure ? new TlsAgent({ ...pool, ...tlsMaterial(tls) }) : new PlainAgent(pool);
  const request = secure ? tlsRequest : plainRequest;
  return (headers, signal, body) =>
    new Promise((resolve, reject) => {
      const sent = request(url, {
        method: 'POST',
        agent,
        signal,
        headers: { ...headers, 'content-length': Buffer.byteLength(body) },
      });
      sent.once('response', resolve);
      // Stays on for the life of the request: once the answer has begun, its reader hears of the error as well.
      sent.on('error', reject);
      sent.end(body);
    });
}

function tlsMaterial(tls: TlsFiles | null): { cert?: Buffer; key?: Buffer; ca?: Buffer } {
  if (tls === null) return {};
  const own = { cert: readFileSync(tls.certificate), key: readFileSync(tls.key) };
  return tls.authority === null ? own : { ...own, ca: readFileSync(tls.authority) };
}

interface Reply {
  readonly status: number;
  readonly bytes: Buffer;
}

async function exchange(
  send: Send,
  { version, action, body }: SoapQuestion,
  { timeoutMs, maxAnswerBytes }: SoapService,
): Promise<Result<Reply, SoapTrouble>> {
  const signal = AbortSignal.timeout(timeoutMs);
  try {
    const response = await send(soapHeaders(version, action), signal, soapEnvelope(version, body));
    const bytes = await readBounded(response, maxAnswerBytes);
    if (bytes === null) return trouble('malformed', `an answer of more than ${maxAnswerBytes} bytes`);
    return ok({ status: response.statusCode ?? 0, bytes });
  } catch (error) {
    if (signal.aborted) return trouble('too-slow', `no answer within ${timeoutMs} ms`);
    return trouble('unavailable', errorCode(error));
  }
}

async function readBounded(response: IncomingMessage, limit: number): Promise<Buffer | null> {
  const chunks: Buffer[] = [];
  let size = 0;
  // A message without an encoding set comes in buffers.
  for await (const chunk of response as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > limit) {
      response.destroy();
      return null;
    }
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

const CLOSED_FOR_NOW = new Set([429, 502, 503, 504]);

function interpret(
  { status, bytes }: Reply,
  { version, schema, messageId }: SoapQuestion,
  receivedAt: Temporal.Instant,
): Result<SoapAnswer, SoapTrouble> {
  if (CLOSED_FOR_NOW.has(status)) return trouble('unavailable', `HTTP ${status}`);
  const body = decodeUtf8(bytes);
  if (body === null) return trouble('malformed', 'not UTF-8');
  const evidence = { messageId, receivedAt, body };
  const read = readEnvelope(body, { container: 'Body', exempt: 'Fault' }, schema);
  if (read.ok && read.value.content.name === 'Fault') return faultTrouble(read.value.content, evidence);
  if (status >= 500) return trouble('unavailable', `HTTP ${status}`);
  if (status < 200 || status >= 300) return trouble('refused', `HTTP ${status}`, evidence);
  if (!read.ok) return trouble('malformed', read.refusal.detail, evidence);
  const { envelope, content } = read.value;
  if (envelope.name !== 'Envelope' || envelope.namespace !== ENVELOPE_NAMESPACE[version]) {
    return trouble('malformed', `not an envelope of SOAP ${version}`, evidence);
  }
  return ok({ content, evidence });
}

function decodeUtf8(bytes: Buffer): string | null {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return null;
  }
}

function faultTrouble(fault: XmlElement, evidence: SoapEvidence): Result<never, SoapTrouble> {
  const errors = elementAt(
    child(fault, 'detail') ?? child(fault, 'Detail'),
    'ServiceplatformFault/ErrorList',
  );
  const own = childrenNamed(errors, 'Error').map((error) => textAt(error, 'ErrorCode'));
  const protocol = textAt(fault, 'faultcode') ?? textAt(fault, 'Code/Value');
  const faultCodes = [...own, protocol].filter((code) => code !== null).map(withoutNumbers);
  return refuse({ tag: 'refused', detail: `fault ${faultCodes.join(', ')}`, faultCodes, evidence });
}

// A code is a short word. Anything longer, or with a row of digits, may quote the question, and so a CPR number.
function withoutNumbers(code: string): string {
  return code.length > 60 || /\d{6}/.test(code) ? 'unreadable' : code;
}

function trouble(
  tag: SoapTrouble['tag'],
  detail: string,
  evidence: SoapEvidence | null = null,
): { readonly ok: false; readonly refusal: SoapTrouble } {
  return refuse({ tag, detail, faultCodes: [], evidence });
}

function errorCode(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  return typeof code === 'string' ? code : 'the connection failed';
}
