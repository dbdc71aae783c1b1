import type { RecoveryAuthority } from '../../collection/recovery-port.ts';
import {
  soapClient,
  type SoapAnswer,
  type SoapClient,
  type SoapService,
  type SoapTrouble,
} from '../../platform/soap-client.ts';
import type { Markup } from '../../platform/xml.ts';
import { readNotifications, readReceipts } from './answer.ts';
import { actionOf, UNKNOWN_DELIVERY, USED_DELIVERY, type ServiceName } from './names.ts';
import { deliveryXml, notificationsQuestionXml, receiptsQuestionXml } from './request.ts';
import { Unreadable } from './values.ts';
import type { Result } from '../../kernel/result.ts';

export interface PsrmConfig {
  readonly service: SoapService;
  /** The number of the system that sends (SE). */
  readonly senderSe: string;
  readonly clock: () => Temporal.Instant;
  readonly newMessageId: () => string;
}

/**
 * Gældsstyrelsen's creditor services over SOAP 1.2. Not certified: the schema is not public, and the signing and encryption that
 * the real service asks for are not built. A delivery is handed over once and never again by itself: where no answer comes,
 * nobody knows whether it was taken.
 */
export function psrmClient(config: PsrmConfig): RecoveryAuthority {
  const askAgain = soapClient(config.service, config.clock);
  const once = soapClient({ ...config.service, attempts: 1 }, config.clock);
  const ask = (
    client: SoapClient,
    service: ServiceName,
    body: (context: Context) => Markup,
    at: Temporal.Instant,
  ) => {
    const transaction = config.newMessageId();
    const context = { senderSe: config.senderSe, transaction, at };
    const question = {
      version: '1.2',
      action: actionOf(service),
      messageId: transaction,
      schema: null,
    } as const;
    return client({ ...question, body: body(context) });
  };
  return {
    async deliver(delivery, at) {
      const answer = await ask(once, 'deliver', (context) => deliveryXml(delivery, context), at);
      if (answer.ok) return { state: 'taken' };
      const [code] = answer.refusal.faultCodes;
      // It has had it: what became of it is looked up, for nothing in it was refused.
      if (code === USED_DELIVERY) return { state: 'unknown', detail: code };
      return answer.refusal.tag === 'refused' && code !== undefined
        ? { state: 'refused', code }
        : { state: 'unknown', detail: answer.refusal.detail };
    },
    async receipts(delivery, at) {
      const answer = await ask(askAgain, 'receipts', (context) => receiptsQuestionXml(delivery, context), at);
      if (!answer.ok && answer.refusal.faultCodes.includes(UNKNOWN_DELIVERY)) return { state: 'never-seen' };
      const read = readAnswer(answer, readReceipts);
      if ('detail' in read) return { state: 'unavailable', ...read };
      if (read.told.length === 0) return { state: 'not-yet' };
      return { state: 'told', evidence: read.evidence, receipts: read.told };
    },
    async notifications(since, at) {
      const answer = await ask(
        askAgain,
        'notifications',
        (context) => notificationsQuestionXml(since, context),
        at,
      );
      const read = readAnswer(answer, readNotifications);
      if ('detail' in read) return { state: 'unavailable', ...read };
      return { state: 'told', evidence: read.evidence, notifications: read.told };
    },
    // The portal, by a person: no service is known that takes it.
    answerHearing: null,
  };
}

interface Context {
  readonly senderSe: string;
  readonly transaction: string;
  readonly at: Temporal.Instant;
}

type Read<T> =
  { readonly told: T; readonly evidence: { readonly body: string } } | { readonly detail: string };

function readAnswer<T>(
  answer: Result<SoapAnswer, SoapTrouble>,
  read: (content: SoapAnswer['content']) => T,
): Read<T> {
  if (!answer.ok) return { detail: `${answer.refusal.tag}: ${answer.refusal.detail}` };
  const { content, evidence } = answer.value;
  try {
    return { told: read(content), evidence: { body: evidence.body } };
  } catch (error) {
    if (error instanceof Unreadable) return { detail: `malformed: ${error.message}` };
    throw error;
  }
}
