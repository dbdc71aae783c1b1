import { fillIn } from '../../../letters/texts/fill-in.ts';
import type { Protocol } from '../../../identity/types.ts';
import { alert } from '../../ui/alert.ts';
import { html, type Html } from '../../ui/html.ts';
import { linkButton } from '../../ui/parts.ts';
import { addressBefore, addressOf, wantedPlace, type Place, type RouteName } from '../addresses.ts';
import { whyRefused, type Answer, type Visit, type WhyRefused } from '../route.ts';
import { mustChooseWay, takesPowers } from './ways.ts';

const ways = {
  oidc: { name: 'sign-in-oidc', text: 'withMitId' },
  oiosaml: { name: 'sign-in-oiosaml', text: 'withNemLogin' },
} as const satisfies Readonly<
  Record<Protocol, { readonly name: RouteName; readonly text: keyof Visit['texts']['signIn'] }>
>;

/** Where one chooses how to sign in, and reads what is seen of one. */
export function signInPage(visit: Visit): Answer {
  const { texts, waysIn, contact, session } = visit;
  const wanted = wantedPlace(visit.query['til'], visit.query['ref']);
  if (session !== null) return { kind: 'go', to: wanted };
  const said = texts.signIn;
  const main = html`<h1>${said.heading}</h1>
    ${
      waysIn.length === 0
        ? html`<p>${fillIn(said.noWay, { phone: contact.phone })}</p>`
        : html`<p class="font-lead">${said.whatWeSee}</p>
            ${inOrder(visit).map((way) => wayIn(visit, way, wanted))}
            <p>${said.forOthers}</p>
            ${takesPowers(visit) && !mustChooseWay(visit) ? html`<p>${said.forCompany}</p>` : null}
            <p>${fillIn(said.without, { phone: contact.phone })}</p>`
    }`;
  return { kind: 'page', page: { title: said.heading, main } };
}

/** Who must choose reads first what most come for. */
function inOrder(visit: Visit): readonly Protocol[] {
  return mustChooseWay(visit) ? ['oidc', 'oiosaml'] : visit.waysIn;
}

/** A link, and no form: the browser is led to another site, which our pages' policy lets no form do. */
function wayIn(visit: Visit, way: Protocol, wanted: Place): Html {
  const href = addressBefore(visit, { name: ways[way].name }, wanted);
  const said = visit.texts.signIn;
  const button = html`<p>${linkButton({ href, text: said[ways[way].text] })}</p>`;
  if (!mustChooseWay(visit)) return button;
  const [heading, words] =
    way === 'oiosaml' ? [said.powersHeading, said.powersWay] : [said.ownHeading, said.ownWay];
  return html`<h2>${heading}</h2>
    <p>${words}</p>
    ${button}`;
}

/** Why somebody was not signed in, in our own words: what the provider says is not shown. */
export function refusedPage(visit: Visit): Answer {
  if (visit.session !== null) return { kind: 'go', to: { name: 'overview' } };
  const { texts, language, contact } = visit;
  const said = texts.signIn;
  const why = whyIn(visit.query['hvorfor']);
  const words = why === 'no-power' && !takesPowers(visit) ? said.noCompanies : said[why];
  const other = why === 'no-cpr' && mustChooseWay(visit) ? said.companyWay : '';
  const content = html`<p class="alert-text">${fillIn(words, { phone: contact.phone })} ${other}</p>`;
  const main = html`${alert({ variant: 'warning', heading: said.refused, headingLevel: 1, content, language })}
    <p>${linkButton({ href: addressOf(visit, { name: 'sign-in' }), text: said.again })}</p>`;
  return { kind: 'page', page: { title: said.refused, main } };
}

function whyIn(words: string | undefined): WhyRefused {
  return whyRefused.find((why) => why === words) ?? 'not-valid';
}
