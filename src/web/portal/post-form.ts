import type { Session } from '../../identity/types.ts';
import { formToken } from '../http/csrf.ts';
import { TOKEN_FIELD } from '../http/forms.ts';
import { html, type Html } from '../ui/html.ts';
import { addressOf, type Place, type Site } from './addresses.ts';

/** The form of a page whose language is changed by sending it again (`Resent`). */
export const RESENT_FORM = 'resent';

/** How a page that shows what was typed or chosen is had again, with the same. */
export interface Resent {
  readonly to: Place;
  /** The field that says so; null = sending it does nothing else. */
  readonly by: string | null;
}

type FormVisit = Site & { readonly session: Session };

/** A form of ours, with its token. The browser's own checks are off: what is wrong is said by the page (ui/form-fields.ts). */
export function postForm(visit: FormVisit, to: Place, content: Html): Html {
  return html`<form method="post" action="${addressOf(visit, to)}" novalidate>
    ${token(visit)} ${content}
  </form>`;
}

/** The same, of a page that says how it is sent again. */
export function resentForm(visit: FormVisit, to: Place, content: Html): Html {
  return html`<form method="post" action="${addressOf(visit, to)}" id="${RESENT_FORM}" novalidate>
    ${token(visit)} ${content}
  </form>`;
}

/** The same, which may bring files. */
export function postFiles(visit: FormVisit, to: Place, content: Html): Html {
  return html`<form
    method="post"
    action="${addressOf(visit, to)}"
    enctype="multipart/form-data"
    id="${RESENT_FORM}"
    novalidate
  >
    ${token(visit)} ${content}
  </form>`;
}

function token({ session }: { readonly session: Session }): Html {
  return html`<input type="hidden" name="${TOKEN_FIELD}" value="${formToken(session.formKey)}" />`;
}
