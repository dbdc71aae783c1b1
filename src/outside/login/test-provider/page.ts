import { xml, type Markup } from '../../../platform/xml.ts';
import type { TestPerson } from './people.ts';

/** Where one chooses whom to sign in as. Plain on purpose: nobody shall take it for MitID. */
export function choicePage(action: string, people: readonly TestPerson[]): string {
  const choices = people.map(
    ({ label, name, level }, place) =>
      xml`<li><button name="person" value="${place}">${name}</button> ${label}${level === 'Substantial' ? '' : ` (${level})`}</li>`,
  );
  return page(xml`<h1>Test-login – ikke MitID</h1>
<p>Her vælger du, hvem du vil være. Alle personer er opfundne.</p>
<form method="post" action="${action}"><p><button name="person" value="cancel">Afbryd</button></p><ul>${choices}</ul></form>
<form method="post" action="${action}"><p><label>Et andet CPR-nummer, eller et CVR-nummer (kun gennem NemLog-in) <input name="number" inputmode="numeric" autocomplete="off" maxlength="10"/></label>
<button name="person" value="other">Log på</button></p></form>`);
}

/** Sends the browser back with an answer, by itself where script runs. */
export function answerPage(recipient: string, fields: Readonly<Record<string, string>>): string {
  const inputs = Object.entries(fields).map(
    ([name, value]) => xml`<input type="hidden" name="${name}" value="${value}"/>`,
  );
  return page(xml`<form method="post" action="${recipient}">${inputs}<p><button>Gå videre</button></p></form>
<script>document.forms[0].submit()</script>`);
}

/** Asks whether to sign out, as brokers may. `form` is the package's own, with its id. */
export function signOutPage(form: string): string {
  return page(xml`<h1>Test-login: log ud</h1>${{ markup: form }}
<p><button form="op.logoutForm" name="logout" value="yes">Log ud</button></p>`);
}

/** Where nobody is asked any more who they are. */
export function overPage(): string {
  return page(xml`<h1>Test-login: her kan du ikke logge på mere</h1>
<p>Siden er brugt eller for gammel. Gå tilbage til kommunens side, og log på derfra.</p>`);
}

/** Where our answer goes when somebody has signed out elsewhere. */
export function signedOutPage(): string {
  return page(xml`<h1>Test-login: du er logget ud</h1>`);
}

function page(content: Markup): string {
  const whole = xml`<html lang="da"><head><meta charset="utf-8"/><meta name="viewport" content="width=device-width, initial-scale=1"/>
<title>Test-login</title></head><body><main>${content}</main></body></html>`;
  return `<!doctype html>\n${whole.markup}`;
}
