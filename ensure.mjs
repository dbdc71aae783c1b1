// Makes sure that what package-lock.json lists is installed, the program's own Node and PostgreSQL included. Plain
// JavaScript for Node 20: it runs before anything else is there. Its answer is its exit status.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

const root = dirname(fileURLToPath(import.meta.url));
const lockFile = join(root, 'package-lock.json');
const installed = join(root, 'node_modules/.package-lock.json');
const stamp = join(root, 'node_modules/.afdrag-lock-hash');
const turn = join(root, 'var/installing.pid');

if (!isInstalled()) {
  await takeTurn();
  try {
    // Whoever had the turn before us may have done it.
    if (!isInstalled()) install();
  } finally {
    rmSync(turn, { force: true });
  }
}
checkNode();

function isInstalled() {
  if (!existsSync(installed)) return false;
  const hash = lockHash();
  if (existsSync(stamp)) return readFileSync(stamp, 'utf8').trim() === hash;
  // Installed by hand, by `npm ci`: good when it is what the lock file lists.
  if (!holdsWhatTheLockLists()) return false;
  writeFileSync(stamp, hash);
  return true;
}

function lockHash() {
  return createHash('sha256').update(readFileSync(lockFile)).digest('hex');
}

function holdsWhatTheLockLists() {
  const wanted = JSON.parse(readFileSync(lockFile, 'utf8')).packages;
  const found = JSON.parse(readFileSync(installed, 'utf8')).packages;
  return Object.entries(wanted).every(
    ([path, entry]) =>
      path === '' || (found[path] ? found[path].version === entry.version : entry.optional === true),
  );
}

// One install at a time in this folder; a turn whose process has ended is nobody's.
async function takeTurn() {
  mkdirSync(dirname(turn), { recursive: true });
  for (let told = false; ; told = true) {
    try {
      writeFileSync(turn, String(process.pid), { flag: 'wx' });
      return;
    } catch (error) {
      if (error.code !== 'EEXIST') throw error;
    }
    if (!isRunning(readTurn())) rmSync(turn, { force: true });
    else if (!told) console.log('Another command is installing; waiting for it.');
    await pause(200);
  }
}

function readTurn() {
  try {
    return Number(readFileSync(turn, 'utf8'));
  } catch {
    return 0; // given up between the two looks
  }
}

function isRunning(pid) {
  if (pid === 0) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === 'EPERM';
  }
}

function install() {
  console.log('Installing packages (the first time about a minute) …');
  const common = ['--ignore-scripts', '--no-audit', '--no-fund', '--prefer-offline', '--loglevel=error'];
  if (npm(['ci', ...common])) return writeFileSync(stamp, lockHash());
  console.log(
    '`npm ci` did not go through; trying `npm install --no-save`, which is content with fewer platforms.',
  );
  if (npm(['install', '--no-save', ...common])) return writeFileSync(stamp, lockHash());
  fail(
    'The packages could not be installed; npm said why above.\n' +
      'Without a network, npm needs its cache from an earlier install on this machine. With one, check the proxy and\n' +
      'registry settings (`npm config list`), free disk space, and that this folder is yours to write. Then try again.',
  );
}

function npm(args) {
  // Not with the Node that lies in node_modules: it is about to be replaced.
  const path = (process.env.PATH ?? '')
    .split(delimiter)
    .filter((folder) => !folder.endsWith(join('node_modules', '.bin')));
  const env = { ...process.env, PATH: path.join(delimiter), NODE_ENV: '' };
  return spawnSync('npm', args, { cwd: root, env, stdio: ['ignore', 'inherit', 'inherit'] }).status === 0;
}

function checkNode() {
  if (existsSync(join(root, 'node_modules/.bin/node')) || Number(process.versions.node.split('.')[0]) >= 26)
    return;
  fail(
    `There is no packaged Node 26 for ${process.platform}-${process.arch}. Install Node 26 or newer, put it first on\n` +
      'the PATH and try again.',
  );
}

function fail(message) {
  console.error(`\n${message}`);
  rmSync(turn, { force: true });
  process.exit(1);
}
