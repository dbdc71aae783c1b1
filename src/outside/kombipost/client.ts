import { assert } from '../../kernel/result.ts';
import type {
  NotificationSent,
  NotificationService,
  NotificationToSend,
} from '../../notifications/notification-port.ts';
import { isLoopback } from '../../platform/soap-client.ts';
import { kombiRequest, SEND_PATH, type MemoMessage } from './wire.ts';

export interface KombiPost {
  readonly url: string;
  readonly timeoutMs: number;
  /** The municipality as sender. */
  readonly sender: MemoMessage['sender'];
  /** The access token of the platform; null = none can be had now. How one is got (two-way TLS, SAML) is not built. */
  readonly accessToken: () => Promise<string | null>;
  readonly newTransaction: () => string;
}

/**
 * Brings short messages by KOMBIT's KombiPostAfsend (SF1601). That the call was taken is all that is known here: whether it reached the person is told later through the
 * Beskedfordeler (PKO_PostStatus), which is not listened to; nothing depends on it. Throws at once for an address that cannot be right.
 */
export function kombiPostNotifications(service: KombiPost): NotificationService {
  const base = new URL(service.url);
  assert(
    base.protocol === 'https:' || isLoopback(base.hostname),
    'a service elsewhere is reached over https',
  );
  return { send: (message) => send(new URL(SEND_PATH, base), service, message) };
}

async function send(
  address: URL,
  { timeoutMs, sender, accessToken, newTransaction }: KombiPost,
  message: NotificationToSend,
): Promise<NotificationSent> {
  try {
    const token = await accessToken();
    if (token === null) return { state: 'unavailable', detail: 'no access token' };
    const answer = await fetch(address, {
      method: 'POST',
      headers: {
        'content-type': 'application/xml; charset=utf-8',
        authorization: `Holder-of-key ${token}`,
        'x-TransaktionsId': newTransaction(),
        'x-TransaktionsTid': message.at.toString(),
      },
      body: kombiRequest({ ...message, sender }),
      redirect: 'error',
      signal: AbortSignal.timeout(timeoutMs),
    });
    // What it says is not published; its status is enough. It is not read, and the connection is given back.
    await answer.body?.cancel();
    if (answer.ok) return { state: 'handed' };
    // A token that is not taken, too many calls, and trouble of their own: all may go well later.
    const isFinal =
      answer.status >= 400 && answer.status < 500 && ![401, 403, 408, 429].includes(answer.status);
    return isFinal ? { state: 'refused' } : { state: 'unavailable', detail: `status ${answer.status}` };
  } catch (error) {
    const isSlow = error instanceof Error && error.name === 'TimeoutError';
    return { state: 'unavailable', detail: isSlow ? 'too slow' : 'not reached' };
  }
}
