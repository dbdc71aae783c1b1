import { sql } from 'kysely';

/** Seconds after which a guidance without a sign of life of whoever shows it is over, and after which the next sign is given. */
const WITHOUT_SIGN = 60;
const NEXT_SIGN = 10;

/**
 * Whether a guidance (of the table by that name) has not been taken, or has a sign of life. By the database's own clock: what a citizen is told and what staff are
 * shown must not differ because two machines do, and a command that was killed is found out also where the program's clock stands still.
 */
export const isAttended = sql<boolean>`(guidance.guided_by is null
  or guidance.attended_at > clock_timestamp() - make_interval(secs => ${WITHOUT_SIGN}))`;

/** Whether one that has a sign of life is due for the next. */
export const isSignDue = sql<boolean>`(${isAttended}
  and guidance.attended_at <= clock_timestamp() - make_interval(secs => ${NEXT_SIGN}))`;
