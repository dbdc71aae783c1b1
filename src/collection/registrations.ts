import { liabilitiesFor } from '../claims/liabilities.ts';
import {
  askForSetOff,
  registeredForSetOff,
  writeSetOffRegistration,
  type SetOffRegistration,
} from '../claims/set-off-registrations.ts';
import type { ClaimNumber } from '../claims/types.ts';
import { claimsToSend } from '../claims/claims-to-send.ts';
import { dayInCopenhagen, type PlainDate } from '../kernel/dates.ts';
import { ok, refuse, type Result } from '../kernel/result.ts';
import { stateRefundOf } from '../law/claim-types.ts';
import { recallSettles, type RecallReason } from '../law/psrm-codes.ts';
import { endsRegistrationBy } from '../law/set-off-registration.ts';
import { lockReceivables } from '../ledger/lock.ts';
import type { MunicipalityReadTx, MunicipalityTx } from '../platform/database.ts';
import { masterDataOf } from './master-data.ts';
import {
  registrationCandidates,
  registrationRefused,
  registrationRules,
  type RegistrationCandidate,
  type RegistrationRules,
} from './registration-candidates.ts';
import { changeAction, insertActions, setOffActionsOf } from './store.ts';
import { aboutRegistration, isCreation, isOf, type Doing } from './types.ts';

/** Has a claim registered that may be: it is told of with the next delivery, and goes on being collected here. */
export async function queueRegistration(
  tx: MunicipalityTx,
  candidate: RegistrationCandidate,
  {
    rules,
    because,
    doing,
  }: { readonly rules: RegistrationRules; readonly because: string | null; readonly doing: Doing },
): Promise<void> {
  const { claim } = candidate.claim;
  const asked = { claim, askedOn: dayInCopenhagen(doing.at), because };
  const entry = await askForSetOff(tx, asked, doing);
  const masterData = masterDataOf(candidate, { art: 'MODR', types: rules.types, interest: {} });
  const about = aboutRegistration({ entry }, 'register');
  await insertActions(
    tx,
    [
      {
        claim,
        art: 'MODR',
        code: 'OPRETFORDRING',
        reason: null,
        amount: null,
        effectiveOn: null,
        about,
        undoes: null,
        alongWith: null,
        masterData,
      },
    ],
    doing,
  );
}

/** `later`: it is on its way and not answered; asked again then. */
export type RegistrationEnding = 'queued' | 'cancelled' | 'later';

/** Ends a registration: one that has not left is not told of; one that stands is called back. */
export async function endRegistration(
  tx: MunicipalityTx,
  registration: SetOffRegistration,
  { why, about, doing }: { readonly why: RecallReason | null; readonly about: string; readonly doing: Doing },
): Promise<RegistrationEnding> {
  const { claim } = registration;
  const actions = ((await setOffActionsOf(tx, [claim])).get(claim) ?? []).filter((each) =>
    isOf(registration, each),
  );
  const leaving = actions.find(({ code, state }) => isCreation(code) && state === 'queued');
  const on = dayInCopenhagen(doing.at);
  if (leaving !== undefined) {
    await changeAction(tx, leaving, { state: 'cancelled' });
    await writeSetOffRegistration(tx, { ...registration, state: 'cancelled', endedOn: on, endedWhy: about });
    return 'cancelled';
  }
  if (actions.some(({ code, state }) => code === 'TILBAGEKALD' && ['queued', 'sent'].includes(state)))
    return 'queued';
  if (registration.state !== 'registered') return 'later';
  const reason = endsRegistrationBy(why, await howItEnds(tx, claim, on));
  const effectiveOn = recallSettles(reason).effectiveDate === 'required' ? on : null;
  const recall = { claim, art: 'MODR', code: 'TILBAGEKALD', reason, amount: null, effectiveOn } as const;
  const rest = { undoes: null, alongWith: null, masterData: null };
  await insertActions(tx, [{ ...recall, ...rest, about: aboutRegistration(registration, about) }], doing);
  return 'queued';
}

