/** How long each part of a piece of work took, by the part's name; the same part again adds to it. */
export class Stopwatch {
  readonly #milliseconds = new Map<string, number>();

  async time<T>(part: string, work: () => Promise<T>): Promise<T> {
    const started = performance.now();
    try {
      return await work();
    } finally {
      this.#milliseconds.set(part, (this.#milliseconds.get(part) ?? 0) + performance.now() - started);
    }
  }

  /** Seconds with three decimals, the longest first. */
  seconds(): Readonly<Record<string, number>> {
    const longestFirst = [...this.#milliseconds].toSorted(([, a], [, b]) => b - a);
    return Object.fromEntries(longestFirst.map(([part, ms]) => [part, Math.round(ms) / 1_000]));
  }
}
