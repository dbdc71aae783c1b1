import { join } from 'node:path';
import { parseCprNumber, type CprNumber } from '../../kernel/cpr-number.ts';
import { dayInCopenhagen, monthOf, type PlainDate } from '../../kernel/dates.ts';
import {
  newestAnswer,
  startSoapSimulator,
  type SimulatedReply,
  type SoapSimulator,
} from '../../platform/soap-simulator.ts';
import {
  child,
  editXml,
  elementAt,
  readXml,
  textAt,
  writeXml,
  type XmlElement,
  type XmlSchema,
} from '../../platform/xml.ts';
import { incomeAnswerXml, payDateOf } from './answer.ts';
import { ACTION, type EindkomstAgreement } from './request.ts';

export interface EindkomstSimulatorConfig {
  /** Holds `eindkomst/<cpr>/<YYYY-MM-DD>.xml`, each the register's whole knowledge of a person from that day on. */
  readonly directory: string;
  readonly agreement: EindkomstAgreement;
  /** Questions are validated against it where it is given. */
  readonly schema: XmlSchema | null;
}

/**
 * The income register, simulated. It knows a person by the newest file whose day has come on the day of the question's
 * TransaktionsTid, and answers the pay periods in the asked months whose pay date has come. Nothing on file is a valid
 * answer without income: the register does not say whether a person exists.
 */
export function eindkomstSimulator(config: EindkomstSimulatorConfig): Promise<SoapSimulator> {
  return startSoapSimulator({
    version: '1.1',
    action: ACTION,
    schema: config.schema,
    personOf: (question) =>
      parseCprNumber(textAt(searchOf(question), 'PersonCivilRegistrationIdentifier') ?? ''),
    answer: (question, person) => answer(question, person, config),
  });
}

const SEARCH =
  'IndkomstOplysningPersonInddata/IndkomstOplysningValg/IndkomstPersonSamling/PersonIndkomstSoegeStruktur';

function searchOf(question: XmlElement): XmlElement | null {
  return elementAt(question, SEARCH);
}

async function answer(
  question: XmlElement,
  person: CprNumber,
  { directory, agreement }: EindkomstSimulatorConfig,
): Promise<SimulatedReply> {
  if (!isOurAgreement(question, agreement)) return { tag: 'fault', code: 'AGREEMENT_NOT_FOUND' };
  const header = child(question, 'HovedOplysninger');
  const messageId = textAt(header, 'TransaktionsId');
  const time = textAt(header, 'TransaktionsTid');
  const from = textAt(searchOf(question), 'SoegeAarMaanedLukketStruktur/SoegeAarMaanedFraKode');
  const to = textAt(searchOf(question), 'SoegeAarMaanedLukketStruktur/SoegeAarMaanedTilKode');
  if (messageId === null || time === null || from === null || to === null)
    return { tag: 'fault', code: 'INVALID_REQUEST' };
  const at = Temporal.Instant.from(time);
  const today = dayInCopenhagen(at);
  const onFile = await newestAnswer(join(directory, 'eindkomst'), person, today);
  const known = readXml(onFile ?? incomeAnswerXml({ cpr: person, messageId, at, reports: [] }), null);
  if (!known.ok) return { tag: 'fault', code: 'REGISTER_FILE_UNREADABLE' };
  const content = editXml(known.value, (element) => {
    if (element.name === 'TransaktionsId') return { ...element, text: messageId };
    if (element.name === 'TransaktionsTid') return { ...element, text: time };
    if (element.name === 'LoenPeriodeOplysningStruktur')
      return isAsked(element, { from, to, today }) ? element : null;
    return isHollow(element) ? null : element;
  });
  return content === null
    ? { tag: 'fault', code: 'REGISTER_FILE_UNREADABLE' }
    : { tag: 'answer', body: writeXml(content) };
}

function isOurAgreement(question: XmlElement, agreement: EindkomstAgreement): boolean {
  const given = child(question, 'IndkomstOplysningPersonInddata');
  const codes = child(given, 'AbonnentAdgangStruktur');
  const seNumber =
    'AbonnentStruktur/AbonnentVirksomhedStruktur/AbonnentVirksomhed/VirksomhedSENummerIdentifikator';
  return (
    textAt(codes, 'AbonnentTypeKode') === agreement.subscriberType &&
    textAt(codes, 'AbonnementTypeKode') === agreement.subscriptionType &&
    textAt(codes, 'AdgangFormaalTypeKode') === agreement.purpose &&
    textAt(given, seNumber) === agreement.seNumber
  );
}

interface Asked {
  /** Months as the question has them, `202601`. */
  readonly from: string;
  readonly to: string;
  readonly today: PlainDate;
}

function isAsked(payPeriod: XmlElement, { from, to, today }: Asked): boolean {
  const paidOn = payDateOf(payPeriod);
  if (paidOn === null || paidOn > today) return false;
  const paidIn = monthOf(paidOn).replace('-', '');
  return from <= paidIn && paidIn <= to;
}

// What holds the pay periods, from the inside out: none of them may be in an answer without one.
const HOLDERS: Readonly<Record<string, string>> = {
  IndkomstLoenPeriodeSamling: 'LoenPeriodeOplysningStruktur',
  IndkomstOplysningSamling: 'IndberetningPligtigVirksomhed',
  IndkomstOplysningPersonStruktur: 'IndkomstOplysningSamling',
  IndkomstOplysningPersonSamling: 'IndkomstOplysningPersonStruktur',
  IndkomstPersonUddata: 'IndkomstOplysningPersonSamling',
};

function isHollow(element: XmlElement): boolean {
  const held = HOLDERS[element.name];
  if (held !== undefined) return child(element, held) === null;
  // The name stands for the employer and, inside it, for its number; only the employer holds pay periods.
  const isEmployer = child(element, 'IndberetningPligtigVirksomhedStruktur') !== null;
  return (
    isEmployer &&
    element.name === 'IndberetningPligtigVirksomhed' &&
    child(element, 'IndkomstLoenPeriodeSamling') === null
  );
}
