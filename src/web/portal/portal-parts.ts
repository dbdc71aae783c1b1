import type { Logger } from 'pino';
import type { CheckoutParts } from '../../checkout/look.ts';
import type { LoginProvider } from '../../identity/login-port.ts';
import type { municipalityAssets } from '../../letters/municipality-assets.ts';
import type { Scanner } from '../../messages/scanner-port.ts';
import type { Clock } from '../../platform/clock.ts';
import type { Database } from '../../platform/database.ts';

/** What the citizens' pages are served with. */
export interface PortalParts {
  readonly database: Database;
  readonly clock: Clock;
  readonly log: Logger;
  /** Milliseconds from anywhere, which only go on. */
  readonly elapsed: () => number;
  /** Whether citizens reach us over https: then cookies are for https alone. */
  readonly overHttps: boolean;
  /** The folder with each municipality's arms. */
  readonly municipalitiesFolder: string;
  /** What letters and papers are made with. */
  readonly letterAssets: ReturnType<typeof municipalityAssets>;
  /** Whoever says who somebody is; none: nobody can sign in. */
  readonly login: readonly LoginProvider[];
  /** Whoever takes payments; null = nobody does. `simulated`: no real money. */
  readonly checkout: (CheckoutParts & { readonly simulated: boolean }) | null;
  /** Whoever looks for viruses in files; null = nobody does. */
  readonly scanner: Scanner | null;
  /** Where others reach us, without a path: never what a caller says. */
  readonly ownAddress: () => string;
}
