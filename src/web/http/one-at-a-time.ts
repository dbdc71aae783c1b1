/** Nobody answered within the bound. */
export class TooSlowError extends Error {
  constructor(milliseconds: number) {
    super(`no answer within ${milliseconds} ms`);
  }
}

/**
 * Work that anyone may ask for: whoever asks while it runs gets the same answer, so that many askers cost no more than
 * one, and nobody waits longer than the bound. What was too slow is not waited for by later askers.
 */
export function oneAtATime<T>(work: () => Promise<T>, milliseconds: number): () => Promise<T> {
  let running: Promise<T> | null = null;
  return () => {
    running ??= within(work(), milliseconds).finally(() => {
      running = null;
    });
    return running;
  };
}

async function within<T>(work: Promise<T>, milliseconds: number): Promise<T> {
  const late = Promise.withResolvers<never>();
  const timer = setTimeout(() => late.reject(new TooSlowError(milliseconds)), milliseconds);
  try {
    return await Promise.race([work, late.promise]);
  } finally {
    clearTimeout(timer);
  }
}
