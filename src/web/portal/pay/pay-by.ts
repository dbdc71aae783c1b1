import type { PlainDate } from '../../../kernel/dates.ts';
import type { MunicipalityCode } from '../../../kernel/ids.ts';
import type { PortalChoices } from '../../../municipality/choices/portal.ts';
import { openingOn } from '../../../municipality/portal-opening.ts';
import type { PayBy } from '../route.ts';

/** Whoever takes payments of a municipality's citizens, as pages are drawn with them; null = nobody does. */
export interface Paying {
  readonly providersOf: (municipality: MunicipalityCode) => readonly PayBy[];
  /** No real money. */
  readonly simulated: boolean;
}

export function payingIn(
  municipality: MunicipalityCode,
  checkout: Paying | null,
): { readonly providers: readonly PayBy[]; readonly simulated: boolean } {
  if (checkout === null) return { providers: [], simulated: true };
  return { providers: checkout.providersOf(municipality), simulated: checkout.simulated };
}

/** By whom citizens may pay now: what the municipality has chosen, and no real money in test mode unless it has said so. */
export function payByOf(
  portal: PortalChoices,
  today: PlainDate,
  { providers, simulated }: { readonly providers: readonly PayBy[]; readonly simulated: boolean },
): readonly PayBy[] {
  const { payment } = portal;
  if (openingOn(portal, today) === 'test' && payment.inTest === 'simulator' && !simulated) return [];
  return providers.filter(({ channel }) => payment[channel]);
}
