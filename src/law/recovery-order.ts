import type { PlainDate } from '../kernel/dates.ts';
import { assert } from '../kernel/result.ts';
import orderList from '../../statute/payment-order.json' with { type: 'json' };

/** The categories of gældsinddrivelsesloven § 4, stk. 1 and 12, in their order. */
export type RecoveryCategory =
  'cost-abroad' | 'fine' | 'private-maintenance' | 'public-maintenance' | 'other';
/** What a claim is in its group; a correction upwards stands right after the claim that it corrects. */
export type RecoveryKind =
  | 'collection-interest'
  | 'creditor-interest'
  | 'returned-interest'
  | 'recovery-interest'
  | 'main'
  | 'correction';

/** A claim at Gældsstyrelsen. */
export interface AtRecovery<Claim extends bigint = bigint> {
  readonly claim: Claim;
  /** The claim whose group it belongs to: of interest its main claim, of a correction the corrected one; else itself. */
  readonly follows: Claim;
  readonly category: RecoveryCategory;
  readonly kind: RecoveryKind;
  /** The day Gældsstyrelsen received it. */
  readonly received: PlainDate;
  /** First day of an interest period; null for others. */
  readonly periodFrom: PlainDate | null;
  /** In the effort (wage withholding, distraint) that the money comes from. */
  readonly inEffort: boolean;
}

/**
 * The order in which Gældsstyrelsen covers claims (gældsinddrivelsesloven § 4; gældsinddrivelsesbekendtgørelsen § 4). For
 * display and for checking what it tells, never to decide: § 4, stk. 11 lets it deviate.
 */
export function recoveryOrder<Claim extends bigint>(claims: readonly AtRecovery<Claim>[]): readonly Claim[] {
  const groups = Map.groupBy(claims, ({ follows }) => follows);
  return [...groups.entries()]
    .map(([head, members]) => ({ members, lead: members.find(({ claim }) => claim === head) ?? members[0] }))
    .toSorted((a, b) => compareLeads(a.lead, b.lead))
    .flatMap(({ members }) => members.toSorted(inGroup).map(({ claim }) => claim));
}

const categories = orderList.recovery.categories;
const kinds = orderList.recovery.within;

function compareLeads(a: AtRecovery | undefined, b: AtRecovery | undefined): number {
  assert(a !== undefined && b !== undefined, 'a group has a claim');
  return (
    // Money from an effort covers the claims of that effort first.
    Number(b.inEffort) - Number(a.inEffort) ||
    rankIn(categories, a.category) - rankIn(categories, b.category) ||
    compare(a.received, b.received) ||
    compare(a.claim, b.claim)
  );
}

/** Interest before its main claim, by kind; returned interest by the oldest period. */
function inGroup(a: AtRecovery, b: AtRecovery): number {
  return (
    rankIn(kinds, a.kind) - rankIn(kinds, b.kind) ||
    compare(a.periodFrom ?? '', b.periodFrom ?? '') ||
    compare(a.received, b.received) ||
    compare(a.claim, b.claim)
  );
}

/** A claim that a public payout may be set off against. */
export interface ForSetOff<Claim extends bigint = bigint> extends AtRecovery<Claim> {
  /** Where it stands; `own-collection`: of the authority that pays out. */
  readonly stands: 'own-collection' | 'recovery' | 'other-collection';
  /** The day it was registered for set-off; null = it was not. At Gældsstyrelsen none is needed. */
  readonly registered: PlainDate | null;
}

/**
 * The order of set-off in a public payout (gældsinddrivelsesloven § 7, stk. 1): the paying authority's own registered claims,
 * claims under recovery in the order of § 4, others under collection in the order of registration. Claims under collection
 * that are not registered are left out.
 */
export function setOffOrder<Claim extends bigint>(claims: readonly ForSetOff<Claim>[]): readonly Claim[] {
  const registered = (stands: ForSetOff['stands']) =>
    claims
      .filter((each) => each.stands === stands && each.registered !== null)
      .toSorted((a, b) => compare(a.registered ?? '', b.registered ?? '') || compare(a.claim, b.claim))
      .map(({ claim }) => claim);
  const underRecovery = recoveryOrder(claims.filter(({ stands }) => stands === 'recovery'));
  return [...registered('own-collection'), ...underRecovery, ...registered('other-collection')];
}

function rankIn(order: readonly string[], name: string): number {
  const place = order.indexOf(name);
  assert(place >= 0, `statute/payment-order.json lacks ${name}`);
  return place;
}

function compare<T extends bigint | string>(a: T, b: T): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
