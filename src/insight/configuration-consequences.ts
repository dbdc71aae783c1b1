import { createHash } from 'node:crypto';
import { consequencesForPlans } from '../agreements/consequences.ts';
import { consequencesForArrangements } from '../arrangements/consequences.ts';
import { consequencesForInterest } from '../charges/consequences.ts';
import { dayCountRefused, type DayCountRefusal } from '../charges/day-count.ts';
import { consequencesForDemandFees } from '../charges/demand-consequences.ts';
import {
  consequencesForOwnTypes,
  ownTypesRefused,
  type OwnTypeRefusal,
} from '../charges/own-type-consequences.ts';
import { consequencesForSmallestInterest } from '../charges/smallest-interest-consequences.ts';
import {
  consequencesForInterestChoice,
  consequencesForRecoverable,
  consequencesForTransfer,
  recoverableRefused,
  type RecoverableRefusal,
} from '../collection/consequences.ts';
import { consequencesForRegistrations } from '../collection/registration-consequences.ts';
import { consequencesForBills, type BillConsequences } from '../dunning/consequences.ts';
import { consequencesForLosses, consequencesForSetOffs } from '../endings/consequences.ts';
import {
  changedChoices,
  type Between,
  type Consequence,
  type RunningChoice,
} from '../municipality/consequences.ts';
import { portalChanges, type PortalChange } from '../municipality/portal-changes.ts';
import { consequencesForBank } from '../payments/consequences.ts';
import { unallocatedFor } from '../payments/unallocated.ts';
import type { MunicipalityReadTx } from '../platform/database.ts';

/** What a new configuration would change, told before it is taken. */
export interface Consequences extends BillConsequences {
  /** The choices about what is running that would be others; also where nothing runs today that they touch. */
  readonly changed: readonly RunningChoice[];
  /** What they would do beside the steps of bills: interest, plans, arrangements, losses, and claims on their way to Gældsstyrelsen. */
  readonly others: readonly Consequence[];
  /** What citizens would see otherwise on their pages; nothing of it must be accepted. */
  readonly pages: readonly PortalChange[];
  /** What cannot be stated otherwise, because claims rest on it: then the configuration is not taken. */
  readonly refused: readonly (OwnTypeRefusal | RecoverableRefusal | DayCountRefusal)[];
  /** Names exactly these consequences of exactly this configuration. */
  readonly seal: string;
}

/** Tells what a configuration would change about everything that is running, before it is taken. Changes nothing. */
export async function consequencesOf(tx: MunicipalityReadTx, between: Between): Promise<Consequences> {
  const changed = changedChoices(between);
  const bills = await consequencesForBills(tx, between);
  const refused = await refusedBy(tx, between, changed);
  const others = await othersOf(tx, between, changed);
  const told = { ...bills, changed, others, pages: portalChanges(between), refused };
  const seal = createHash('sha256')
    .update(JSON.stringify([told, between.after]))
    .digest('hex')
    .slice(0, 12);
  return { ...told, seal };
}

async function refusedBy(
  tx: MunicipalityReadTx,
  between: Between,
  changed: readonly RunningChoice[],
): Promise<Consequences['refused']> {
  const dayCount = changed.includes('charges') ? await dayCountRefused(tx, between) : null;
  const types = changed.includes('ownTypes')
    ? [...(await ownTypesRefused(tx, between)), ...(await recoverableRefused(tx, between))]
    : [];
  return dayCount === null ? types : [...types, dayCount];
}

/** Whether there is anything that must be accepted by its seal. */
export function changesAnything({ changed, affected }: Consequences): boolean {
  return changed.length > 0 || affected > 0;
}

/** Each room is asked only about its own choices. */
async function othersOf(
  tx: MunicipalityReadTx,
  between: Between,
  changed: readonly RunningChoice[],
): Promise<Consequence[]> {
  return [
    ...(changed.includes('ownTypes') ? await consequencesForOwnTypes(tx, between) : []),
    ...(changed.includes('ownTypes') ? await consequencesForRecoverable(tx, between) : []),
    ...(changed.includes('claimTypes') ? await consequencesForInterest(tx, between) : []),
    ...(changed.includes('claimTypes') ? await consequencesForDemandFees(tx, between, unallocatedFor) : []),
    ...(await consequencesForPlans(tx, between, { changed, unallocatedFor })),
    ...(changed.includes('arrangements') ? await consequencesForArrangements(tx, between) : []),
    ...(changed.includes('charges') ? await consequencesForSmallestInterest(tx, between) : []),
    ...(changed.includes('recovery') ? await consequencesForTransfer(tx, between) : []),
    ...(changed.includes('recoveryInterest') ? await consequencesForInterestChoice(tx, between) : []),
    ...(await ofRegistrations(tx, between, changed)),
    ...(changed.includes('writeOff') ? await consequencesForLosses(tx, between) : []),
    ...(changed.includes('setOff') ? await consequencesForSetOffs(tx) : []),
    ...(await consequencesForBank(tx, between, changed)),
  ];
}

/** The agreed rights, and what own types are, decide about registrations as well as the choice that is only about them. */
async function ofRegistrations(
  tx: MunicipalityReadTx,
  between: Between,
  changed: readonly RunningChoice[],
): Promise<Consequence[]> {
  const choice = (['setOffRegistration', 'recovery', 'ownTypes'] as const).find((each) =>
    changed.includes(each),
  );
  return choice === undefined ? [] : consequencesForRegistrations(tx, between, choice);
}
