/** A turn that one piece of work at a time has, in the order of asking. */
export interface Turns {
  /** Waits for the turn; what it answers gives it on, and must be called. */
  take(): Promise<() => void>;
}

export function oneAtATime(): Turns {
  let last: Promise<void> = Promise.resolve();
  return {
    take: async () => {
      const before = last;
      const { promise, resolve } = Promise.withResolvers<void>();
      last = promise;
      await before;
      return resolve;
    },
  };
}
