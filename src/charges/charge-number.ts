import { claimNumber, type ClaimNumber } from '../claims/types.ts';
import { assert } from '../kernel/result.ts';

/** Far above every number that the claim counter gives out. */
const FIRST_CHARGE = 10n ** 15n;
const PLACES = 1000n;

/** The most months of interest that a claim can have: 66 years. */
export const MOST_INTEREST = 799;
const FIRST_RETURNED = 800;
const MOST_RETURNED = 99;
const FIRST_FEE = 900;
const MOST_FEES = 99;

/** The claim number of a main claim's interest by its place from 1, so that a repeated job gives the same one. */
export function interestNumber(main: ClaimNumber, place: number): ClaimNumber {
  assert(Number.isInteger(place) && place >= 1 && place <= MOST_INTEREST, `no place for interest: ${place}`);
  return numberOf(main, place);
}

/** The claim number of recovery interest that came back with a main claim, by its place from 1. */
export function returnedNumber(main: ClaimNumber, place: number): ClaimNumber {
  assert(Number.isInteger(place) && place >= 1 && place <= MOST_RETURNED, `no place for interest: ${place}`);
  return numberOf(main, FIRST_RETURNED + place);
}

/** The claim number of a main claim's fee by its place from 1. */
export function feeNumber(main: ClaimNumber, place: number): ClaimNumber {
  assert(Number.isInteger(place) && place >= 1 && place <= MOST_FEES, `no place for a fee: ${place}`);
  return numberOf(main, FIRST_FEE + place);
}

function numberOf(main: ClaimNumber, place: number): ClaimNumber {
  assert(main < FIRST_CHARGE, `interest and fees are charged on a main claim, not on ${main}`);
  return claimNumber(FIRST_CHARGE + main * PLACES + BigInt(place));
}
