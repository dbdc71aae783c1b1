import { isDeepStrictEqual } from 'node:util';
import { liabilitiesFor } from '../claims/liabilities.ts';
import { mainClaims } from '../claims/main-claims.ts';
import type { ClaimNumber } from '../claims/types.ts';
import type { PlainDate } from '../kernel/dates.ts';
import type { ClaimType, OwnTypes } from '../law/claim-types.ts';
import { later } from '../law/interest-facts.ts';
import { accountsOfClaims, balanceOf } from '../ledger/balances.ts';
import { Counting, type Between, type Consequence } from '../municipality/consequences.ts';
import { ownTypesOf } from '../municipality/own-types.ts';
import type { MunicipalityReadTx } from '../platform/database.ts';
import { claimsOfTypes, coursesToForget, openClaims } from './claims-of-types.ts';
import { interestDecidedOn } from './council-decision.ts';
import { bearsBy } from './start-interest.ts';
import { bearing } from './start-stated.ts';

/** Why a type of the municipality's own cannot be stated otherwise. */
export interface OwnTypeRefusal {
  readonly code: string;
  /** `charged`: interest or fees were posted by the class; `in-use`: there are claims of a type that would be unknown. */
  readonly why: 'charged' | 'in-use';
  /** How many claims stand against it. */
  readonly claims: number;
}

/**
 * What may not be stated otherwise because claims rest on it: class and interest of a type on which something was charged, and the type
 * itself where there are claims of it. New claims of the other kind are taken in under another code.
 */
export async function ownTypesRefused(
  tx: MunicipalityReadTx,
  { before, after }: Between,
): Promise<OwnTypeRefusal[]> {
  const [was, is] = [ownTypesOf(before), ownTypesOf(after)];
  const codes = changedTypes(was, is);
  if (codes.length === 0) return [];
  const counted = await claimsOfTypes(tx, codes);
  return codes.flatMap((code): OwnTypeRefusal[] => {
    const { claims, charged } = counted.get(code) ?? { claims: 0, charged: 0 };
    const now = is.get(code);
    if (now === undefined) return claims > 0 ? [{ code, why: 'in-use', claims }] : [];
    return charged > 0 && !isDeepStrictEqual(chargedBy(was.get(code)), chargedBy(now))
      ? [{ code, why: 'charged', claims: charged }]
      : [];
  });
}

function changedTypes(was: OwnTypes, is: OwnTypes): string[] {
  const codes = [...new Set([...was.keys(), ...is.keys()])];
  return codes.filter((code) => !isDeepStrictEqual(was.get(code), is.get(code))).toSorted();
}

/** What posted interest and fees rest on. */
function chargedBy(type: ClaimType | undefined) {
  return type === undefined ? null : [type.class, type.interestRule, bearsBy(type)];
}

const CLAIMS_PER_PAGE = 5_000;

/**
 * On which claims interest would begin (`interest-begins`) or end (`interest-ends`) by what their types are stated to be, and which
 * keep the limitation that they came in with although the type's is another now (`keeps-limitation`). What fees would be is told
 * with the steps of bills (dunning/consequences.ts).
 */
export async function consequencesForOwnTypes(
  tx: MunicipalityReadTx,
  between: Between,
): Promise<Consequence[]> {
  const counting = new Counting('ownTypes');
  const types = bearing(ownTypesOf(between.after));
  await count(tx, await coursesToForget(tx, types), { counting, what: interestOf(between) });
  const [was, is] = [ownTypesOf(between.before), ownTypesOf(between.after)];
  const changed = changedTypes(was, is);
  await forEachPage(tx, { types: changed, fresh: true }, (page) =>
    count(tx, page, { counting, what: interestOf(between) }),
  );
  const otherwise = changed.filter((code) => periodOf(was.get(code)) !== periodOf(is.get(code)));
  await forEachPage(tx, { types: otherwise, fresh: false }, (page) =>
    count(tx, page, { counting, what: () => ({ what: 'keeps-limitation', next: null }) }),
  );
  return counting.found();
}

function periodOf(type: ClaimType | undefined): string {
  return type?.endsBy.kind === 'limitation' ? `${type.endsBy.years} ${type.endsBy.from}` : '';
}

async function forEachPage(
  tx: MunicipalityReadTx,
  { types, fresh }: { readonly types: readonly string[]; readonly fresh: boolean },
  look: (page: readonly ClaimNumber[]) => Promise<void>,
): Promise<void> {
  for (let after: ClaimNumber | 0n = 0n; types.length > 0;) {
    const asked = { after, limit: CLAIMS_PER_PAGE, fresh };
    const page: readonly ClaimNumber[] = await openClaims(tx, types, asked);
    const last = page.at(-1);
    if (last === undefined) return;
    await look(page);
    after = last;
  }
}

/** What becomes of a claim of a type, and when; null = nothing that is told. */
type Becomes = (code: string) => { readonly what: string; readonly next: PlainDate | null } | null;

function interestOf({ before, after, on }: Between): Becomes {
  const [was, is] = [ownTypesOf(before), ownTypesOf(after)];
  const bears = (types: OwnTypes, code: string) => {
    const type = types.get(code);
    return type !== undefined && bearsBy(type) !== null;
  };
  return (code) => {
    const [old, now] = [interestDecidedOn(before, code), interestDecidedOn(after, code)];
    if (bears(is, code)) return now === null ? null : { what: 'interest-begins', next: later(on, now) };
    return bears(was, code) && old !== null ? { what: 'interest-ends', next: on } : null;
  };
}

async function count(
  tx: MunicipalityReadTx,
  mains: readonly ClaimNumber[],
  { counting, what }: { readonly counting: Counting; readonly what: Becomes },
): Promise<void> {
  const claims = await mainClaims(tx, mains);
  const accounts = await accountsOfClaims(tx, mains);
  const liable = Map.groupBy(await liabilitiesFor(tx, mains), ({ claim }) => claim);
  for (const main of mains) {
    const debtor = liable.get(main)?.find(({ ended }) => ended === null)?.debtor;
    const becomes = what(claims.get(main)?.type ?? '');
    if (debtor === undefined || becomes === null) continue;
    const touched = { debtor, amount: balanceOf(accounts.get(main)), claims: [main] };
    counting.add(becomes.what, { ...touched, next: becomes.next });
  }
}
