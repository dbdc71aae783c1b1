import type { SessionToken } from '../../identity/sessions.ts';
import type { Scope, Session } from '../../identity/types.ts';
import type { PlainDate } from '../../kernel/dates.ts';
import type { PortalChoices } from '../../municipality/choices/portal.ts';
import type { MunicipalityReadTx, MunicipalityTx } from '../../platform/database.ts';
import type { Form, FormFields } from '../http/forms.ts';
import type { Html } from '../ui/html.ts';
import type { Place, RouteName, Site } from './addresses.ts';
import type { Contact } from './contact.ts';
import type { Texts } from './texts/texts.ts';

/** What a page must have before anything of it is worked out: nothing, somebody signed in, or somebody who may do that. */
export type Needs = 'nobody' | 'session' | Scope;

/** Somebody has come to a page, and may see it. */
export interface Visit extends Site {
  /** Reads; only what is sent by a form may write. */
  readonly tx: MunicipalityReadTx;
  /** The municipality's name, `Bøgevang Kommune`. */
  readonly municipalityName: string;
  readonly contact: Contact;
  readonly portal: PortalChoices;
  readonly texts: Texts;
  readonly now: Temporal.Instant;
  readonly today: PlainDate;
  /** Which page it is; `ref` = the thing's name in the address. */
  readonly place: Place;
  /** Null = nobody is signed in. */
  readonly session: Session | null;
}

export interface PersonalVisit extends Visit {
  readonly session: Session;
}

/** Somebody has sent a form. What is written stands when the page has been answered, and not when it throws. */
export interface SentForm extends PersonalVisit {
  readonly tx: MunicipalityTx;
  /** The token of the session, for what ends or renews it. */
  readonly token: SessionToken;
  readonly form: Form;
}

/** What a page answers. There is no way to send anybody to an address that is not of the table. */
export type Answer =
  | { readonly kind: 'page'; readonly status?: 200 | 403 | 422; readonly page: PageContent }
  | { readonly kind: 'go'; readonly to: Place; readonly session?: SessionChange }
  | { readonly kind: 'not-found' };

/** `ended`: the browser's cookie is taken away, and what it has kept of us. Else the token that it gets. */
export type SessionChange = 'ended' | { readonly token: SessionToken };

export interface PageContent {
  /** What stands in the browser's tab before the municipality's name; nothing about a person. */
  readonly title: string;
  readonly main: Html;
  /** A page with a form is never left by itself: what was typed would be lost. */
  readonly hasForm?: boolean;
  readonly session?: SessionChange;
}

type Answering<Of> = (visit: Of) => Promise<Answer> | Answer;

/** A page as data. A route without `needs` is none; nothing is served that is not in the table (routes.ts). */
export type Route =
  | { readonly method: 'GET'; readonly needs: 'nobody'; readonly serve: Answering<Visit> }
  | {
      readonly method: 'GET';
      readonly needs: 'session' | Scope;
      readonly serve: Answering<PersonalVisit>;
      /** Looking at it does not count as being there. */
      readonly unseen?: true;
    }
  | {
      readonly method: 'POST';
      readonly needs: 'session' | Scope;
      readonly fields: FormFields;
      readonly serve: Answering<SentForm>;
    };

export type Routes = { readonly [Name in RouteName]: Route };
