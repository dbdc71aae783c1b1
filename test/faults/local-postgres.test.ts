import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { afterAll, afterEach, expect, test } from 'vitest';
import { useLocalPostgres, type LocalPostgres } from '../../src/platform/local-postgres.ts';
import { clusterIn, standingOf, stopServer } from '../../src/platform/postgres-cluster.ts';

const dataDir = realpathSync(mkdtempSync(join(tmpdir(), 'afdrag-test-')));
const cluster = clusterIn(dataDir);
const children = new Set<ChildProcess>();

afterEach(async () => {
  for (const child of children) child.kill('SIGKILL');
  children.clear();
  await stopServer(cluster);
});
afterAll(() => {
  rmSync(dataDir, { recursive: true, force: true });
  rmSync(cluster.sockets, { recursive: true, force: true });
});

test('two commands that start at once on an empty folder use one server, and the last to leave stops it', async () => {
  const [one, two] = await Promise.all([aUser(), aUser()]);
  expect([one.said, two.said].toSorted()).toEqual(['in, joined', 'in, started']);
  await leaves(one);
  expect(standingOf(cluster)).toBe('there');
  await leaves(two);
  expect(standingOf(cluster)).toBe('absent');
});

test('a command that is killed leaves the server running with all that was committed; the next one joins it and stops it', async () => {
  const killed = await aUser();
  const writer = await connect();
  await writer.query('create table kept as select 1 as one');
  await writer.end();
  killed.process.kill('SIGKILL');
  await once(killed.process, 'exit');
  expect(standingOf(cluster)).toBe('there');

  const next = await useLocalPostgres(dataDir);
  expect(next.started).toBe(false);
  expect(await ask('select one from kept')).toEqual([{ one: 1 }]);
  await next.leave();
  expect(standingOf(cluster)).toBe('absent');
});

test('a server that was killed itself is started again by the next command, with all that was committed', async () => {
  const user = await useLocalPostgres(dataDir);
  await ask('create table kept_too as select 2 as two');
  process.kill(serverPid(), 'SIGKILL');
  await user.leave();

  const next = await useLocalPostgres(dataDir);
  expect(next.started).toBe(true);
  expect(await ask('select two from kept_too')).toEqual([{ two: 2 }]);
  await next.leave();
});

test('a process number left by a crash and now borne by another program does not keep the server from starting', async () => {
  writeFileSync(
    join(cluster.files, 'postmaster.pid'),
    `${process.pid}\n${cluster.files}\n1\n5432\n${cluster.sockets}\n`,
  );
  const user = await useLocalPostgres(dataDir);
  expect(user.started).toBe(true);
  await user.leave();
});

test('a server whose socket was cleaned away is stopped and started again', async () => {
  const first = await aUser();
  const pidFile = join(cluster.files, 'postmaster.pid');
  // As if it had been running for long: a server that is just coming up has no socket either.
  const lines = readFileSync(pidFile, 'utf8').split('\n');
  writeFileSync(pidFile, lines.map((line, index) => (index === 2 ? '1000000000' : line)).join('\n'));
  rmSync(join(cluster.sockets, '.s.PGSQL.5432'));
  const second = await useLocalPostgres(dataDir);
  expect(second.started).toBe(true);
  await second.leave();
  await leaves(first);
});

test('many commands that come and go at the same time always find a server, and none is left in the end', async () => {
  const comeAndGo = async () => {
    for (let round = 0; round < 6; round += 1) {
      const user: LocalPostgres = await useLocalPostgres(dataDir);
      expect(await ask('select 1 as one')).toEqual([{ one: 1 }]);
      await user.leave();
    }
  };
  await Promise.all([comeAndGo(), comeAndGo(), comeAndGo(), comeAndGo()]);
  expect(standingOf(cluster)).toBe('absent');
});

test('a folder that is no cluster is refused with what the server says', async () => {
  const broken = realpathSync(mkdtempSync(join(tmpdir(), 'afdrag-broken-')));
  mkdirSync(join(broken, 'data'), { mode: 0o700 });
  writeFileSync(join(broken, 'data/PG_VERSION'), '9.6\n');
  await expect(useLocalPostgres(broken)).rejects.toThrow(
    /does not start[^]*(initialized by PostgreSQL|configuration file)/,
  );
  rmSync(broken, { recursive: true });
});

interface User {
  readonly process: ChildProcess;
  readonly said: string;
}

async function aUser(): Promise<User> {
  const child = spawn(process.execPath, [join(import.meta.dirname, 'hold-database.ts'), dataDir], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  children.add(child);
  return { process: child, said: await nextLine(child) };
}

async function leaves(user: User): Promise<void> {
  const ended = once(user.process, 'exit');
  user.process.stdin?.end();
  await ended;
}

async function nextLine(child: ChildProcess): Promise<string> {
  const [bytes] = (await once(child.stdout ?? child, 'data')) as [Buffer];
  return bytes.toString().trim();
}

async function connect(): Promise<pg.Client> {
  const client = new pg.Client({ host: cluster.sockets, port: 5432, user: 'afdrag', database: 'postgres' });
  await client.connect();
  return client;
}

async function ask(text: string): Promise<unknown[]> {
  const client = await connect();
  client.on('error', () => undefined);
  const answer = await client.query(text);
  await client.end();
  return answer.rows;
}

function serverPid(): number {
  return Number(readFileSync(join(cluster.files, 'postmaster.pid'), 'utf8').split('\n')[0]);
}
