import { isDeepStrictEqual } from 'node:util';
import { sql } from 'kysely';
import { writeSetOffRegistration } from '../claims/set-off-registrations.ts';
import type { ClaimNumber } from '../claims/types.ts';
import { addDays, dayInCopenhagen, type PlainDate } from '../kernel/dates.ts';
import type { Result } from '../kernel/result.ts';
import {
  underCollectionOrder,
  claimTypes,
  localClaimTypes,
  mayRegisterForSetOff,
} from '../law/claim-types.ts';
import { lockReceivables } from '../ledger/lock.ts';
import type { Configuration } from '../municipality/configuration.ts';
import {
  runDailyJob,
  type DailyJob,
  type JobDone,
  type JobRequest,
  type PageAsked,
} from '../platform/daily-job.ts';
import {
  readInMunicipality,
  type Busy,
  type MunicipalityReadTx,
  type MunicipalityTx,
} from '../platform/database.ts';
import { agreedTypes } from './creditor-agreement.ts';
import { RECOVERY_LOCK } from './deliver.ts';
import { planRegistration, registrationChanges, type RegistrationPlan } from './plan-registration.ts';
import {
  registrationCandidates,
  type RegistrationCandidate,
  type RegistrationRules,
} from './registration-candidates.ts';
import { BY_PERSON, endRegistration, queueRegistration } from './registrations.ts';
import { insertActions } from './store.ts';
import type { Doing } from './types.ts';

export interface RegistrationRequest extends Omit<JobRequest, 'configuration'> {
  readonly configured: {
    readonly version: number;
    readonly configuration: Pick<Configuration, 'recovery' | 'setOffRegistration'>;
  };
}

/**
 * The daily job `set-off-registration`: what is registered at the recovery authority for set-off alone is told what is left of it, and
 * is ended where it may not stay; where the municipality has chosen so, what has become overdue is registered.
 */
export async function keepRegistrations({
  configured,
  ...request
}: RegistrationRequest): Promise<Result<JobDone, Busy>> {
  const { database, municipality, on } = request;
  const types = await readInMunicipality(database, municipality, (tx) => agreedTypes(tx, on, 'MODR'));
  const { recovery, setOffRegistration: registration } = configured.configuration;
  const rules = { on, recovery, registration, types };
  return runDailyJob(registrationJob(rules, request.by), { ...request, configuration: configured.version });
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
 * neither cleared nor at the authority. One that the authority refused or gave back, or a person ended, is left to a person.
 */
async function claimsToLookAt(
  tx: MunicipalityReadTx,
  { on, registration: { automatic, daysOverdue } }: Pick<RegistrationRules, 'on' | 'registration'>,
  { after, limit }: Omit<PageAsked, 'on'>,
): Promise<ClaimNumber[]> {
  const before: PlainDate = addDays(on, -daysOverdue);
  const { rows } = await sql<{ claim: ClaimNumber }>`
    select claim_number as claim from set_off_registration
    where ended_on is null and claim_number > ${String(after)}::bigint
    union
    select c.claim_number from claim c
    where ${automatic}::boolean and c.claim_number > ${String(after)}::bigint and c.srb_on <= ${before}::date
      and c.claim_type = any (${registrable}::text[])
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

/** The types that are ever registered: the others are not read each day to be passed over. */
const registrable = [...claimTypes.values(), ...localClaimTypes.values()]
  .filter((type) => type.level === 'main' && !underCollectionOrder(type) && mayRegisterForSetOff(type))
  .map(({ code }) => code);

async function write(
  tx: MunicipalityTx,
  plans: readonly RegistrationPlan[],
  { rules, doing }: { readonly rules: RegistrationRules; readonly doing: Doing },
): Promise<readonly RegistrationPlan[]> {
  await lockReceivables(tx, [...new Set(plans.flatMap(({ candidate }) => candidate.debtors))]);
  const still = await unchanged(tx, plans);
  for (const { candidate, does } of still) {
    const { registration } = candidate;
    if (does.tag === 'register') await queueRegistration(tx, candidate, { rules, because: null, doing });
    if (does.tag === 'tell') await insertActions(tx, does.actions, doing);
    if (does.tag === 'end' && registration !== null)
      await endRegistration(tx, registration, { why: does.reason, about: does.why, doing });
    if (does.tag === 'paid' && registration !== null) {
      const endedOn = dayInCopenhagen(doing.at);
      await writeSetOffRegistration(tx, { ...registration, state: 'ended', endedOn, endedWhy: 'paid' });
    }
  }
  return still;
}

/** Those of which everything is as it was read. */
async function unchanged(
  tx: MunicipalityTx,
  plans: readonly RegistrationPlan[],
): Promise<RegistrationPlan[]> {
  const claims = plans.map(({ candidate }) => candidate.claim.claim);
  const now = new Map((await registrationCandidates(tx, claims)).map((each) => [each.claim.claim, each]));
  return plans.filter(({ candidate }) => isDeepStrictEqual(now.get(candidate.claim.claim), candidate));
}
