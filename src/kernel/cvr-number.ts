declare const cvrBrand: unique symbol;
/** The number of a company or authority in the CVR register, eight digits. */
export type CvrNumber = string & { readonly [cvrBrand]: true };

const weights = [2, 7, 6, 5, 4, 3, 2, 1];

/** Reads eight digits whose weighted sum (modulus 11) is right; null for anything else. */
export function parseCvrNumber(text: string): CvrNumber | null {
  if (!/^[1-9]\d{7}$/.test(text)) return null;
  const sum = weights.reduce((total, weight, place) => total + weight * Number(text[place]), 0);
  return sum % 11 === 0 ? (text as CvrNumber) : null;
}
