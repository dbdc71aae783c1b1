import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { serverPlace } from './server-place.ts';

const folder = mkdtempSync(join(tmpdir(), 'afdrag-place-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** A folder that stands for memory, empty. */
function memoryCalled(name: string): string {
  const memory = join(folder, name);
  mkdirSync(memory);
  return memory;
}

const project = '/projekt';
const onDisk = join(project, 'var/test-postgres');
const MORE_THAN_THERE_IS = 1n << 62n;

describe('the files of the tests’ server', () => {
  test('are in memory where there is room, each project’s in a folder of its own', () => {
    const memory = memoryCalled('room');
    const place = serverPlace({ project, memory }, 1n);
    expect(place.startsWith(join(memory, 'afdrag-test-'))).toBe(true);
    expect(serverPlace({ project, memory }, 1n)).toBe(place);
    expect(serverPlace({ project: '/andet', memory }, 1n)).not.toBe(place);
  });

  test('are on disk where memory has no room, or the system no such folder', () => {
    expect(serverPlace({ project, memory: memoryCalled('full') }, MORE_THAN_THERE_IS)).toBe(onDisk);
    expect(serverPlace({ project, memory: join(folder, 'none') }, 1n)).toBe(onDisk);
  });

  test('stay where they are when the room becomes less: all who are in come to the same server', () => {
    const memory = memoryCalled('less');
    const place = serverPlace({ project, memory }, 1n);
    mkdirSync(place);
    expect(serverPlace({ project, memory }, MORE_THAN_THERE_IS)).toBe(place);
  });

  test('are never put where something else has the name', () => {
    const memory = memoryCalled('taken');
    writeFileSync(serverPlace({ project, memory }, 1n), '');
    expect(serverPlace({ project, memory }, 1n)).toBe(onDisk);
  });
});
