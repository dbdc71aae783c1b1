import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { takeWebhook } from '../../../checkout/checkouts.ts';
import type { CheckoutParts } from '../../../checkout/look.ts';
import type { WebChannel } from '../../../checkout/provider-port.ts';
import { referenceOf } from '../../../checkout/reference.ts';
import { municipalityCode } from '../../../kernel/ids.ts';
import { inMunicipality, UnknownMunicipalityError } from '../../../platform/database.ts';
import { rateLimiter } from '../../http/rate-limits.ts';

const MOST_BYTES = 16 * 1024;
/** Calls that are let through, of each channel: more than any day has, and the timer looks all the same. */
const LIMIT = { most: 600, seconds: 60 } as const;

/** Where providers call when something has happened to a payment. Whether a call is theirs is for each provider to say; it is only ever a hint. */
export function serveWebhooks(
  web: FastifyInstance,
  { checkout, elapsed }: { readonly checkout: CheckoutParts; readonly elapsed: () => number },
): void {
  const limit = rateLimiter(LIMIT, elapsed);
  // By itself, so that nothing but these two addresses takes anything but forms.
  void web.register(async (calls) => {
    calls.removeAllContentTypeParsers();
    calls.addContentTypeParser('*', { parseAs: 'buffer', bodyLimit: MOST_BYTES }, (_request, body, done) =>
      done(null, body),
    );
    const serve = (channel: WebChannel) => async (request: FastifyRequest, reply: FastifyReply) => {
      if (limit(channel) > 0) return reply.code(429).header('retry-after', 60).send();
      return reply.code(await hear(checkout, channel, request)).send();
    };
    calls.post('/:municipality(^\\d{3}$)/besked/mobilepay', serve('mobilepay'));
    calls.post('/:municipality(^\\d{3}$)/besked/kort/:key(^[0-9A-HJKMNP-TV-Z]{20}$)', serve('card'));
  });
}

/** Answers the status: who is not believed is told nothing more, and nothing is written. */
async function hear(
  { providersOf, addresses, clock, database }: CheckoutParts,
  channel: WebChannel,
  { params, headers, body }: FastifyRequest,
): Promise<200 | 401 | 404> {
  const { municipality = '', key = '' } = params as Readonly<Record<string, string>>; // its pattern
  const code = municipalityCode(municipality);
  const provider = providersOf(code).find((each) => each.channel === channel);
  if (provider === undefined) return 404;
  const bytes = Buffer.isBuffer(body) ? body : Buffer.alloc(0);
  const address = addresses.webhooks({ reference: referenceOf(code, key), channel });
  const single = Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [name, Array.isArray(value) ? value[0] : value]),
  );
  const now = clock();
  const heard = provider.hear({ address, headers: single, body: bytes, now });
  if (heard.state === 'not-theirs') return 401;
  try {
    await inMunicipality(database, code, (tx) => takeWebhook(tx, { channel, heard, body: bytes, at: now }));
  } catch (error) {
    if (error instanceof UnknownMunicipalityError) return 404;
    throw error;
  }
  return 200;
}
