import { sql } from 'kysely';
import type { ClaimToSend } from '../claims/claims-to-send.ts';
import { writeSetOffRegistration } from '../claims/set-off-registrations.ts';
import type { ClaimNumber } from '../claims/types.ts';
import { addDays, dayInCopenhagen, type PlainDate } from '../kernel/dates.ts';
import type { Result } from '../kernel/result.ts';
import { underCollectionOrder, claimTypes, mayRegisterForSetOff, type OwnTypes } from '../law/claim-types.ts';
import { isLeftToPerson } from '../law/repayment-laws.ts';
import { ownTypesIn } from '../municipality/configurations.ts';
import type { DailyJob, JobDone, PageAsked } from '../platform/daily-job.ts';
import type { Busy, MunicipalityReadTx, MunicipalityTx } from '../platform/database.ts';
import { RECOVERY_LOCK } from './deliver.ts';
import { planRegistration, registrationChanges, type RegistrationPlan } from './plan-registration.ts';
import {
  registrationCandidates,
  type RegistrationCandidate,
  type RegistrationRules,
} from './registration-candidates.ts';
import { runRecoveryJob, stillAsRead, type RecoveryJobRequest } from './recovery-job.ts';
import { BY_PERSON, endRegistration, queueRegistration } from './registrations.ts';
import { changeMasterData, insertActions } from './store.ts';
import type { Doing } from './types.ts';

export type RegistrationRequest = RecoveryJobRequest<'recovery' | 'setOffRegistration'>;

/**
 * The daily job `set-off-registration`: what is registered at the recovery authority for set-off alone is told what is left of it, and
 * is ended where it may not stay; where the municipality has chosen so, what has become overdue is registered.
 */
export async function keepRegistrations(request: RegistrationRequest): Promise<Result<JobDone, Busy>> {
  const { recovery, setOffRegistration: registration } = request.configured.configuration;
  return runRecoveryJob(request, 'MODR', (types) =>
    registrationJob({ on: request.on, recovery, registration, types }, request.by),
  );
}

/** Whether a claim is registered, or may come to be. */
export async function anythingRegistered(
  tx: MunicipalityReadTx,
  rules: Pick<RegistrationRules, 'on' | 'registration'>,
): Promise<boolean> {
  return (await claimsToLookAt(tx, rules, { after: 0n, limit: 1 })).length > 0;
}

function registrationJob(
  rules: RegistrationRules,
  by: string,
): DailyJob<RegistrationCandidate, RegistrationPlan> {
  return {
    name: 'set-off-registration',
    lock: RECOVERY_LOCK,
    changes: registrationChanges,
    amounts: ['registered'],
    select: async (tx, page) => registrationCandidates(tx, await claimsToLookAt(tx, rules, page)),
    keyOf: ({ claim }) => claim.claim,
    plan: (rows) => rows.map((row) => planRegistration(row, rules)),
    write: (tx, plans, at) => write(tx, plans, { rules, doing: { by, at } }),
  };
}

/**
 * What is registered, and of what may be, where the municipality has chosen so, the main claims that are overdue long enough and are
 * neither cleared nor at the authority: by the municipality's own types as they are stated, or as `own` has them. One that the authority refused or gave back, or a person ended, is left to a person.
 */
export async function claimsToLookAt(
  tx: MunicipalityReadTx,
  { on, registration: { automatic, daysOverdue } }: Pick<RegistrationRules, 'on' | 'registration'>,
  { after, limit, own = null }: Omit<PageAsked, 'on'> & { readonly own?: OwnTypes | null },
): Promise<ClaimNumber[]> {
  const types = registrable(own ?? (await ownTypesIn(tx)));
  const before: PlainDate = lastOverdue(on, daysOverdue);
  const { rows } = await sql<{ claim: ClaimNumber }>`
    select claim_number as claim from set_off_registration
    where ended_on is null and claim_number > ${String(after)}::bigint
    union
    select c.claim_number from claim c
    where ${automatic}::boolean and c.claim_number > ${String(after)}::bigint and c.srb_on <= ${before}::date
      and c.claim_type = any (${types}::text[])
      and exists (
        select from account_balance b where b.number = c.claim_number and b.kind in ('claim', 'due') and b.balance_ore > 0)
      and not exists (
        select from transfer_clearance t where t.claim_number = c.claim_number and t.withdrawn_on is null)
      and not exists (
        select from set_off_registration r where r.claim_number = c.claim_number
          and (r.state in ('rejected', 'returned') or starts_with(r.ended_why, ${BY_PERSON})))
    order by claim limit ${limit}::int`.execute(tx);
  return rows.map(({ claim }) => claim);
}

/** Whether the municipality has chosen that a claim of that age is registered without a person. */
export function isChosen(
  { srb }: Pick<ClaimToSend, 'srb'>,
  { on, registration: { automatic, daysOverdue } }: Pick<RegistrationRules, 'on' | 'registration'>,
): boolean {
  return automatic && srb !== null && srb <= lastOverdue(on, daysOverdue);
}

function lastOverdue(on: PlainDate, daysOverdue: number): PlainDate {
  return addDays(on, -daysOverdue);
}

/** The types that are ever registered: the others are not read each day to be passed over. */
function registrable(own: OwnTypes): string[] {
  return [...claimTypes.values(), ...own.values()]
    .filter(
      (type) =>
        type.level === 'main' &&
        !underCollectionOrder(type) &&
        !isLeftToPerson(type.code) &&
        mayRegisterForSetOff(type),
    )
    .map(({ code }) => code);
}

async function write(
  tx: MunicipalityTx,
  plans: readonly RegistrationPlan[],
  { rules, doing }: { readonly rules: RegistrationRules; readonly doing: Doing },
): Promise<readonly RegistrationPlan[]> {
  const still = await stillAsRead(tx, plans, registrationCandidates);
  for (const { candidate, does } of still) {
    const { registration } = candidate;
    if (does.tag === 'register') await queueRegistration(tx, candidate, { rules, because: null, doing });
    if (does.tag === 'tell') await insertActions(tx, does.actions, doing);
    if (does.tag === 'renew') await changeMasterData(tx, does.waiting, does.masterData);
    if (does.tag === 'end' && registration !== null)
      await endRegistration(tx, registration, { why: does.reason, about: does.why, doing });
    if (does.tag === 'paid' && registration !== null) {
      const endedOn = dayInCopenhagen(doing.at);
      await writeSetOffRegistration(tx, { ...registration, state: 'ended', endedOn, endedWhy: 'paid' });
    }
  }
  return still;
}
