import { liabilitiesFor } from '../claims/liabilities.ts';
import { setOffRegistrationsOf, type SetOffRegistration } from '../claims/set-off-registrations.ts';
import { clearancesOf } from '../claims/transfer-clearance.ts';
import type { ClaimNumber } from '../claims/types.ts';
import type { PlainDate } from '../kernel/dates.ts';
import type { DebtorNumber } from '../kernel/ids.ts';
import { ore, zeroOre, type Ore } from '../kernel/money.ts';
import { filterRulesByType } from '../law/psrm-filter-rules.ts';
import {
  setOffRegistrationRefused,
  type SetOffRegistrationFacts,
  type SetOffRegistrationRefusal,
} from '../law/set-off-registration.ts';
import type { ClaimAfter } from '../ledger/paid-on-claim.ts';
import type { Configuration } from '../municipality/configuration.ts';
import { configurationVersion } from '../municipality/configurations.ts';
import { coveredBesidesState, type CoveredHere } from '../payments/paid-besides-set-off.ts';
import type { MunicipalityReadTx } from '../platform/database.ts';
import { sendables, type Sendable } from './sendables.ts';
import { agreedTypes } from './creditor-agreement.ts';
import { earliest, statedOf, toldDescription } from './transfer-facts.ts';
import { setOffActionsOf, tellingsOf } from './store.ts';
import { isCreation, isOf, type RecoveryAction } from './types.ts';

/** A claim that is registered for set-off alone, or may come to be, as it stands. */
export interface RegistrationCandidate extends Sendable {
  /** Everyone who is or was liable. */
  readonly debtors: readonly DebtorNumber[];
  /** The one that stands; null = it is not registered. */
  readonly registration: SetOffRegistration | null;
  /** What has been told of that one, or waits to be. */
  readonly actions: readonly RecoveryAction[];
  /** What has covered it here since the authority was told what is left of it, the last first; what the state has set off is left out. */
  readonly covered: readonly CoveredHere[];
  /** From when it may be sent for recovery; null = it has not been cleared. */
  readonly clearedFrom: PlainDate | null;
}

/** What the plans of a day go by. */
export interface RegistrationRules {
  readonly on: PlainDate;
  readonly recovery: Configuration['recovery'];
  readonly registration: Configuration['setOffRegistration'];
  /** The types that the agreement has for set-off alone, by our code. */
  readonly types: ReadonlyMap<string, string>;
}

/** The rules of a day, by what the municipality has chosen and agreed last. */
export async function registrationRules(tx: MunicipalityReadTx, on: PlainDate): Promise<RegistrationRules> {
  const configuration = (await configurationVersion(tx, null))?.configuration;
  return {
    on,
    recovery: configuration?.recovery ?? { channel: 'list', creditor: null, rights: [], least: '0.00' },
    registration: configuration?.setOffRegistration ?? {
      automatic: false,
      daysOverdue: 30,
      endedWith: 'HENS',
    },
    types: await agreedTypes(tx, on, 'MODR'),
  };
}

/** These claims with all that decides about their registration, by number. */
export async function registrationCandidates(
  tx: MunicipalityReadTx,
  claims: readonly ClaimNumber[],
): Promise<RegistrationCandidate[]> {
  const known = await sendables(tx, claims);
  const numbers = [...known.keys()];
  const registrations = await setOffRegistrationsOf(tx, numbers);
  const actions = await setOffActionsOf(tx, numbers);
  const clearances = await clearancesOf(tx, numbers);
  const everyone = Map.groupBy(await liabilitiesFor(tx, numbers), ({ claim }) => claim);
  const standing = (claim: ClaimNumber) =>
    registrations.get(claim)?.find(({ endedOn }) => endedOn === null) ?? null;
  const covered = await coveredBesidesState(tx, await toldAt(tx, [...actions.values()].flat(), standing));
  return [...known].map(([claim, each]) => {
    const registration = standing(claim);
    const told = actions.get(claim) ?? [];
    return {
      ...each,
      registration,
      debtors: (everyone.get(claim) ?? []).map(({ debtor }) => debtor),
      actions: registration === null ? [] : told.filter((action) => isOf(registration, action)),
      covered: covered.get(claim) ?? [],
      clearedFrom: clearances.get(claim)?.from ?? null,
    };
  });
}

/** When the authority was told what was left of those that are registered: what had come by then is no news. */
async function toldAt(
  tx: MunicipalityReadTx,
  actions: readonly RecoveryAction[],
  standing: (claim: ClaimNumber) => SetOffRegistration | null,
): Promise<ClaimAfter[]> {
  const told = actions.flatMap((action) => {
    const registration = standing(action.claim);
    const isIts = registration?.state === 'registered' && isOf(registration, action);
    const { claim, code, delivery } = action;
    return isIts && isCreation(code) && delivery !== null ? [{ claim, delivery }] : [];
  });
  const tellings = await tellingsOf(tx, told);
  return told.flatMap(({ claim, delivery }) => {
    const after = tellings.get(delivery)?.at;
    return after === undefined ? [] : [{ claim, after }];
  });
}

/** Why a claim may not be registered, or stay so; none = it may. */
export function registrationRefused(
  candidate: RegistrationCandidate,
  rules: RegistrationRules,
): readonly (SetOffRegistrationRefusal | 'type-not-in-use')[] {
  const { type } = candidate;
  if (type === null) return ['type-not-in-use'];
  const asked = factsOf({ ...candidate, type }, rules);
  return setOffRegistrationRefused(asked, filterRulesByType.get(type.code) ?? null, rules.on);
}

function factsOf(
  candidate: RegistrationCandidate & Pick<SetOffRegistrationFacts, 'type'>,
  { on, recovery, types }: RegistrationRules,
): SetOffRegistrationFacts {
  const { claim, type, principal, balance, holds, liable, liability, namesOthers, clearedFrom } = candidate;
  const limitation = earliest(liable.map(({ limitationOn }) => limitationOn));
  return {
    type,
    srb: claim.srb,
    owed: balance,
    holds: claim.complaintPending ? [...holds, 'complaint'] : holds,
    atRecovery: candidate.sentBefore,
    cleared: clearedFrom !== null && clearedFrom <= on,
    liable: liable.length,
    liability,
    limitation,
    namesOthers,
    inAgreement: types.has(type.code),
    rights: recovery.rights,
    claim: {
      art: 'MODR',
      level: 'main',
      principal,
      amount: balance,
      originDate: claim.origin,
      dueDate: claim.due,
      lastTimelyPayment: claim.srb,
      limitationDate: null,
      periodStart: claim.period?.from ?? null,
      periodEnd: claim.period?.to ?? null,
      judgmentDate: null,
      settlementDate: null,
      description: toldDescription(claim.description),
      received: on,
      main: null,
    },
    eachLiable: liable.map(statedOf),
  };
}

/** What the authority has left of a registration, by what it was told and has told. */
export function leftOf({ reported, covered }: SetOffRegistration): Ore {
  return reported > covered ? ore(reported - covered) : zeroOre;
}
