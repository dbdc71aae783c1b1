import type { LoginAnswer, LoginProvider, SignedOutToo } from '../../identity/login-port.ts';
import type { CheckoutParts } from '../../checkout/look.ts';
import type { PaymentProvider } from '../../checkout/provider-port.ts';
import type { EndedSession, SessionToken } from '../../identity/sessions.ts';
import type { Token } from '../../identity/tokens.ts';
import type { Protocol, Scope, Session } from '../../identity/types.ts';
import type { Use } from '../../insight/portal-use.ts';
import type { PlainDate } from '../../kernel/dates.ts';
import type { Result } from '../../kernel/result.ts';
import type { FileRefusal } from '../../messages/accept-files.ts';
import type { AcceptedFile } from '../../messages/types.ts';
import type { MunicipalityCode } from '../../kernel/ids.ts';
import type { PaperFrom } from '../../letters/paper.ts';
import type { PortalChoices } from '../../municipality/choices/portal.ts';
import type { Configuration } from '../../municipality/configuration.ts';
import type { MunicipalityReadTx, MunicipalityTx } from '../../platform/database.ts';
import type { Form, FormFields } from '../http/forms.ts';
import type { Limit } from '../http/rate-limits.ts';
import type { Html } from '../ui/html.ts';
import type { Language } from '../ui/language.ts';
import type { Place, RouteName, Site } from './addresses.ts';
import type { Contact } from './contact.ts';
import type { Look } from './look.ts';
import type { Resent } from './post-form.ts';
import type { Texts } from './texts/texts.ts';

/** What a page must have before anything of it is worked out: nothing, somebody signed in, or somebody who may do that. */
export type Needs = 'nobody' | 'session' | Scope;

/** Somebody has come to a page, and may see it. */
export interface Visit extends Site {
  /** Reads; only what is sent by a form may write. */
  readonly tx: MunicipalityReadTx;
  /** The municipality's name, `Bøgevang Kommune`. */
  readonly municipalityName: string;
  /** Whom to ask about this page. */
  readonly contact: Contact;
  /** Who the municipality is in its letters; whom to ask where nothing else is chosen. */
  readonly letterhead: Configuration['letterhead'];
  readonly portal: PortalChoices;
  /** Whether its letters have payment lines. */
  readonly hasPaymentLines: boolean;
  /** The municipality's colours and arms. */
  readonly look: Look;
  /** Where others reach these pages, without a path. */
  readonly ownAddress: string;
  readonly texts: Texts;
  readonly now: Temporal.Instant;
  readonly today: PlainDate;
  /** Which page it is; `ref` = the thing's name in the address. */
  readonly place: Place;
  /** What stands after the question mark of the address, once each; anybody may have written it. */
  readonly query: Readonly<Record<string, string>>;
  /** The ways in which one can sign in. */
  readonly waysIn: readonly Protocol[];
  /** Whoever takes payments here, as far as the municipality has chosen them. */
  readonly payBy: readonly PayBy[];
  /** Whether there is an agreement about Betalingsservice. */
  readonly hasDirectDebit: boolean;
  /** Whether citizens may agree on instalments here by themselves on a type of debt. */
  readonly offersPlanOn: (type: string) => boolean;
  /** Null = nobody is signed in. */
  readonly session: Session | null;
  /** False: the pages are not open to who looks, and nothing is there but how a payment goes that they have begun. */
  readonly isOpen: boolean;
  /**
   * Who looks acts for one whose address is protected (identity/acting.ts), or is nobody: neither that nor what others have written in their own
   * words is shown. What is written so is shown by `wordsOfOthers` alone.
   */
  readonly hidesAddress: boolean;
}

export type PayBy = Pick<PaymentProvider, 'name' | 'channel'>;

/** What is outside the database. Nothing of it is asked inside a transaction. */
export interface Outside {
  /** Null: nobody takes payments here. */
  readonly checkout: CheckoutParts | null;
  readonly municipality: MunicipalityCode;
}

