import { randomBytes } from 'node:crypto';
import { sql } from 'kysely';
import { logAccess } from '../access/access-log.ts';
import { companyByCvr } from '../debtors/companies.ts';
import { daysOfBirth } from '../debtors/day-of-birth.ts';
import { namesOf, newestRecordsOf } from '../debtors/newest-record.ts';
import { debtorByCpr } from '../debtors/register.ts';
import { representedBy, type KnownBy } from '../debtors/representatives.ts';
import { ageOn, type PlainDate } from '../kernel/dates.ts';
import type { DebtorNumber } from '../kernel/ids.ts';
import { assert } from '../kernel/result.ts';
import {
  isRecorded,
  powerScopes,
  recordedScopes,
  type Basis,
  type PowerKind,
  type Represented,
} from '../law/representation.ts';
import type { PortalChoices } from '../municipality/choices/portal.ts';
import type { MunicipalityReadTx, MunicipalityTx } from '../platform/database.ts';
import { endGuidance } from './guidance.ts';
import type { ToldPerson, ToldPower } from './login-port.ts';
import type { SessionToken } from './sessions.ts';
import { hashOf, newToken } from './tokens.ts';
import type { MayActFor, Session } from './types.ts';
import { hidesFrom } from './words-of-others.ts';

/**
 * Whom somebody may act for on a day: by what is recorded here about them, and by the powers that the provider tells. A power
 * from who owes nothing here is left out, as are powers whose names the municipality has not translated. For a company acts
 * who is signed in as its employee, with a power from it.
 */
export async function mayActFor(
  tx: MunicipalityReadTx,
  told: ToldPerson,
  { powers, today }: { readonly powers: PortalChoices['powers']; readonly today: PlainDate },
): Promise<readonly MayActFor[]> {
  const recorded = told.cpr === null ? [] : await recordedFor(tx, { cpr: told.cpr }, today);
  const given = await givenTo(tx, told, powers);
  const own = told.cpr === null ? null : await debtorByCpr(tx, told.cpr);
  const about = await representedOn(
    tx,
    given.map(({ debtor }) => debtor),
    today,
  );
  const byPower = given.map(({ debtor, basis, kinds }) => ({
    debtor,
    basis,
    scopes: powerScopes(basis, kinds, about(debtor)),
  }));
  return [...recorded, ...byPower].filter(({ debtor, scopes }) => scopes.length > 0 && debtor !== own);
}

/** Whom somebody may act for on a day by what is recorded here, and how far; also where that is nothing. */
async function recordedFor(tx: MunicipalityReadTx, who: KnownBy, today: PlainDate): Promise<MayActFor[]> {
  const recorded = await representedBy(tx, who, today);
  const about = await representedOn(
    tx,
    recorded.map(({ debtor }) => debtor),
    today,
  );
  return recorded.map(({ debtor, kind }) => ({
    debtor,
    basis: kind,
    scopes: recordedScopes(kind, about(debtor)),
  }));
}

async function representedOn(
  tx: MunicipalityReadTx,
  debtors: readonly DebtorNumber[],
  today: PlainDate,
): Promise<(debtor: DebtorNumber) => Represented> {
  const records = await newestRecordsOf(tx, debtors);
  const born = await daysOfBirth(tx, debtors);
  return (debtor) => {
    const day = born.get(debtor);
    const isDead = records.get(debtor)?.isDead ?? false;
    return { age: day === undefined ? null : ageOn(day, today), isDead };
  };
}

/**
 * A session with what is recorded here about whom its person may act for as it is on a day, and never more than they had when they signed in;
 * powers that the provider told of stand. Where what they act by is no longer so, they have chosen nobody.
 */
export async function asRecorded(
  tx: MunicipalityReadTx,
  session: Session,
  today: PlainDate,
): Promise<Session> {
  if (!session.mayActFor.some(({ basis }) => isRecorded(basis))) return session;
  const { actsFor, debtor, own, helper } = session;
  const now = await recordedFor(tx, { debtor: own.debtor, helper }, today);
  const mayDo = (each: MayActFor) =>
    now.filter(isSame(each)).flatMap(({ scopes }) => scopes.filter((scope) => each.scopes.includes(scope)));
  const standing = session.mayActFor
    .map((each) => (isRecorded(each.basis) ? { ...each, scopes: [...new Set(mayDo(each))] } : each))
    .filter(({ scopes }) => scopes.length > 0);
  if (actsFor === null || debtor === null) return { ...session, mayActFor: standing };
  const chosen = standing.find(isSame({ debtor, basis: actsFor.basis }));
  return chosen === undefined
    ? { ...session, mayActFor: standing, debtor: null, scopes: [], actsFor: null, actedFor: actsFor.name }
    : { ...session, mayActFor: standing, scopes: chosen.scopes };
}

type ByWhat = Pick<MayActFor, 'debtor' | 'basis'>;

function isSame(one: ByWhat): (other: ByWhat) => boolean {
  return ({ debtor, basis }) => debtor === one.debtor && basis === one.basis;
}

