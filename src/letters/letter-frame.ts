import type { Configuration } from '../municipality/configuration.ts';
import type { Copy } from './letter-source.ts';

/** What stands around every letter: the language, the municipality, whom this copy is to, and where it is on the citizens' pages. */
export function letterFrame(
  { letterhead }: Configuration,
  { language, recipient, page }: Pick<Copy, 'language' | 'recipient' | 'page'>,
) {
  const { name, address, onBehalfOf } = recipient;
  return {
    language,
    sender: letterhead,
    recipient: {
      name,
      address:
        address.length > 0
          ? { kind: 'shown' as const, lines: address.slice(0, 5) }
          : { kind: 'digital-only' as const },
      onBehalfOf,
    },
    ...(page === undefined ? {} : { page }),
  };
}
