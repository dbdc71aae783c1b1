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

/** What contradicts itself or the law in a statement. */
export interface StatementFault {
  /** Its place in the statement; empty = its code. */
  readonly place: string;
  readonly why: StatementContradiction;
}

export type StatementContradiction =
  | 'published-type'
  | 'not-a-code'
  | 'no-name'
  | 'never-recovered'
  | 'not-a-fee-type'
  | 'not-interest-type'
  | 'no-law'
  | 'gebyrloven-gives-it'
  | 'renteloven-gives-it'
  | 'no-usual-interest-type'
  | 'no-known-interest'
  | 'not-from-origin'
  | 'too-few-years'
  | 'no-such-years'
  | 'ten-years-unexplained'
  | 'ruling-gives-ten';

type Found = readonly (readonly [wrong: boolean, place: string, why: StatementContradiction])[];

/** What is wrong with a statement: what contradicts itself or the law, each with its place in it; none = it may stand. */
export function statementFaults(code: string, stated: StatedType): StatementFault[] {
  const known = localClaimTypes.get(code);
  const { name, reportedAs, recoverable } = stated;
  const found: Found = [
    [claimTypes.has(code), '', 'published-type'],
    [!/^(LOKAL-[A-ZÆØÅ0-9]{1,18}|[A-ZÆØÅ0-9]{7})$/.test(code), '', 'not-a-code'],
    [name === null && known === undefined && !claimTypes.has(code), 'name', 'no-name'],
    // Claims on other authorities are chased between authorities (statute/claim-types.json).
    [recoverable === true && known?.recoverable === false, 'recoverable', 'never-recovered'],
    [levelOf(reportedAs.fee) !== 'fee', 'reportedAs.fee', 'not-a-fee-type'],
    [levelOf(reportedAs.interest, 'interest') !== 'interest', 'reportedAs.interest', 'not-interest-type'],
    ...chargeFaults(stated),
    ...periodFaults(stated),
  ];
  return found.flatMap(([wrong, place, why]) => (wrong ? [{ place, why }] : []));
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
function chargeFaults({ class: theirs, fee, interest, reportedAs }: StatedType): Found {
  const law = LAW_OF[theirs];
  const other = law === null ? 'no-law' : (`${law}-gives-it` as const);
  const special = interest === null || isLaw(interest) ? null : specialInterest(interest);
  const ownRule = interest !== null && !isLaw(interest);
  return [
    [fee !== null && fee !== law, 'fee', other],
    [interest !== null && isLaw(interest) && interest !== law, 'interest', other],
    [
      law === null && ownRule && reportedAs.interest === null,
      'reportedAs.interest',
      'no-usual-interest-type',
    ],
    [ownRule && (special === null || special.rate.hundredths === null), 'interest', 'no-known-interest'],
  ];
}

/** Three years from the due date, and ten with a special basis (forældelsesloven §§ 2, 3 and 5): no fewer, and none between. */
function periodFaults({ limitation: { years, from, because } }: StatedType): Found {
  const found: Found = [
    [from === 'origin', 'limitation.from', 'not-from-origin'],
    [years < 3, 'limitation.years', 'too-few-years'],
    [years !== 3 && years !== 10, 'limitation.years', 'no-such-years'],
    [years === 10 && because === null, 'limitation.because', 'ten-years-unexplained'],
    [years === 3 && from === 'ruling', 'limitation.from', 'ruling-gives-ten'],
  ];
  return found.filter(([wrong]) => wrong).slice(0, 1);
}
