import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { designSystemFonts, designSystemIcons, designSystemStyles, picturesIn } from './design-system.ts';

/** The files that pages use. There is no build: they are made once, when the program starts, and kept in memory. */

export type AssetName =
  | 'styles.css'
  | 'regular.woff2'
  | 'semibold.woff2'
  | 'icons.svg'
  | 'mark.svg'
  | 'session.js'
  | 'payment.js'
  | 'guidance.js'
  | 'plan.js';

const own = (name: string) => readFileSync(join(import.meta.dirname, '../assets', name), 'utf8');

/** One style sheet for all pages: the design system's, then ours. */
const styles = designSystemStyles() + ['afdrag.css', 'portal.css'].map(own).join('\n');

export const assets: ReadonlyMap<string, string | Buffer> = new Map<string, string | Buffer>([
  ['styles.css', styles],
  ...Object.entries(designSystemFonts),
  ['icons.svg', designSystemIcons()],
  ['mark.svg', own('mark.svg')],
  ['session.js', own('session.js')],
  ['payment.js', own('payment.js')],
  ['guidance.js', own('guidance.js')],
  ['plan.js', own('plan.js')],
  ...picturesIn(styles),
]);

/** They change together, so that they can name each other by what stands beside them. */
const prefix = `/assets/${versionOf([...assets].flat())}`;

/** Where a file is had. The address changes with the content, so that a browser may keep it for ever. */
export function assetAddress(name: AssetName): string {
  return `${prefix}/${name}`;
}

/** Twelve signs that name exactly these contents. */
export function versionOf(contents: readonly (string | Buffer)[]): string {
  const hash = createHash('sha256');
  for (const content of contents) hash.update(createHash('sha256').update(content).digest());
  return hash.digest('hex').slice(0, 12);
}

export { prefix as assetPrefix };
