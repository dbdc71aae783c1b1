import type { Configuration } from '../../municipality/configuration.ts';
import { isUnreadable, missingIn } from '../../platform/read-partly.ts';
import { cannotRead, withMissing } from './missing.ts';
import type { Answer, Route, SentForm, Visit } from './route.ts';

/** What came of it: the page's answer with what its frame needs, or why the page was never asked. */
export type Visited =
  | {
      readonly kind: 'answered';
      readonly answer: Answer;
      readonly visit: Visit;
      /** What papers are set by. */
      readonly configuration: Configuration;
      /** What went wrong where something of it could not be read: for the log. */
      readonly troubles?: readonly unknown[];
    }
  | {
      readonly kind: 'not-found' | 'closed' | 'sign-in' | 'timed-out' | 'choose' | 'stale-form' | 'bad-form';
    };

type VisitedBy = Pick<Visited & { kind: 'answered' }, 'visit' | 'configuration'>;

/** What is answered, with what could not be read of it; where nothing can be read, what is said instead, once the transaction is over. */
export async function servedTo(
  { visit, configuration }: VisitedBy,
  serve: () => Promise<Answer> | Answer,
  cannot: () => Answer | Promise<Answer>,
): Promise<Visited> {
  try {
    const answer = await serve();
    const missing = missingIn(visit.tx);
    const whole = withMissing(answer, [...missing.keys()], visit);
    return { kind: 'answered', answer: whole, visit, configuration, troubles: [...missing.values()] };
  } catch (error) {
    throw await insteadOf(error, { visit, configuration }, cannot);
  }
}

/** What must be known before a page is asked, such as who looks; where that cannot be read, the same as of a page. */
export async function knownTo<T>(by: VisitedBy, read: () => Promise<T>, what: 'page' | 'form'): Promise<T> {
  try {
    return await read();
  } catch (error) {
    throw await insteadOf(error, by, () => cannotRead(what, by.visit));
  }
}

async function insteadOf(
  error: unknown,
  { visit, configuration }: VisitedBy,
  cannot: () => Answer | Promise<Answer>,
): Promise<unknown> {
  if (!isUnreadable(error)) return error;
  return new UnreadableError({
    kind: 'answered',
    answer: await cannot(),
    visit,
    configuration,
    troubles: [...missingIn(visit.tx).values(), error],
  });
}

/** Ends the transaction, with nothing written, and brings what is answered. */
class UnreadableError extends Error {
  readonly visited: Visited;
  constructor(visited: Visited) {
    super('what a page needs cannot be read');
    this.visited = visited;
  }
}

/** What came of a visit, also of one that could not be answered. */
export async function orUnreadable(visit: () => Promise<Visited>): Promise<Visited> {
  try {
    return await visit();
  } catch (error) {
    if (error instanceof UnreadableError) return error.visited;
    throw error;
  }
}

/** Null where what must be known cannot be read: who then sends what was to be sent is told. */
export async function orNobody<T>(ask: () => Promise<T>): Promise<T | null> {
  try {
    return await ask();
  } catch (error) {
    if (error instanceof UnreadableError) return null;
    throw error;
  }
}

/** What is answered to a form where nothing can be read: what was typed is not lost. */
export async function notTaken(route: Route & { method: 'POST' }, sent: SentForm): Promise<Answer> {
  if (route.keepTyped === undefined) return route.unreadable?.(sent) ?? cannotRead('form', sent);
  const page = await route.keepTyped(sent, sent.form, 'unreadable');
  return { kind: 'page', status: 503, page };
}
