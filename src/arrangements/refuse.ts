import { dayInCopenhagen, type PlainDate } from '../kernel/dates.ts';
import { parseKroner, plainKroner, sumOre, zeroOre } from '../kernel/money.ts';
import { ok, refuse, type Result } from '../kernel/result.ts';
import { lockReceivables } from '../ledger/lock.ts';
import type { WhyNotArranged } from '../letters/asked-in-answers.ts';
import { billLines } from '../letters/bill-lines.ts';
import type { FactsOf } from '../letters/notice-facts.ts';
import { queueOneNotice } from '../letters/queue-one.ts';
import type { ConfigurationVersion } from '../municipality/configurations.ts';
import { ownTypesOf } from '../municipality/own-types.ts';
import type { MunicipalityTx } from '../platform/database.ts';
import { billsAsOwedBy } from './own-days.ts';
import { aboutClaims, mainsOf, type AboutClaims } from './about-claims.ts';
import { arrangementsByNumber, moveArrangements, noteDecided } from './store.ts';
import type { Arrangement, ArrangementNumber } from './types.ts';
import { endWaiting } from './waiting.ts';

export interface ArrangementToRefuse {
  readonly arrangement: ArrangementNumber;
  /** Why, to the debtor. */
  readonly because: string;
  readonly configured: ConfigurationVersion;
  readonly by: string;
  readonly at: Temporal.Instant;
}

export type RefuseRefusal = {
  readonly tag: 'unknown-arrangement' | 'not-proposed' | 'nothing-said';
};

/** A person says no to a request that waits; the debtor is told why, and what is owed (gældsinddrivelsesloven § 2, stk. 3). */
export async function refuseArrangement(
  tx: MunicipalityTx,
  { arrangement: number, because, configured, by, at }: ArrangementToRefuse,
): Promise<Result<Arrangement, RefuseRefusal>> {
  if (because.trim() === '') return refuse({ tag: 'nothing-said' });
  const [asked] = await arrangementsByNumber(tx, [number]);
  if (asked === undefined) return refuse({ tag: 'unknown-arrangement' });
  await lockReceivables(tx, [asked.debtor]);
  const [arrangement] = await arrangementsByNumber(tx, [number]);
  if (arrangement?.state !== 'proposed') return refuse({ tag: 'not-proposed' });
  const on = dayInCopenhagen(at);
  const refused: Arrangement = { ...arrangement, state: 'refused', ended: { on, why: 'by-person' } };
  await noteDecided(tx, number, { on, by });
  await moveArrangements(tx, [{ ...refused, arrangement }]);
  await endWaiting(tx, arrangement, { because: 'Der er sagt nej.', by, at });
  const { debtor } = arrangement;
  const mains = await mainsOf(tx, arrangement);
  const about = await aboutClaims(tx, { debtor, mains, acknowledgedOn: null });
  await tellRefused(tx, refused, {
    about,
    why: 'by-person',
    said: because,
    recalled: false,
    configured,
    on,
    at,
  });
  return ok(refused);
}

export interface RefusalToTell {
  readonly about: Pick<AboutClaims, 'owed'>;
  readonly why: WhyNotArranged;
  readonly said: string | null;
  readonly recalled: boolean;
  readonly configured: ConfigurationVersion;
  readonly on: PlainDate;
  readonly at: Temporal.Instant;
}

/** Tells a debtor, who has been locked by the caller, that what they asked for is not agreed to, and why. */
export async function tellRefused(
  tx: MunicipalityTx,
  { number, debtor, terms, requestedOn }: Arrangement,
  { about: { owed }, why, said, recalled, configured, on, at }: RefusalToTell,
): Promise<void> {
  const { mostMonths, least } = configured.configuration.arrangements;
  const bills = await billsAsOwedBy(tx, debtor, owed);
  await queueOneNotice(tx, {
    debtor,
    claims: owed.map(({ bill, owed: left }) => ({ claim: bill.claim, owed: left })),
    facts: (paymentLine) => ({
      kind: 'arrangement-refused',
      wish: wishSaid(terms),
      askedOn: requestedOn,
      why,
      said,
      limits: { mostMonths, least: plainKroner(parseKroner(least) ?? zeroOre) },
      recalled,
      claims: billLines(bills, ownTypesOf(configured.configuration)),
      totalOwed: plainKroner(sumOre(owed.map((each) => each.owed))),
      warnsOfTransfer: false,
      paymentLine,
    }),
    arrangement: number,
    configured,
    on,
    at,
  });
}

function wishSaid(terms: Arrangement['terms']): FactsOf<'arrangement-refused'>['wish'] {
  return terms.kind === 'deferral'
    ? { kind: 'deferral', until: terms.lastDue }
    : { kind: 'plan', monthly: plainKroner(terms.monthly), firstDueDate: terms.firstDue };
}
