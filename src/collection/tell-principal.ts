import { claimsToSend } from '../claims/claims-to-send.ts';
import { liabilitiesFor } from '../claims/liabilities.ts';
import type { ClaimNumber } from '../claims/types.ts';
import { dayInCopenhagen, type PlainDate } from '../kernel/dates.ts';
import { registeredForSetOff, type SetOffRegistration } from '../claims/set-off-registrations.ts';
import type { Ore } from '../kernel/money.ts';
import { ok, refuse, type Result } from '../kernel/result.ts';
import { hasRight, mayCorrectPrincipal, type ActionRefusal, type AtAuthority } from '../law/psrm-actions.ts';
import { lockReceivables } from '../ledger/lock.ts';
import type { MunicipalityTx } from '../platform/database.ts';
import { toldPrincipal } from './master-data.ts';
import { leftOf } from './registration-candidates.ts';
import { actionsOf, insertActions, recoveryClaims, setOffActionsOf } from './store.ts';
import { atAuthority } from './tell-change.ts';
import { aboutRegistration, isOf, isOpen, type ActionToQueue, type Doing } from './types.ts';

/** A claim whose principal (hovedstol) the authority was told too low, such as what was left in the place of what it first was. */
export interface HigherPrincipal {
  readonly claim: ClaimNumber;
  readonly principal: Ore;
  readonly because: string;
  /** What the agreement with the authority lets us tell. */
  readonly rights: readonly string[];
}

export type PrincipalRefusal = { readonly tag: 'reason-missing' | 'not-there' | 'no-right' | ActionRefusal };

/**
 * Queues that a principal was told too low, of a claim in recovery or registered for set-off; nothing more is owed by it. A claim that has
 * become more is corrected, which writes it up; a principal that was told too high is a correction too. Refused where the authority
 * would refuse it.
 */
export async function tellHigherPrincipal(
  tx: MunicipalityTx,
  told: HigherPrincipal,
  doing: Doing,
): Promise<Result<'queued', PrincipalRefusal>> {
  const { claim: number, because, rights } = told;
  if (because.trim() === '') return refuse({ tag: 'reason-missing' });
  const liable = await liabilitiesFor(tx, [number]);
  await lockReceivables(
    tx,
    liable.map(({ debtor }) => debtor),
  );
  const registration = (await registeredForSetOff(tx, [number])).get(number);
  if (registration !== undefined) return ofRegistration(tx, registration, { ...told, doing });
  const claim = (await recoveryClaims(tx, [number])).get(number);
  if (claim?.state !== 'received') return refuse({ tag: 'not-there' });
  if (!hasRight('AENDRFORDRING', 'INDR', rights)) return refuse({ tag: 'no-right' });
  const actions = (await actionsOf(tx, [number])).get(number) ?? [];
  const level = (await claimsToSend(tx, [number])).get(number)?.level ?? 'main';
  const on = dayInCopenhagen(doing.at);
  const at = { ...atAuthority({ claim, actions, on }, level), principal: toldPrincipal(actions) };
  return queue(tx, at, { ...told, art: 'INDR', about: byPerson(on, because), doing });
}

/** Only main claims are registered; while an answer is awaited nothing more is told of one (418). */
async function ofRegistration(
  tx: MunicipalityTx,
  registration: SetOffRegistration,
  told: HigherPrincipal & { readonly doing: Doing },
): Promise<Result<'queued', PrincipalRefusal>> {
  const { claim, state, registeredOn: received } = registration;
  if (state !== 'registered') return refuse({ tag: 'not-there' });
  if (!hasRight('AENDRFORDRING', 'MODR', told.rights)) return refuse({ tag: 'no-right' });
  const actions = ((await setOffActionsOf(tx, [claim])).get(claim) ?? []).filter((each) =>
    isOf(registration, each),
  );
  const at: AtAuthority = {
    level: 'main',
    received,
    recalled: false,
    openAction: actions.some(isOpen),
    principal: toldPrincipal(actions),
    left: leftOf(registration),
  };
  const about = aboutRegistration(registration, byPerson(dayInCopenhagen(told.doing.at), told.because));
  return queue(tx, at, { ...told, art: 'MODR', about });
}

function byPerson(on: PlainDate, because: string): string {
  return `person/${on}/${because}`;
}

interface Queueing extends HigherPrincipal, Pick<ActionToQueue, 'art' | 'about'> {
  readonly doing: Doing;
}

async function queue(
  tx: MunicipalityTx,
  at: AtAuthority,
  { claim, principal, art, about, doing }: Queueing,
): Promise<Result<'queued', PrincipalRefusal>> {
  const [refused] = mayCorrectPrincipal(at, principal);
  if (refused !== undefined) return refuse({ tag: refused });
  const told = { code: 'AENDRFORDRING', reason: null, amount: principal, effectiveOn: null, about } as const;
  await insertActions(tx, [{ claim, art, undoes: null, alongWith: null, masterData: null, ...told }], doing);
  return ok('queued');
}
