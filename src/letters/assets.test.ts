import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { composingFiles, loadLetterAssets, versionOf, withOwnTexts } from './assets.ts';
import { renderLetter } from './render.ts';
import { samplePlanLetter } from './sample-letters.ts';

const assets = loadLetterAssets(join(import.meta.dirname, '../../municipalities'), '998/arms.svg');

describe('a municipality’s own words', () => {
  test('stand in its letters, Danish and English, and make another version', () => {
    const own = withOwnTexts(assets, {
      texts: { 'help.topic-payment': 'Spørg i opkrævningen på Rådhuspladsen.' },
      english: { 'help.companion': 'Bring a friend.' },
    });
    if (!own.ok) throw new Error(own.refusal.tag);
    expect(own.value.texts['help.topic-payment']).toBe('Spørg i opkrævningen på Rådhuspladsen.');
    expect(own.value.english['help.companion']).toBe('Bring a friend.');
    expect(versionOf(own.value)).not.toBe(versionOf(assets));
    expect(renderLetter(samplePlanLetter(), own.value).ok).toBe(true);
  });

  test('are refused with every fault by name, in either language', () => {
    const refused = withOwnTexts(assets, {
      texts: { 'plan.greeting': 'Kære borger', 'plan.title': 'Betal nu' },
      english: { 'help.companion': ' ' },
    });
    expect(refused).toEqual({
      ok: false,
      refusal: {
        tag: 'texts-refused',
        danish: [
          { tag: 'unknown-text', key: 'plan.greeting' },
          { tag: 'places-differ', key: 'plan.title', expected: ['firstDueDate', 'monthly'] },
        ],
        english: [{ tag: 'blank-text', key: 'help.companion' }],
      },
    });
  });
});

test('the version covers all code that puts a model into words', () => {
  const reached = new Set<string>();
  const visit = (file: string) => {
    if (reached.has(file)) return;
    reached.add(file);
    const source = readFileSync(file, 'utf8');
    for (const [, path = ''] of source.matchAll(/^(?:import|export) (?!type )[^;]*? from '(\.[^']+\.ts)';/gm))
      visit(join(file, '..', path));
  };
  visit(join(import.meta.dirname, 'compose.ts'));
  visit(join(import.meta.dirname, 'content.ts'));
  const covered = new Set(composingFiles.map((file) => join(import.meta.dirname, file)));
  // Refusals never reach paper, and the texts are in the version as they are used.
  const apart = [...reached].filter(
    (file) => !file.endsWith('kernel/result.ts') && !file.includes('/texts/da'),
  );
  expect(apart.filter((file) => !covered.has(file))).toEqual([]);
  for (const file of covered) expect(existsSync(file)).toBe(true);
});
