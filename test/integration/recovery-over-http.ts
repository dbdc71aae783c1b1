import { deliverQueued } from '../../src/collection/deliver.ts';
import { takeRecoveryNews } from '../../src/collection/recovery-day.ts';
import type { RecoveryAuthority } from '../../src/collection/recovery-port.ts';
import { psrmClient } from '../../src/outside/psrm/client.ts';
import type { Database } from '../../src/platform/database.ts';
import { CREDITOR, transferOn } from './recovery-town.ts';
import { morningOf, TOWN } from './town.ts';

/** The authority at an address. */
export function overHttp(url: string): RecoveryAuthority {
  const service = {
    url,
    timeoutMs: 10_000,
    attempts: 2,
    backoffMs: 1,
    maxAnswerBytes: 5_000_000,
    connections: 2,
    tls: null,
  };
  let messages = 0;
  return psrmClient({
    service,
    senderSe: '12345678',
    clock: () => morningOf('2026-02-02'),
    newMessageId: () => `prøve-${(messages += 1)}`,
  });
}

export interface RecoveryDay {
  readonly authority: RecoveryAuthority;
  readonly day: string;
  readonly clock: () => Temporal.Instant;
}

/** What a day does with the authority: hears, sends what is ready, and hears again. */
export async function recoveryDay(database: Database, { authority, day, clock }: RecoveryDay): Promise<void> {
  const job = { database, municipality: TOWN, authority, creditor: CREDITOR, by: 'prøve', clock };
  await takeRecoveryNews(job);
  await transferOn(database, day, { clock });
  await deliverQueued(job);
  await takeRecoveryNews(job);
}
