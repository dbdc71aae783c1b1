import type { Session } from '../../identity/types.ts';
import { formToken } from '../http/csrf.ts';
import { TOKEN_FIELD } from '../http/forms.ts';
import { html, type Html } from '../ui/html.ts';
import { addressOf, type Place, type Site } from './addresses.ts';

/** A form of ours, with its token. The browser's own checks are off: what is wrong is said by the page (ui/form-fields.ts). */
export function postForm(visit: Site & { readonly session: Session }, to: Place, content: Html): Html {
  return html`<form method="post" action="${addressOf(visit, to)}" novalidate>
    ${token(visit)} ${content}
  </form>`;
}

/** The same, which may bring files. */
export function postFiles(visit: Site & { readonly session: Session }, to: Place, content: Html): Html {
  return html`<form method="post" action="${addressOf(visit, to)}" enctype="multipart/form-data" novalidate>
    ${token(visit)} ${content}
  </form>`;
}

function token({ session }: { readonly session: Session }): Html {
  return html`<input type="hidden" name="${TOKEN_FIELD}" value="${formToken(session.formKey)}" />`;
}
