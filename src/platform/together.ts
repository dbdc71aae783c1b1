import pg from 'pg';

/**
 * Asks several things of a connection in one write, and answers what came of each, in their order. The server takes them one
 * after the other and each sees what those before it have done, as if it had been asked alone; only nobody waits in between. So
 * none may depend on an answer before it. Inside a transaction those after one that fails are refused.
 */
export function askTogether(
  client: pg.ClientBase,
  asked: readonly pg.QueryConfig[],
): readonly Promise<pg.QueryResult>[] {
  const waiting = asked.map((config) => new Waiting(config));
  const [first, ...rest] = waiting;
  if (first === undefined) return [];
  const write = first.submit;
  first.submit = (connection) => {
    connection.stream.cork();
    try {
      const refused = write(connection);
      // Each is written here, and has nothing to write when its turn comes.
      for (const each of refused === null ? rest : []) {
        const came = each.submit(connection);
        each.submit = () => came;
      }
      return refused;
    } finally {
      connection.stream.uncork();
    }
  };
  inTurn(client, first, rest);
  return waiting.map(({ answer }) => answer);
}

/**
 * Each stands in the driver's queue when the one before it has its turn, and has its own at once when that has been answered: so every
 * answer meets its query. What never came to its turn, because the connection was lost, fails like the one before it.
 */
function inTurn(client: pg.ClientBase, waiting: Waiting, [next, ...rest]: readonly Waiting[]): void {
  let isFollowed = false;
  const submit = waiting.submit;
  waiting.submit = (connection) => {
    const refused = submit(connection);
    isFollowed = true;
    if (next !== undefined) inTurn(client, next, rest);
    return refused;
  };
  waiting.answer.catch((error: unknown) => {
    if (!isFollowed) for (const each of next === undefined ? [] : [next, ...rest]) each.fail(error);
  });
  client.query(waiting.query);
}

/** As the driver's own `submit`: an error is what it refuses before anything is written. */
type Submit = (connection: pg.Connection) => Error | null;

/** A query of the driver's that has not been answered. */
class Waiting {
  readonly query: pg.Query;
  readonly answer: Promise<pg.QueryResult>;
  readonly fail: (error: unknown) => void;

  constructor(config: pg.QueryConfig) {
    const { promise, resolve, reject } = Promise.withResolvers<pg.QueryResult>();
    this.answer = promise;
    this.fail = reject;
    this.query = new pg.Query(config, (error, result) => {
      // Where there is no error the driver gives null, and a whole result.
      if (error instanceof Error) reject(error);
      else resolve(result);
    });
  }

  get submit(): Submit {
    return this.query.submit.bind(this.query) as unknown as Submit; // the types leave out what it answers
  }
  set submit(submit: Submit) {
    this.query.submit = submit;
  }
}
