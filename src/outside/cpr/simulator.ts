import { join } from 'node:path';
import { parseCprNumber, type CprNumber } from '../../kernel/cpr-number.ts';
import { dayInCopenhagen } from '../../kernel/dates.ts';
import {
  newestAnswer,
  startSoapSimulator,
  type SimulatedReply,
  type SoapSimulator,
} from '../../platform/soap-simulator.ts';
import { readXml, textAt, writeXml, type XmlElement, type XmlSchema } from '../../platform/xml.ts';
import { UNKNOWN_NUMBER } from './client.ts';
import { ACTION, type CprAgreement } from './request.ts';

export interface CprSimulatorConfig {
  /** Holds `cpr/<cpr>/<YYYY-MM-DD>.xml`, each the register's whole knowledge of a person from that day on. */
  readonly directory: string;
  readonly agreement: CprAgreement;
  /** Questions are validated against it where it is given. */
  readonly schema: XmlSchema | null;
  /** The question carries no time; the register's own clock counts. */
  readonly clock: () => Temporal.Instant;
}

/** The person register, simulated: the newest file whose day has come by its clock, or a fault for an unknown number. */
export function cprSimulator(config: CprSimulatorConfig): Promise<SoapSimulator> {
  return startSoapSimulator({
    version: '1.1',
    action: ACTION,
    schema: config.schema,
    personOf: (question) => parseCprNumber(textAt(question, 'PNR') ?? ''),
    answer: (question, person) => answer(question, person, config),
  });
}

async function answer(
  question: XmlElement,
  person: CprNumber,
  { directory, agreement, clock }: CprSimulatorConfig,
): Promise<SimulatedReply> {
  const municipality = textAt(question, 'AuthorityContext/MunicipalityCVR');
  if (municipality !== agreement.municipalityCvr) return { tag: 'fault', code: 'AUTHORITY_NOT_ALLOWED' };
  const onFile = await newestAnswer(join(directory, 'cpr'), person, dayInCopenhagen(clock()));
  if (onFile === null) return { tag: 'fault', code: UNKNOWN_NUMBER };
  const known = readXml(onFile, null);
  return known.ok
    ? { tag: 'answer', body: writeXml(known.value) }
    : { tag: 'fault', code: 'REGISTER_FILE_UNREADABLE' };
}
