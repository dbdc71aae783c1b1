import type { FastifyReply, FastifyRequest } from 'fastify';
import { alert } from '../ui/alert.ts';
import { html } from '../ui/html.ts';
import type { Language } from '../ui/language.ts';
import { ownPage } from '../ui/own-frame.ts';

export const failures = [
  'not-found',
  'bad-request',
  'too-much',
  'not-received',
  'stale-form',
  'busy-network',
  'too-often',
  'too-slow',
  'our-mistake',
] as const;
export type Failure = (typeof failures)[number];

interface Words {
  readonly title: string;
  readonly text: string;
}

const words: Readonly<Record<Language, Readonly<Record<Failure, Words>>>> = {
  da: {
    'not-found': {
      title: 'Siden findes ikke',
      text: 'Måske er adressen skrevet forkert, eller siden er flyttet.',
    },
    'bad-request': {
      title: 'Det kunne vi ikke læse',
      text: 'Adressen eller det, der blev sendt, har en form, som vi ikke forstår. Intet er ændret.',
    },
    'too-much': {
      title: 'Det var mere, end vi kan læse',
      text: 'Din browser sendte for meget med. Intet er ændret. Slet sidens cookies, eller luk browseren, og prøv igen.',
    },
    'not-received': {
      title: 'Vi fik ikke det hele',
      text: 'Forbindelsen var for langsom. Intet er ændret. Prøv igen om lidt.',
    },
    'stale-form': {
      title: 'Siden var blevet for gammel',
      text: 'Måske er du logget ud i mellemtiden. Intet er ændret. Gå til forsiden, og prøv igen.',
    },
    'busy-network': {
      title: 'Vent et øjeblik',
      text: 'Der kommer mange forespørgsler fra dit netværk lige nu. Prøv igen om et minut.',
    },
    'too-often': {
      title: 'Vent et øjeblik',
      text: 'Du har hentet eller sendt meget på kort tid. Prøv igen om et minut.',
    },
    'too-slow': {
      title: 'Det tager for lang tid lige nu',
      text: 'Vi nåede ikke at svare. Prøv igen om lidt.',
    },
    'our-mistake': {
      title: 'Der skete en fejl hos os',
      text: 'Det er ikke noget, du har gjort. Prøv igen om lidt. Bliver det ved, så ring eller skriv til kommunen, og oplys nummeret herunder.',
    },
  },
  en: {
    'not-found': {
      title: 'The page does not exist',
      text: 'Perhaps the address is misspelt, or the page has moved.',
    },
    'bad-request': {
      title: 'We could not read that',
      text: 'The address, or what was sent, has a form that we do not understand. Nothing has been changed.',
    },
    'too-much': {
      title: 'That was more than we can read',
      text: 'Your browser sent too much along. Nothing has been changed. Delete the cookies of this site, or close the browser, and try again.',
    },
    'not-received': {
      title: 'We did not get all of it',
      text: 'The connection was too slow. Nothing has been changed. Try again in a little while.',
    },
    'stale-form': {
      title: 'The page had become too old',
      text: 'Perhaps you have been signed out meanwhile. Nothing has been changed. Go to the front page and try again.',
    },
    'busy-network': {
      title: 'Please wait a moment',
      text: 'Many requests come from your network just now. Try again in a minute.',
    },
    'too-often': {
      title: 'Please wait a moment',
      text: 'You have fetched or sent a lot in a short time. Try again in a minute.',
    },
    'too-slow': {
      title: 'This takes too long just now',
      text: 'We could not answer in time. Try again in a little while.',
    },
    'our-mistake': {
      title: 'Something went wrong at our end',
      text: 'It is nothing you have done. Try again in a little while. If it goes on, call or write to the municipality and give the number below.',
    },
  },
};

const common = {
  da: { number: 'Fejlens nummer:', front: 'Gå til forsiden' },
  en: { number: 'The number of the error:', front: 'Go to the front page' },
} as const;

/**
 * A page that says what went wrong, in plain words, and the number under which the log has the rest. In the language of the
 * address that was asked for.
 */
export function failurePage(failure: Failure, { requestId, address }: Asked): string {
  const { language, front } = placeOf(address);
  const { title, text } = words[language][failure];
  const said = common[language];
  const content = html`<p class="alert-text">${text}</p>
    ${failure === 'our-mistake' ? html`<p>${said.number} <code>${requestId}</code></p>` : null}
    <p><a href="${front}">${said.front}</a></p>`;
  const variant = failure === 'our-mistake' || failure === 'too-slow' ? 'error' : 'info';
  const main = alert({ variant, heading: title, headingLevel: 1, content, language });
  return ownPage({ title: `${title} – Afdrag`, main, language });
}

interface Asked {
  readonly requestId: string;
  /** The address as it came; only its municipality and language are looked at. */
  readonly address: string;
}

/** `/998/en/…` is English, and its front page that municipality's. Nothing else of an address comes back in a page. */
function placeOf(address: string): { readonly language: Language; readonly front: string } {
  const [, code, english] = /^\/(\d{3})(\/en)?(?=[/?]|$)/.exec(address) ?? [];
  if (code === undefined) return { language: 'da', front: '/' };
  return english === undefined
    ? { language: 'da', front: `/${code}` }
    : { language: 'en', front: `/${code}/en` };
}

export const statuses: Readonly<Record<Failure, number>> = {
  'not-found': 404,
  'bad-request': 400,
  'too-much': 431,
  'not-received': 408,
  'stale-form': 403,
  'busy-network': 429,
  'too-often': 429,
  'too-slow': 503,
  'our-mistake': 500,
};

/** Answers with the page of a failure, and its status unless another says more exactly what was wrong. */
export function sendFailure(
  { request, reply }: Exchange,
  failure: Failure,
  status: number = statuses[failure],
): FastifyReply {
  return sendPage(reply, status, failurePage(failure, { requestId: request.id, address: request.url }));
}

export interface Exchange {
  readonly request: FastifyRequest;
  readonly reply: FastifyReply;
}

export function sendPage(reply: FastifyReply, status: number, page: string): FastifyReply {
  return reply.code(status).type('text/html; charset=utf-8').send(page);
}
