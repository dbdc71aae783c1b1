import type { Visit } from './route.ts';

type Asking = Pick<Visit, 'query'>;

/** What pages of ours put into addresses: a word, a number, a day. Whatever else stands there was written by somebody else, and is left out. */
export function ownQuery({ query }: Asking): [string, string][] {
  return Object.entries(query).filter((pair) => pair.every(isOurs));
}

/** The same for who is to see what the reader chose, and not what they typed: of that it is known that it is none of ours. */
export function chosenQuery({ query }: Asking): Readonly<Record<string, string>> {
  const named = Object.entries(query).filter(([name]) => isOurs(name));
  return Object.fromEntries(named.slice(0, MOST).map(([name, text]) => [name, isOurs(text) ? text : '']));
}

/** Of a page's own there are fewer. */
const MOST = 10;

function isOurs(text: string): boolean {
  return /^[\w-]{0,64}$/.test(text);
}
