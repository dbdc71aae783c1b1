import { birthDate, parseCprNumber, type CprNumber } from '../../kernel/cpr-number.ts';
import type { PlainDate } from '../../kernel/dates.ts';
import { assert, ok, refuse, type Result } from '../../kernel/result.ts';
import type { NotObtainedReason, PersonRecord } from '../../facts/ports.ts';
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
import { addressLines, addressXml } from './address.ts';

export const CPR_NAMESPACE = 'http://serviceplatformen.dk/xml/wsdl/soap11/CPR/PersonBaseDataExtended/5/';

/** A person as the register tells of them: what we ask for, and what stands beside it on the wire. */
export interface PersonOnTheWire extends PersonRecord {
  readonly gender?: 'K' | 'M';
  /** U unmarried, G married, F divorced, E widowed, P/O/L partnership in force, dissolved, survived, D dead. */
  readonly civilStatus?: 'U' | 'G' | 'F' | 'E' | 'P' | 'O' | 'L' | 'D';
  /** The register never tells of a guardian without a date; the day of the status where this is left out. */
  readonly guardianshipFrom?: PlainDate;
}

const ALIVE_IN_THE_REGISTER = new Set([1, 3, 5, 7]);
const ABROAD = 80;

/** The register's answer about one person (PersonLookupResponse, SF1520 version 5), as a document. */
export function personAnswerXml(record: PersonOnTheWire): string {
  return xml`<?xml version="1.0" encoding="UTF-8"?>
<PersonLookupResponse xmlns="${CPR_NAMESPACE}">${personXml(record)}${addressXml(record.address, record.municipality, record.status === ABROAD)}${relationsXml(record)}
</PersonLookupResponse>
`.markup;
}

function personXml(record: PersonOnTheWire): Markup {
  const name = record.name === '' ? null : leafXml('personadresseringsnavn', record.name);
  const civilStatus = record.civilStatus ?? (record.spouse === null ? null : 'G');
  const statusFrom = record.statusFrom === null ? null : dayXml(`${record.statusFrom}T00:00:00`);
  return xml`
  <persondata>
    <personnummer>${record.cpr}</personnummer>
    <gaeldendePersonnummer>${record.currentCpr}</gaeldendePersonnummer>
    ${within('navn', name)}
    ${within('foedselsdato', record.born === null ? null : dayXml(record.born))}
    ${leafXml('koen', record.gender)}
    <antalBoernUnder18>${record.childrenUnder18}</antalBoernUnder18>
    <status><status>${record.status}</status>${within('statusdato', statusFrom)}</status>
    ${within('civilstand', civilStatus === null ? null : leafXml('civilstand', civilStatus))}
    ${guardianshipXml(record)}
    <adressebeskyttelse><beskyttet>${String(record.addressProtected)}</beskyttet></adressebeskyttelse>
    <tilmeldtDigitalpost>${String(record.digitalPost)}</tilmeldtDigitalpost>
  </persondata>`;
}

function dayXml(day: string): Markup {
  return leafXml('dato', day);
}

function within(name: string, content: Markup | null): Markup | null {
  return content === null ? null : xml`<${name}>${content}</${name}>`;
}

function guardianshipXml({ guardianship, guardianshipFrom, statusFrom }: PersonOnTheWire): Markup | null {
  if (guardianship === null) return null;
  const from = guardianshipFrom ?? statusFrom;
  assert(from !== null, 'a guardianship that is written has a date');
  return xml`
    <umyndiggoerelse>
      <VærgemålType>${guardianship === 'full' ? 'FULD' : 'DELVIS'}</VærgemålType>
      <umyndiggoerelseStartdato><dato>${from}</dato></umyndiggoerelseStartdato>
    </umyndiggoerelse>`;
}

function relationsXml({ spouse, children }: PersonOnTheWire): Markup | null {
  const numbers = children.flatMap((one) => (one.cpr === null ? [] : [one.cpr]));
  if (spouse === null && numbers.length === 0) return null;
  return xml`
  <relationer>
    ${within('aegtefaelle', spouse === null ? null : leafXml('personnummer', spouse))}
    ${numbers.map((number) => xml`<barn><personnummer>${number}</personnummer></barn>`)}
  </relationer>`;
}

