import { offersOwnPlanOn } from '../../arrangements/own-plan.ts';
import { actorOf, noteActing } from '../../identity/acting.ts';
import { noteSeenPage, type SeenPage } from '../../identity/guidance.ts';
import { isSeenAnew, noteSeen, type SessionToken } from '../../identity/sessions.ts';
import type { Session } from '../../identity/types.ts';
import { dayInCopenhagen } from '../../kernel/dates.ts';
import type { MunicipalityCode } from '../../kernel/ids.ts';
import type { MessageChoices } from '../../municipality/choices/messages.ts';
import { openingOn } from '../../municipality/portal-opening.ts';
import { configurationVersion } from '../../municipality/configurations.ts';
import type { Configuration } from '../../municipality/configuration.ts';
import {
  inMunicipality,
  readInMunicipality,
  type Database,
  type MunicipalityReadTx,
  type MunicipalityTx,
} from '../../platform/database.ts';
import { showsWhatCanBeRead } from '../../platform/read-partly.ts';
import { isFormToken } from '../http/csrf.ts';
import { KEEP_FIELD, readForm, TOKEN_FIELD, type SentFields } from '../http/forms.ts';
import type { Place, Site } from './addresses.ts';
import { isAdmitted, isClosed, refusalOf, whoLooks } from './admitted.ts';
import { contactOf, topicOf } from './contact.ts';
import { seenBy } from './seen-by.ts';
import { isShown } from './shown.ts';
import { lookOf } from './look.ts';
import { chosenQuery } from './own-query.ts';
import { cannotRead } from './missing.ts';
import { payByOf } from './pay/pay-by.ts';
import type { Answer, Files, Needs, PayBy, PersonalVisit, Route, SentForm, Visit } from './route.ts';
import { knownTo, notTaken, orNobody, orUnreadable, servedTo, type Visited } from './served.ts';
import { texts } from './texts/texts.ts';

/** Somebody asks for a page, as HTTP brought it. */
export interface Asked extends Site {
  readonly place: Place;
  readonly query: Visit['query'];
  readonly waysIn: Visit['waysIn'];
  readonly ownAddress: string;
  /** The folder with each municipality's arms. */
  readonly municipalitiesFolder: string;
  readonly providers: readonly PayBy[];
  /** Whether those are simulated: no real money. */
  readonly simulated: boolean;
  readonly token: SessionToken | null;
  /** What was sent with a form. */
  readonly fields: SentFields;
  readonly files: Files;
  readonly fromElsewhere: boolean;
  /** Whether the browser itself says that the form is from a page of ours. */
  readonly fromHere: boolean;
  readonly at: Temporal.Instant;
}

/**
 * Who it is and whether they may is asked before anything else, in the same transaction as the page's own reading. A page
 * that is only looked at reads, by a transaction that cannot write; only a form that was sent can. Throws
 * UnknownMunicipalityError.
 */
export async function visitPage(database: Database, route: Route, asked: Asked): Promise<Visited> {
  if (route.method === 'POST') {
    return orUnreadable(() =>
      inMunicipality(database, asked.municipality, (tx) => visitWriting(tx, route, asked)),
    );
  }
  const visited = await orUnreadable(() =>
    readInMunicipality(database, asked.municipality, (tx) => visitReading(tx, route, asked)),
  );
  if (visited.kind !== 'answered') return visited;
  const { session } = visited.visit;
  if (!('unseen' in route)) await noteVisit(database, session, asked);
  const { token } = asked;
  if (token !== null && session?.guidance != null && visited.answer.kind === 'page')
    await inMunicipality(database, asked.municipality, (tx) =>
      noteSeenPage(tx, token, seenPage(asked, false)),
    );
  return visited;
}

async function visitReading(
  tx: MunicipalityReadTx,
  route: Route & { method: 'GET' },
  asked: Asked,
): Promise<Visited> {
  const opened = await open(tx, route.needs, asked, 'page');
  if (opened.kind !== 'open') return opened;
  const { visit, configuration } = opened;
  const seen = 'unseen' in route ? visit : asSeen(visit);
  const cannot = () => cannotRead('page', seen);
  if (route.needs === 'nobody')
    return servedTo({ visit: seen, configuration }, () => route.serve(seen), cannot);
  const { session } = seen;
  if (session === null) return { kind: 'sign-in' };
  return servedTo({ visit: seen, configuration }, () => route.serve({ ...seen, session }), cannot);
}