async function howItEnds(tx: MunicipalityReadTx, claim: ClaimNumber, on: PlainDate) {
  const known = (await claimsToSend(tx, [claim])).get(claim);
  const { registration } = await registrationRules(tx, on);
  return {
    stateRefund: known === undefined ? null : stateRefundOf(known.type),
    usual: registration.endedWith,
  };
}

/** Of these claims those that may not be registered, or not any longer. */
export async function stoppedRegistrations(
  tx: MunicipalityReadTx,
  claims: readonly ClaimNumber[],
  on: PlainDate,
): Promise<Map<ClaimNumber, string>> {
  if (claims.length === 0) return new Map();
  const rules = await registrationRules(tx, on);
  const judged = (await registrationCandidates(tx, claims)).map(
    (each) => [each.claim.claim, registrationRefused(each, rules)[0]] as const,
  );
  return new Map(judged.flatMap(([claim, why]) => (why === undefined ? [] : [[claim, why] as const])));
}

/** The last look at registrations that are about to leave: one that may not be made any longer is not told of. */
export async function cancelStoppedRegistrations(
  tx: MunicipalityTx,
  claims: readonly ClaimNumber[],
  doing: Doing,
): Promise<void> {
  const stopped = await stoppedRegistrations(tx, claims, dayInCopenhagen(doing.at));
  for (const [claim, registration] of await registeredForSetOff(tx, [...stopped.keys()]))
    await endRegistration(tx, registration, { why: null, about: stopped.get(claim) ?? 'stopped', doing });
}

export type RegisterRefusal =
  | { readonly tag: 'reason-missing' | 'unknown-claim' | 'registered-already' }
  | { readonly tag: 'not-ready'; readonly why: readonly string[] };

interface ByPerson {
  readonly claim: ClaimNumber;
  readonly because: string;
}

/** A person has a claim registered for set-off alone. Refused with all that stands in the way. */
export async function registerByPerson(
  tx: MunicipalityTx,
  { claim, because }: ByPerson,
  doing: Doing,
): Promise<Result<'queued', RegisterRefusal>> {
  if (because.trim() === '') return refuse({ tag: 'reason-missing' });
  await lockLiable(tx, claim);
  const [candidate] = await registrationCandidates(tx, [claim]);
  if (candidate === undefined) return refuse({ tag: 'unknown-claim' });
  if (candidate.registration !== null) return refuse({ tag: 'registered-already' });
  const rules = await registrationRules(tx, dayInCopenhagen(doing.at));
  const why = registrationRefused(candidate, rules);
  if (why.length > 0) return refuse({ tag: 'not-ready', why });
  await queueRegistration(tx, candidate, { rules, because, doing });
  return ok('queued');
}

export type DeregisterRefusal = { readonly tag: 'reason-missing' | 'not-registered' | 'on-its-way' };

/** A person ends a registration; it is not made again without a person. */
export async function deregisterByPerson(
  tx: MunicipalityTx,
  { claim, because }: ByPerson,
  doing: Doing,
): Promise<Result<'queued' | 'cancelled', DeregisterRefusal>> {
  if (because.trim() === '') return refuse({ tag: 'reason-missing' });
  await lockLiable(tx, claim);
  const registration = (await registeredForSetOff(tx, [claim])).get(claim);
  if (registration === undefined) return refuse({ tag: 'not-registered' });
  const about = `${BY_PERSON}${dayInCopenhagen(doing.at)}/${because}`;
  const ended = await endRegistration(tx, registration, { why: null, about, doing });
  return ended === 'later' ? refuse({ tag: 'on-its-way' }) : ok(ended);
}

/** How what a registration ended by begins, where a person ended it. */
export const BY_PERSON = 'person/';

async function lockLiable(tx: MunicipalityTx, claim: ClaimNumber): Promise<void> {
  const liable = await liabilitiesFor(tx, [claim]);
  await lockReceivables(
    tx,
    liable.map(({ debtor }) => debtor),
  );
}
