import fc from 'fast-check';
import { expect } from 'vitest';
import { budget, chosenSeed, times } from './length.ts';

/** Before each file of the long run: properties that do not say how often they are tried, and when all of them stop. */
fc.configureGlobal({
  numRuns: 100 * times,
  markInterruptAsFailure: false,
  ...(chosenSeed === null ? {} : { seed: chosenSeed }),
});

// Between two lives, not within one: what has begun has a database of its own to close.
fc.installGlobalPlugin(() => {
  const ends = performance.now() + budget;
  let begun = 0;
  return {
    decorateRun: (run) => (value) => {
      begun += 1;
      return begun > 1 && performance.now() >= ends ? new fc.PreconditionFailure(true) : run(value);
    },
    onAllRunsComplete: ({ interrupted, numRuns }) => {
      const { currentTestName = '' } = expect.getState();
      if (interrupted) console.log(`time was up after ${numRuns} times: ${currentTestName}`);
    },
  };
});
