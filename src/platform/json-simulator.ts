import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What a simulated service was asked. */
export interface SimulatedQuestion {
  readonly method: string;
  /** With what stands after the question mark. */
  readonly path: string;
  readonly headers: Readonly<Record<string, string | undefined>>;
  /** The text that was sent; empty when nothing was. */
  readonly body: string;
}

export type SimulatedAnswer =
  | { readonly kind: 'json'; readonly status: number; readonly body: unknown; readonly type?: string }
  | { readonly kind: 'page'; readonly html: string }
  | { readonly kind: 'go'; readonly to: string }
  /** The connection is closed without an answer. */
  | { readonly kind: 'lost' };

export interface SimulatedService {
  /** `http://127.0.0.1:40123`. */
  readonly url: string;
  close(): Promise<void>;
}

const MOST_BYTES = 100_000;

/** A simulated service on a port of this machine, any free one unless said. `after` is called once the answer has been sent. */
export async function startSimulatedService(
  answer: (question: SimulatedQuestion) => Promise<SimulatedAnswer>,
  after: () => void = () => undefined,
): Promise<SimulatedService> {
  const server = createServer((request, response) => {
    response.on('close', after);
    asked(request)
      .then(answer)
      .then((answered) => send(response, answered))
      .catch(() => response.destroy());
  });
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
  // An address of a listening TCP server is never text.
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    close: () => {
      server.closeAllConnections();
      return new Promise((resolve, reject) => server.close((error) => (error ? reject(error) : resolve())));
    },
  };
}

async function asked(request: IncomingMessage): Promise<SimulatedQuestion> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > MOST_BYTES) throw new Error('too long');
    chunks.push(chunk);
  }
  const headers = Object.fromEntries(
    Object.entries(request.headers).map(([name, value]) => [
      name,
      Array.isArray(value) ? value.join(', ') : value,
    ]),
  );
  const { method = '', url: path = '' } = request;
  return { method, path, headers, body: Buffer.concat(chunks).toString('utf8') };
}

function send(response: ServerResponse, answered: SimulatedAnswer): void {
  switch (answered.kind) {
    case 'json': {
      const { status, body, type = 'application/json' } = answered;
      return void response
        .writeHead(status, { 'content-type': type })
        .end(body === null ? '' : JSON.stringify(body));
    }
    case 'page':
      return void response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' }).end(answered.html);
    case 'go':
      return void response.writeHead(303, { location: answered.to }).end();
    case 'lost':
      return void response.destroy();
  }
}
