import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import { PROJECT_ROOT } from '../../src/platform/config.ts';
import { assets } from '../../src/web/ui/assets.ts';
import { openBrowser } from './browser.ts';
import { printed } from './printed.ts';
import { pictures } from './shown.ts';

const GUIDE = join(PROJECT_ROOT, 'docs/handbook/borgerens-side-i-telefonen.md');

/** A page of text on paper, that is read without glasses; of the tall pictures, as much as says what they are. */
const PAPER = `
  @page { size: A4; margin: 14mm 16mm; }
  body { font: 9.5pt/1.35 Plex; margin: 0; }
  h1 { font-size: 17pt; margin: 0 0 2mm; }
  h2 { font-size: 12pt; margin: 3mm 0 1.5mm; break-after: avoid; }
  p, ul, ol, pre { margin: 0 0 1.5mm; }
  ul, ol { padding-left: 5mm; }
  table { border-collapse: collapse; width: 100%; margin-bottom: 2mm; }
  th, td { border: 0.3pt solid #888; padding: 0.8mm 1.5mm; text-align: left; vertical-align: top; }
  tr { break-inside: avoid; }
  td img { height: 70mm; width: 55mm; object-fit: cover; object-position: top; }
  p img { height: 50mm; }
  pre { white-space: pre-wrap; }
  pre, code { font-size: 8.5pt; font-family: Plex; }`;

function face(name: 'regular' | 'semibold', weight: number): string {
  const font = Buffer.from(assets.get(`${name}.woff2`) ?? '').toString('base64');
  return `@font-face { font-family: Plex; font-weight: ${weight}; src: url(data:font/woff2;base64,${font}); }`;
}

test('what staff have beside the telephone is two pages on paper', async () => {
  const body = printed(readFileSync(GUIDE, 'utf8'), dirname(GUIDE));
  const browser = await openBrowser();
  try {
    const page = await browser.newPage();
    const style = face('regular', 400) + face('semibold', 600) + PAPER;
    await page.setContent(
      `<!doctype html><html lang="da"><style>${style}</style><body>${body}</body></html>`,
    );
    await page.evaluate('document.fonts.ready.then(() => true)');
    const pdf = await page.pdf({ preferCSSPageSize: true });
    mkdirSync(pictures, { recursive: true });
    writeFileSync(join(pictures, 'borgerens-side-i-telefonen.pdf'), pdf);
    expect(pdf.toString('latin1').match(/\/Type \/Page\b/g)).toHaveLength(2);
  } finally {
    await browser.close();
  }
});
