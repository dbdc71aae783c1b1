import { countArrangements } from '../arrangements/arrangements.ts';
import { countReasonsRead, countTold } from '../collection/told-counts.ts';
import { countErrands } from '../endings/errand-rows.ts';
import type { MunicipalityReadTx } from '../platform/database.ts';

/** How often what is seldom has come about in a municipality, by what it is called. */
export interface WhatHappened {
  /** By kind and outcome, `bankruptcy dividend`; the kind alone while it is open. */
  readonly errands: Readonly<Record<string, number>>;
  /** What Gældsstyrelsen has carried out of what it was told, by code and reason, `NEDSKRIV INDB`; registrations for set-off begin with `MODR`. */
  readonly told: Readonly<Record<string, number>>;
  /** Claims of which a reason was written and read, by the rule that asks for it. */
  readonly reasons: Readonly<Record<string, number>>;
  /** Plans and deferrals on request, by their state. */
  readonly arrangements: Readonly<Record<string, number>>;
}

/** Counts it over all the time that the municipality has been there. */
export async function whatHappened(tx: MunicipalityReadTx): Promise<WhatHappened> {
  const errands = await countErrands(tx);
  const told = await countTold(tx);
  const reasons = await countReasonsRead(tx);
  const arrangements = await countArrangements(tx);
  return {
    errands: counts(errands, ({ kind, outcome }) => [kind, outcome]),
    told: counts(told, ({ art, code, reason }) => [art === 'MODR' ? art : null, code, reason]),
    reasons: counts(reasons, ({ rule }) => [rule]),
    arrangements: counts(arrangements, ({ state }) => [state]),
  };
}

function counts<Row extends { readonly count: number }>(
  rows: readonly Row[],
  named: (row: Row) => readonly (string | null)[],
): Record<string, number> {
  return Object.fromEntries(
    rows.map((row) => [
      named(row)
        .filter((word) => word !== null)
        .join(' '),
      row.count,
    ]),
  );
}
