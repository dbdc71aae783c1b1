import { useLocalPostgres } from '../../src/platform/local-postgres.ts';

/** A user of the local database for tests to kill: says `in` when it is in, leaves in order when its input ends. */
const local = await useLocalPostgres(process.argv[2] ?? '');
console.log(local.started ? 'in, started' : 'in, joined');
process.stdin.resume();
process.stdin.on('end', () => {
  void local.leave().then(() => console.log('left'));
});
