import type { FastifyReply } from 'fastify';

// Nothing inline, nothing from elsewhere, and no frame around us. data: is for small pictures in the design system's CSS.
const POLICY = [
  "default-src 'none'",
  "style-src 'self'",
  "script-src 'self'",
  "img-src 'self' data:",
  "font-src 'self'",
  "connect-src 'self'",
  "form-action 'self'",
  "frame-ancestors 'none'",
  "base-uri 'none'",
].join('; ');

const NOTHING_OF_THE_DEVICE = 'camera=(), geolocation=(), microphone=(), payment=(), usb=()';

/**
 * What every reply says to the browser. Nothing is kept unless who answers says otherwise, as the assets do. No address of
 * ours is told to other sites; among our own pages a browser says where a form comes from (csrf.ts).
 */
export function safeHeaders(reply: FastifyReply, reached: Reached): void {
  void reply.headers(safeFields(reached));
}

interface Reached {
  readonly overHttps: boolean;
}

/** The same as fields, for a reply that is not fastify's. */
export function safeFields({ overHttps }: Reached): Readonly<Record<string, string>> {
  return {
    'content-security-policy': POLICY,
    'permissions-policy': NOTHING_OF_THE_DEVICE,
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'same-origin',
    'cross-origin-opener-policy': 'same-origin',
    'cache-control': 'no-store',
    ...(overHttps ? { 'strict-transport-security': 'max-age=31536000' } : {}),
  };
}
