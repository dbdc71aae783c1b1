import { openArrangementsOf } from '../arrangements/arrangements.ts';
import type { ClaimOfDebtor } from '../claims/claims-of-debtor.ts';
import type { Hold } from '../claims/holds.ts';
import type { ClaimNumber } from '../claims/types.ts';
import type { DebtorNumber } from '../kernel/ids.ts';
import { isDisputed, isToCorrect, type HoldReason } from '../law/holds.ts';
import { objectionsOf } from '../objections/objections.ts';
import type { Objection } from '../objections/types.ts';
import type { MunicipalityReadTx } from '../platform/database.ts';

/** What somebody has said and asked for themselves. Of what several owe, what another of them has done is not theirs to know. */
export interface OwnMatters {
  readonly debtor: DebtorNumber;
  /** Main claims that they disagree with, and have not been answered about. */
  readonly disputed: ReadonlySet<ClaimNumber>;
  /** Main claims about which they were told that they are right, in all or in part. */
  readonly upheld: ReadonlySet<ClaimNumber>;
  /** Claims that they have asked to pay in another way, and have not been answered about. */
  readonly asked: ReadonlySet<ClaimNumber>;
  /** Claims about which they have an agreement on request. */
  readonly agreed: ReadonlySet<ClaimNumber>;
}

/** Nothing said or asked for, or it cannot be read. */
export function nothingSaid(debtor: DebtorNumber): OwnMatters {
  return { debtor, disputed: new Set(), upheld: new Set(), asked: new Set(), agreed: new Set() };
}

/** What a debtor has said that is not answered, and their requests and agreements that have not ended. */
export async function ownMatters(tx: MunicipalityReadTx, debtor: DebtorNumber): Promise<OwnMatters> {
  const [objections, arrangements] = await Promise.all([
    objectionsOf(tx, debtor),
    openArrangementsOf(tx, [debtor]),
  ]);
  const claimsOf = (those: typeof arrangements) =>
    new Set(those.flatMap(({ claims }) => claims.map(({ claim }) => claim)));
  return {
    debtor,
    disputed: new Set(objections.flatMap(({ answered, claims }) => (answered === null ? claims : []))),
    upheld: new Set(objections.flatMap(({ answered, claims }) => (isRight(answered) ? claims : []))),
    asked: claimsOf(arrangements.filter(({ state }) => state === 'proposed')),
    agreed: claimsOf(arrangements.filter(({ state }) => state !== 'proposed')),
  };
}

function isRight(answered: Objection['answered']): boolean {
  return answered?.outcome === 'upheld' || answered?.outcome === 'partly';
}

/** Whether why a claim rests may be told to this debtor: it is about the claim, about them, or what they have said or asked for. */
export function isOwnMatter(
  { reason, debtor }: Pick<Hold, 'reason' | 'debtor'>,
  { claim, main, joint }: Pick<ClaimOfDebtor, 'claim' | 'main' | 'joint'>,
  own: OwnMatters,
): boolean {
  if (!joint || debtor === own.debtor) return true;
  if (isToCorrect([reason])) return own.upheld.has(main);
  if (isDisputed([reason])) return own.disputed.has(main);
  if (reason === 'request') return own.asked.has(main) || own.asked.has(claim);
  if (reason === 'plan' || reason === 'deferral') return own.agreed.has(main) || own.agreed.has(claim);
  return !OF_A_PERSON.has(reason);
}

/** Whether a claim of several rests because one of them has said or asked for something: for the others it stands otherwise than for that one. */
export function isOfWhoeverSaidIt(
  { reason }: Pick<Hold, 'reason'>,
  { joint }: Pick<ClaimOfDebtor, 'joint'>,
): boolean {
  return joint && (isDisputed([reason]) || reason === 'request');
}

/** `own`: the debtor disagrees; `upheld`: they were right, and it is not put right yet; `other`: only another who owes it disagrees, or was right. */
export type Disputes = 'own' | 'upheld' | 'other';

/** Who has said something against one of these claims that is not answered, or not put right; null = nobody has. */
export function whoDisputes(
  claims: readonly ClaimOfDebtor[],
  holds: ReadonlyMap<ClaimNumber, readonly Hold[]>,
  own: OwnMatters,
): Disputes | null {
  const disputing = claims.flatMap((claim) =>
    (holds.get(claim.claim) ?? [])
      .filter(({ reason }) => isDisputed([reason]))
      .map((hold) => ({ reason: hold.reason, isOwn: isOwnMatter(hold, claim, own) })),
  );
  if (disputing.length === 0) return null;
  const theirs = disputing.flatMap(({ reason, isOwn }) => (isOwn ? [reason] : []));
  if (theirs.length === 0) return 'other';
  return isToCorrect(theirs) ? 'upheld' : 'own';
}

/** What is known of a person, and not of what is owed. */
const OF_A_PERSON: ReadonlySet<HoldReason> = new Set([
  'death',
  'bankruptcy',
  'debt-relief',
  'missing-address',
  'returned-mail',
  'decision-complaint',
]);
