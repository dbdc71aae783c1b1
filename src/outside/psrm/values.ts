import { parsePlainDate, type PlainDate } from '../../kernel/dates.ts';
import { ore, parseKroner, plainKroner, subtractOre, zeroOre, type Ore } from '../../kernel/money.ts';
import { leafXml, textAt, xml, type Markup, type XmlElement } from '../../platform/xml.ts';

/** A message that does not say what it must. `detail` names the element, never its value. */
export class Unreadable extends Error {}

export function amountXml(name: string, amount: Ore | null): Markup {
  if (amount === null) return xml``;
  return xml`<${name}><Beloeb>${amountText(amount)}</Beloeb><ValutaKode>DKK</ValutaKode></${name}>`;
}

/** Kroner with a dot; below 0 with a minus. */
export function amountText(amount: Ore): string {
  return amount < zeroOre ? `-${plainKroner(subtractOre(zeroOre, amount))}` : plainKroner(amount);
}

export function periodXml(period: { readonly from: PlainDate; readonly to: PlainDate } | null): Markup {
  if (period === null) return xml``;
  return xml`<PeriodeStruktur><DatoFra>${period.from}</DatoFra><DatoTil>${period.to}</DatoTil></PeriodeStruktur>`;
}

export { leafXml };

/** A text that must be there. */
export function needed(element: XmlElement | null, path: string): string {
  const text = textAt(element, path);
  if (text === null) throw new Unreadable(`${path} is missing`);
  return text;
}

export function neededOneOf<const T extends string>(
  element: XmlElement | null,
  path: string,
  known: readonly T[],
): T {
  const text = needed(element, path);
  const found = known.find((each) => each === text);
  if (found === undefined) throw new Unreadable(`${path} is no code that is known`);
  return found;
}

export function dateAt(element: XmlElement | null, path: string): PlainDate | null {
  const text = textAt(element, path);
  if (text === null) return null;
  const day = parsePlainDate(text);
  if (day === null) throw new Unreadable(`${path} is no date`);
  return day;
}

export function neededDate(element: XmlElement | null, path: string): PlainDate {
  const day = dateAt(element, path);
  if (day === null) throw new Unreadable(`${path} is missing`);
  return day;
}

export function amountAt(element: XmlElement | null, path: string): Ore | null {
  const text = textAt(element, path);
  if (text === null) return null;
  const below = text.startsWith('-');
  const amount = parseKroner(below ? text.slice(1) : text);
  if (amount === null) throw new Unreadable(`${path} is no amount`);
  return below ? ore(-amount) : amount;
}

export function periodAt(
  element: XmlElement | null,
): { readonly from: PlainDate; readonly to: PlainDate } | null {
  const [from, to] = [dateAt(element, 'PeriodeStruktur/DatoFra'), dateAt(element, 'PeriodeStruktur/DatoTil')];
  return from === null || to === null ? null : { from, to };
}
