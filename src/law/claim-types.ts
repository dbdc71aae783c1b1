import { parseKroner, type Ore } from '../kernel/money.ts';
import { assert, ok, refuse, type Result } from '../kernel/result.ts';
import register from '../../statute/claim-types.json' with { type: 'json' };
import type { Regime } from './interest-facts.ts';
import { filterRulesByType, type FilterOutcome, type StatedField } from './psrm-filter-rules.ts';

/** A kind of claim (fordringstype), and what follows from it for charges, time limits and recovery. */
export interface ClaimType {
  /** The recovery authority's code, `KTTIBAK`; `LOKAL-…` for a type of the municipality's own. */
  readonly code: string;
  /** Null where no source gives the name. */
  readonly name: string | null;
  readonly area: string;
  readonly level: 'main' | 'interest' | 'fee';
  readonly class: ClaimClass;
  readonly law: string | null;
  /** `bek. 585/2023` and its sister order: ability decides what is paid, and notice that has arrived is a condition. */
  readonly collectionOrder: string | null;
  readonly endsBy: EndsBy;
  readonly charges: RelatedTypes;
  /** The entry of special interest that it follows, where its own law has a rule; null = that of its class. */
  readonly interestRule: string | null;
  /** Null = not known; treated as if there is one, because recall is then narrower. */
  readonly stateRefund: boolean | null;
  readonly cap: Cap | null;
  /** A principal above this is looked at by a person before it is sent; null = no such limit. */
  readonly ownCheckAbove: Ore | null;
  /** What a claim of the type does not state although most do; asked only where no rules are published. */
  readonly withoutFields: readonly StatedField[];
  /** False: never sent to recovery. */
  readonly recoverable: boolean;
  /** Why the program knows the code and refuses it; null = it may be used. */
  readonly inactive: Inactive | null;
  readonly source: string;
  readonly verified: boolean | 'partial';
}

const CLASSES = ['distraint', 'civil', 'priority', 'public', 'either', 'unknown', 'not-stated'] as const;
/** Decides the regime of fees and interest; `public`: public law without a right of distraint. */
export type ClaimClass = (typeof CLASSES)[number];

export type EndsBy =
  | { readonly kind: 'lapse'; readonly years: number }
  | {
      readonly kind: 'limitation';
      readonly years: number;
      readonly from: 'due' | 'origin' | 'ruling';
      /** Not read in a source: the general rule of forældelsesloven is used. */
      readonly assumed: boolean;
    };

/** The types that its fee and interest are reported under; null = none that is known. */
export interface RelatedTypes {
  readonly fee: string | null;
  readonly interest: string | null;
  readonly courtInterest: string | null;
  /** Assumed: those that are usual for the class. */
  readonly status: 'published' | 'assumed';
}

export interface Cap {
  readonly principal: Ore;
  readonly outcome: FilterOutcome;
}

const INACTIVE = ['draft', 'superseded', 'legacy', 'too-general', 'not-municipal'] as const;
export interface Inactive {
  readonly why: (typeof INACTIVE)[number];
  readonly replacedBy: string | null;
}

/** Every type whose code was found in public material, also those that are refused. */
export const claimTypes: ReadonlyMap<string, ClaimType> = byCode(register.types.map(readType));

/**
 * Types without an official code that could be found: parking, library, housing deposit loans, building permits, waste,
 * music school and care homes, and claims on other municipalities. Nothing is charged on them before the municipality has
 * stated the class (own-types.ts), and none of them is sent before it has loaded its creditor agreement.
 */
export const localClaimTypes: ReadonlyMap<string, ClaimType> = byCode(register.local.map(readType));

/** The types that are a municipality's own, by code: ours that are not stated, as it has stated them, and what it has added. */
export type OwnTypes = ReadonlyMap<string, ClaimType>;

export type ClaimTypeRefusal =
  | { readonly tag: 'unknown-type'; readonly code: string }
  | ({ readonly tag: 'inactive-type'; readonly code: string } & Inactive);

