import { sql } from 'kysely';
import { describe, expect, it } from 'vitest';
import { municipalityCode } from '../../src/kernel/ids.ts';
import { inMunicipality } from '../../src/platform/database.ts';
import { logAccess } from '../../src/access/access-log.ts';
import { freshDatabase } from './database.ts';

const code = municipalityCode('998');

describe('what was written down', () => {
  it('who looked at a person can be neither changed nor deleted afterwards', async () => {
    await using fresh = await freshDatabase();
    const entry = { actor: 'cli:test', purpose: 'a test', debtor: null, about: 'a run' };
    await inMunicipality(fresh, code, (tx) =>
      logAccess(tx, { ...entry, at: Temporal.Instant.from('2026-03-10T08:00:00Z') }),
    );
    const change = inMunicipality(fresh, code, (tx) => sql`update access_log set actor = 'x'`.execute(tx));
    await expect(change).rejects.toThrow(/never changed or deleted/);
    const removal = inMunicipality(fresh, code, (tx) => sql`delete from access_log`.execute(tx));
    await expect(removal).rejects.toThrow(/never changed or deleted/);
  });

  it('every table of facts, findings, letters and configurations is guarded', async () => {
    await using fresh = await freshDatabase();
    const guarded = await inMunicipality(fresh, code, (tx) =>
      sql<{ table: string }>`
        select tgrelid::regclass::text as table from pg_trigger where tgname = 'append_only' order by 1`.execute(
        tx,
      ),
    );
    expect(guarded.rows.map(({ table }) => table)).toEqual(
      expect.arrayContaining([
        'access_log',
        'determination',
        'income_fact',
        'benefit_fact',
        'person_record',
        'letter',
      ]),
    );
  });
});
