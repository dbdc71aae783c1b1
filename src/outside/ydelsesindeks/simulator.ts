import { join } from 'node:path';
import { parseCprNumber, type CprNumber } from '../../kernel/cpr-number.ts';
import { dayInCopenhagen } from '../../kernel/dates.ts';
import {
  newestAnswer,
  startSoapSimulator,
  type SimulatedReply,
  type SoapSimulator,
} from '../../platform/soap-simulator.ts';
import {
  child,
  editXml,
  readXml,
  textAt,
  writeXml,
  type XmlElement,
  type XmlSchema,
} from '../../platform/xml.ts';
import { benefitsAnswerXml } from './answer.ts';
import { ACTION, type YdelsesindeksAgreement } from './request.ts';

export interface YdelsesindeksSimulatorConfig {
  /** Holds `ydelsesindeks/<cpr>/<YYYY-MM-DD>.xml`, each the index's whole knowledge of a person from that day on. */
  readonly directory: string;
  readonly agreement: YdelsesindeksAgreement;
  /** Questions are validated against it where it is given. */
  readonly schema: XmlSchema | null;
}

/**
 * The benefit index, simulated: the newest file whose day has come on the day of the question's TransaktionsTid. Nothing
 * on file is a valid answer without grants: the index does not say whether a person exists.
 */
export function ydelsesindeksSimulator(config: YdelsesindeksSimulatorConfig): Promise<SoapSimulator> {
  return startSoapSimulator({
    version: '1.2',
    action: ACTION,
    schema: config.schema,
    personOf: (question) => parseCprNumber(textAt(question, 'Kriterie/PartCPRNummer') ?? ''),
    answer: (question, person) => answer(question, person, config),
  });
}

async function answer(
  question: XmlElement,
  person: CprNumber,
  { directory, agreement: { municipalityCvr } }: YdelsesindeksSimulatorConfig,
): Promise<SimulatedReply> {
  const header = child(question, 'HovedOplysninger');
  const messageId = textAt(header, 'TransaktionsId');
  const time = textAt(header, 'TransaktionsTid');
  const rights = 'RettighedListe/BevillingDataAfgrGruppe/MyndighedDataAfgrListe/VirksomhedCVRNummer';
  if (messageId === null || time === null) return { tag: 'fault', code: 'INVALID_REQUEST' };
  if (textAt(question, rights) !== municipalityCvr) return { tag: 'fault', code: 'AUTHORITY_NOT_ALLOWED' };
  const at = Temporal.Instant.from(time);
  const onFile = await newestAnswer(join(directory, 'ydelsesindeks'), person, dayInCopenhagen(at));
  const known = readXml(
    onFile ?? benefitsAnswerXml({ cpr: person, municipalityCvr, messageId, at, grants: [] }),
    null,
  );
  if (!known.ok) return { tag: 'fault', code: 'REGISTER_FILE_UNREADABLE' };
  const content = editXml(known.value, (element) => {
    if (element.name === 'TransaktionsId') return { ...element, text: messageId };
    return element.name === 'TransaktionsTid' ? { ...element, text: time } : element;
  });
  return content === null
    ? { tag: 'fault', code: 'REGISTER_FILE_UNREADABLE' }
    : { tag: 'answer', body: writeXml(content) };
}