interface Given {
  readonly debtor: DebtorNumber;
  readonly basis: 'power' | 'company';
  readonly kinds: readonly PowerKind[];
}

async function givenTo(
  tx: MunicipalityReadTx,
  told: ToldPerson,
  powers: PortalChoices['powers'],
): Promise<readonly Given[]> {
  const given: Given[] = [];
  for (const power of told.powers) {
    const debtor = await giverOf(tx, power, told);
    const kinds = kindsOf(power, powers);
    if (debtor === null || kinds.length === 0) continue;
    given.push({ debtor, basis: 'cvr' in power.giver ? 'company' : 'power', kinds });
  }
  return given;
}

async function giverOf(
  tx: MunicipalityReadTx,
  { giver }: ToldPower,
  { cvr }: ToldPerson,
): Promise<DebtorNumber | null> {
  if ('cpr' in giver) return debtorByCpr(tx, giver.cpr);
  return giver.cvr === cvr ? companyByCvr(tx, giver.cvr) : null;
}

/** What is not understood is not allowed: one unknown name beside others, and the whole power gives nothing. */
function kindsOf({ privileges }: ToldPower, powers: PortalChoices['powers']): readonly PowerKind[] {
  const kinds = privileges.map((name) => (Object.hasOwn(powers, name) ? powers[name] : undefined));
  return kinds.every((kind) => kind !== undefined) ? kinds : [];
}

const purposes: Readonly<Record<Basis, string>> = {
  guardian: 'værge',
  'power-of-attorney': 'fuldmagt',
  'custody-holder': 'forældremyndighed',
  estate: 'dødsbo',
  power: 'digital fuldmagt',
  company: 'ansat i virksomheden',
};

export interface ActingFor {
  readonly token: SessionToken;
  readonly session: Session;
  /** One of those whom they may act for; null = they themselves. */
  readonly chosen: MayActFor | null;
  readonly at: Temporal.Instant;
}

/**
 * Lets somebody act for another, or for themselves again, and answers the token of the session from now on: the one before is worth nothing.
 * That another's data is shown is noted, with who looks.
 */
export async function actFor(
  tx: MunicipalityTx,
  { token, session, chosen, at }: ActingFor,
): Promise<SessionToken> {
  const shown = chosen ?? session.own;
  const { debtor } = shown;
  const name =
    chosen === null
      ? null
      : ((await namesOf(tx, [chosen.debtor])).get(chosen.debtor) ?? nameless(chosen.debtor));
  if (chosen !== null)
    await noteActing(tx, { ...session, debtor, actsFor: { basis: chosen.basis } }, { at, about: 'portal' });
  // Staff were shown what was the person's own, and are shown nothing of another.
  await endGuidance(tx, token);
  const renewed = newToken();
  const { numAffectedRows } = await sql`
    update web_session set token_sha256 = ${hashOf(renewed)}, form_key = ${randomBytes(32)}, debtor_number = ${debtor},
      scopes = ${shown.scopes}::text[], basis = ${chosen?.basis ?? null}, acts_for_name = ${name}
    where token_sha256 = ${hashOf(token)}`.execute(tx);
  assert(numAffectedRows === 1n, 'the session of who acts is there');
  return renewed;
}

/** Whom nobody has given a name yet. */
export function nameless(debtor: DebtorNumber): string {
  return `nr. ${debtor}`;
}

/** Who somebody on the citizens' pages is called in what they have done: by debtor number, or as who owes nothing here and helps. */
export function actorOf({ own, helper }: Pick<Session, 'own' | 'helper'>): string {
  return own.debtor !== null ? `citizen:${own.debtor}` : `helper:${helper ?? 'unknown'}`;
}

type Acting = Pick<Session, 'own' | 'helper' | 'debtor'> & {
  readonly actsFor: { readonly basis: Basis } | null;
};

/** Notes what somebody does for another, under their own number. What one does for oneself is noted where it is done. */
export async function noteActing(
  tx: MunicipalityTx,
  { debtor, actsFor, ...who }: Acting,
  { at, about }: { readonly at: Temporal.Instant; readonly about: string },
): Promise<void> {
  if (actsFor === null) return;
  await logAccess(tx, { at, actor: actorOf(who), purpose: purposes[actsFor.basis], debtor, about });
}

/**
 * Whether where the debtor lives must not be shown in a session: to somebody who acts for one whose address CPR says is protected today.
 * Every page and paper that could hold an address asks, also one that was written while it was not protected.
 */
export async function hidesAddress(
  tx: MunicipalityReadTx,
  { debtor, actsFor }: Pick<Session, 'debtor' | 'actsFor'>,
): Promise<boolean> {
  if (actsFor === null || debtor === null) return false;
  const isProtected = (await newestRecordsOf(tx, [debtor])).get(debtor)?.addressProtected;
  return hidesFrom({ actsForAnother: true, isProtected });
}
