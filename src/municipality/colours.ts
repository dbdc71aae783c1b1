/** Colours that a municipality may choose, by the contrast of WCAG 2.2 (1.4.3, 1.4.6): text must be read by everybody. */

export type Colour = string;

const INK: Colour = '#1a1a1a';
const PAPER: Colour = '#ffffff';
/** Text on the band is dark, as on every page, and as easy to read as WCAG asks at its highest level. */
const ON_BAND = 7;
const LINE = 4.5;

/** How much lighter one colour is than another, 1 to 21. */
export function contrastRatio(a: Colour, b: Colour): number {
  const [lighter = 0, darker = 0] = [luminance(a), luminance(b)].toSorted((one, other) => other - one);
  return (lighter + 0.05) / (darker + 0.05);
}

/** What is wrong with a colour for the band behind dark text; null = nothing. Names the nearest one that will do. */
export function faultOfBand(band: Colour): string | null {
  return faultOf(band, { against: INK, least: ON_BAND, towards: PAPER, where: 'Mørk tekst på farven' });
}

/** The same of a colour for lines and links on white. */
export function faultOfLine(line: Colour): string | null {
  return faultOf(line, { against: PAPER, least: LINE, towards: INK, where: 'Farven på hvidt' });
}

interface Wanted {
  readonly against: Colour;
  readonly least: number;
  readonly towards: Colour;
  readonly where: string;
}

function faultOf(colour: Colour, { against, least, towards, where }: Wanted): string | null {
  const ratio = contrastRatio(colour, against);
  if (ratio >= least) return null;
  const steps = Array.from({ length: 100 }, (_, step) => mixed(colour, towards, (step + 1) / 100));
  const nearest = steps.find((each) => contrastRatio(each, against) >= least) ?? towards;
  return `${where} har en kontrast på ${danish(ratio.toFixed(1))}; der skal være ${danish(String(least))}. Skriv "${nearest}".`;
}

/** A number as it is written in Danish. */
function danish(digits: string): string {
  return digits.replace('.', ',');
}

function luminance(colour: Colour): number {
  const [red = 0, green = 0, blue = 0] = partsOf(colour).map((part) => {
    const share = part / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function mixed(from: Colour, to: Colour, share: number): Colour {
  const target = partsOf(to);
  const parts = partsOf(from).map((part, place) => Math.round(part + ((target[place] ?? 0) - part) * share));
  return `#${parts.map((part) => part.toString(16).padStart(2, '0')).join('')}`;
}

function partsOf(colour: Colour): number[] {
  return [1, 3, 5].map((at) => Number.parseInt(colour.slice(at, at + 2), 16));
}