/**
 * A type that may be used, also one of the municipality's own; refuses a code nobody knows, and one that is no longer, or not
 * yet, in use.
 */
export function claimType(code: string, own: OwnTypes): Result<ClaimType, ClaimTypeRefusal> {
  const type = claimTypes.get(code) ?? own.get(code);
  if (type === undefined) return refuse({ tag: 'unknown-type', code });
  if (type.inactive !== null) return refuse({ tag: 'inactive-type', code, ...type.inactive });
  return ok(type);
}

/**
 * The law on default interest: gebyrloven with a right of distraint, renteloven for civil claims. A public claim without
 * that right and without a rule of its own carries none (third regime), and so does one whose class nobody has stated.
 */
export function interestRegime(type: ClaimType): Regime {
  return type.interestRule === null ? feeRegime(type) : 'special';
}

/** The law on reminder fees (gebyrloven § 2, renteloven § 9 b); special interest has no fee of its own. */
export function feeRegime(type: Pick<ClaimType, 'class'>): Exclude<Regime, 'special'> {
  switch (type.class) {
    case 'distraint':
    case 'priority':
      return 'gebyrloven';
    case 'civil':
      return 'renteloven';
    case 'public':
    case 'either':
    case 'unknown':
    case 'not-stated':
    default:
      return 'none';
  }
}

/**
 * What a collection order changes: notice that has arrived is a condition of validity (bek. 585/2023 § 10; STAR, 7 December
 * 2021), the day due is the day after the demand's deadline, there is no voluntary plan (principafgørelse 30-14) and no
 * registration for set-off. The sister order of serviceloven has not been read (open question Q15) and is treated alike.
 */
export function underCollectionOrder(type: Pick<ClaimType, 'collectionOrder'>): boolean {
  return type.collectionOrder !== null;
}

/**
 * Whether the state pays part of what claims of the type are about; null = not known, and then treated as if it does. Of a
 * municipality's own types it pays none.
 */
export function stateRefundOf(code: string): boolean | null {
  const type = claimTypes.get(code);
  return type === undefined ? false : type.stateRefund;
}

/** May the claim be registered for set-off only (MODR)? Where the rules are published they say; else the agreement does. */
export function mayRegisterForSetOff(type: ClaimType): boolean {
  if (underCollectionOrder(type) || !type.recoverable) return false;
  const arts = filterRulesByType.get(type.code)?.rules.find(({ check }) => check === 'art_in');
  return arts?.check === 'art_in' ? arts.values.includes('MODR') : true;
}

const USUAL_FIELDS: readonly StatedField[] = [
  'description',
  'dueDate',
  'lastTimelyPayment',
  'limitationDate',
  'originDate',
  'periodEnd',
  'periodStart',
];

/**
 * What a claim of the type must state: what its published rules ask for (R_2_1, R_7_1 to R_7_12), else what nearly every
 * type asks for. Interest and fees are described by their main claim.
 */
export function requiredFields(type: ClaimType): readonly StatedField[] {
  const rules = filterRulesByType.get(type.code)?.rules;
  if (rules !== undefined)
    return rules.flatMap((rule) => (rule.check === 'required' ? [rule.field] : [])).toSorted();
  const asked = USUAL_FIELDS.filter((field) => !type.withoutFields.includes(field));
  return type.level === 'main' ? asked : asked.filter((field) => field !== 'description');
}

export type PrincipalFinding =
  | { readonly tag: 'above-cap'; readonly outcome: FilterOutcome; readonly most: Ore }
  | { readonly tag: 'above-own-check'; readonly most: Ore };

/** What a principal meets: the authority's cap, or our own check where no cap is known; null = neither. */
export function principalFinding(
  type: Pick<ClaimType, 'cap' | 'ownCheckAbove'>,
  principal: Ore,
): PrincipalFinding | null {
  if (type.cap !== null && principal > type.cap.principal)
    return { tag: 'above-cap', outcome: type.cap.outcome, most: type.cap.principal };
  if (type.ownCheckAbove !== null && principal > type.ownCheckAbove)
    return { tag: 'above-own-check', most: type.ownCheckAbove };
  return null;
}

