import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { assert } from '../../kernel/result.ts';
import { iconNames } from './icon-names.ts';

/** What we take of the common public design system (DKFDS): its style sheet, two weights of its typeface, some icons. */

// The package shows only its script to importers; its other files lie beside it.
const root = dirname(dirname(createRequire(import.meta.url).resolve('dkfds')));
const FONTS = 'fonts/IBMPlexSans/split/woff2/IBMPlexSans';

export const designSystemFonts = {
  'regular.woff2': readFileSync(join(root, `${FONTS}-Regular-Latin1.woff2`)),
  'semibold.woff2': readFileSync(join(root, `${FONTS}-SemiBold-Latin1.woff2`)),
} as const;

/** The faces of the package point at whole fonts of 60 kB each, and at one that browsers fetch in vain. Ours are the Latin parts. */
const faces = [
  { weights: '400 500', file: 'regular.woff2' },
  { weights: '600 700', file: 'semibold.woff2' },
]
  .map(
    ({ weights, file }) =>
      `@font-face{font-family:"IBM Plex Sans";font-weight:${weights};font-style:normal;font-display:swap;src:url(${file}) format("woff2")}`,
  )
  .join('');

/** Its style sheet with our font faces; its pictures are beside it, under `img/`. */
export function designSystemStyles(): string {
  const original = readFileSync(join(root, 'css/dkfds.min.css'), 'utf8');
  const styles = original
    .replace(/@font-face\{[^}]*\}/g, '')
    // Icons by class, which pages do not use (icons.ts), and two hundred pictures with them; logos of other sites.
    .replace(/\.icon-[a-z0-9-]+:not\(a\)\{background-image:url\([^)]*\)\}/g, '')
    .replace(/url\(\.\.\/img\/logo[^)]*\)/g, 'none')
    .replace(/\/\*# sourceMappingURL=.*?\*\//, '')
    .replaceAll('url(../img/svg-icons/', 'url(img/');
  assert(!styles.includes('url(../'), 'every file that the style sheet names is one that is served');
  return faces + styles;
}

/** The pictures that a style sheet names, each by its address beside it: `img/check.svg`. */
export function picturesIn(styles: string): ReadonlyMap<string, Buffer> {
  const names = new Set(
    Array.from(styles.matchAll(/url\(img\/([a-z0-9-]+\.svg)\)/g), ([, name = '']) => name),
  );
  return new Map(
    [...names].map((name) => [`img/${name}`, readFileSync(join(root, 'img/svg-icons', name))] as const),
  );
}

/** One file with the icons that pages use, cut out of the package's 53 kB. */
export function designSystemIcons(): string {
  const all = readFileSync(join(root, 'img/all-svg-icons.svg'), 'utf8');
  const symbols = iconNames.map((name) => {
    const symbol = new RegExp(`<symbol id="${name}".*?</symbol>`, 's').exec(all)?.[0];
    assert(symbol !== undefined, `the design system has an icon called ${name}`);
    return symbol;
  });
  return `<svg xmlns="http://www.w3.org/2000/svg">${symbols.join('')}</svg>`;
}
