import { addDays, addYears, ageOn, type PlainDate } from '../kernel/dates.ts';
import type { BatchNumber } from '../kernel/ids.ts';
import type { PersonChild, StoredPersonRecord } from './types.ts';

/** What CPR told about where a person is, in words: from the status codes. */
export type Whereabouts =
  'denmark' | 'greenland' | 'administrative' | 'number-not-valid' | 'missing' | 'abroad' | 'dead';

/** One thing that changed about a person. No number, and no address that is protected. */
export type PersonChange =
  | { readonly what: 'first-told' }
  | { readonly what: 'name'; readonly from: string; readonly to: string }
  /** `lines` null: the address is protected, and nobody may read it here. Empty: there is none. */
  | { readonly what: 'address'; readonly lines: readonly string[] | null }
  | { readonly what: 'municipality'; readonly from: string | null; readonly to: string | null }
  | { readonly what: 'whereabouts'; readonly from: Whereabouts; readonly to: Whereabouts }
  | { readonly what: 'protection'; readonly addressProtected: boolean }
  | {
      readonly what: 'guardianship';
      readonly from: 'full' | 'partial' | null;
      readonly to: 'full' | 'partial' | null;
    }
  | { readonly what: 'new-number' }
  | { readonly what: 'digital-post'; readonly digitalPost: boolean }
  | { readonly what: 'spouse'; readonly now: 'married' | 'not-married' | 'married-to-another' }
  | { readonly what: 'child-added' | 'child-gone'; readonly born: PlainDate | null }
  | { readonly what: 'child-turned-18'; readonly born: PlainDate }
  | { readonly what: 'turned-18' };

export interface PersonEvent {
  /** The batch of facts that told it; null = it follows from a date of birth. */
  readonly batch: BatchNumber | null;
  /** The day it happened where that is known; otherwise it is known only when it was told. */
  readonly on: PlainDate | null;
  readonly change: PersonChange;
}

export interface Span {
  /** The day the debtor became known to the municipality. */
  readonly from: PlainDate;
  readonly to: PlainDate;
}

const OF_AGE = 18;

/**
 * What changed from record to record, oldest first, and the eighteenth birthdays within the span. Where the newest record is
 * protected, earlier addresses are not shown either: they may say where to look.
 */
export function personHistoryOf(records: readonly StoredPersonRecord[], span: Span): PersonEvent[] {
  const newest = records.at(-1);
  if (newest === undefined) return [];
  const told = records.flatMap((record, index): PersonEvent[] => {
    const before = records[index - 1];
    if (before === undefined) return [{ batch: record.batch, on: null, change: { what: 'first-told' } }];
    const readable = !record.addressProtected && !newest.addressProtected;
    return [...changesIn(before, record, readable), ...familyChanges(before, record)].map((event) => ({
      ...event,
      batch: record.batch,
    }));
  });
  return [...told, ...birthdays(newest, span)];
}

type Changed = Omit<PersonEvent, 'batch'>;

function changesIn(before: StoredPersonRecord, after: StoredPersonRecord, readable: boolean): Changed[] {
  const changes: PersonChange[] = [];
  const { name, municipality, addressProtected, guardianship, digitalPost } = after;
  if (before.currentCpr !== after.currentCpr) changes.push({ what: 'new-number' });
  if (before.name !== name) changes.push({ what: 'name', from: before.name, to: name });
  if (before.addressProtected !== addressProtected) changes.push({ what: 'protection', addressProtected });
  if (before.address.join('\n') !== after.address.join('\n'))
    changes.push({ what: 'address', lines: readable ? after.address : null });
  if (before.municipality !== municipality)
    changes.push({ what: 'municipality', from: before.municipality, to: municipality });
  if (before.guardianship !== guardianship)
    changes.push({ what: 'guardianship', from: before.guardianship, to: guardianship });
  if (before.digitalPost !== digitalPost) changes.push({ what: 'digital-post', digitalPost });
  const [was, is] = [whereaboutsOf(before.status), whereaboutsOf(after.status)];
  const moved: Changed[] =
    was === is ? [] : [{ on: after.statusFrom, change: { what: 'whereabouts', from: was, to: is } }];
  return [...moved, ...changes.map((change) => ({ on: null, change }))];
}

function familyChanges(before: StoredPersonRecord, after: StoredPersonRecord): Changed[] {
  const spouse: Changed[] =
    before.spouse === after.spouse
      ? []
      : [{ on: null, change: { what: 'spouse', now: spouseNow(before, after) } }];
  const added = withoutThose(after.children, before.children);
  const gone = withoutThose(before.children, after.children);
  return [
    ...spouse,
    ...added.map((born): Changed => ({ on: born, change: { what: 'child-added', born } })),
    ...gone.map((born): Changed => ({ on: null, change: { what: 'child-gone', born } })),
  ];
}

function spouseNow(before: StoredPersonRecord, after: StoredPersonRecord) {
  if (after.spouse === null) return 'not-married';
  return before.spouse === null ? 'married' : 'married-to-another';
}

/** Birth dates of the first children without as many of the others: a child that got a new number is still the same child. */
function withoutThose(
  children: readonly PersonChild[],
  others: readonly PersonChild[],
): (PlainDate | null)[] {
  const left = others.map(({ born }) => born);
  return children.flatMap(({ born }) => {
    const place = left.indexOf(born);
    if (place === -1) return [born];
    left.splice(place, 1);
    return [];
  });
}

function birthdays({ born, children }: StoredPersonRecord, { from, to }: Span): PersonEvent[] {
  const own = born === null ? [] : [{ on: ofAgeOn(born), change: { what: 'turned-18' } as const }];
  const theirs = children.flatMap((child) =>
    child.born === null
      ? []
      : [{ on: ofAgeOn(child.born), change: { what: 'child-turned-18', born: child.born } as const }],
  );
  return [...own, ...theirs]
    .filter(({ on }) => from < on && on <= to)
    .map((event): PersonEvent => ({ batch: null, ...event }));
}

/** The eighteenth birthday; born on 29 February: 1 March in common years, as `ageOn` counts. */
function ofAgeOn(born: PlainDate): PlainDate {
  const day = addYears(born, OF_AGE);
  return ageOn(born, day) < OF_AGE ? addDays(day, 1) : day;
}

/** CPR status: 1 and 3 live in Denmark, 5 and 7 in Greenland, 20 administrative, 70 missing, 80 abroad, 90 dead. */
function whereaboutsOf(status: number): Whereabouts {
  switch (status) {
    case 1:
    case 3:
      return 'denmark';
    case 5:
    case 7:
      return 'greenland';
    case 20:
      return 'administrative';
    case 70:
      return 'missing';
    case 80:
      return 'abroad';
    case 90:
      return 'dead';
    default:
      return 'number-not-valid';
  }
}
