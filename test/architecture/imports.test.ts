import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

/**
 * The lint keeps the architecture: a small tree with one planted fault each, under the project's own configuration, must
 * be told off for exactly that; the real tree must not be told off at all.
 */
const project = join(import.meta.dirname, '../..');
const oxlint = join(project, 'node_modules/.bin/oxlint');
let count = 0;
let found: ReadonlyMap<string, readonly string[]>;
const tree = mkdtempSync(join(tmpdir(), 'afdrag-planted-'));

interface Planted {
  readonly file: string;
  readonly text: string;
  /** The rule that must speak. */
  readonly rule: string;
}

const rooms = 'eslint(no-restricted-imports)';
const properties = 'eslint(no-restricted-properties)';
const globals = 'eslint(no-restricted-globals)';

const planted: Readonly<Record<string, Planted>> = {
  'kernel that imports law': imports('kernel', '../law/stub.ts'),
  'kernel that imports a package': imports('kernel', 'zod'),
  'law that imports the platform': imports('law', '../platform/stub.ts'),
  'law that imports a room': imports('law', '../facts/stub.ts'),
  'law that imports the file system': imports('law', 'node:fs'),
  'law that imports the database': imports('law', 'kysely'),
  'platform that imports law': imports('platform', '../law/stub.ts'),
  'platform that imports a room': imports('platform', '../claims/stub.ts'),
  'an early room that imports a later one': imports('debtors', '../claims/stub.ts'),
  'an identity that imports claims': imports('identity', '../claims/stub.ts'),
  'debtors that import identity': imports('debtors', '../identity/stub.ts'),
  'outside that imports more of identity than its port': imports('outside/cpr', '../../identity/stub.ts'),
  'a ledger that imports facts': imports('ledger', '../facts/stub.ts'),
  'an ending that imports the books': imports('endings', '../accounting/stub.ts'),
  'an ending that imports what citizens write': imports('endings', '../messages/stub.ts'),
  'messages that import the books': imports('messages', '../accounting/stub.ts'),
  'outside that imports more of messages than its port': imports('outside/cpr', '../../messages/stub.ts'),
  'an early room that imports endings': imports('payments', '../endings/stub.ts'),
  'arrangements that import payments': imports('arrangements', '../payments/stub.ts'),
  'dunning that imports objections': imports('dunning', '../objections/stub.ts'),
  'objections that import accounting': imports('objections', '../accounting/stub.ts'),
  'payments that import dunning': imports('payments', '../dunning/stub.ts'),
  'payments that import the checkout': imports('payments', '../checkout/stub.ts'),
  'a checkout that imports dunning': imports('checkout', '../dunning/stub.ts'),
  'outside that imports more of checkout than its port': imports('outside/cpr', '../../checkout/stub.ts'),
  'an insight that imports direct debit': imports('insight', '../direct-debit/stub.ts'),
  'direct debit that imports the outside': imports('direct-debit', '../outside/cpr/stub.ts'),
  'outside that imports more of direct debit than its port': imports(
    'outside/cpr',
    '../../direct-debit/stub.ts',
  ),
  'outside that imports more of letters than its port': imports('outside/cpr', '../../letters/stub.ts'),
  'outside that imports more of collection than its port': imports('outside/cpr', '../../collection/stub.ts'),
  'a collection that imports accounting': imports('collection', '../accounting/stub.ts'),
  'a room that imports the outside': imports('facts', '../outside/cpr/stub.ts'),
  'a room that imports the web': imports('agreements', '../web/stub.ts'),
  'a room that imports the demo': imports('agreements', '../demo/stub.ts'),
  'a deep file of a room that imports a later room': imports('letters/texts', '../../agreements/stub.ts'),
  'a room that reaches another around the project': imports('debtors', '../../src/claims/stub.ts'),
  'a type that comes from a later room': {
    file: 'src/debtors/planted-type.ts',
    text: `import type { One } from '../claims/stub.ts';\nexport type Two = One;\n`,
    rule: rooms,
  },
  'a room that reads another’s store': imports('agreements', '../facts/store.ts'),
  'a room that takes the driver': imports('claims', 'pg'),
  'a room that takes the connection under a transaction': {
    file: 'src/claims/planted-connection.ts',
    text: `import { connectionOf } from '../platform/database.ts';\nexport const two = connectionOf;\n`,
    rule: rooms,
  },
  'outside that imports a room': imports('outside/cpr', '../../claims/stub.ts'),
  'outside that imports more of payments than its ports': imports(
    'outside/bank-statement',
    '../../payments/receive.ts',
  ),
  'outside that imports more of facts than its port': imports('outside/cpr', '../../facts/stub.ts'),
  'one outside system that imports another': imports('outside/cpr', '../eindkomst/stub.ts'),
  'outside that imports a store': imports('outside/cpr', '../../facts/store.ts'),
  'web that imports the command line': imports('web', '../cli/stub.ts'),
  'web that writes SQL': imports('web', 'kysely'),
  'a command that writes SQL': imports('cli', 'kysely'),
  'a program that imports its tests': imports('claims', '../../test/integration/database.ts'),
  'a clock in law': says('law', 'export const now = Temporal.Now.instant();', properties),
  'a clock in a room': says('agreements', 'export const now = Temporal.Now.plainDateISO();', properties),
  'a Date in law': says('law', `export const day = new Date('2026-03-01');`, globals),
  'a Date in a room': says('agreements', `export const day = new Date('2026-03-01');`, globals),
  'the environment in law': says('law', 'export const home = process.env;', globals),
  'chance in a room': says('agreements', 'export const id = Math.random();', properties),
  'raw SQL in a room': says(
    'claims',
    `import { sql } from 'kysely';\nexport const ask = (text: string) => sql.raw(text);`,
    properties,
  ),
  'SQL as the login itself in a room': says(
    'claims',
    'export const ask = (database: { asAdmin: () => void }) => database.asAdmin();',
    properties,
  ),
  'an any': says('claims', 'export const thing: any = 1;', 'typescript(no-explicit-any)'),
  'a promise that nobody waits for': says(
    'claims',
    'export function go(): void {\n  Promise.resolve(1);\n}',
    'typescript(no-floating-promises)',
  ),
  'a function longer than 70 lines': says(
    'claims',
    `export function long(): number {\n  let n = 0;\n${'  n += 1;\n'.repeat(70)}  return n;\n}`,
    'eslint(max-lines-per-function)',
  ),
};

