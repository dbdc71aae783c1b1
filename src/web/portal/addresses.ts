import type { MunicipalityCode } from '../../kernel/ids.ts';
import type { Language } from '../ui/language.ts';

/**
 * Every page of the citizens' by its name, with its place below the municipality: `/998/overblik`, in English
 * `/998/en/overblik`. A name with `:ref` has one opaque name of a thing
 * there (municipality/page-refs.ts), or a month.
 */
export const places = {
  front: '',
  help: '/hjaelp',
  card: '/hjaelp/kort.pdf',
  'sign-in': '/log-paa',
  'sign-in-oidc': '/log-paa/oidc',
  'answer-oidc': '/log-paa/oidc/svar',
  'sign-in-oiosaml': '/log-paa/nemlogin',
  'answer-oiosaml': '/log-paa/nemlogin/svar',
  'sign-out-oidc': '/log-paa/oidc/log-ud',
  'metadata-oiosaml': '/log-paa/nemlogin/metadata',
  'sign-out-oiosaml': '/log-paa/nemlogin/log-ud',
  'signed-in': '/log-paa/faerdig',
  'sign-in-refused': '/log-paa/afvist',
  choose: '/vaelg',
  'act-for': '/vaelg/person',
  overview: '/overblik',
  settled: '/afsluttet',
  debt: '/gaeld/:ref',
  'your-payment': '/din-betaling',
  calculation: '/beregning',
  'calculation-month': '/beregning/:ref',
  'what-if': '/hvis',
  'what-if-answer': '/hvis',
  pay: '/betal',
  'pay-choose': '/betal/metode',
  'pay-choose-again': '/betal/metode',
  'pay-begin': '/betal/begynd',
  'pay-begin-again': '/betal/begynd',
  'pay-bank': '/betal/bank',
  'direct-debit': '/betal-automatisk',
  'direct-debit-sign-up': '/betal-automatisk/tilmeld',
  'direct-debit-stop': '/betal-automatisk/stop',
  plans: '/aftaler',
  'plan-new': '/aftaler/ny',
  'plan-live': '/aftaler/ny/undervejs',
  'plan-show': '/aftaler/ny/plan',
  'plan-show-again': '/aftaler/ny/plan',
  'plan-sign': '/aftaler/ny/underskriv',
  'plan-sign-again': '/aftaler/ny/underskriv',
  plan: '/aftale/:ref',
  'plan-stop': '/aftale/:ref/stop',
  'plan-stop-now': '/aftale/:ref/stop',
  payment: '/betaling/:ref',
  'payment-return': '/betaling/:ref/retur',
  'payment-stop': '/betaling/:ref/stop',
  'payment-stop-again': '/betaling/:ref/stop',
  papers: '/papirer',
  letters: '/papirer/breve',
  letter: '/papirer/brev/:ref',
  translation: '/papirer/brev/:ref/engelsk',
  payments: '/papirer/betalinger',
  'payments-pdf': '/papirer/betalinger/pdf',
  'payments-csv': '/papirer/betalinger/csv',
  receipt: '/papirer/kvittering/:ref',
  statement: '/papirer/opgoerelse',
  'statement-pdf': '/papirer/opgoerelse/pdf',
  'statement-csv': '/papirer/opgoerelse/csv',
  // Printed on letters, and typed from them.
  'from-letter': '/b/:ref',
  write: '/skriv',
  object: '/uenig',
  'object-to': '/uenig/:ref',
  'object-send': '/uenig',
  'answer-hearing': '/svar',
  'answer-hearing-send': '/svar',
  'answer-set-off': '/svar/:ref',
  'answer-set-off-send': '/svar/:ref',
  complain: '/klage/:ref',
  'complain-send': '/klage/:ref',
  'send-documentation': '/dokumentation',
  'send-documentation-send': '/dokumentation',
  message: '/henvendelse/:ref',
  'message-withdraw': '/henvendelse/:ref/fortryd',
  'message-withdraw-again': '/henvendelse/:ref/fortryd',
  notifications: '/beskeder',
  'notifications-choose': '/beskeder',
  'notifications-saved': '/beskeder/gemt',
  insight: '/indsigt',
  'my-data': '/indsigt/mine-oplysninger.json',
  guidance: '/vis',
  'guidance-begin': '/vis',
  'guidance-end': '/vis/stop',
  'still-there': '/stadig-her',
  stay: '/bliv-logget-paa',
  'sign-out': '/log-ud',
  'signed-out': '/logget-af',
  'timed-out': '/logget-af/tid',
} as const satisfies Readonly<Record<string, '' | `/${string}`>>;

