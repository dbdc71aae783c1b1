import { sql } from 'kysely';
import { registerHelper, type HelperIdentity, type HelperNumber } from '../debtors/helpers.ts';
import { bornBy } from '../debtors/day-of-birth.ts';
import { newestRecordsOf } from '../debtors/newest-record.ts';
import { debtorByCpr } from '../debtors/register.ts';
import type { CprNumber } from '../kernel/cpr-number.ts';
import { ageOn, dayInCopenhagen, type PlainDate } from '../kernel/dates.ts';
import type { DebtorNumber } from '../kernel/ids.ts';
import { ok, refuse, type Result } from '../kernel/result.ts';
import { ownScopes, type Scope } from '../law/representation.ts';
import type { PortalChoices } from '../municipality/choices/portal.ts';
import { admits } from '../municipality/portal-opening.ts';
import type { MunicipalityReadTx, MunicipalityTx } from '../platform/database.ts';
import { mayActFor } from './acting.ts';
import type { ToldPerson } from './login-port.ts';
import type { TakenRequest } from './login-requests.ts';
import { beginSession, endSession, type SessionToken } from './sessions.ts';
import type { Level, MayActFor, Protocol, SignedIn } from './types.ts';

/** Why somebody whom the provider knows is not let in. */
export type SignInRefusal = {
  /** `not-admitted`: it is a test, and they are no test person. `no-access`: CPR says that the person is dead. `no-power`: an
   * employee to whom their company has given none. */
  readonly tag: 'too-low' | 'no-cpr' | 'too-young' | 'not-admitted' | 'no-access' | 'no-power';
};

export interface Told {
  readonly told: ToldPerson;
  readonly protocol: Protocol;
  readonly request: Pick<TakenRequest, 'requestSha256'>;
  readonly portal: PortalChoices;
  readonly at: Temporal.Instant;
}

/** Who was told, as they are signed in here; or why they are not, which is noted. */
export async function recognise(
  tx: MunicipalityTx,
  { told, protocol, request, portal, at }: Told,
): Promise<Result<SignedIn, SignInRefusal>> {
  const found = await personOf(tx, { told, protocol, portal }, dayInCopenhagen(at));
  if (!found.ok) {
    await noteSignIn(tx, { protocol, request, at, outcome: found.refusal.tag });
    return found;
  }
  const person = found.value;
  const identity = identityOf(told);
  // Of who is no debtor and acts for nobody, nothing is kept.
  if (person.debtor !== null || person.mayActFor.length === 0 || identity === null) return found;
  return ok({ ...person, helper: await registerHelper(tx, identity, at) });
}

function identityOf({ cpr, loginName }: ToldPerson): HelperIdentity | null {
  if (cpr !== null) return { cpr };
  return loginName === null ? null : { loginName };
}

export interface LetIn {
  readonly person: SignedIn;
  readonly request: Pick<TakenRequest, 'requestSha256'>;
  readonly portal: PortalChoices;
  /** The session that the browser had before; it is ended. */
  readonly before: SessionToken | null;
  readonly at: Temporal.Instant;
}

/** Signs somebody in who was recognised, and answers the token of their session. It is noted, without CPR number. */
export async function letIn(
  tx: MunicipalityTx,
  { person, request, portal, before, at }: LetIn,
): Promise<SessionToken> {
  if (before !== null) await endSession(tx, before);
  const { protocol, level, debtor, helper = null } = person;
  await noteSignIn(tx, { protocol, request, at, outcome: 'signed-in', level, debtor, helper });
  return beginSession(tx, { person, times: portal.session, at });
}

type Recognised = SignedIn & { readonly mayActFor: readonly MayActFor[] };

async function personOf(
  tx: MunicipalityReadTx,
  { told, protocol, portal }: Pick<Told, 'told' | 'protocol' | 'portal'>,
  today: PlainDate,
): Promise<Result<Recognised, SignInRefusal>> {
  const level = levelOf(told.level);
  if (level === null) return refuse({ tag: 'too-low' });
  const own = await ownStanding(tx, told, { portal, today });
  // One who is dead by CPR acts for nobody either.
  if (!own.ok && own.refusal.tag === 'no-access') return own;
  const { powers } = portal;
  const all = await mayActFor(tx, told, { powers, today });
  const others = all.filter(({ debtor }) => admits(portal, today, debtor));
  // Who has a power is not sent to ask for one: it is the trial that keeps them out.
  if (!own.ok && others.length === 0) return all.length === 0 ? own : refuse({ tag: 'not-admitted' });
  const { debtor, scopes, name } = own.ok ? own.value : { debtor: null, scopes: [], name: null };
  return ok({
    debtor,
    scopes,
    name: told.name ?? name ?? NAMELESS,
    level,
    protocol,
    providerSession: told.session,
    signOutHint: told.signOutHint,
    mayActFor: others,
  });
}

interface OwnStanding {
  readonly debtor: DebtorNumber | null;
  readonly scopes: readonly Scope[];
  readonly name: string | null;
}

/** What somebody may do for themselves; refused where that is nothing. */
async function ownStanding(
  tx: MunicipalityReadTx,
  { cpr, cvr }: ToldPerson,
  { portal, today }: { readonly portal: PortalChoices; readonly today: PlainDate },
): Promise<Result<OwnStanding, SignInRefusal>> {
  // Who signs in as an employee is not there for themselves.
  if (cvr !== null) return refuse({ tag: 'no-power' });
  if (cpr === null) return refuse({ tag: 'no-cpr' });
  const debtor = await debtorByCpr(tx, cpr);
  const person = debtor === null ? undefined : (await newestRecordsOf(tx, [debtor])).get(debtor);
  if (person?.isDead === true) return refuse({ tag: 'no-access' });
  const scopes = ownScopes({
    age: ageOf(cpr, person?.born ?? null, today),
    guardianship: person?.hasGuardian ?? false,
    owes: debtor !== null,
  });
  if (scopes.length === 0) return refuse({ tag: 'too-young' });
  if (!admits(portal, today, debtor)) return refuse({ tag: 'not-admitted' });
  return ok({ debtor, scopes, name: person?.name ?? null });
}

/** Whom neither the provider nor CPR has given a name: it may be protected. */
const NAMELESS = 'MitID';

/** Whatever was asked for: only these two are let in, and what is not said is not enough. */
function levelOf(told: string | null): Level | null {
  return told === 'Substantial' || told === 'High' ? told : null;
}

function ageOf(cpr: CprNumber, told: PlainDate | null, today: PlainDate): number {
  const born = bornBy(told, cpr);
  return born === null ? 0 : ageOn(born, today);
}

export interface NotedSignIn {
  readonly protocol: Protocol;
  readonly request: Pick<TakenRequest, 'requestSha256'>;
  readonly outcome: string;
  readonly level?: Level;
  readonly debtor?: DebtorNumber | null;
  readonly helper?: HelperNumber | null;
  readonly at: Temporal.Instant;
}

/** Notes what came of a sign-in. */
export async function noteSignIn(
  tx: MunicipalityTx,
  { protocol, request, outcome, level, debtor, helper, at }: NotedSignIn,
): Promise<void> {
  await sql`
    insert into sign_in (at, request_sha256, protocol, outcome, level, debtor_number, helper_number)
    values (${at.toString()}::timestamptz, ${request.requestSha256}, ${protocol}, ${outcome}, ${level ?? null},
      ${debtor ?? null}, ${helper ?? null})`.execute(tx);
}
