import { globSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { programFiles, projectRoot, rowsOf, textOf } from './documents.ts';

const document = textOf('docs/architecture.md');
const rooms = rowsOf(document, ['Room', 'Holds', 'May import']).map(([room = '', , imports = '']) => ({
  room,
  imports,
}));
const tables = rowsOf(document, ['Table', 'Room', 'Holds']).map(([table = '', room = '']) => ({
  table,
  room,
}));

const rule = z.tuple([
  z.string(),
  z.object({ patterns: z.array(z.object({ regex: z.string().optional() })) }),
]);
const lint = z
  .object({
    overrides: z.array(
      z.object({
        files: z.array(z.string()),
        rules: z.object({
          'no-restricted-imports': z.union([z.literal('off'), rule]).optional(),
        }),
      }),
    ),
  })
  .parse(JSON.parse(textOf('.oxlintrc.json')));

describe('the architecture’s rooms', () => {
  test('are the folders of the program', () => {
    const folders = globSync('src/*/', { cwd: projectRoot }).map((path) => path.split('/')[1] ?? '');
    expect(rooms.map(({ room }) => room).toSorted()).toEqual(folders.toSorted());
  });

  test.each(rooms.map(({ room, imports }, place) => [room, imports, place] as const))(
    '%s may import %s, as the lint has it',
    (room, imports, place) => {
      expect(saidToImport(imports, place).toSorted()).toEqual(letToImport(room).toSorted());
    },
  );
});

function saidToImport(imports: string, place: number): string[] {
  const names = rooms.map(({ room }) => room);
  if (imports === 'the rooms above') return names.slice(0, place);
  const words = new Set(imports.split(/[^a-z-]+/));
  return names.filter((name) => words.has(name));
}

/** The rooms that the lint's patterns do not keep out of a room. */
function letToImport(room: string): string[] {
  const patterns = lint.overrides
    .filter(({ files }) => files.includes(`src/${room}/**/*.ts`))
    .flatMap(({ rules: { 'no-restricted-imports': found } }) =>
      found === undefined || found === 'off' ? [] : found[1].patterns,
    );
  expect(patterns.length, `${room} has lint rules of its own`).toBeGreaterThan(0);
  const kept = new Set(
    patterns.flatMap(
      ({ regex = '' }) => /\(\?:src\/\)\?\(\?:([a-z|-]+)\)\/$/.exec(regex)?.[1]?.split('|') ?? [],
    ),
  );
  return rooms.map((each) => each.room).filter((each) => each !== room && !kept.has(each));
}

describe('the architecture’s tables', () => {
  test('are those of the migrations', () => {
    const migrations = programFiles('db/migrations/*/*.sql').map(textOf);
    const named = (form: RegExp) =>
      migrations.flatMap((text) => [...text.matchAll(form)].map(([, table = '']) => table));
    const dropped = new Set(named(/^drop table (\w+);/gm));
    const left = named(/^create (?:unlogged )?table (\S+)/gm).filter((table) => !dropped.has(table));
    expect(tables.map(({ table }) => table).toSorted()).toEqual(left.toSorted());
  });

  test.each(tables.map(({ table, room }) => [table, room] as const))('%s is used by %s', (table, room) => {
    const source = programFiles(`src/${room}/**/*.ts`).map(textOf).join('\n');
    expect(source).toMatch(new RegExp(`\\b${table.replace('.', '\\.')}\\b`));
  });
});
