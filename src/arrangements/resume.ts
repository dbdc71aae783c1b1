import { openWorkItems } from '../agreements/work-items.ts';
import { liabilitiesFor } from '../claims/liabilities.ts';
import { dayInCopenhagen, monthOf, type PlainDate } from '../kernel/dates.ts';
import { sumOre, zeroOre } from '../kernel/money.ts';
import { assert } from '../kernel/result.ts';
import type { ConfigurationVersion } from '../municipality/configurations.ts';
import type { MunicipalityReadTx, MunicipalityTx } from '../platform/database.ts';
import { aboutClaims, mainsOf, type AboutClaims } from './about-claims.ts';
import { putInForce } from './decide.ts';
import type { WhyResumed } from './letters.ts';
import { endArrangement } from './end.ts';
import { firstDueAfterLetter } from './first-due.ts';
import { withdrawItsLetters } from './freed.ts';
import { instalmentsOf } from './standing.ts';
import { insertArrangement, nextArrangement } from './store.ts';
import type { Arrangement, ArrangementTerms } from './types.ts';

/** A plan that goes on by its terms about what is left, from a day on which it is to be paid again. */
export interface Resumption {
  readonly terms: Extract<ArrangementTerms, { kind: 'plan' }>;
  readonly about: Pick<AboutClaims, 'owed'>;
  /** It would not be over before something of it is time-barred: a person agrees on another, or none. */
  readonly isPastLimitation: boolean;
}

export interface ResumingOn {
  readonly on: PlainDate;
  readonly configured: ConfigurationVersion;
}

/**
 * How a plan goes on that has rested, or of a part of which its debtor was freed: so much a month as before, on the same day of the month, about what the
 * debtor owes of its claims now, first on the day of the month that leaves as long as a demand does. Nothing of it counts as missed (open
 * question Q58). Null: nothing is left of it, or it is no plan.
 */
export async function resumptionOf(
  tx: MunicipalityReadTx,
  arrangement: Arrangement,
  { on, configured: { configuration } }: ResumingOn,
): Promise<Resumption | null> {
  const { debtor, terms } = arrangement;
  if (terms.kind !== 'plan') return null;
  const all = await mainsOf(tx, arrangement);
  const owing = new Set(
    (await liabilitiesFor(tx, all)).flatMap((each) =>
      each.debtor === debtor && each.ended === null ? [each.claim] : [],
    ),
  );
  const mains = all.filter((main) => owing.has(main));
  const { owed, asked } = await aboutClaims(tx, { debtor, mains, acknowledgedOn: null });
  const total = sumOre(owed.map((each) => each.owed));
  if (total === zeroOre) return null;
  const again = { ...terms, firstDue: firstDueAfterLetter(on, terms.dueDay, { configuration }) };
  const lastDue = instalmentsOf(again, total).at(-1)?.due;
  assert(lastDue !== undefined, 'what is owed is paid by instalments');
  return {
    terms: { ...again, lastDue },
    about: { owed },
    isPastLimitation: asked.some(({ lastDay }) => lastDay !== null && lastDay < lastDue),
  };
}

export interface Resuming extends ResumingOn {
  readonly by: string;
  readonly at: Temporal.Instant;
}

/** Ends a plan and lets another go on instead of it, of which the debtor is told. The debtor has been locked by the caller. */
export async function resumeArrangement(
  tx: MunicipalityTx,
  arrangement: Arrangement,
  resuming: Resuming & { readonly resumption: Resumption },
): Promise<void> {
  const { on, by, at } = resuming;
  await endArrangement(tx, arrangement, { state: 'ended', why: 'resumed', on, by, at });
  await withdrawItsLetters(tx, arrangement, { on, why: 'resumed' });
  await goOn(tx, arrangement, { ...resuming, resumed: 'rested' });
}

/** Lets another plan go on instead of one that has ended, of which the debtor is told, with why. The debtor has been locked by the caller. */
export async function goOn(
  tx: MunicipalityTx,
  arrangement: Arrangement,
  {
    resumption: { terms, about },
    resumed,
    ...acting
  }: Resuming & { readonly resumption: Resumption; readonly resumed: WhyResumed },
): Promise<Arrangement> {
  const { configured, by, at } = acting;
  const proposed: Arrangement = {
    ...arrangement,
    number: await nextArrangement(tx, arrangement.debtor),
    state: 'proposed',
    terms,
    askedAt: at,
    decidedOn: null,
    claims: about.owed.map(({ bill, owed }) => ({ claim: bill.claim, owed })),
    owed: sumOre(about.owed.map(({ owed }) => owed)),
    nextOn: null,
    missedOn: null,
    demand: null,
    ended: null,
    configurationVersion: configured.version,
  };
  await insertArrangement(tx, { ...proposed, by });
  return putInForce(tx, proposed, { about, resumed, ...acting });
}

/** It would not be over in time: a person agrees on another with the debtor, or none. */
export function askForAnother(
  tx: MunicipalityTx,
  { number, debtor }: Arrangement,
  at: Temporal.Instant,
): Promise<void> {
  const month = monthOf(dayInCopenhagen(at));
  return openWorkItems(tx, [{ kind: 'plan-past-limitation', debtor, month, about: String(number) }], at);
}
