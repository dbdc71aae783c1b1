import { createHash } from 'node:crypto';
import type { BenefitGrant, NotObtainedReason } from '../../facts/ports.ts';
import type { CprNumber } from '../../kernel/cpr-number.ts';
import { ok, refuse, type Result } from '../../kernel/result.ts';
import {
  child,
  childrenNamed,
  dayOfXml,
  elementAt,
  leafXml,
  textAt,
  xml,
  type Markup,
  type XmlElement,
} from '../../platform/xml.ts';

export const YDELSESINDEKS_NAMESPACE = 'http://www.kombit.dk/int/2022/01/01/';
export const CONTEXT_NAMESPACE = 'http://kombit.dk/xml/schemas/kontekst/2017/01/01/';

/** A grant as the index has it: what we ask for, and what stands beside it on the wire. */
export interface GrantOnTheWire extends BenefitGrant {
  /** KLE subject, `32.03.04`; the general one of chapter 32 where it is left out. */
  readonly kle?: string;
  /** The business system that keeps the case. */
  readonly system?: string;
}

export interface BenefitsAnswer {
  readonly cpr: CprNumber;
  readonly municipalityCvr: string;
  /** The transaction id of the question that is answered. */
  readonly messageId: string;
  readonly at: Temporal.Instant;
  readonly grants: readonly GrantOnTheWire[];
}

const GENERAL_KLE = '32.00.00';

/** The index's answer about one person (BevillingHent_O, SF1491 YdelseListeHent 2), as a document. */
export function benefitsAnswerXml(answer: BenefitsAnswer): string {
  const { messageId, at, grants } = answer;
  const list = xml`
  <BevilgetYdelseListe>${grants.map((grant, index) => grantXml(grant, answer, index))}
  </BevilgetYdelseListe>`;
  return xml`<?xml version="1.0" encoding="UTF-8"?>
<BevillingHent_O xmlns="${YDELSESINDEKS_NAMESPACE}" xmlns:kon="${CONTEXT_NAMESPACE}">
  <kon:HovedOplysningerSvar>
    <kon:TransaktionsId>${messageId}</kon:TransaktionsId>
    <kon:TransaktionsTid>${at.toString()}</kon:TransaktionsTid>
  </kon:HovedOplysningerSvar>${grants.length === 0 ? null : list}
</BevillingHent_O>
`.markup;
}

function grantXml(grant: GrantOnTheWire, answer: BenefitsAnswer, index: number): Markup {
  const { name, period, kle = GENERAL_KLE } = grant;
  return xml`
    <BevilgetYdelse>
      <YdelseNavn>${name}</YdelseNavn>
      <BevilgetYdelseID>${uuidFor(answer.messageId, `grant ${index}`)}</BevilgetYdelseID>
      <BevilgetYdelseStartDato>${period.from}</BevilgetYdelseStartDato>
      ${leafXml('BevilgetYdelseSlutDato', period.to)}
      <BevilgetYdelseKLEEmne>${kle}</BevilgetYdelseKLEEmne>
      <BevilgetYdelseEffektueringModtager>${partyXml(answer.cpr)}
      </BevilgetYdelseEffektueringModtager>${awardXml(grant, answer, index)}
    </BevilgetYdelse>`;
}

function awardXml(
  { system = 'Kommunens ydelsessystem' }: GrantOnTheWire,
  answer: BenefitsAnswer,
  index: number,
): Markup {
  return xml`
      <BevillingStruktur>
        <BevillingUUID>${uuidFor(answer.messageId, `award ${index}`)}</BevillingUUID>
        <BevillingFoelsomhed>FORTROLIGE_PERSONOPLYSNINGER</BevillingFoelsomhed>
        <BevillingEjer><VirksomhedCVRNummer>${answer.municipalityCvr}</VirksomhedCVRNummer></BevillingEjer>
        <BevillingMasterSystemInstans>
          <ItSystemInstansIdentifikation>${uuidFor('system', system)}</ItSystemInstansIdentifikation>
          <ItSystemInstansTitel>${system}</ItSystemInstansTitel>
        </BevillingMasterSystemInstans>
        <BevillingAnsvarligAfdeling/>
        <Bevillingsmodtager>${partyXml(answer.cpr)}
        </Bevillingsmodtager>
      </BevillingStruktur>`;
}

function partyXml(cpr: CprNumber): Markup {
  return xml`
          <PartType>Person</PartType>
          <PartURN>urn:oio:cpr-nr:${cpr}</PartURN>
          <PartCPRNummer>${cpr}</PartCPRNummer>`;
}

// The same answer always gets the same bytes, so its ids are derived; from the message, never from the person.
function uuidFor(scope: string, name: string): string {
  const hex = createHash('sha256').update(`${scope} ${name}`).digest('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}

/**
 * Reads an answer about `cpr` to the question `messageId`: every grant in it, whenever it was. Refuses an answer about
 * somebody else or to another question, one that reports an error, and a grant without a name or a start.
 */
export function readBenefitsAnswer(
  answer: XmlElement,
  { cpr, messageId }: { readonly cpr: CprNumber; readonly messageId: string },
): Result<readonly BenefitGrant[], NotObtainedReason> {
  const header = child(answer, 'HovedOplysningerSvar');
  if (answer.name !== 'BevillingHent_O' || header === null) return malformed('not an answer about grants');
  if (textAt(header, 'TransaktionsId') !== messageId) return malformed('the answer is to another question');
  if (childrenNamed(header, 'SvarReaktion').some((reaction) => child(reaction, 'Fejl') !== null)) {
    return refuse({ tag: 'refused', detail: 'the index reports an error' });
  }
  const grants: BenefitGrant[] = [];
  for (const element of childrenNamed(child(answer, 'BevilgetYdelseListe'), 'BevilgetYdelse')) {
    const grant = readGrant(element, cpr);
    if (!grant.ok) return grant;
    grants.push(grant.value);
  }
  return ok(grants);
}

function readGrant(element: XmlElement, cpr: CprNumber): Result<BenefitGrant, NotObtainedReason> {
  const receiver = elementAt(element, 'BevillingStruktur/Bevillingsmodtager');
  const number =
    textAt(receiver, 'PartCPRNummer') ??
    /^urn:oio:cpr-nr:(\d{10})$/.exec(textAt(receiver, 'PartURN') ?? '')?.[1];
  if (number === undefined) return malformed('a grant without the number of its receiver');
  if (number !== cpr) return refuse({ tag: 'other-person', detail: 'a grant of another number' });
  const name = textAt(element, 'YdelseNavn');
  const from = dayOfXml(textAt(element, 'BevilgetYdelseStartDato') ?? '');
  const end = textAt(element, 'BevilgetYdelseSlutDato');
  const to = end === null ? null : dayOfXml(end);
  if (name === null) return malformed('YdelseNavn is missing');
  if (from === null) return malformed('BevilgetYdelseStartDato is missing or not a day');
  if (end !== null && to === null) return malformed('BevilgetYdelseSlutDato is not a day');
  return ok({ name: name.toLocaleLowerCase('da'), period: { from, to } });
}

function malformed(detail: string): { readonly ok: false; readonly refusal: NotObtainedReason } {
  return refuse({ tag: 'malformed', detail });
}