/** A type as it stands in the file, where what does not apply is left out. */
interface WrittenType {
  readonly code: string;
  readonly name: string | null;
  readonly area: string;
  readonly level: string;
  readonly class: string;
  readonly law: string | null;
  readonly collectionOrder?: string | undefined;
  readonly endsBy: {
    readonly kind: string;
    readonly years: number;
    readonly from?: string | undefined;
    readonly assumed?: boolean | undefined;
  };
  readonly charges?: (Omit<RelatedTypes, 'status'> & { readonly status: string }) | undefined;
  readonly interestRule?: string | undefined;
  readonly stateRefund?: boolean | null | undefined;
  readonly cap?: { readonly principal: string; readonly outcome: string } | undefined;
  readonly ownCheckAbove?: string | undefined;
  readonly withoutPeriod?: boolean | undefined;
  readonly recoverable?: boolean | undefined;
  readonly inactive?: string | undefined;
  readonly replacedBy?: string | undefined;
  readonly source: string;
  readonly verified: boolean | string;
}

function readType(raw: WrittenType): ClaimType {
  const { code, name, area, law } = raw;
  const sources: Readonly<Record<string, string>> = register.sources;
  const source = sources[raw.source];
  assert(source !== undefined, `the source of ${code}`);
  return {
    code,
    name,
    area,
    law,
    source,
    level: oneOf(['main', 'interest', 'fee'], raw.level),
    class: oneOf(CLASSES, raw.class),
    collectionOrder: raw.collectionOrder ?? null,
    endsBy: readEndsBy(raw.endsBy),
    charges: readCharges(raw.charges),
    interestRule: raw.interestRule ?? null,
    stateRefund: raw.stateRefund === undefined ? false : raw.stateRefund,
    cap: raw.cap === undefined ? null : readCap(raw.cap),
    ownCheckAbove: raw.ownCheckAbove === undefined ? null : kroner(raw.ownCheckAbove),
    withoutFields: raw.withoutPeriod === true ? ['periodStart', 'periodEnd'] : [],
    recoverable: raw.recoverable ?? true,
    inactive:
      raw.inactive === undefined
        ? null
        : { why: oneOf(INACTIVE, raw.inactive), replacedBy: raw.replacedBy ?? null },
    verified: typeof raw.verified === 'boolean' ? raw.verified : oneOf(['partial'], raw.verified),
  };
}

function readEndsBy({ kind, years, from, assumed }: WrittenType['endsBy']): EndsBy {
  if (oneOf(['lapse', 'limitation'], kind) === 'lapse') return { kind: 'lapse', years };
  return {
    kind: 'limitation',
    years,
    from: oneOf(['due', 'origin', 'ruling'], from ?? ''),
    assumed: assumed ?? false,
  };
}

function readCharges(raw: WrittenType['charges']): RelatedTypes {
  if (raw === undefined) return { fee: null, interest: null, courtInterest: null, status: 'published' };
  return { ...raw, status: oneOf(['published', 'assumed'], raw.status) };
}

function readCap({ principal, outcome }: { readonly principal: string; readonly outcome: string }): Cap {
  return { principal: kroner(principal), outcome: oneOf(['REJECT', 'HEARING'], outcome) };
}

function kroner(text: string): Ore {
  const amount = parseKroner(text);
  assert(amount !== null, `kroner in statute/claim-types.json: ${text}`);
  return amount;
}

function oneOf<const T extends string>(known: readonly T[], text: string): T {
  const found = known.find((each) => each === text);
  assert(found !== undefined, `"${text}" in statute/claim-types.json: one of ${known.join(', ')}`);
  return found;
}

function byCode(types: readonly ClaimType[]): ReadonlyMap<string, ClaimType> {
  const map = new Map(types.map((type) => [type.code, type]));
  assert(map.size === types.length, 'a code stands once in statute/claim-types.json');
  return map;
}
