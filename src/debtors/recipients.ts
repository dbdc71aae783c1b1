import { ageOn, type PlainDate } from '../kernel/dates.ts';
import { ok, refuse, type Result } from '../kernel/result.ts';
import type { Company } from './companies.ts';
import type { Representative, RepresentativeKind, RepresentativeMode } from './representatives.ts';
import type { StoredPersonRecord } from './types.ts';

/** Who gets a letter, and how. */
export interface LetterRecipient {
  /** 0 = the debtor, from 1 the debtor's representative of that number. */
  readonly number: number;
  readonly role: 'addressee' | 'copy';
  /** `by-hand`: the address must not be printed on a shared printer; a person brings the letter. */
  readonly channel: 'digital' | 'paper' | 'by-hand';
  readonly name: string;
  /** Lines that may be printed below the name; empty where there are none. */
  readonly address: readonly string[];
  /** Null for the debtor; otherwise whose letter it is and why this person gets it. */
  readonly onBehalfOf: {
    readonly name: string;
    readonly role: RepresentativeKind;
    readonly how: RepresentativeMode;
  } | null;
}

/** There is nobody to write to; a person must look. */
export type RecipientsRefusal =
  | { readonly tag: 'dead' } // and no estate is recorded: nobody writes to the dead
  | { readonly tag: 'no-address' } // neither Digital Post nor an address
  | { readonly tag: 'no-guardian' } // CPR says guardianship, and nobody is recorded
  | { readonly tag: 'no-custody-holder' }; // under 18, and nobody is recorded

export type PersonToTell = Pick<
  StoredPersonRecord,
  'name' | 'born' | 'address' | 'addressProtected' | 'guardianship' | 'digitalPost'
> & {
  /** By CPR, or by a person who has noted it. */
  readonly isDead: boolean;
};

const DEAD = 90;

/** Whether CPR tells that a person is dead. */
export function isDead({ status }: Pick<StoredPersonRecord, 'status'>): boolean {
  return status === DEAD;
}

const OF_AGE = 18;
/** From this age a person gets Digital Post of their own. */
const OWN_POST = 15;

/**
 * Who gets a letter to a debtor on a day: the debtor, or those who act instead, and those who get a copy. `representatives`
 * are those who act on that day. Never empty; at least one is an addressee.
 */
export function recipientsOf(
  person: PersonToTell,
  representatives: readonly Representative[],
  day: PlainDate,
): Result<readonly LetterRecipient[], RecipientsRefusal> {
  const acting = representatives.flatMap((each) => actingAs(each, person, day));
  const absent = whoIsMissing(person, acting, day);
  if (absent !== null) return refuse(absent);
  const told = acting.map((each) => representativeTold(each, person));
  if (told.some(({ role }) => role === 'addressee')) return ok(told);
  const debtor = debtorTold(person);
  return debtor === null ? refuse({ tag: 'no-address' }) : ok([debtor, ...told]);
}

interface Acting {
  readonly representative: Representative;
  readonly how: RepresentativeMode;
}

/** Whether a representative gets this person's letters, and how; empty when not. */
function actingAs(
  representative: Representative,
  { isDead: dead, born }: PersonToTell,
  day: PlainDate,
): Acting[] {
  const { kind, mode } = representative;
  // A power of attorney and a guardianship end with the person; the estate begins then (dødsboskifteloven).
  if (dead !== (kind === 'estate')) return [];
  const age = born === null ? null : ageOn(born, day);
  if (kind === 'custody-holder' && (age === null || age >= OF_AGE)) return [];
  // Who is under 18 is in the care of guardians (værgemålsloven §§ 1-2); from 15 the young person is written to as well.
  const young = age !== null && age < OWN_POST;
  if (young && kind !== 'power-of-attorney') return [{ representative, how: 'instead' }];
  return [{ representative, how: kind === 'custody-holder' ? 'copy' : mode }];
}

function whoIsMissing(
  { isDead: dead, born, guardianship }: PersonToTell,
  acting: readonly Acting[],
  day: PlainDate,
): RecipientsRefusal | null {
  const isThere = (...kinds: readonly RepresentativeKind[]) =>
    acting.some(({ representative }) => kinds.includes(representative.kind));
  if (dead) return isThere('estate') ? null : { tag: 'dead' };
  const under18 = born !== null && ageOn(born, day) < OF_AGE;
  if (under18 && !isThere('custody-holder', 'guardian')) return { tag: 'no-custody-holder' };
  // What a partial guardianship is about is not known to us: economic matters until a person says otherwise.
  return guardianship !== null && !isThere('guardian') ? { tag: 'no-guardian' } : null;
}

function representativeTold({ representative, how }: Acting, person: PersonToTell): LetterRecipient {
  const { number, kind, name, address, digitalPost } = representative;
  // The child's protected address is where they live too.
  const protectedHome = kind === 'custody-holder' && person.addressProtected;
  return {
    number,
    role: how === 'instead' ? 'addressee' : 'copy',
    channel: digitalPost ? 'digital' : protectedHome ? 'by-hand' : 'paper',
    name,
    address: protectedHome ? [] : address,
    onBehalfOf: { name: person.name, role: kind, how },
  };
}

function debtorTold({ name, address, addressProtected, digitalPost }: PersonToTell): LetterRecipient | null {
  if (!digitalPost && !addressProtected && address.length === 0) return null;
  return {
    number: 0,
    role: 'addressee',
    channel: digitalPost ? 'digital' : addressProtected ? 'by-hand' : 'paper',
    name,
    address: addressProtected ? [] : address,
    onBehalfOf: null,
  };
}

/** Who gets a letter to a company: it itself, or one who has its power of attorney. It has Digital Post by its CVR number alone. */
export function recipientsOfCompany(
  { name, address, cvr, digitalPost }: Company,
  representatives: readonly Representative[],
): readonly LetterRecipient[] {
  const told = representatives
    .filter(({ kind }) => kind === 'power-of-attorney')
    .map((representative) => companysRepresentative(representative, name));
  if (told.some(({ role }) => role === 'addressee')) return told;
  const channel = digitalPost && cvr !== null ? 'digital' : 'paper';
  return [{ number: 0, role: 'addressee', channel, name, address, onBehalfOf: null }, ...told];
}

function companysRepresentative(
  { number, kind, mode, name, address, digitalPost }: Representative,
  company: string,
): LetterRecipient {
  return {
    number,
    role: mode === 'instead' ? 'addressee' : 'copy',
    channel: digitalPost ? 'digital' : 'paper',
    name,
    address,
    onBehalfOf: { name: company, role: kind, how: mode },
  };
}
