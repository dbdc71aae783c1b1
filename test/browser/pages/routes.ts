import { places, type RouteName } from '../../../src/web/portal/addresses.ts';
import { routes } from '../../../src/web/portal/routes.ts';

const names = Object.keys(places) as RouteName[]; // its own keys

/** Routes that never answer with a page of their own, and what they do. */
const without = {
  'a file': ['card', 'letter', 'translation', 'payments-pdf', 'payments-csv', 'receipt', 'my-data'],
  'a file of a day': ['statement-pdf', 'statement-csv'],
  'the way to who says who one is, and back': [
    'sign-in-oidc',
    'answer-oidc',
    'sign-in-oiosaml',
    'answer-oiosaml',
    'metadata-oiosaml',
    'sign-out-oidc',
    'sign-out-oiosaml',
    'signed-in',
  ],
  'what a page with script asks while somebody types, and shows in itself': ['plan-live'],
  'leads to where it is shown': [
    'act-for',
    'pay-choose-again',
    'pay-begin-again',
    'direct-debit-sign-up',
    'direct-debit-stop',
    'plan-show-again',
    'plan-sign-again',
    'plan-stop-now',
    'payment-return',
    'payment-stop',
    'payment-stop-again',
    'message-withdraw',
    'message-withdraw-again',
    'notifications-choose',
    'guidance-begin',
    'guidance-end',
    'stay',
    'sign-out',
  ],
} as const satisfies Readonly<Record<string, readonly RouteName[]>>;

const pageless: ReadonlySet<RouteName> = new Set(Object.values(without).flat());

/** Every page that one comes to by its address. */
export const pageRoutes = names.filter((name) => routes[name].method === 'GET' && !pageless.has(name));

/** Every form that is answered with a page, and not only with the way to one. */
export const answeringRoutes = names.filter((name) => routes[name].method === 'POST' && !pageless.has(name));

/** Which page an address is of. */
export function routeOf(address: string): RouteName | null {
  const path = address.replace(/[?#].*$/, '').replace(/^\/998(?:\/en(?=\/|$))?/, '');
  const found = names.filter((name) => routes[name].method === 'GET' && patterns[name].test(path));
  // The one that names most: `/beregning/:ref` has no other, `/papirer/betalinger` has.
  return found.toSorted((one, other) => places[other].length - places[one].length)[0] ?? null;
}

const patterns = Object.fromEntries(
  names.map((name) => [name, new RegExp(`^${places[name].replace(':ref', '[^/]+')}$`)]),
) as Readonly<Record<RouteName, RegExp>>; // one for each name
