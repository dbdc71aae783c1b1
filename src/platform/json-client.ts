import type { z } from 'zod';
import { assert } from '../kernel/result.ts';
import { isLoopback } from './soap-client.ts';

/** A service that speaks JSON, and how patient we are with it. */
export interface JsonService {
  readonly url: string;
  readonly timeoutMs: number;
  readonly maxAnswerBytes: number;
}

export interface JsonQuestion {
  readonly method: 'GET' | 'POST' | 'PUT';
  /** Below the service's address, with a slash. */
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  /** Absent: nothing is sent. */
  readonly body?: unknown;
}

/** `unknown`: no answer that can be read, so what was asked may have happened. `detail` names statuses and kinds, never values. */
export type JsonAnswer =
  | { readonly state: 'answered'; readonly status: number; readonly body: unknown }
  | { readonly state: 'unknown'; readonly detail: string };

export type JsonClient = (question: JsonQuestion) => Promise<JsonAnswer>;

/** A client for one service. It asks once and never throws for outside trouble. Throws at once for an address that cannot be right. */
export function jsonClient({ url, timeoutMs, maxAnswerBytes }: JsonService): JsonClient {
  const base = new URL(url);
  assert(
    base.protocol === 'https:' || isLoopback(base.hostname),
    'a service elsewhere is reached over https',
  );
  return async ({ method, path, headers, body }) => {
    try {
      const answer = await fetch(new URL(path, base), {
        method,
        headers: {
          accept: 'application/json',
          ...(body === undefined ? {} : { 'content-type': 'application/json' }),
          ...headers,
        },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
        redirect: 'error',
        signal: AbortSignal.timeout(timeoutMs),
      });
      return await readAnswer(answer, maxAnswerBytes);
    } catch (error) {
      const isSlow = error instanceof Error && error.name === 'TimeoutError';
      return { state: 'unknown', detail: isSlow ? 'too slow' : 'not reached' };
    }
  };
}

async function readAnswer({ status, body }: Response, most: number): Promise<JsonAnswer> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of body ?? []) {
    size += chunk.length;
    if (size > most) return { state: 'unknown', detail: `status ${status}, too long` };
    chunks.push(chunk);
  }
  const text = Buffer.concat(chunks).toString('utf8');
  if (text === '') return { state: 'answered', status, body: null };
  try {
    return { state: 'answered', status, body: JSON.parse(text) };
  } catch {
    return { state: 'unknown', detail: `status ${status}, no JSON` }; // the only way to ask
  }
}

/**
 * What an answer means that is not the one that was asked for: refused by a status after which nothing has happened, by what the service
 * publishes; after any other nobody knows.
 */
export function troubleIn(
  { status }: { readonly status: number },
  refusing: ReadonlySet<number>,
):
  | { readonly state: 'refused'; readonly code: string }
  | { readonly state: 'unknown'; readonly detail: string } {
  return refusing.has(status)
    ? { state: 'refused', code: String(status) }
    : { state: 'unknown', detail: `status ${status}` };
}

/** What was told, where it has the shape that is expected; null = it has not. */
export function parsed<Shape extends z.ZodType>(shape: Shape, value: unknown): z.infer<Shape> | null {
  const found = shape.safeParse(value);
  return found.success ? found.data : null;
}

/** The JSON that somebody has sent; null where it is none. */
export function jsonIn(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString('utf8'));
  } catch {
    return null; // the only way to ask
  }
}
