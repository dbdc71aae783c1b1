import type { Language } from '../../../src/web/ui/language.ts';

/** How somebody goes about an errand. */
export interface Way {
  readonly language: Language;
  readonly script: boolean;
  /** By the keyboard alone. */
  readonly keyboard: boolean;
  readonly width: 320 | 1280;
}

/** Every value of each occurs with every value of every other; no fewer than five ways can do that. */
export const ways: readonly Way[] = [
  { language: 'da', script: false, keyboard: true, width: 320 },
  { language: 'en', script: true, keyboard: true, width: 320 },
  { language: 'da', script: true, keyboard: false, width: 1280 },
  { language: 'en', script: false, keyboard: false, width: 320 },
  { language: 'en', script: false, keyboard: true, width: 1280 },
];

/** The pairs of values that no way has, `language da, width 320`. */
export function pairsMissing(covered: readonly Way[]): string[] {
  const had = new Set(covered.flatMap(pairsOf));
  return [...new Set(everyWay.flatMap(pairsOf))].filter((pair) => !had.has(pair));
}

function pairsOf(way: Way): string[] {
  const values = Object.entries(way).map(([name, value]) => `${name} ${String(value)}`);
  return values.flatMap((one, place) => values.slice(place + 1).map((other) => `${one}, ${other}`));
}

const everyWay: readonly Way[] = (['da', 'en'] as const).flatMap((language) =>
  [true, false].flatMap((script) =>
    [true, false].flatMap((keyboard) =>
      ([320, 1280] as const).map((width) => ({ language, script, keyboard, width })),
    ),
  ),
);

/** A way in words, for a test's name. */
export function wayInWords({ language, script, keyboard, width }: Way): string {
  const words = [language === 'da' ? 'in Danish' : 'in English', script ? 'with script' : 'without script'];
  return [...words, keyboard ? 'by the keyboard alone' : 'with a pointer', `at ${width} px`].join(', ');
}
