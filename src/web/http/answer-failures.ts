import type { FastifyInstance } from 'fastify';
import type { Logger } from 'pino';
import { isTimeUp } from '../../platform/read-partly.ts';
import { sendFailure, type Failure } from './failure-page.ts';

/** What is not there, and what goes wrong, is answered with a page that says so; what is our own mistake, or hangs, is in the log under its number. */
export function answerFailures(web: FastifyInstance, log: Logger): void {
  web.setNotFoundHandler((request, reply) => sendFailure({ request, reply }, 'not-found'));
  web.setErrorHandler((error, request, reply) => {
    const { status, failure } = failureOf(error);
    if (failure === 'our-mistake' || isTimeUp(error))
      log.error({ err: error, requestId: request.id }, 'a request failed');
    return sendFailure({ request, reply }, failure, status);
  });
}

function failureOf(error: unknown): { readonly status: number; readonly failure: Failure } {
  const status = error instanceof Error && 'statusCode' in error ? Number(error.statusCode) : 500;
  if (status === 404) return { status, failure: 'not-found' };
  if (status >= 400 && status < 500) return { status, failure: 'bad-request' };
  if (isTimeUp(error)) return { status: 503, failure: 'too-slow' };
  return status === 503 ? { status, failure: 'too-slow' } : { status: 500, failure: 'our-mistake' };
}
