import { expect, test } from 'vitest';
import { assets, assetAddress } from './assets.ts';
import { iconNames } from './icon-names.ts';

const styles = String(assets.get('styles.css'));

test('every file that the style sheet names is served beside it, and the typeface is two Latin parts', () => {
  const named = new Set(Array.from(styles.matchAll(/url\(['"]?([^'")]+)['"]?\)/g), ([, name = '']) => name));
  expect([...named].filter((name) => !name.startsWith('data:') && !assets.has(name))).toEqual([]);
  expect(styles.match(/@font-face/g)).toHaveLength(2);
});

test('the icons that pages use are there, each once, and their file is small', () => {
  const icons = String(assets.get('icons.svg'));
  expect([...icons.matchAll(/<symbol id="([^"]+)"/g)].map(([, name]) => name)).toEqual([...iconNames]);
  expect(icons.length).toBeLessThan(13_000);
});

test('an address names exactly the contents', () => {
  expect(assetAddress('styles.css')).toMatch(/^\/assets\/[0-9a-f]{12}\/styles\.css$/);
});
