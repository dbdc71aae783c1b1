import type { Transaction } from 'kysely';

interface Beside extends Pick<Transaction<unknown>, 'getExecutor'> {
  /** Nothing more is asked from here on. */
  readonly end: () => void;
}

/** Kysely lets a transaction ask one thing after the other. Here what is asked beside each other is sent together (connection.ts). */
export async function asksBeside(transaction: Transaction<unknown>): Promise<Beside> {
  let isOver = false;
  const executor = transaction.getExecutor();
  const connection = await executor.provideConnection((its) => Promise.resolve(its));
  const beside = executor.withConnectionProvider({
    provideConnection: (asking) =>
      isOver ? Promise.reject(new Error('not a running municipality transaction')) : asking(connection),
  });
  return { getExecutor: () => beside, end: () => (isOver = true) };
}
