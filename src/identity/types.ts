import type { DebtorNumber } from '../kernel/ids.ts';
import type { Scope } from '../law/representation.ts';

export type { Scope };

/** How sure the provider is of who it is (NSIS). Lower ones are never let in. */
export type Level = 'Substantial' | 'High';

export type Protocol = 'oidc' | 'oiosaml';

/** Who is signed in. */
export interface SignedIn {
  /** Whose debts are shown; null = somebody who owes nothing here. */
  readonly debtor: DebtorNumber | null;
  /** As the pages show it. */
  readonly name: string;
  readonly scopes: readonly Scope[];
  readonly level: Level;
  readonly protocol: Protocol;
}

export interface Session extends SignedIn {
  /** The key of its forms' tokens. */
  readonly formKey: Buffer;
  readonly idleMinutes: number;
  readonly lastSeenAt: Temporal.Instant;
  /** Over then, whatever the person does. */
  readonly endsAt: Temporal.Instant;
}
