import type { FastifyRequest } from 'fastify';
import { countUse, type Use } from '../../insight/portal-use.ts';
import { dayInCopenhagen } from '../../kernel/dates.ts';
import { inMunicipality } from '../../platform/database.ts';
import { deviceIn } from '../http/device.ts';
import type { Site } from './addresses.ts';
import type { PortalParts } from './portal-parts.ts';
import type { Answer, Needs } from './route.ts';

/** What of an answer is counted: nothing of what anybody may have without signing in, or whoever asks often would make the figures. */
export function useIn(answer: Answer, needs: Needs): Use | null {
  if (needs === 'nobody') return null;
  switch (answer.kind) {
    case 'file':
    case 'paper':
      return 'document';
    case 'go':
    case 'page':
      return answer.did ?? null;
    case 'leave':
    case 'not-found':
      return null;
  }
}

/** Counts what somebody did: the day, the kind of device and nothing else. That it cannot be counted is no trouble of the reader's. */
export async function noteUse(
  { database, clock, log }: Pick<PortalParts, 'database' | 'clock' | 'log'>,
  { municipality }: Pick<Site, 'municipality'>,
  { request, what }: { readonly request: FastifyRequest; readonly what: Use },
): Promise<void> {
  const counted = { day: dayInCopenhagen(clock()), device: deviceIn(request.headers), what };
  try {
    await inMunicipality(database, municipality, (tx) => countUse(tx, counted));
  } catch (err) {
    log.warn({ err, what }, 'the use of a page could not be counted');
  }
}
