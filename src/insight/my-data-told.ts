import { plainKroner, type Ore } from '../kernel/money.ts';

/** What may tell where somebody lives, or can be found: as it is, or that it is not told. */
export type Whereabouts = (told: Told) => Told;

/** `hidden`: the file is for somebody else than the one whom it is about, whose address is protected. */
export function whereaboutsTold({ hidden }: { readonly hidden: boolean }): Whereabouts {
  return (told) => (hidden ? 'vises ikke, fordi adressen er beskyttet' : told);
}

/** A value of the file: amounts are kroner as programs read them, days are as ISO writes them, everything else is Danish. */
export type Told = string | number | boolean | null | readonly Told[] | { readonly [name: string]: Told };

export function toldKroner(amount: Ore): string;
export function toldKroner(amount: Ore | null): string | null;
export function toldKroner(amount: Ore | null): string | null {
  return amount === null ? null : plainKroner(amount);
}