async function visitWriting(
  tx: MunicipalityTx,
  route: Route & { method: 'POST' },
  asked: Asked,
): Promise<Visited> {
  const { token, files } = asked;
  if (asked.fromElsewhere) return { kind: 'stale-form' };
  const opened = await open(tx, route.needs, asked, 'form');
  // Nobody is sent on from a form: what it would have done is said not to be done.
  if (opened.kind === 'not-found') return opened;
  if (opened.kind === 'choose') return { kind: 'stale-form' };
  if (opened.kind !== 'open') return keptTyped(tx, route, asked);
  const isUnseen = 'unseen' in route;
  const visit = isUnseen ? opened.visit : asSeen(opened.visit);
  const { session } = visit;
  if (session === null || token === null) return { kind: 'stale-form' };
  const form = readForm(asked.fields, route.fields);
  if (!form.ok) return { kind: 'bad-form' };
  if (!isFormToken(form.value.text(TOKEN_FIELD), session.formKey)) return keptTyped(tx, route, asked);
  if (!isUnseen) await noteSeen(tx, token, asked.at);
  const sent: SentForm = { ...visit, tx, session, token, form: form.value, files };
  const by = { visit, configuration: opened.configuration };
  return servedTo(
    by,
    () => answerNoted(route, sent, asked),
    () => notTaken(route, sent),
  );
}

async function answerNoted(route: Route & { method: 'POST' }, sent: SentForm, asked: Asked): Promise<Answer> {
  const { tx, session, token } = sent;
  const answer = await answerTo(route, sent);
  // It is not somebody who does anything.
  if ('unseen' in route) return answer;
  // What is done for another is noted; to stay, to sign out and to choose are done for oneself.
  if (route.needs !== 'session')
    await noteActing(tx, session, { at: asked.at, about: `portal ${asked.place.name}` });
  if (session.guidance !== null && answer.kind === 'page')
    await noteSeenPage(tx, token, seenPage(asked, true));
  return answer;
}

async function answerTo(route: Route & { method: 'POST' }, sent: SentForm): Promise<Answer> {
  if (route.keepTyped === undefined || sent.form.text(KEEP_FIELD) === '') return route.serve(sent);
  return { kind: 'page', page: await route.keepTyped(sent, sent.form, 'asked') };
}

/**
 * A form that came too late, or of another session. Where the route keeps what was typed, and the browser says that the form is ours, it is shown
 * again; else it is said that nothing was done.
 */
async function keptTyped(
  tx: MunicipalityReadTx,
  route: Route & { method: 'POST' },
  asked: Asked,
): Promise<Visited> {
  const form = readForm(asked.fields, route.fields);
  if (route.keepTyped === undefined || !asked.fromHere || !form.ok) return { kind: 'stale-form' };
  const opened = await open(tx, 'nobody', asked, 'form');
  if (opened.kind !== 'open') return { kind: 'stale-form' };
  const page = await route.keepTyped(opened.visit, form.value, 'too-late');
  const answer = { kind: 'page', status: 403, page } as const;
  return { kind: 'answered', answer, visit: opened.visit, configuration: opened.configuration };
}

/** Somebody who may send a form with files: who, which, and how their form's token is known. */
export interface MaySend {
  /** The same however often they have signed in. */
  readonly by: string;
  readonly files: MessageChoices['files'];
  readonly isOurs: (token: string) => boolean;
}

/** Asked before a form with files is read: whoever may not send it gets nothing of it kept. Null = nobody who may. */
export function maySendFiles(
  database: Database,
  needs: Needs,
  asked: Omit<Asked, 'fields' | 'files'>,
): Promise<MaySend | null> {
  return orNobody(() =>
    readInMunicipality(database, asked.municipality, async (tx) => {
      const opened = asked.fromElsewhere ? null : await open(tx, needs, asked, 'form');
      if (opened?.kind !== 'open' || opened.visit.session === null) return null;
      const { formKey, own, helper } = opened.visit.session;
      const isKnown = own.debtor !== null || helper !== null;
      return {
        by: `${asked.municipality} ${isKnown ? actorOf(opened.visit.session) : formKey.toString('base64url')}`,
        files: opened.visit.portal.messages.files,
        isOurs: (token) => isFormToken(token, formKey),
      };
    }),
  );
}

