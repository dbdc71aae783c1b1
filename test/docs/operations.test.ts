import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { configurationShape } from '../../src/municipality/configuration.ts';
import { readConfig } from '../../src/platform/config.ts';
import { rowsOf, textOf } from './documents.ts';

const document = textOf('docs/operations.md');

describe('the environment variables in the guide to operations', () => {
  const described = rowsOf(document, ['Variable', 'Default', 'Meaning']);

  test('are exactly those that the program reads', () => {
    const [, variables = ''] =
      /const variables = z\.object\(\{\n([\s\S]*?)\n\}\);/.exec(textOf('src/platform/config.ts')) ?? [];
    const [, ofLogin = ''] =
      /const loginVariables = \{\n([\s\S]*?)\n\};/.exec(textOf('src/platform/login-config.ts')) ?? [];
    const read = [variables, ofLogin].flatMap((part) =>
      Array.from(part.matchAll(/^ {2}([A-Z_]+):/gm), ([, name]) => name),
    );
    expect(read.length).toBeGreaterThan(0);
    expect(described.map(([name]) => name).toSorted()).toEqual(read.toSorted());
  });

  test('have the defaults that are given', () => {
    const config = readConfig({});
    if (!config.ok) throw new Error('an empty environment is good');
    const { host, port, poolSize, logLevel } = config.value;
    const defaults = new Map(described.map(([name, value]) => [name, value]));
    expect(defaults.get('HOST')).toBe(host);
    expect(defaults.get('PORT')).toBe(String(port));
    expect(defaults.get('AFDRAG_POOL_SIZE')).toBe(String(poolSize));
    expect(defaults.get('AFDRAG_LOG_LEVEL')).toBe(logLevel);
    expect(config.value.dataDir.endsWith(`/${defaults.get('AFDRAG_DATA_DIR')}`)).toBe(true);
  });
});

test('the guide to operations has every field of a municipality’s configuration, and no other', () => {
  const schema = z.toJSONSchema(configurationShape, { unrepresentable: 'any', io: 'input' });
  const described = rowsOf(document, ['Field', 'Meaning']).map(([field]) => field);
  expect(described).toEqual(fieldsOf(schema, ''));
});

/** Every field by its place, `run.noticeDays`; a group that may be null is one field. */
function fieldsOf(schema: z.core.JSONSchema.JSONSchema, place: string): string[] {
  const properties = Object.entries(schema.properties ?? {});
  if (properties.length === 0) return [place];
  return properties.flatMap(([name, inner]) =>
    typeof inner === 'boolean' ? [] : fieldsOf(inner, place === '' ? name : `${place}.${name}`),
  );
}
