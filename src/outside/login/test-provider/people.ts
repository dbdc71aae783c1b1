import { z } from 'zod';
import { parseCprNumber, type CprNumber } from '../../../kernel/cpr-number.ts';

/** Somebody invented whom the test sign-in says one is. */
export interface TestPerson {
  /** What is shown about them in the list. */
  readonly label: string;
  readonly name: string;
  readonly cpr: CprNumber;
  readonly level: 'Low' | 'Substantial' | 'High';
  /** What others have given them power to do; told by OIOSAML alone. */
  readonly powers?: readonly TestPower[] | undefined;
  /** The company that they are employed by, when they sign in as that; told by OIOSAML alone. */
  readonly cvr?: string | null | undefined;
}

export interface TestPower {
  readonly of: 'person' | 'company';
  /** The giver's CPR or CVR number. */
  readonly number: string;
  readonly privilege: string;
}

/** The file of a demo municipality with whom one can sign in as. */
export const LOGINS_FILE = 'logins.json';

const cpr = z.custom<CprNumber>(
  (value) => typeof value === 'string' && parseCprNumber(value) === value,
  'not a CPR number',
);
const person = z.strictObject({
  label: z.string().min(1),
  name: z.string().min(1),
  cpr,
  level: z.enum(['Low', 'Substantial', 'High']),
  powers: z
    .array(
      z.strictObject({
        of: z.enum(['person', 'company']),
        number: z.string().regex(/^(?:\d{8}|\d{10})$/),
        privilege: z.string().min(1),
      }),
    )
    .optional(),
  cvr: z
    .string()
    .regex(/^\d{8}$/)
    .nullish(),
});
const people = z.array(person);

export function peopleJson(persons: readonly TestPerson[]): string {
  return `${JSON.stringify(persons, null, 2)}\n`;
}

/** Reads the file; throws when it is not one. */
export function readPeople(text: string): readonly TestPerson[] {
  return people.parse(JSON.parse(text));
}