export interface PersonalVisit extends Visit {
  readonly session: Session;
}

/** The files that came with a form, as far as they may be kept; or why they are not. */
export type Files = Result<readonly AcceptedFile[], FilesRefusal>;

/** `busy`: too many send files at this moment. */
export type FilesRefusal = FileRefusal | { readonly tag: 'busy' };

/** Somebody has sent a form. What is written stands when the page has been answered, and not when it throws. */
export interface SentForm extends PersonalVisit {
  readonly tx: MunicipalityTx;
  /** The token of the session, for what ends or renews it. */
  readonly token: SessionToken;
  readonly form: Form;
  /** Only where the route takes files; else there are none. */
  readonly files: Files;
}

/**
 * Somebody begins to sign in, or comes back from whoever says who they are. Nothing outside is asked in a transaction, so each
 * step opens its own.
 */
export interface LoginVisit extends Site {
  readonly write: <T>(work: (tx: MunicipalityTx) => Promise<T>) => Promise<T>;
  readonly portal: PortalChoices;
  readonly now: Temporal.Instant;
  readonly providers: readonly LoginProvider[];
  /** The address of a page of ours as others are told it. */
  readonly outsideAddress: (place: Place) => string;
  /** What stands after the question mark of the address, or in the form that was sent. */
  readonly answer: LoginAnswer;
  /** What stands after the question mark, as it came: a signature is over that. */
  readonly query: string;
  /** What this browser got when it began to sign in. */
  readonly browser: Token | null;
  /** The session that the browser has had so far. */
  readonly token: SessionToken | null;
  /** Says in the log what outside trouble there was; never about whom. */
  readonly trouble: (detail: string) => void;
}

export type LoginStep =
  /** To whoever says who it is: the only address that is not ours, and it comes from the provider's own settings. */
  | { readonly kind: 'away'; readonly to: string; readonly browser: Token }
  | {
      readonly kind: 'in';
      readonly to: Place;
      /** The page that was asked for, where another comes first. */
      readonly wanted?: Place;
      readonly language: Language;
      readonly token: SessionToken;
    }
  /** Our own next page, which asks the browser for what only it has. */
  | { readonly kind: 'on'; readonly handle: Token; readonly language: Language }
  /** Back to whoever said that the person has signed out elsewhere; the browser's cookie is taken away. */
  | { readonly kind: 'out'; readonly to: string }
  /** Signed out here, and what the provider has said of itself; the browser keeps nothing more of it. */
  | { readonly kind: 'left'; readonly there: SignedOutToo; readonly language: Language }
  /** To a page of ours that says how it stands by itself. */
  | { readonly kind: 'go'; readonly to: Place }
  | { readonly kind: 'document'; readonly xml: string }
  | { readonly kind: 'refused'; readonly why: WhyRefused; readonly language: Language }
  | { readonly kind: 'not-found' };

/** Why somebody was not signed in, as the page says it. */
export type WhyRefused = (typeof whyRefused)[number];
export const whyRefused = [
  'cancelled',
  'too-low',
  'expired',
  'not-valid',
  'no-cpr',
  'unavailable',
  'too-young',
  'not-admitted',
  'no-access',
  'no-power',
] as const;

/** What a page answers. There is no way to send anybody to an address that is not of the table. */
export type Answer =
  | {
      readonly kind: 'page';
      /** 503: what it shows cannot be read for the moment. */
      readonly status?: 200 | 403 | 422 | 503;
      readonly page: PageContent;
      readonly did?: Use;
    }
  | {
      readonly kind: 'go';
      readonly to: Place;
      /** The page that is wanted after that. */
      readonly wanted?: Place;
      readonly session?: SessionChange;
      /** What the reader has done, for the statistics of use; absent = nothing that is counted. A file is a document. */
      readonly did?: Use;
      /** Done once what was written stands, before the answer leaves. */
      readonly afterwards?: (outside: Outside) => Promise<unknown>;
    }
  /** Signed out here; whoever said who the person was is asked to sign them out, too, once this stands. */
  | { readonly kind: 'leave'; readonly ended: EndedSession }
  /** Something to keep; its name tells nothing about a person. */
  | {
      readonly kind: 'file';
      readonly name: string;
      readonly type: string;
      readonly content: string | Uint8Array;
      readonly standsAlone?: StandsAlone;
    }
  /** A PDF that is set once the page's reading is over. */
  | {
      readonly kind: 'paper';
      readonly name: string;
      readonly set: SetPaper;
      readonly standsAlone?: StandsAlone;
    }
  | { readonly kind: 'not-found' };

