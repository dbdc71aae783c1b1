/** One figure: two sides measured in turn, in one process, several times. */
export interface Figure {
  readonly name: string;
  readonly unit: string;
  readonly better: 'higher' | 'lower';
  /** What the ratio must reach (`higher`) or may reach (`lower`). */
  readonly target: number;
  /** The design note that explains it. */
  readonly note: string;
  /** Prepares, and answers how to measure each side once, in the figure's unit. */
  readonly prepare: () => Promise<Sides>;
}

export interface Sides {
  readonly ours: () => Promise<number>;
  readonly peer: () => Promise<number>;
  readonly close?: () => Promise<void>;
}

/** A figure that stands by itself: nothing is there to set beside it. */
export interface Reading {
  readonly name: string;
  readonly unit: string;
  readonly better: 'higher' | 'lower';
  /** What the figure itself must reach (`higher`) or may reach (`lower`). */
  readonly target: number;
  readonly note: string;
  readonly prepare: () => Promise<{
    readonly read: () => Promise<number>;
    readonly close: () => Promise<void>;
  }>;
}

export interface Read {
  readonly name: string;
  readonly ours: number;
  readonly unit: string;
  readonly better: 'higher' | 'lower';
  readonly runs: readonly number[];
}

/** Reads a figure: once to warm up, then five times; the median is what it is. */
export async function readFigure({ name, unit, better, prepare }: Reading): Promise<Read> {
  const { read, close } = await prepare();
  try {
    const runs: number[] = [];
    for (let run = -1; run < RUNS; run++) {
      const value = rounded(await read());
      if (run >= 0) runs.push(value);
    }
    return { name, ours: median(runs), unit, better, runs };
  } finally {
    await close();
  }
}

export interface Measured {
  readonly name: string;
  readonly ours: number;
  readonly peer: number;
  readonly unit: string;
  /** Median of the runs' own ratios, ours / peer: a machine that changes speed changes both sides of a run. */
  readonly ratio: number;
  readonly better: 'higher' | 'lower';
  readonly runs: readonly { readonly ours: number; readonly peer: number; readonly ratio: number }[];
}

const RUNS = 5;

/** Measures a figure: one round to warm up, then five, the side that begins changing each time. */
export async function measure(figure: Figure): Promise<Measured> {
  const sides = await figure.prepare();
  try {
    const runs: Measured['runs'][number][] = [];
    for (let run = -1; run < RUNS; run++) {
      const { ours, peer } = run % 2 === 0 ? await peerFirst(sides) : await oursFirst(sides);
      if (run >= 0) runs.push({ ours: rounded(ours), peer: rounded(peer), ratio: rounded(ours / peer) });
    }
    const { name, unit, better } = figure;
    return {
      name,
      ours: median(runs.map(({ ours }) => ours)),
      peer: median(runs.map(({ peer }) => peer)),
      unit,
      ratio: median(runs.map(({ ratio }) => ratio)),
      better,
      runs,
    };
  } finally {
    await sides.close?.();
  }
}

async function oursFirst({ ours, peer }: Sides) {
  const first = await ours();
  return { ours: first, peer: await peer() };
}

async function peerFirst({ ours, peer }: Sides) {
  const first = await peer();
  return { ours: await ours(), peer: first };
}

function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}

// Four digits that mean something; more would only be noise of the machine.
function rounded(value: number): number {
  return Number(value.toPrecision(4));
}
