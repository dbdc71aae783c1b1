import type { FastifyReply } from 'fastify';

// Nothing inline, nothing from elsewhere, and no frame around us. data: is for small pictures in the design system's CSS.
const POLICY = [
  "default-src 'none'",
  "style-src 'self'",
  "script-src 'self'",
  "img-src 'self' data:",
  "font-src 'self'",
  "form-action 'self'",
  "frame-ancestors 'none'",
  "base-uri 'none'",
].join('; ');

/** What every reply says to the browser. Nothing is kept unless who answers says otherwise, as the assets do. */
export function safeHeaders(reply: FastifyReply): void {
  void reply.headers({
    'content-security-policy': POLICY,
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'no-referrer',
    'cross-origin-opener-policy': 'same-origin',
    'cache-control': 'no-store',
  });
}
