import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { parsePlainDate } from '../../kernel/dates.ts';
import { ENVELOPE_NAMESPACE, soapEnvelope, soapHeaders } from '../../platform/soap-client.ts';
import { readEnvelope, textAt, xml, type Markup, type XmlElement } from '../../platform/xml.ts';
import { notificationsXml, receiptsXml, takenXml } from './answer.ts';
import { UNKNOWN_DELIVERY } from './names.ts';
import { readDelivery } from './request.ts';
import type { SimulatedAuthority } from './simulator.ts';
import { Unreadable } from './values.ts';

export interface HttpSimulatorConfig {
  readonly simulated: SimulatedAuthority;
  /** Every so many deliveries are taken, and the connection closed without an answer; 0 = none. */
  readonly timeoutEvery?: number;
  /** Called after each question, so that what is known can be kept. */
  readonly afterEach?: () => void;
}

export interface HttpSimulator {
  readonly url: string;
  /** How many deliveries have come in, those again that were not answered. */
  deliveries(): number;
  close(): Promise<void>;
}

/** The simulated authority as its client meets it: over SOAP on a free port of 127.0.0.1. */
export async function startPsrmSimulator(config: HttpSimulatorConfig): Promise<HttpSimulator> {
  const counted = { deliveries: 0 };
  const server = createServer((request, response) => {
    converse(config, counted, { request, response }).catch(() => response.destroy());
  });
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
  // An address of a listening TCP server is never text.
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/`,
    deliveries: () => counted.deliveries,
    close: () => {
      server.closeAllConnections();
      return new Promise((resolve, reject) => server.close((error) => (error ? reject(error) : resolve())));
    },
  };
}

interface Conversation {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
}

async function converse(
  { simulated, timeoutEvery = 0, afterEach }: HttpSimulatorConfig,
  counted: { deliveries: number },
  { request, response }: Conversation,
): Promise<void> {
  const question = await readQuestion(request);
  if (question === null) return sendFault(response, 'UGYLDIG');
  const reply = answerTo(simulated, question);
  afterEach?.();
  if (question.name === 'MFFordringIndberet_I') {
    counted.deliveries += 1;
    if (timeoutEvery > 0 && counted.deliveries % timeoutEvery === 0) return void response.destroy();
  }
  if ('fault' in reply) sendFault(response, reply.fault);
  else send(response, 200, reply.body);
}

type Reply = { readonly body: Markup } | { readonly fault: string };

function answerTo(simulated: SimulatedAuthority, question: XmlElement): Reply {
  const at = Temporal.Instant.from(textAt(question, 'HovedOplysninger/TransaktionTid') ?? '');
  const id = textAt(question, 'LeveranceID') ?? '';
  try {
    switch (question.name) {
      case 'MFFordringIndberet_I': {
        const delivered = simulated.deliver(readDelivery(question), at);
        return delivered.state === 'refused' ? { fault: delivered.code } : { body: takenXml(id) };
      }
      case 'MFKvitteringHent_I': {
        const receipts = simulated.receipts(id, at);
        return receipts === null ? { fault: UNKNOWN_DELIVERY } : { body: receiptsXml(id, receipts) };
      }
      case 'MFUnderretSamlingHent_I': {
        const since = parsePlainDate(textAt(question, 'DatoFra') ?? '');
        return since === null
          ? { fault: 'UGYLDIG' }
          : { body: notificationsXml(simulated.notifications(since, at)) };
      }
      default:
        return { fault: 'UGYLDIG' };
    }
  } catch (error) {
    if (error instanceof Unreadable) return { fault: 'UGYLDIG' };
    throw error;
  }
}

const MAX_QUESTION_BYTES = 10_000_000;

async function readQuestion(request: IncomingMessage): Promise<XmlElement | null> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > MAX_QUESTION_BYTES) return null;
    chunks.push(chunk);
  }
  const text = Buffer.concat(chunks).toString('utf8');
  const read = readEnvelope(text, { container: 'Body', exempt: 'Fault' }, null);
  if (!read.ok || read.value.envelope.namespace !== ENVELOPE_NAMESPACE['1.2']) return null;
  return read.value.content;
}

function sendFault(response: ServerResponse, code: string): void {
  const fault = xml`<soap:Fault><soap:Code><soap:Value>${code}</soap:Value></soap:Code><soap:Reason><soap:Text xml:lang="da">Simuleret afvisning</soap:Text></soap:Reason></soap:Fault>`;
  send(response, 500, fault);
}

function send(response: ServerResponse, status: number, body: Markup): void {
  const type = soapHeaders('1.2', '')['content-type'] ?? '';
  response.writeHead(status, { 'content-type': type }).end(soapEnvelope('1.2', body));
}
