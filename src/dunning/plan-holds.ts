import type { Hold, HoldOn } from '../claims/holds.ts';
import type { ClaimNumber } from '../claims/types.ts';
import type { Reachable } from '../debtors/reachable.ts';
import { addDays, type PlainDate } from '../kernel/dates.ts';
import type { DebtorNumber } from '../kernel/ids.ts';
import type { HoldReason } from '../law/holds.ts';
import type { ReturnedNotice } from '../letters/notices-returned.ts';
import type { Outcome } from '../platform/job-report.ts';

/** The reasons that follow from what registers and letters tell. */
export const toldReasons = ['death', 'missing-address', 'returned-mail'] as const;
type ToldReason = (typeof toldReasons)[number];

/** What decides whether a debtor's bills are held because the debtor is dead or cannot be reached. */
export interface DebtorReached {
  readonly debtor: DebtorNumber;
  readonly person: Reachable | null;
  /** The ordinary main claims on their way that the debtor is liable for. */
  readonly claims: readonly ClaimNumber[];
  readonly returned: readonly ReturnedNotice[];
  /** Holds towards the debtor for these reasons, also lifted ones. */
  readonly holds: readonly (Hold & { readonly liftedOn: PlainDate | null })[];
  /** CPR has told of another address since the letters came back. */
  readonly moved: boolean;
  readonly lastReached: PlainDate | null;
}

export interface HoldPlan extends Outcome {
  readonly change: 'placed' | 'lifted';
  readonly hold: HoldOn & Pick<Hold, 'about'>;
  readonly reviewOn: PlainDate;
  readonly why: string;
}

/** Days until a person looks again; own choices, no source. */
const REVIEW_AFTER: Readonly<Record<ToldReason, number>> = {
  death: 60,
  'missing-address': 60,
  'returned-mail': 30,
};
/** What a hold rests on that CPR has told of. One that rests on something else, such as an estate's errand, is not ours to lift. */
const CPR = 'cpr';

/** Which holds are to be placed and lifted for a debtor on a day. */
export function planHolds(row: DebtorReached, on: PlainDate): HoldPlan[] {
  const { person } = row;
  return [
    ...(person === null ? [] : byRegister(row, 'death', { holds: person.dead, on })),
    // Nobody looks for the address of the dead: the estate's is recorded.
    ...(person === null
      ? []
      : byRegister(row, 'missing-address', { holds: person.withoutAddress && !person.dead, on })),
    ...returnedMail(row, on),
  ];
}

interface Asked {
  readonly holds: boolean;
  readonly on: PlainDate;
}

function byRegister(row: DebtorReached, reason: ToldReason, { holds, on }: Asked): HoldPlan[] {
  const standing = row.holds.filter((each) => each.reason === reason && each.liftedOn === null);
  if (!holds) return standing.filter(({ about }) => about === CPR).map((each) => lifted(row, each, on));
  const held = new Set(standing.map(({ claim }) => claim));
  return row.claims
    .filter((claim) => !held.has(claim))
    .map((claim) => placed(row, { claim, reason, about: CPR }, on));
}

/** Once for each letter; lifted when a later letter has arrived, or CPR tells of another address. */
function returnedMail(row: DebtorReached, on: PlainDate): HoldPlan[] {
  const holds = row.holds.filter(({ reason }) => reason === 'returned-mail');
  const reached = (from: PlainDate) => row.moved || (row.lastReached !== null && row.lastReached > from);
  const lifts = holds.filter(({ liftedOn, from }) => liftedOn === null && reached(from));
  const places = row.claims.flatMap((claim) => {
    const ofClaim = holds.filter((each) => each.claim === claim);
    if (ofClaim.some(({ liftedOn }) => liftedOn === null)) return [];
    const fresh = row.returned.findLast(
      ({ claims, notice }) =>
        claims.includes(claim) && !ofClaim.some(({ about }) => about.startsWith(`${notice}/`)),
    );
    return fresh === undefined ? [] : [{ claim, about: `${fresh.notice}/${row.person?.batch ?? 0}` }];
  });
  return [
    ...lifts.map((each) => lifted(row, each, on)),
    ...places.map((each) => placed(row, { ...each, reason: 'returned-mail' }, on)),
  ];
}

function placed(
  { debtor }: DebtorReached,
  hold: { readonly claim: ClaimNumber; readonly reason: ToldReason; readonly about: string },
  on: PlainDate,
): HoldPlan {
  const reviewOn = addDays(on, REVIEW_AFTER[hold.reason]);
  return { debtor, change: 'placed', consequence: hold.reason, hold: { ...hold, debtor }, reviewOn, why: '' };
}

const whyLifted: Partial<Record<HoldReason, string>> = {
  death: 'CPR siger, at borgeren lever',
  'missing-address': 'CPR har en adresse',
  'returned-mail': 'borgeren kan nås igen',
};

function lifted({ debtor }: DebtorReached, hold: Hold, on: PlainDate): HoldPlan {
  const why = whyLifted[hold.reason] ?? '';
  return { debtor, change: 'lifted', consequence: `no-${hold.reason}`, hold, reviewOn: on, why };
}
