import type { CprNumber } from '../kernel/cpr-number.ts';
import type { CvrNumber } from '../kernel/cvr-number.ts';
import type { Protocol } from './types.ts';

/** What the citizens' pages ask of whoever says who somebody is (MitID, through NemLog-in or a broker). */
export interface LoginProvider {
  readonly protocol: Protocol;
  /** What we gave the browser along (`LoginAsk.state`), in the answer; empty when it is not there. */
  stateIn(answer: LoginAnswer): string;
  /** Where the browser is sent. `state` is ours and opaque; `kept` comes back to `finish`. */
  begin(ask: LoginAsk): Promise<LoginBegun>;
  /** Reads the answer that the browser brings. Outside trouble is told, never thrown. */
  finish(answer: LoginAnswer, kept: string): Promise<LoginTold>;
  /** Where the browser is sent so that who has signed out here is signed out there, too. Outside trouble is told, never thrown. */
  signOut(ask: SignOutAsk): Promise<SignOutBegun>;
  /** Reads what the provider says of that; null when it does not come from it. `stateIn` finds what we gave along. */
  signedOutToo(answer: SignOutAnswer, kept: string): SignedOutToo | null;
  /**
   * Reads that somebody has signed out elsewhere, from what stands after the question mark of an address; null when it does not come
   * from the provider. Absent where the provider does not tell.
   */
  signedOut?(query: string, ownAddress: string): SignedOutElsewhere | null;
  /** What we say of ourselves to the provider, as a document; absent where that is settled otherwise. */
  metadata?(returnAddress: string): string;
}

export interface LoginAsk {
  readonly state: string;
  /** Where the provider sends the browser back to: an address of ours, made from AFDRAG_PUBLIC_ADDRESS. */
  readonly returnAddress: string;
  readonly language: 'da' | 'en';
}

export type LoginBegun =
  | { readonly state: 'begun'; readonly redirect: string; readonly kept: string }
  | { readonly state: 'unavailable'; readonly detail: string };

export interface SignOutAsk {
  readonly state: string;
  /** Where the provider sends the browser back to. */
  readonly returnAddress: string;
  /** What the provider has told for this (`ToldPerson.signOutHint`). */
  readonly hint: string | null;
  readonly language: 'da' | 'en';
}

export type SignOutBegun =
  | {
      readonly state: 'begun';
      readonly redirect: string;
      readonly kept: string;
      /** Whether the provider has answered us just now. */
      readonly isThere: boolean;
    }
  /** The provider has nothing to sign out from, or no way to ask for it. */
  | { readonly state: 'not-offered' }
  | { readonly state: 'unavailable'; readonly detail: string };

/** What the browser brings back after that. */
export interface SignOutAnswer {
  /** What stands after the question mark of the address, as it came. */
  readonly query: string;
  /** The address without it. */
  readonly ownAddress: string;
}

/** `in-part`: the person may still be signed in somewhere. */
export type SignedOutToo = 'everywhere' | 'in-part';

/** The parameters of the address, or of the form that was sent. */
export type LoginAnswer = Readonly<Record<string, string>>;

export type LoginTold =
  | { readonly state: 'told'; readonly person: ToldPerson }
  | {
      readonly state: 'refused';
      readonly why: 'cancelled' | 'too-low' | 'expired' | 'not-valid' | 'no-cpr';
      /** What was wrong with it, for the log: the name of a check or an error, never what the answer holds. */
      readonly detail: string;
    }
  | { readonly state: 'unavailable'; readonly detail: string };

/** Who it is, as the provider tells it. The level is looked at again by us, whatever was asked for. */
export interface ToldPerson {
  readonly cpr: CprNumber | null;
  /** The company as whose employee somebody signs in. */
  readonly cvr: CvrNumber | null;
  /** By which the provider knows the person again; null where it tells a CPR number alone. */
  readonly loginName: string | null;
  /** By which the provider names this sign-in when it is over elsewhere; null where it never does. */
  readonly session: string | null;
  /** What the provider wants to be told back when the person signs out here; nothing personal. Null where it wants nothing. */
  readonly signOutHint: string | null;
  readonly name: string | null;
  readonly level: string | null;
  /** What others have given them power to do; what it means is for us to say. */
  readonly powers: readonly ToldPower[];
}

/** Which of our sessions are over, by the provider's names for them, and where the browser is sent on. */
export interface SignedOutElsewhere {
  /** The message's own name: the same one counts once. */
  readonly message: string;
  readonly sessions: readonly string[];
  readonly next: string;
}

/** A power as the provider tells it. */
export interface ToldPower {
  /** Who gave it. */
  readonly giver: { readonly cpr: CprNumber } | { readonly cvr: CvrNumber };
  /** By their names in the administration of whoever keeps them. */
  readonly privileges: readonly string[];
}
