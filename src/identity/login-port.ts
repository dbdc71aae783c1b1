import type { CprNumber } from '../kernel/cpr-number.ts';
import type { CvrNumber } from '../kernel/cvr-number.ts';
import type { Protocol } from './types.ts';

/** What the citizens' pages ask of whoever says who somebody is (MitID, through NemLog-in or a broker). */
export interface LoginProvider {
  readonly protocol: Protocol;
  /** Where the browser is sent. `state` is ours and opaque; `kept` comes back to `finish`. */
  begin(ask: LoginAsk): Promise<LoginBegun>;
  /** Reads the answer that the browser brings. Outside trouble is told, never thrown. */
  finish(answer: LoginAnswer, kept: string): Promise<LoginTold>;
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
  | { readonly state: 'refused'; readonly why: 'cancelled' | 'too-low' | 'expired' | 'not-valid' | 'no-cpr' }
  | { readonly state: 'unavailable'; readonly detail: string };

/** Who it is, as the provider tells it. The level is looked at again by us, whatever was asked for. */
export interface ToldPerson {
  readonly cpr: CprNumber | null;
  readonly cvr: CvrNumber | null;
  readonly name: string | null;
  readonly level: string | null;
}
