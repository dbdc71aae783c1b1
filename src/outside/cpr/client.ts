import type { NotObtainedReason, PersonRegister } from '../../facts/ports.ts';
import { dayInCopenhagen } from '../../kernel/dates.ts';
import {
  soapClient,
  type SoapEvidence,
  type SoapService,
  type SoapTrouble,
} from '../../platform/soap-client.ts';
import type { XmlSchema } from '../../platform/xml.ts';
import { readPersonAnswer } from './answer.ts';
import { ACTION, personQuestionXml, type CprAgreement } from './request.ts';

export interface CprConfig {
  readonly service: SoapService;
  readonly agreement: CprAgreement;
  /** From {@link cprSchema}; null: only the reader's own checks. */
  readonly schema: XmlSchema | null;
  readonly clock: () => Temporal.Instant;
  readonly newMessageId: () => string;
}

/** The fault by which the register says that a number is not in it. The code is not confirmed with the live service. */
export const UNKNOWN_NUMBER = 'PNR_NOT_FOUND';

/**
 * The person register over SF1520 version 5. It answers as of now; `at` only decides what has ended by then. An answer
 * about somebody else is not kept as evidence: it is none of our debtors' business.
 */
export function cprClient(config: CprConfig): PersonRegister {
  const ask = soapClient(config.service, config.clock);
  return {
    async personOf(cpr, at) {
      const messageId = config.newMessageId();
      const body = personQuestionXml(cpr, config.agreement);
      const answer = await ask({ version: '1.1', action: ACTION, messageId, body, schema: config.schema });
      if (!answer.ok) return notObtained(reasonOf(answer.refusal), answer.refusal.evidence);
      const { content, evidence } = answer.value;
      const person = readPersonAnswer(content, { cpr, on: dayInCopenhagen(at) });
      if (!person.ok)
        return notObtained(person.refusal, person.refusal.tag === 'other-person' ? null : evidence);
      return { state: 'answered', value: person.value, evidence };
    },
  };
}

function reasonOf({ tag, detail, faultCodes }: SoapTrouble): NotObtainedReason {
  return { tag: faultCodes.includes(UNKNOWN_NUMBER) ? 'unknown-person' : tag, detail };
}

function notObtained({ tag, detail }: NotObtainedReason, evidence: SoapEvidence | null) {
  return { state: 'not-obtained', reason: { tag, detail }, evidence } as const;
}
