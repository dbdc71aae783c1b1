import { randomBytes } from 'node:crypto';
import type { MunicipalityCode } from '../kernel/ids.ts';

/**
 * What a payment that a citizen begins is called: the municipality's code and twenty signs that nobody guesses (100 bits). They are
 * the end of its page's address too, where whoever has it sees how it goes, and no more.
 */
export type CheckoutReference = string;

/** Crockford's: no I, L, O and U, which are misread. */
const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const SIGNS = 20;

/** Twenty signs, from chance alone. */
export function newKey(): string {
  return keyIn(randomBytes(SIGNS));
}

/** Twenty signs that follow from bytes, of which the first twenty count. */
export function keyIn(bytes: Uint8Array): string {
  return Array.from(bytes.subarray(0, SIGNS), (byte) => ALPHABET[byte & 31]).join('');
}

export function isKey(text: string): boolean {
  return /^[0-9A-HJKMNP-TV-Z]{20}$/.test(text);
}

export function referenceOf(municipality: MunicipalityCode, key: string): CheckoutReference {
  return `${municipality}-${key}`;
}

/** The part of a reference that stands in addresses. */
export function keyOf(reference: CheckoutReference): string {
  return reference.slice(4);
}
