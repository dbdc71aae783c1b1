import type { CookieKind } from '../http/cookies.ts';
import type { Site } from './addresses.ts';

/** One cookie for each municipality: a browser can be signed in at several. */
export function cookieOf(
  { overHttps }: { readonly overHttps: boolean },
  { municipality }: Pick<Site, 'municipality'>,
): CookieKind {
  return { name: `afdrag-${municipality}`, secure: overHttps };
}

/** What a browser keeps while its reader is at whoever says who they are. */
export function loginCookieOf(
  parts: Parameters<typeof cookieOf>[0],
  site: Parameters<typeof cookieOf>[1],
): CookieKind {
  const { name, secure } = cookieOf(parts, site);
  return { name: `${name}-log-paa`, secure };
}
