import type { BenefitRegister, NotObtainedReason } from '../../facts/ports.ts';
import { addYears, dayInCopenhagen, overlaps } from '../../kernel/dates.ts';
import { soapClient, type SoapEvidence, type SoapService } from '../../platform/soap-client.ts';
import type { XmlSchema } from '../../platform/xml.ts';
import { readBenefitsAnswer } from './answer.ts';
import { ACTION, benefitsQuestionXml, type YdelsesindeksAgreement } from './request.ts';

export interface YdelsesindeksConfig {
  readonly service: SoapService;
  readonly agreement: YdelsesindeksAgreement;
  /** From {@link ydelsesindeksSchema}; null: only the reader's own checks. */
  readonly schema: XmlSchema | null;
  readonly clock: () => Temporal.Instant;
  readonly newMessageId: () => string;
}

/**
 * The benefit index over SF1491. Keeps the grants that ran for some part of the year up to `at`. An answer about somebody
 * else is not kept as evidence: it is none of our debtors' business.
 */
export function ydelsesindeksClient(config: YdelsesindeksConfig): BenefitRegister {
  const ask = soapClient(config.service, config.clock);
  return {
    async benefitsOf(cpr, at) {
      const messageId = config.newMessageId();
      const body = benefitsQuestionXml({ cpr, at, messageId }, config.agreement);
      const answer = await ask({ version: '1.2', action: ACTION, messageId, body, schema: config.schema });
      if (!answer.ok) return notObtained(answer.refusal, answer.refusal.evidence);
      const { content, evidence } = answer.value;
      const grants = readBenefitsAnswer(content, { cpr, messageId });
      if (!grants.ok)
        return notObtained(grants.refusal, grants.refusal.tag === 'other-person' ? null : evidence);
      const today = dayInCopenhagen(at);
      const lastYear = { from: addYears(today, -1), to: today };
      return {
        state: 'answered',
        value: grants.value.filter(({ period }) => overlaps(period, lastYear)),
        evidence,
      };
    },
  };
}

function notObtained({ tag, detail }: NotObtainedReason, evidence: SoapEvidence | null) {
  return { state: 'not-obtained', reason: { tag, detail }, evidence } as const;
}
