import { parse } from 'yaml';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { textOf } from './documents.ts';

const manifest = z
  .object({ version: z.string(), license: z.string() })
  .parse(JSON.parse(textOf('package.json')));

/** What publiccode.yml 0.4 asks for, as far as we use it. */
const description = z.strictObject({
  shortDescription: z.string().min(1).max(150),
  longDescription: z.string().min(150).max(10_000),
  features: z.array(z.string().min(1)).min(1),
});
const publicCode = z.strictObject({
  publiccodeYmlVersion: z.literal('0.4'),
  name: z.string().min(1),
  url: z.url({ protocol: /^https$/ }),
  softwareVersion: z.string(),
  releaseDate: z.iso.date(),
  platforms: z.array(z.enum(['web', 'windows', 'mac', 'linux', 'ios', 'android'])).min(1),
  categories: z.array(z.string()).min(1),
  developmentStatus: z.enum(['concept', 'development', 'beta', 'stable', 'obsolete']),
  softwareType: z.enum(['standalone/web', 'standalone/backend', 'standalone/other']),
  intendedAudience: z.strictObject({ countries: z.array(z.string().length(2)), scope: z.array(z.string()) }),
  description: z.strictObject({ da: description, en: description }),
  legal: z.strictObject({ license: z.string() }),
  maintenance: z.strictObject({ type: z.enum(['internal', 'contract', 'community', 'none']) }),
  localisation: z.strictObject({
    localisationReady: z.boolean(),
    availableLanguages: z.array(z.string()).min(1),
  }),
});

test('publiccode.yml is valid, and agrees with the package', () => {
  const { softwareVersion, legal } = publicCode.parse(parse(textOf('publiccode.yml')));
  expect(softwareVersion).toBe(manifest.version);
  expect(legal.license).toBe(manifest.license);
});

test('the licence is the one that the package names', () => {
  expect(manifest.license).toBe('MPL-2.0');
  expect(textOf('LICENSE').startsWith('Mozilla Public License Version 2.0')).toBe(true);
});

test('the newest entry of the changes is about this version', () => {
  const [, newest] = /^## (\S+)/m.exec(textOf('CHANGELOG.md')) ?? [];
  expect(newest).toBe(manifest.version);
});