const clean: Readonly<Record<string, Planted>> = {
  'a room that imports an earlier one': imports('agreements', '../facts/stub.ts'),
  'a room that imports its own store': imports('facts', './store.ts'),
  'outside that imports the port of identity': imports('outside/cpr', '../../identity/login-port.ts'),
  'facts that import the ledger': imports('facts', '../ledger/stub.ts'),
  'outside that imports the port of letters': imports('outside/cpr', '../../letters/delivery-port.ts'),
  'outside that imports the port of payments': imports(
    'outside/bank-statement',
    '../../payments/statement-port.ts',
  ),
  'outside that imports the port of checkout': imports('outside/cpr', '../../checkout/provider-port.ts'),
  'outside that imports the port of facts': imports('outside/cpr', '../../facts/ports.ts'),
  'outside that imports the port of collection': imports('outside/cpr', '../../collection/recovery-port.ts'),
  'outside that imports the port of messages': imports('outside/cpr', '../../messages/scanner-port.ts'),
  'outside that imports law': imports('outside/cpr', '../../law/stub.ts'),
  'the demo that imports the outside': imports('demo', '../outside/cpr/stub.ts'),
  'a command that imports a room': imports('cli', '../agreements/stub.ts'),
};

beforeAll(() => {
  cpSync(join(project, '.oxlintrc.json'), join(tree, '.oxlintrc.json'));
  cpSync(join(project, 'tsconfig.json'), join(tree, 'tsconfig.json'));
  symlinkSync(join(project, 'node_modules'), join(tree, 'node_modules'));
  writeFileSync(join(tree, 'package.json'), '{"type":"module"}');
  const stubs = [
    'kernel',
    'law',
    'platform',
    'debtors',
    'claims',
    'ledger',
    'facts',
    'letters',
    'agreements',
    'payments',
    'checkout',
    'endings',
    'messages',
    'dunning',
    'objections',
    'collection',
    'accounting',
    'web',
    'cli',
    'demo',
  ];
  for (const room of [...stubs, 'outside/cpr', 'outside/eindkomst']) write(`src/${room}/stub.ts`, STUB);
  write('src/facts/ports.ts', STUB);
  write('src/letters/delivery-port.ts', STUB);
  write('src/collection/recovery-port.ts', STUB);
  write('src/facts/store.ts', STUB);
  write('test/integration/database.ts', STUB);
  write('src/platform/database.ts', 'export const connectionOf = 1;\n');
  write('src/claims/one.ts', `import { two } from './two.ts';\nexport const one = () => two;\n`);
  write('src/claims/two.ts', `import { one } from './one.ts';\nexport const two = () => one;\n`);
  for (const plant of [...Object.values(planted), ...Object.values(clean)]) write(plant.file, plant.text);
  found = lint();
});
afterAll(() => rmSync(tree, { recursive: true, force: true }));

describe('the lint finds', () => {
  for (const [fault, plant] of Object.entries(planted)) {
    test(fault, () => expect(found.get(plant.file)).toContain(plant.rule));
  }

  test('two files that import each other', () => {
    expect(found.get('src/claims/one.ts')).toContain('import(no-cycle)');
  });
});

describe('the lint lets pass', () => {
  for (const [way, plant] of Object.entries(clean)) {
    test(way, () => expect(found.get(plant.file) ?? []).toEqual([]));
  }
});

test('the program itself imports only what it may', () => {
  // `npm test` runs the whole lint, with the types, as a step of its own.
  const run = spawnSync(oxlint, ['--deny-warnings'], { cwd: project, encoding: 'utf8' });
  expect(run.stdout).toContain('Found 0 warnings and 0 errors');
  expect(run.status).toBe(0);
});

function imports(room: string, from: string): Planted {
  const text = `import * as one from '${from}';\nexport const two = one;\n`;
  return { file: `src/${room}/planted-${(count += 1)}.ts`, text, rule: rooms };
}

function says(room: string, text: string, rule: string): Planted {
  return { file: `src/${room}/planted-${(count += 1)}.ts`, text: `${text}\n`, rule };
}

/** The rules that each file of the tree breaks, in one run over all. */
function lint(): ReadonlyMap<string, readonly string[]> {
  const run = spawnSync(oxlint, ['--type-aware', '--format', 'json'], { cwd: tree, encoding: 'utf8' });
  // Oxlint's own report.
  const report = JSON.parse(run.stdout) as {
    readonly diagnostics: readonly { readonly code: string; readonly filename: string }[];
  };
  const byFile = Map.groupBy(report.diagnostics, (diagnostic) => diagnostic.filename);
  return new Map([...byFile].map(([file, all]) => [file, all.map((diagnostic) => diagnostic.code)]));
}

function write(file: string, text: string): void {
  mkdirSync(dirname(join(tree, file)), { recursive: true });
  writeFileSync(join(tree, file), text);
}

const STUB = 'export type One = 1;\nexport const one = 1;\n';
