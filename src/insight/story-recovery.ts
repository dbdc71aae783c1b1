import { setOffRegistrationsOf, type SetOffRegistration } from '../claims/set-off-registrations.ts';
import { actionsOf, recoveryClaims } from '../collection/told.ts';
import type { RecoveryAction, RecoveryClaim } from '../collection/types.ts';
import { addOre, type Ore } from '../kernel/money.ts';
import type { MunicipalityReadTx } from '../platform/database.ts';
import { nameIn, type NamedClaims } from './story-claims.ts';
import type { StoryEntry } from './story-entries.ts';

/** What Gældsstyrelsen was told about the debtor's claims, what it answered, and what it has done. */
export async function recoveryEntries(tx: MunicipalityReadTx, names: NamedClaims): Promise<StoryEntry[]> {
  const claims = [...names.keys()];
  const actions = [...(await actionsOf(tx, claims)).values()].flat();
  const registrations = [...(await setOffRegistrationsOf(tx, claims)).values()].flat();
  const there = [...(await recoveryClaims(tx, claims)).values()];
  return [
    ...toldEntries(actions, names),
    ...answeredEntries(actions, names),
    ...there.flatMap((claim) => standingEntries(claim, names)),
    ...registrations.flatMap((each) => registrationEntries(each, names)),
  ];
}

type Group = readonly [first: RecoveryAction, ...others: RecoveryAction[]];

function groupsBy(actions: readonly RecoveryAction[], key: (action: RecoveryAction) => string): Group[] {
  return [...Map.groupBy(actions, key).values()].flatMap(([first, ...others]) =>
    first === undefined ? [] : [[first, ...others] as const],
  );
}

/** One entry for all claims about which the same was told on the same day: a main claim goes with its interest and fees. */
function toldEntries(actions: readonly RecoveryAction[], names: NamedClaims): StoryEntry[] {
  return groupsBy(actions, ({ queuedOn, code, reason }) => `${queuedOn} ${code} ${reason}`).map((those) => {
    const [{ queuedOn: on, code, reason }] = those;
    const claims = those.map(({ claim }) => nameIn(names, claim));
    return { on, what: 'recovery-told', code, reason, claims, amount: amountOf(those) };
  });
}

function amountOf(actions: readonly RecoveryAction[]): Ore | null {
  return actions.reduce<Ore | null>(
    (sum, { amount }) => (amount === null ? sum : sum === null ? amount : addOre(sum, amount)),
    null,
  );
}

function answeredEntries(actions: readonly RecoveryAction[], names: NamedClaims): StoryEntry[] {
  const key = ({ answeredOn, code, state, errors }: RecoveryAction) =>
    `${answeredOn} ${code} ${state} ${errors.join()}`;
  return groupsBy(actions, key).flatMap((those): StoryEntry[] => {
    const [{ answeredOn: on, code, state, errors }] = those;
    if (on === null || state === 'queued' || state === 'sent') return [];
    const claims = those.map(({ claim }) => nameIn(names, claim));
    return [{ on, what: 'recovery-answered', code, answer: state, errors, claims }];
  });
}

function standingEntries(
  { claim: number, state, receivedOn, endedOn, endedWhy, covered }: RecoveryClaim,
  names: NamedClaims,
): StoryEntry[] {
  const told = { what: 'recovery-standing', claim: nameIn(names, number), covered } as const;
  const entries: StoryEntry[] = [];
  if (receivedOn !== null) entries.push({ on: receivedOn, ...told, state: 'received', why: null });
  if (endedOn !== null && (state === 'recalled' || state === 'returned'))
    entries.push({ on: endedOn, ...told, state, why: endedWhy });
  return entries;
}

/** One that never came there is no matter for the story, but that the authority refused it is. */
function registrationEntries(
  { claim, state, registeredOn, endedOn, endedWhy, covered }: SetOffRegistration,
  names: NamedClaims,
): StoryEntry[] {
  const told = { what: 'set-off-registration', claim: nameIn(names, claim), covered } as const;
  const entries: StoryEntry[] = [];
  if (registeredOn !== null) entries.push({ on: registeredOn, ...told, state: 'registered', why: null });
  if (endedOn !== null && (state === 'ended' || state === 'returned' || state === 'rejected'))
    entries.push({ on: endedOn, ...told, state, why: endedWhy });
  return entries;
}
