import type { CookieKind } from '../http/cookies.ts';
import type { Site } from './addresses.ts';

/** One cookie for each municipality: a browser can be signed in at several. */
export function cookieOf(
  { overHttps }: { readonly overHttps: boolean },
  { municipality }: Pick<Site, 'municipality'>,
): CookieKind {
  return { name: `afdrag-${municipality}`, secure: overHttps };
}
