import {
  claimTypes,
  localClaimTypes,
  type ClaimClass,
  type ClaimType,
  type OwnTypes,
  type RelatedTypes,
} from './claim-types.ts';
import { specialInterest } from './interest-rates.ts';

/** What a municipality states of a type of claim that has no published rules: what it rests on, and what follows from that. */
export interface StatedType {
  /** Null: as the program calls it; a type that is added has a name. */
  readonly name: string | null;
  /** Null: among the municipality's own. */
  readonly group: string | null;
  /** The law or agreement that gives the claim. */
  readonly law: string;
  readonly class: StatedClass;
  /** The law that gives a fee for a reminder; null = none is charged. */
  readonly fee: 'gebyrloven' | 'renteloven' | null;
  /** The law that gives interest, or the name of a special rule (statute/special-interest.json); null = none is charged. */
  readonly interest: string | null;
  readonly limitation: StatedLimitation;
  /** What its fee and interest are called at the recovery authority; null = as is usual for the class. */
  readonly reportedAs: { readonly fee: string | null; readonly interest: string | null };
  /** False: never sent to recovery; null = as the program has it, and an added type may be sent. */
  readonly recoverable: boolean | null;
}

export interface StatedLimitation {
  readonly years: number;
  readonly from: 'due' | 'origin' | 'ruling';
  /** What gives ten years (forældelsesloven § 5); null = the ordinary period. */
  readonly because: string | null;
}

/** `public`: public law without a right of distraint; no fee, no interest (the third regime). */
export const STATED_CLASSES = ['distraint', 'priority', 'civil', 'public'] as const;
export type StatedClass = (typeof STATED_CLASSES)[number] & ClaimClass;

const USUAL: Readonly<Record<'distraint' | 'civil', Omit<RelatedTypes, 'status'>>> = {
  distraint: { fee: 'GEOPERI', interest: 'REOPKOM', courtInterest: 'KOPRORE' },
  civil: { fee: 'KFOPGEB', interest: 'KFOPREN', courtInterest: 'KOPRORE' },
};

/** What a municipality's statements make of its own types: those the program knows as not stated, and those it has added. */
export function withStated(stated: Readonly<Record<string, StatedType>>): OwnTypes {
  const types = Object.entries(stated).map(([code, each]) => [code, asStated(code, each)] as const);
  return new Map([...localClaimTypes, ...types]);
}

function asStated(code: string, stated: StatedType): ClaimType {
  const known = localClaimTypes.get(code);
  const { interest, limitation } = stated;
  return {
    code,
    name: stated.name ?? known?.name ?? null,
    area: stated.group ?? known?.area ?? 'Kommunens egne',
    level: 'main',
    class: stated.class,
    law: stated.law,
    collectionOrder: null,
    endsBy: { kind: 'limitation', years: limitation.years, from: limitation.from, assumed: false },
    charges: chargesOf(stated),
    interestRule: interest === null || isLaw(interest) ? null : interest,
    stateRefund: false,
    cap: null,
    ownCheckAbove: null,
    withoutFields: [],
    recoverable: stated.recoverable ?? known?.recoverable ?? true,
    inactive: null,
    source: 'stated by the municipality',
    verified: false,
  };
}

function chargesOf({ class: theirs, fee, interest, reportedAs }: StatedType): RelatedTypes {
  const nothing = { fee: null, interest: null, courtInterest: null };
  const usual = theirs === 'public' ? nothing : USUAL[theirs === 'civil' ? 'civil' : 'distraint'];
  return {
    fee: fee === null ? null : (reportedAs.fee ?? usual.fee),
    interest: interest === null ? null : (reportedAs.interest ?? usual.interest),
    courtInterest: usual.courtInterest,
    status: 'assumed',
  };
}

function isLaw(text: string): text is 'gebyrloven' | 'renteloven' {
  return text === 'gebyrloven' || text === 'renteloven';
}

/** What is wrong with a statement: what contradicts itself or the law, each with its place in it; none = it may stand. */
export function statementFaults(code: string, stated: StatedType): string[] {
  const known = localClaimTypes.get(code);
  const { name, reportedAs, recoverable } = stated;
  const found: readonly (readonly [boolean, string])[] = [
    [claimTypes.has(code), ': a published type; its class is given by its claim-type document'],
    [
      !/^(LOKAL-[A-ZÆØÅ0-9]{1,18}|[A-ZÆØÅ0-9]{7})$/.test(code),
      ': neither LOKAL-… nor the seven characters of the creditor agreement',
    ],
    [name === null && known === undefined && !claimTypes.has(code), '.name: a type that is added has a name'],
    // Claims on other authorities are chased between authorities (statute/claim-types.json).
    [
      recoverable === true && known?.recoverable === false,
      '.recoverable: claims of this type are not sent to recovery',
    ],
    [levelOf(reportedAs.fee) !== 'fee', '.reportedAs.fee: not a type of fee that is in use'],
    [
      levelOf(reportedAs.interest, 'interest') !== 'interest',
      '.reportedAs.interest: not a type of interest that is in use',
    ],
  ];
  return [
    ...found.flatMap(([wrong, what]) => (wrong ? [what] : [])),
    ...chargeFaults(stated),
    ...periodFaults(stated),
  ];
}

function levelOf(code: string | null, none: 'fee' | 'interest' = 'fee'): ClaimType['level'] | null {
  if (code === null) return none;
  const type = claimTypes.get(code);
  return type?.inactive === null ? type.level : null;
}

const LAW_OF: Readonly<Record<StatedClass, 'gebyrloven' | 'renteloven' | null>> = {
  distraint: 'gebyrloven',
  priority: 'gebyrloven',
  civil: 'renteloven',
  public: null,
};

/** Gebyrloven is for claims with a right of distraint, renteloven for civil ones; other claims bear nothing without a rule of their own. */
function chargeFaults({ class: theirs, fee, interest, reportedAs }: StatedType): string[] {
  const law = LAW_OF[theirs];
  const other = (place: string) =>
    law === null
      ? `${place}: no law gives one on claims of public law without a right of distraint`
      : `${place}: of this class it is ${law} that gives one`;
  const rule = interest === null || isLaw(interest) ? null : specialInterest(interest);
  return [
    ...(fee !== null && fee !== law ? [other('.fee')] : []),
    ...(interest !== null && isLaw(interest) && interest !== law ? [other('.interest')] : []),
    ...(law === null && interest !== null && !isLaw(interest) && reportedAs.interest === null
      ? [
          '.reportedAs.interest: what Gældsstyrelsen calls the interest must be said, because the class has none that is usual',
        ]
      : []),
    ...(interest === null || isLaw(interest) || (rule !== null && rule.rate.hundredths !== null)
      ? []
      : ['.interest: neither gebyrloven nor renteloven, nor a special rule whose rate is known']),
  ];
}

/** Three years from the due date, and ten with a special basis (forældelsesloven §§ 2, 3 and 5): no fewer, and none between. */
function periodFaults({ limitation: { years, from, because } }: StatedType): string[] {
  if (from === 'origin')
    return [
      '.limitation.from: the law counts from the due date (forældelsesloven § 2); from the origin it would end earlier',
    ];
  if (years < 3) return ['.limitation.years: shorter than the law (forældelsesloven § 3: three years)'];
  if (years !== 3 && years !== 10) return ['.limitation.years: the law knows three and ten years'];
  if (years === 10 && because === null)
    return ['.limitation.because: what gives ten years must be said (forældelsesloven § 5)'];
  return years === 3 && from === 'ruling'
    ? ['.limitation.from: a ruling gives ten years (forældelsesloven § 5)']
    : [];
}