/** What could not be read is not of the file, or the file says so itself: it may be had all the same. */
type StandsAlone = true;

export type SetPaper = (
  from: PaperFrom,
) => Result<Uint8Array, { readonly tag: 'not-typeset' | 'part-missing' | 'model-invalid' }>;

/** `ended`: the browser's cookie is taken away, and what it has kept of us. Else the token that it gets. */
export type SessionChange = 'ended' | { readonly token: SessionToken };

export interface PageContent {
  /** What stands in the browser's tab before the municipality's name; nothing about a person. */
  readonly title: string;
  readonly main: Html;
  /** Somebody writes on it: without script it is not left before time is up, and says how to get more. */
  readonly isWritten?: boolean;
  /** It shows what was typed or chosen: in another language it is had by sending that again. Absent = by its address. */
  readonly resent?: Resent;
  readonly session?: SessionChange;
  /** Where the browser goes on to by itself, at once: the address of whoever says who people are. Nowhere else. */
  readonly onTo?: string;
  /** Seconds after which the page is asked for again, for those without script. */
  readonly again?: number;
}

type Answering<Of> = (visit: Of) => Promise<Answer> | Answer;

/** A page as data. A route without `needs` is none; nothing is served that is not in the table (routes.ts). */
export type Route =
  | {
      readonly method: 'GET';
      readonly needs: 'nobody';
      readonly serve: Answering<Visit>;
      /** Looking at it does not count as being there: it is looked at again by itself. */
      readonly unseen?: true;
      /** Done before the page is read, in transactions of its own; for a page whose name nobody guesses. */
      readonly first?: (outside: Outside, ref: string) => Promise<unknown>;
    }
  | {
      readonly method: 'GET';
      readonly needs: 'session' | Scope;
      readonly serve: Answering<PersonalVisit>;
      /** Looking at it does not count as being there. */
      readonly unseen?: true;
      /** How often one who is signed in may ask for it; routes with the same limit are counted together. */
      readonly limits?: readonly Limit[];
    }
  | {
      readonly method: 'POST';
      readonly needs: 'session' | Scope;
      readonly fields: FormFields;
      /** Its form may bring files. */
      readonly takesFiles?: true;
      /** Sent by a page itself: it does not count as being there, nor as something that was looked at or done. */
      readonly unseen?: true;
      /** How often one who is signed in may send it, and one address who is not. */
      readonly limits?: readonly Limit[];
      readonly serve: Answering<SentForm>;
      /**
       * What was typed, shown again where it came too late, or where somebody asks for more time or another language: the form itself for
       * who is signed in, else the words alone. Nothing is written then.
       */
      readonly keepTyped?: (visit: Visit, form: Form, why: WhyKept) => Promise<PageContent>;
      /** What is said instead where nothing can be read, and nothing was taken: it reads nothing. Of what nobody writes, but chooses. */
      readonly unreadable?: (sent: SentForm) => Answer;
    };

/** A step on the way in; nobody needs to be signed in, and it is not asked more often than these say from one address. */
export interface LoginRoute {
  readonly method: 'GET' | 'POST';
  readonly needs: 'provider';
  readonly limits: readonly Limit[];
  readonly step: (visit: LoginVisit) => Promise<LoginStep>;
}

/** `unreadable`: something of ours does not answer, and nothing was taken. */
export type WhyKept = 'too-late' | 'asked' | 'unreadable';

export type Routes = { readonly [Name in RouteName]: Route | LoginRoute };
