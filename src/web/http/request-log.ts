import type { FastifyInstance } from 'fastify';
import type { Logger } from 'pino';

/**
 * One line for each reply: its number, the route as the program names it, status and time. Never the address as it came
 * (it may hold a name or a number that somebody typed), and not who asked.
 */
export function logRequests(web: FastifyInstance, log: Logger): void {
  web.addHook('onResponse', async (request, reply) => {
    const route = request.is404 ? null : (request.routeOptions.url ?? null);
    const line = {
      requestId: request.id,
      method: request.method,
      route,
      status: reply.statusCode,
      milliseconds: Math.round(reply.elapsedTime),
    };
    if (isOften(route)) log.debug(line, 'answered');
    else log.info(line, 'answered');
  });
}

// Watchers ask for the state every few seconds, and a page brings its files with it.
function isOften(route: string | null): boolean {
  return route === '/health' || route === '/ready' || (route?.startsWith('/assets/') ?? false);
}
