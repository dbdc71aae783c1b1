import type { Configuration } from '../municipality/configuration.ts';
import type { Copy } from './letter-source.ts';

/** What stands around every letter: the language, the municipality, and whom this copy is to. */
export function letterFrame(
  { letterhead }: Configuration,
  { language, recipient }: Pick<Copy, 'language' | 'recipient'>,
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
  };
}