export type RouteName = keyof typeof places;

/** Where a page is, said so that no address from outside can be meant: a name of the table, and a thing's own name. */
export interface Place {
  readonly name: RouteName;
  readonly ref?: string;
}

/** Which municipality's pages, in which language. */
export interface Site {
  readonly municipality: MunicipalityCode;
  readonly language: Language;
}

/** The address of a page on this site, without the host: no reply of ours says one. */
export function addressOf({ municipality, language }: Site, { name, ref }: Place): string {
  const place: string = places[name];
  const below = ref === undefined ? place : place.replace(':ref', encodeURIComponent(ref));
  return `/${municipality}${language === 'en' ? '/en' : ''}${below}`;
}

/** The pattern under which the web server knows a page in a language. */
export function patternOf(name: RouteName, language: Language): string {
  const place: string = places[name];
  return `/:municipality(^\\d{3}$)${language === 'en' ? '/en' : ''}${place.replace(':ref', ':ref(^[0-9A-Za-z-]{7,20}$)')}`;
}

/** The address that signs somebody in first, and then leads to a page. */
export function signInAddress(site: Site, wanted: Place): string {
  return addressBefore(site, { name: 'sign-in' }, wanted);
}

/** The address of a page after which another is wanted. */
export function addressBefore(site: Site, first: Place, wanted: Place): string {
  return `${addressOf(site, first)}?${new URLSearchParams(wantedIn(wanted)).toString()}`;
}

/** A page that is wanted as an address or a form says it; read back by `wantedPlace`. */
export function wantedIn({ name, ref }: Place): Readonly<Record<string, string>> {
  return { til: name, ...(ref === undefined ? {} : { ref }) };
}

/**
 * The page that somebody wants, from words that anybody may have written: the overview where they name none of ours. Never one that only answers a
 * form, or asks whether somebody is there: whoever wants that is led to where it is asked from.
 */
export function wantedPlace(name: string | undefined, ref: string | undefined): Place {
  const place = placeNamed(name, ref);
  if (place === null) return { name: 'overview' };
  const asked = askedFrom[place.name];
  return asked === undefined ? place : { name: asked };
}

/** The page of ours that words name, whatever it answers; null = none, or one by which one comes in or goes. */
export function placeNamed(name: string | undefined, ref: string | undefined): Place | null {
  if (name === undefined || !isRouteName(name)) return null;
  const place: string = places[name];
  // Not to sign in again, and not out.
  if (place.startsWith('/log')) return null;
  if (!place.includes(':ref')) return { name };
  return ref !== undefined && /^[0-9A-Za-z-]{7,20}$/.test(ref) ? { name, ref } : null;
}

/** Where each address is asked from that nobody goes to: what only answers a form and has no page of its own, and the question who is there. */
export const askedFrom: Readonly<Partial<Record<RouteName, RouteName>>> = {
  'act-for': 'overview',
  'direct-debit-sign-up': 'direct-debit',
  'direct-debit-stop': 'direct-debit',
  'guidance-end': 'overview',
  'plan-live': 'plan-new',
  'still-there': 'overview',
  stay: 'overview',
};

function isRouteName(name: string): name is RouteName {
  return Object.hasOwn(places, name);
}
