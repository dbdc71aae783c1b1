import type { Logger } from 'pino';
import type { Database } from '../platform/database.ts';
import { migrationStatus } from '../platform/migrate.ts';

/** What must be true before work is sent to this process. Nothing here says what or where the trouble is: the log does. */
export interface Readiness {
  readonly database: boolean;
  /** No schema lacks a migration of this program. A schema may be further: a newer program is being put into use. */
  readonly migrations: boolean;
}

/** Asks the database. Outside trouble is logged and means not ready. */
export async function readiness(database: Database, log: Logger): Promise<Readiness> {
  try {
    const scopes = await migrationStatus(database);
    return { database: true, migrations: scopes.every(({ version, latest }) => version >= latest) };
  } catch (err) {
    log.warn({ err }, 'the database does not answer');
    return { database: false, migrations: false };
  }
}