/**
 * Reads an answer about `cpr`. `on` is the day on which it is read: a guardianship that has ended by then is none.
 * Refuses an answer about somebody else, and one that lacks what we cannot do without.
 */
export function readPersonAnswer(
  answer: XmlElement,
  { cpr, on }: { readonly cpr: CprNumber; readonly on: PlainDate },
): Result<PersonRecord, NotObtainedReason> {
  const person = child(answer, 'persondata');
  if (answer.name !== 'PersonLookupResponse' || person === null) return malformed('no person data');
  const number = textAt(person, 'personnummer');
  if (number === null) return malformed('personnummer is missing');
  if (number !== cpr) return refuse({ tag: 'other-person', detail: 'the answer is about another number' });
  const status = wholeNumber(textAt(person, 'status/status'));
  const childrenUnder18 = wholeNumber(textAt(person, 'antalBoernUnder18'));
  const currentCpr = parseCprNumber(textAt(person, 'gaeldendePersonnummer') ?? number);
  if (status === null) return malformed('status is missing or not a number');
  if (childrenUnder18 === null) return malformed('antalBoernUnder18 is missing or not a number');
  if (currentCpr === null) return malformed('gaeldendePersonnummer is not a number');
  const name = textAt(person, 'navn/personadresseringsnavn') ?? '';
  if (name === '' && ALIVE_IN_THE_REGISTER.has(status)) return malformed('personadresseringsnavn is missing');
  const address = child(answer, 'adresse');
  const municipality = wholeNumber(textAt(address, 'aktuelAdresse/kommunekode'));
  return ok({
    cpr,
    currentCpr,
    name,
    born: dayAt(person, 'foedselsdato/dato'),
    status,
    statusFrom: dayAt(person, 'status/statusdato/dato'),
    address: addressLines(address),
    municipality: municipality === null ? null : String(municipality).padStart(3, '0'),
    addressProtected: isProtected(child(person, 'adressebeskyttelse')),
    guardianship: guardianshipOn(child(person, 'umyndiggoerelse'), on),
    digitalPost: isTrue(textAt(person, 'tilmeldtDigitalpost')),
    spouse: spouseOf(answer, textAt(person, 'civilstand/civilstand')),
    children: childrenNamed(child(answer, 'relationer'), 'barn').map(childOf),
    childrenUnder18,
  });
}

function malformed(detail: string): { readonly ok: false; readonly refusal: NotObtainedReason } {
  return refuse({ tag: 'malformed', detail });
}

function wholeNumber(text: string | null): number | null {
  return text !== null && /^\d{1,6}$/.test(text) ? Number(text) : null;
}

function dayAt(element: XmlElement, path: string): PlainDate | null {
  return dayOfXml(textAt(element, path) ?? '');
}

function isTrue(text: string | null): boolean {
  return text === 'true' || text === '1';
}

// A protection without a mark counts as protection: an address shown by mistake cannot be taken back.
function isProtected(protection: XmlElement | null): boolean {
  return protection !== null && !['false', '0'].includes(textAt(protection, 'beskyttet') ?? '');
}

function guardianshipOn(guardianship: XmlElement | null, on: PlainDate): 'full' | 'partial' | null {
  if (guardianship === null) return null;
  const ended = dayAt(guardianship, 'umyndiggoerelseSlettedato');
  if (ended !== null && ended <= on) return null;
  const kind = textAt(guardianship, 'VærgemålType');
  return kind === 'FULD' || (kind === null && isTrue(textAt(guardianship, 'umyndiggjort')))
    ? 'full'
    : 'partial';
}

// The register keeps the number of a former or dead spouse; only G and P say that the marriage is in force.
function spouseOf(answer: XmlElement, civilStatus: string | null): CprNumber | null {
  if (civilStatus !== null && civilStatus !== 'G' && civilStatus !== 'P') return null;
  return parseCprNumber(textAt(elementAt(answer, 'relationer/aegtefaelle'), 'personnummer') ?? '');
}

function childOf(element: XmlElement): PersonRecord['children'][number] {
  const cpr = parseCprNumber(textAt(element, 'personnummer') ?? '');
  return { cpr, born: cpr === null ? null : birthDate(cpr) };
}