type Opened = { readonly kind: 'open'; readonly visit: Visit; readonly configuration: Configuration };

async function open(
  tx: MunicipalityReadTx,
  needs: Needs,
  asked: Omit<Asked, 'fields' | 'files'>,
  what: 'page' | 'form',
): Promise<Opened | Exclude<Visited, { kind: 'answered' }>> {
  showsWhatCanBeRead(tx);
  const configured = await configurationVersion(tx, null);
  if (configured === null) return { kind: 'not-found' };
  const { configuration } = configured;
  const { portal } = configuration;
  const today = dayInCopenhagen(asked.at);
  if (isClosed(asked.place, portal, today)) return { kind: 'closed' };
  // As if it were not there: the municipality has chosen so.
  if (!isShown(asked.place.name, portal)) return { kind: 'not-found' };
  const nobody = visitOf(tx, configuration, asked);
  const by = { visit: nobody, configuration };
  const { session, isOpen } = await knownTo(by, () => whoLooks(tx, asked, { portal, today }), what);
  const refused = refusalOf(needs, session, asked);
  if (refused !== null) return { kind: refused };
  const visit = await knownTo(by, () => seenBy(session, { ...nobody, isOpen }), what);
  return { kind: 'open', visit, configuration };
}

/** Everything about a visit but who it is. */
export function visitOf(
  tx: MunicipalityReadTx,
  configuration: Configuration,
  asked: Omit<Asked, 'token' | 'fields' | 'files' | 'fromElsewhere' | 'fromHere'>,
): Visit {
  const { portal } = configuration;
  const { municipality, language, place, query, waysIn, at: now } = asked;
  const today = dayInCopenhagen(now);
  const site = {
    municipality,
    language,
    municipalityName: configuration.name,
    contact: contactOf(configuration, { topic: topicOf(place.name) }, { language, now }),
    letterhead: configuration.letterhead,
    hasPaymentLines: configuration.payment.creditorNumber !== null,
    hasDirectDebit: configuration.betalingsservice !== null,
    look: lookOf(configuration, asked.municipalitiesFolder),
    ownAddress: asked.ownAddress,
  };
  const payBy = payByOf(portal, today, asked);
  const isOpen = openingOn(portal, today) !== 'closed';
  const offersPlanOn = (type: string) => offersOwnPlanOn(configuration, type);
  const around = { now, today, place, query, waysIn, payBy, offersPlanOn, isOpen };
  return { ...site, tx, portal, texts: texts[language], ...around, session: null, hidesAddress: true };
}

/** Whether a page may be shown in a session: by what the session may do, and what the municipality shows. */
export function mayServe(needs: Needs, { place, portal, session, today }: PersonalVisit): boolean {
  const isThere = isAdmitted(session, portal, today) && isShown(place.name, portal);
  return isThere && refusalOf(needs, session, { token: null }) === null;
}

/** The visit as it is once it has been noted that the person was there. */
function asSeen(visit: Visit): Visit {
  const { session, now } = visit;
  if (session === null || !isSeenAnew(session, now)) return visit;
  return { ...visit, session: { ...session, lastSeenAt: now } };
}

async function noteVisit(
  database: Database,
  session: Session | null,
  { token, municipality, at }: Asked,
): Promise<void> {
  if (session === null || token === null) return;
  // The page was answered as if it had been noted; it is, unless it was less than a minute ago.
  if (Temporal.Instant.compare(session.lastSeenAt, at) !== 0) return;
  await inMunicipality(database, municipality, (tx) => noteSeen(tx, token, at));
}

/** Where the citizen is, while staff see it or may. */
function seenPage({ place: { name, ref }, language, query }: Asked, sentForm: boolean): SeenPage {
  return { page: name, ref: ref ?? null, language, query: chosenQuery({ query }), sentForm };
}

/** What a look at a municipality's own files needs. */
export function configurationOf(
  database: Database,
  municipality: MunicipalityCode,
): Promise<Configuration | null> {
  return readInMunicipality(
    database,
    municipality,
    async (tx) => (await configurationVersion(tx, null))?.configuration ?? null,
  );
}
