import type { IncomingHttpHeaders } from 'node:http';

/**
 * The kind of device by what a browser says of itself (`Sec-CH-UA-Mobile`, `User-Agent`): the class alone is kept, and nothing that tells
 * one browser from another. A program that is no browser is unknown.
 */
export function deviceIn(
  headers: Pick<IncomingHttpHeaders, 'user-agent'> & Readonly<Record<string, string | string[] | undefined>>,
): 'phone' | 'tablet' | 'computer' | 'unknown' {
  const agent = headers['user-agent'] ?? '';
  if (/ipad|tablet|playbook|silk|android(?!.*mobile)/i.test(agent)) return 'tablet';
  if (headers['sec-ch-ua-mobile'] === '?1' || /iphone|ipod|mobile/i.test(agent)) return 'phone';
  return /windows nt|macintosh|x11|cros/i.test(agent) ? 'computer' : 'unknown';
}
