import pg from 'pg';

/**
 * Kills this process without warning (SIGKILL) when its COUNTth statement is about to be sent to PostgreSQL, so that exactly those
 * before it have been carried out. Answers how many there have been so far.
 */
export function killAtStatement(count: number): () => number {
  let asked = 0;
  const own = pg.Client.prototype.query;
  const counting = function (this: pg.Client, ...query: unknown[]): unknown {
    asked += 1;
    if (asked === count) process.kill(process.pid, 'SIGKILL');
    return Reflect.apply(own, this, query);
  };
  Object.defineProperty(pg.Client.prototype, 'query', { value: counting, configurable: true });
  return () => asked;
}
