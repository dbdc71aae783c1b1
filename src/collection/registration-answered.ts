import {
  setOffRegistrationsOf,
  writeSetOffRegistration,
  type SetOffRegistration,
} from '../claims/set-off-registrations.ts';
import { dayInCopenhagen } from '../kernel/dates.ts';
import { ore, zeroOre } from '../kernel/money.ts';
import { assert } from '../kernel/result.ts';
import type { MunicipalityReadTx, MunicipalityTx } from '../platform/database.ts';
import { aboutRegistration, changeBy, isCreation, isOf, type Doing, type RecoveryAction } from './types.ts';

/**
 * What follows when the authority has carried out an action on a registration for set-off alone. Nothing moves in the ledger: the
 * claim is collected here all the time.
 */
export async function registrationExecuted(
  tx: MunicipalityTx,
  action: RecoveryAction,
  { authorityId, doing }: { readonly authorityId: string | null; readonly doing: Doing },
): Promise<void> {
  const registration = await registrationOf(tx, action);
  const on = dayInCopenhagen(doing.at);
  if (isCreation(action.code)) {
    assert(authorityId !== null, 'a claim that was registered has a number at the authority');
    const now = { state: 'registered', authorityId, registeredOn: on } as const;
    return writeSetOffRegistration(tx, { ...registration, ...now, reported: action.amount ?? zeroOre });
  }
  if (registration.endedOn !== null) return;
  if (action.code === 'TILBAGEKALD')
    return writeSetOffRegistration(tx, {
      ...registration,
      state: 'ended',
      endedOn: on,
      endedWhy: action.about.slice(aboutRegistration(registration, '').length),
    });
  const reported = ore(registration.reported + changeBy(action));
  return writeSetOffRegistration(tx, { ...registration, reported });
}

/** It was never registered; a person has been told. What else was refused leaves the registration as it is. */
export async function registrationRejected(
  tx: MunicipalityTx,
  action: RecoveryAction,
  { at }: Doing,
): Promise<void> {
  if (!isCreation(action.code)) return;
  const registration = await registrationOf(tx, action);
  const [endedOn, endedWhy] = [dayInCopenhagen(at), action.errors.join(', ') || 'AFVIST'];
  await writeSetOffRegistration(tx, { ...registration, state: 'rejected', endedOn, endedWhy });
}

async function registrationOf(tx: MunicipalityReadTx, action: RecoveryAction): Promise<SetOffRegistration> {
  const all = (await setOffRegistrationsOf(tx, [action.claim])).get(action.claim) ?? [];
  const registration = all.find((each) => isOf(each, action));
  assert(registration !== undefined, `what was told of claim ${action.claim} is about a registration`);
  return registration;
}
