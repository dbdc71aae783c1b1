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
  readonly name: string | null;
  readonly level: string | null;
  /** What others have given them power to do; what it means is for us to say. */
  readonly powers: readonly ToldPower[];
}

/** Which of our sessions are over, by the provider's names for them, and where the browser is sent on. */
export interface SignedOutElsewhere {
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
