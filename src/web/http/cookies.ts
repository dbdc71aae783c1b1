/** Cookies of the session: nothing but a random token, for this site alone, out of reach of any script. */

export interface CookieKind {
  /** `afdrag-998` */
  readonly name: string;
  /** Whether the site is reached over https, as it must be but on one's own machine. */
  readonly secure: boolean;
}

/** With `__Host-` a browser takes it only over https, only for all of this host, and from no other host. */
export function cookieName({ name, secure }: CookieKind): string {
  return secure ? `__Host-${name}` : name;
}

/**
 * The header that sets a cookie until the browser closes. Lax: a link in a letter or a return from payment, which comes
 * from another site, still finds the person signed in; a form of another site does not.
 */
export function cookieSet(kind: CookieKind, value: string): string {
  return [`${cookieName(kind)}=${value}`, ...flags(kind)].join('; ');
}

/** The header that takes a cookie away. */
export function cookieTaken(kind: CookieKind): string {
  return [`${cookieName(kind)}=`, 'Max-Age=0', ...flags(kind)].join('; ');
}

function flags({ secure }: CookieKind): string[] {
  return ['Path=/', 'HttpOnly', ...(secure ? ['Secure'] : []), 'SameSite=Lax'];
}

const TOKEN = /^[A-Za-z0-9_-]{43}$/;

/** The token in a request's `cookie` header; null when there is none, more than one, or one that we never gave. */
export function tokenIn(header: string | undefined, kind: CookieKind): string | null {
  const name = cookieName(kind);
  const values = (header ?? '')
    .split(';')
    .map((pair) => pair.trim())
    .flatMap((pair) => (pair.startsWith(`${name}=`) ? [pair.slice(name.length + 1)] : []));
  const [value] = values;
  // Two of one name: somebody has put theirs beside ours.
  return values.length === 1 && value !== undefined && TOKEN.test(value) ? value : null;
}
