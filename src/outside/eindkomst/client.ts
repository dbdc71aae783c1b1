import type { IncomeRegister, NotObtainedReason } from '../../facts/ports.ts';
import { monthOf } from '../../kernel/dates.ts';
import { soapClient, type SoapEvidence, type SoapService } from '../../platform/soap-client.ts';
import type { XmlSchema } from '../../platform/xml.ts';
import { readIncomeAnswer } from './answer.ts';
import { ACTION, incomeQuestionXml, type EindkomstAgreement } from './request.ts';

export interface EindkomstConfig {
  readonly service: SoapService;
  readonly agreement: EindkomstAgreement;
  /** From {@link eindkomstSchema}; null: only the reader's own checks. */
  readonly schema: XmlSchema | null;
  readonly clock: () => Temporal.Instant;
  readonly newMessageId: () => string;
}

/**
 * The income register over SF0770_A version 4. Asks by pay month and keeps the reports whose pay date lies in it.
 * An answer about somebody else is not kept as evidence: it is none of our debtors' business.
 */
export function eindkomstClient(config: EindkomstConfig): IncomeRegister {
  const ask = soapClient(config.service, config.clock);
  return {
    async incomeOf(cpr, from, to, at) {
      const messageId = config.newMessageId();
      const body = incomeQuestionXml({ cpr, from, to, at, messageId }, config.agreement);
      const answer = await ask({ version: '1.1', action: ACTION, messageId, body, schema: config.schema });
      if (!answer.ok) return notObtained(answer.refusal, answer.refusal.evidence);
      const { content, evidence } = answer.value;
      const reports = readIncomeAnswer(content, { cpr, messageId });
      if (!reports.ok)
        return notObtained(reports.refusal, reports.refusal.tag === 'other-person' ? null : evidence);
      const asked = reports.value.filter(({ paidOn }) => from <= monthOf(paidOn) && monthOf(paidOn) <= to);
      return { state: 'answered', value: asked, evidence };
    },
  };
}

function notObtained({ tag, detail }: NotObtainedReason, evidence: SoapEvidence | null) {
  return { state: 'not-obtained', reason: { tag, detail }, evidence } as const;
}
