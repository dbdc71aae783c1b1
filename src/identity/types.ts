import type { DebtorNumber } from '../kernel/ids.ts';
import type { HelperNumber } from '../debtors/helpers.ts';
import type { Basis, Scope } from '../law/representation.ts';

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
  /** Their number, when they owe nothing here and act for others. */
  readonly helper?: HelperNumber | null;
  /** The provider's name for the sign-in, when it tells that it is over elsewhere. */
  readonly providerSession?: string | null;
  /** What the provider wants to be told back when the person signs out here. */
  readonly signOutHint?: string | null;
  /** Whom they may act for. */
  readonly mayActFor?: readonly MayActFor[];
}

/** Somebody for whom another may act, by what, and how far. */
export interface MayActFor {
  readonly debtor: DebtorNumber;
  readonly basis: Basis;
  readonly scopes: readonly Scope[];
}

export interface Session extends SignedIn {
  readonly helper: HelperNumber | null;
  /** `place`: which of those whom they might choose when they signed in. */
  readonly mayActFor: readonly (MayActFor & { readonly place: number })[];
  /** Who they themselves are, whomever they act for. */
  readonly own: { readonly debtor: DebtorNumber | null; readonly scopes: readonly Scope[] };
  /** For whom they act: `debtor` and `scopes` are then the other's. Null = for themselves. */
  readonly actsFor: { readonly name: string; readonly basis: Basis } | null;
  /** For whom they have acted until what was recorded here about it ended; null = not so. */
  readonly actedFor: string | null;
  /** Whether staff may see the page, or do already, and until when; null = neither. */
  readonly guidance: {
    readonly code: string;
    readonly endsAt: Temporal.Instant;
    readonly taken: boolean;
  } | null;
  /** The key of its forms' tokens. */
  readonly formKey: Buffer;
  readonly idleMinutes: number;
  readonly lastSeenAt: Temporal.Instant;
  /** Over then, whatever the person does. */
  readonly endsAt: Temporal.Instant;
}
