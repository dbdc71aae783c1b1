import { sql } from 'kysely';
import pg from 'pg';
import { kyselyOn, onOwnConnection } from './connection.ts';

/** The role of all sessions until they take a municipality's. */
export const APP_ROLE = 'afdrag_app';
/** Who the program is on the local server: no superuser, and inherits nothing. */
export const LOCAL_LOGIN = 'afdrag_local';

/** Makes the roles that the pool's sessions on the local server need. */
export async function ensureLocalLogin(address: pg.ClientConfig): Promise<void> {
  await onOwnConnection({ ...address, database: 'postgres' }, async (client) => {
    const { kysely } = kyselyOn(client);
    const create = (role: string, kind: ReturnType<typeof sql>) =>
      sql`create role ${sql.id(role)} ${kind} noinherit`.execute(kysely).catch((error: unknown) => {
        // There already, from an earlier command or from another one at this moment.
        if (!(error instanceof pg.DatabaseError && (error.code === '42710' || error.code === '23505')))
          throw error;
      });
    await create(APP_ROLE, sql`nologin`);
    await create(LOCAL_LOGIN, sql`login`);
    const member = await sql<{
      is: boolean;
    }>`select pg_has_role(${LOCAL_LOGIN}, ${APP_ROLE}, 'member') as is`.execute(kysely);
    if (member.rows[0]?.is !== true)
      await sql`grant ${sql.id(APP_ROLE)} to ${sql.id(LOCAL_LOGIN)}`.execute(kysely);
  });
}
