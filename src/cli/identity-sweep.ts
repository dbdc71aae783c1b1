import { sweepLoginRequests } from '../identity/login-requests.ts';
import { sweepSignOutRequests } from '../identity/sign-out-requests.ts';
import { sweepSessions } from '../identity/sessions.ts';
import { forgetOldUse } from '../insight/portal-use.ts';
import { dayInCopenhagen } from '../kernel/dates.ts';
import type { MunicipalityCode } from '../kernel/ids.ts';
import type { Clock } from '../platform/clock.ts';
import { inMunicipality, type Database } from '../platform/database.ts';
import { rehearse } from '../platform/rehearsal.ts';
import { jsonOption, municipalityOption, PlainError, type Command } from './command.ts';
import { configuredOrRefuse } from './configured.ts';

/** `afdrag identity sweep`: removes sessions of the citizens' pages whose time is up, and the names in them. */
export const identitySweepCommand: Command = {
  words: 'identity sweep',
  usage: '--municipality 998 [--dry-run] [--json]',
  summary: 'fjerner de logins på borgernes sider, der er udløbet',
  options: { ...municipalityOption, ...jsonOption, 'dry-run': { type: 'boolean' } },
  run: async (given, shell) => {
    const municipality = given.municipality();
    const dryRun = given.flag('dry-run');
    return shell.withDatabase(async (database) => {
      await configuredOrRefuse(database, municipality);
      const asked = { municipality, clock: shell.clock };
      const removed = dryRun ? await tried(database, asked) : await sweep({ database, ...asked });
      if (given.flag('json'))
        shell.say(JSON.stringify({ state: dryRun ? 'dry-run' : 'done', municipality, removed }));
      else for (const line of sweptLines(removed)) shell.say(line);
      return 0;
    });
  },
};

async function tried(database: Database, asked: Omit<Sweep, 'database'>): Promise<number> {
  const { municipality: code } = asked;
  const done = await rehearse(database, { code, name: 'sessions' }, (rehearsed) =>
    sweep({ ...asked, database: rehearsed }),
  );
  if (!done.ok) throw new PlainError('Nogen arbejder med de samme logins lige nu. Prøv igen om lidt.');
  return done.value;
}

/** Removes what is over by now: sessions, sign-ins that never came back, and old counts of use. Answers how many sessions. */
export function sweep({ database, municipality, clock }: Sweep): Promise<number> {
  return inMunicipality(database, municipality, async (tx) => {
    await sweepLoginRequests(tx, clock());
    await sweepSignOutRequests(tx, clock());
    await forgetOldUse(tx, dayInCopenhagen(clock()));
    return sweepSessions(tx, clock());
  });
}

interface Sweep {
  readonly database: Database;
  readonly municipality: MunicipalityCode;
  readonly clock: Clock;
}

export function sweptLines(removed: number): string[] {
  return removed === 0 ? [] : [`Udløbne logins fjernet: ${removed}`];
}
