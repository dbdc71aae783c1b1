import type { Scanner } from '../messages/scanner-port.ts';
import { clamdScanner } from '../outside/clamd/client.ts';
import type { Config } from '../platform/config.ts';

/** Whoever looks for viruses in the files that citizens send; null = nobody is set up. */
export function connectScanner({ scanner }: Pick<Config, 'scanner'>): Scanner | null {
  return scanner === null ? null : clamdScanner({ address: scanner });
}
