import {
  childrenNamed,
  elementAt,
  leafXml,
  textAt,
  xml,
  type Markup,
  type XmlElement,
} from '../../platform/xml.ts';

const ABROAD = [1, 2, 3, 4, 5].map((number) => `udlandsadresse${number}`);
const CONTACT = [1, 2, 3, 4, 5].map((number) => `kontaktAdr${number}`);

/**
 * The lines below the name: the home address, else the contact address, else the address abroad. Empty when the
 * register has none.
 */
export function addressLines(address: XmlElement | null): readonly string[] {
  const home = elementAt(address, 'aktuelAdresse');
  const candidates = [
    home === null ? [] : homeLines(home),
    linesOf(elementAt(address, 'kontaktAdresse'), CONTACT),
    linesOf(elementAt(address, 'udrejseoplysninger'), ABROAD),
  ];
  return candidates.find((lines) => lines.length > 0) ?? [];
}

function homeLines(home: XmlElement): readonly string[] {
  const careOf = textAt(home, 'conavn');
  const postal = [textAt(home, 'postnummer'), textAt(home, 'postdistrikt')].filter((part) => part !== null);
  const street = textAt(home, 'standardadresse') ?? streetAndNumber(home);
  const lines = [
    careOf === null ? null : `c/o ${careOf}`,
    textAt(home, 'lokalitet'),
    street,
    textAt(home, 'bynavn'),
  ];
  return [...lines, postal.join(' ')].filter((line) => line !== null && line !== '') as string[];
}

// Numbers come with zeros in front (012B, 02); standardadresse, where given, is written out by the register itself.
function streetAndNumber(home: XmlElement): string | null {
  const street = textAt(home, 'vejadresseringsnavn') ?? textAt(home, 'vejnavn');
  if (street === null) return null;
  const house = withoutZeros(textAt(home, 'husnummer'));
  const floor = withoutZeros(textAt(home, 'etage'));
  const door = withoutZeros(textAt(home, 'sidedoer'));
  const flat = [floor === null ? null : `${floor}.`, door].filter((part) => part !== null).join(' ');
  return [[street, house].filter((part) => part !== null).join(' '), flat]
    .filter((part) => part !== '')
    .join(', ');
}

function withoutZeros(text: string | null): string | null {
  return text?.replace(/^0+(?=.)/, '') ?? null;
}

function linesOf(element: XmlElement | null, names: readonly string[]): readonly string[] {
  return names
    .flatMap((name) => childrenNamed(element, name).map((line) => line.text))
    .filter((line) => line !== '');
}

/** Writes address lines as the register has them; abroad, or split at the postal code in the last line. */
export function addressXml(
  lines: readonly string[],
  municipality: string | null,
  abroad: boolean,
): Markup | null {
  if (abroad) return lines.length === 0 ? null : abroadXml(lines);
  if (lines.length === 0 && municipality === null) return null;
  const postal = /^(\d{4}) (.+)$/.exec(lines.at(-1) ?? '');
  const rest = postal === null ? [...lines] : lines.slice(0, -1);
  const careOf = rest[0]?.toLowerCase().startsWith('c/o ') === true ? rest.shift()?.slice(4) : undefined;
  const [street, ...place] = rest;
  return xml`
  <adresse>
    <aktuelAdresse>
      ${leafXml('kommunekode', municipality === null ? null : Number(municipality))}
      ${leafXml('conavn', careOf)}
      ${leafXml('bynavn', place.length === 0 ? null : place.join(', '))}
      ${leafXml('postnummer', postal?.[1])}
      ${leafXml('postdistrikt', postal?.[2])}
      ${leafXml('standardadresse', street)}
    </aktuelAdresse>
  </adresse>`;
}

function abroadXml(lines: readonly string[]): Markup {
  return xml`
  <adresse>
    <udrejseoplysninger>${ABROAD.map((name, index) => leafXml(name, lines[index]))}</udrejseoplysninger>
  </adresse>`;
}
