import type { Home } from './places.ts';

/** A town of the demo: on no map, as are its streets and its postal code. */
export interface Town {
  /** Postal code and district, the last line of an address. */
  readonly postal: string;
  readonly streets: readonly string[];
  /** The invented municipality that people move to. */
  readonly neighbour: { readonly postal: string; readonly code: string };
  readonly abroad: Home;
  /** How many debtors its demo has where no other number is asked for. */
  readonly debtors: number;
}

/** Vallensbæk's case: 289 citizens owe 8.4 million kr. */
const boegevang: Town = {
  postal: '4999 Bøgevang',
  streets: [
    'Bøgealleen',
    'Kornmarksvej',
    'Lærkesangsvej',
    'Møllestien',
    'Nordre Engvej',
    'Pilekrogen',
    'Rugvænget',
    'Skovløberstien',
    'Søndre Brink',
    'Ærtebjerg',
    'Østre Havnevej',
    'Ålekistevænget',
  ],
  neighbour: { postal: '4998 Lindemose', code: '997' },
  abroad: { address: ['Björkgatan 7', '299 98 Norra Sandby', 'Sverige'], municipality: null },
  debtors: 289,
};

/** Hedensted's case: 1,100 cases. What they owe is not published; see `world.ts`. */
const havrelund: Town = {
  postal: '8999 Havrelund',
  streets: [
    'Aksvinget',
    'Degnens Sti',
    'Fjordløkken',
    'Gåsevadet',
    'Havremarken',
    'Kildebakkestien',
    'Lyngtoften',
    'Nederbrovej',
    'Præstens Ager',
    'Rævebakken',
    'Smedebrinken',
    'Strandsvinget',
    'Ternestien',
    'Vesterløkke',
    'Øksnetorvet',
  ],
  neighbour: { postal: '8998 Tangmose', code: '996' },
  abroad: { address: ['Bjerkestien 12', '9999 Nordhamna', 'Norge'], municipality: null },
  debtors: 1_100,
};

const towns: Readonly<Record<string, Town>> = { '998': boegevang, '999': havrelund };

/** The town of a municipality's code; people of a municipality that has none of its own live in Bøgevang's streets. */
export function townOf(code: string): Town {
  return towns[code] ?? boegevang;
}
