import type { FastifyInstance } from 'fastify';
import type { Logger } from 'pino';
import { municipalities, type Database } from '../../platform/database.ts';
import { sendFailure, sendPage } from '../http/failure-page.ts';
import { oneAtATime } from '../http/one-at-a-time.ts';
import { html } from '../ui/html.ts';
import { ownPage } from '../ui/own-frame.ts';
import { choiceTexts as said } from './texts.ts';

/** Milliseconds that the list of municipalities may take. */
const LONGEST = 5_000;

/** Serves `/`: leads to the municipality's front page, or lets people choose where there are several. */
export function serveChoice(
  web: FastifyInstance,
  { database, log }: { readonly database: Database; readonly log: Logger },
): void {
  const read = oneAtATime(() => municipalities(database), LONGEST);
  web.get('/', async (request, reply) => {
    const found = await read().catch((err: unknown) => {
      log.error({ err, requestId: request.id }, 'the list of municipalities could not be read');
      return null;
    });
    if (found === null) return sendFailure({ request, reply }, 'too-slow');
    const [first, ...others] = found;
    if (first !== undefined && others.length === 0) return reply.redirect(`/${first.code}`, 302);
    return sendPage(reply, 200, choicePage(found));
  });
}

function choicePage(found: Awaited<ReturnType<typeof municipalities>>): string {
  const items = found.map(({ code, name }) => html`<li><a href="/${code}">${name}</a></li>`);
  const main =
    found.length === 0
      ? html`<h1>${said.none}</h1>
          <p>${said.noneHelp}</p>`
      : html`<h1>${said.heading}</h1>
          <ul class="choice">
            ${items}
          </ul>`;
  return ownPage({ title: said.title, main });
}
