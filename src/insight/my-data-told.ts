import { plainKroner, type Ore } from '../kernel/money.ts';

/** A value of the file: amounts are kroner as programs read them, days are as ISO writes them, everything else is Danish. */
export type Told = string | number | boolean | null | readonly Told[] | { readonly [name: string]: Told };

export function toldKroner(amount: Ore): string;
export function toldKroner(amount: Ore | null): string | null;
export function toldKroner(amount: Ore | null): string | null {
  return amount === null ? null : plainKroner(amount);
}
