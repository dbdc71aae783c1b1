import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { debtorByCpr } from '../../src/debtors/register.ts';
import { beginSession } from '../../src/identity/sessions.ts';
import type { DebtorNumber, MunicipalityCode } from '../../src/kernel/ids.ts';
import { LOGINS_FILE, readPeople } from '../../src/outside/login/test-provider/people.ts';
import { PROJECT_ROOT } from '../../src/platform/config.ts';
import { inMunicipality, type Database } from '../../src/platform/database.ts';
import { createLog } from '../../src/platform/log.ts';
import { startWeb, type Web } from '../../src/web/server.ts';
import { rowsOf, textOf } from '../docs/documents.ts';
import { ask, tokenOfForm } from '../portal/portal-site.ts';
import { afdrag, type Said } from './command-line.ts';

/** The course for staff, done on a demo: each line of its answers is looked up as the learner does. */
export const COURSE = 'docs/handbook/kursus-borgerens-side.md';

export interface Answer {
  readonly exercise: string;
  /** Whom one signs in as, by what the list of the sign-in for tests says. */
  readonly label: string;
  readonly path: string;
  readonly says: string;
}

export const answers: readonly Answer[] = rowsOf(textOf(COURSE), [
  'Øvelse',
  'Log på som',
  'Side',
  'Her står',
]).map(([exercise = '', label = '', path = '', says = '']) => ({ exercise, label, path, says }));

export interface Learner extends AsyncDisposable {
  /** The debtor behind a label. */
  debtorOf(label: string): Promise<DebtorNumber>;
  /** What a page says to whoever signs in by a label; `/hvis` once the figures of exercise 4 have been sent. */
  read(answer: Pick<Answer, 'label' | 'path'>): Promise<string>;
  /** Runs the course's command of those words as it is printed, in the demo's municipality. */
  run(words: string): Promise<Said>;
}

/** A command of the course as it is printed: the day that it says, and the words after `--`. */
export function printed(words: string): {
  readonly environment: Readonly<Record<string, string>>;
  readonly command: readonly string[];
} {
  const line = /^ *(?<day>AFDRAG_NOW=\S+ )?npm (?:run -s afdrag -- )?(?<words>.*)$/gm;
  for (const { groups } of textOf(COURSE).matchAll(line)) {
    const { day, words: told = '' } = groups ?? {};
    if (!told.startsWith(words)) continue;
    const command = Array.from(
      told.matchAll(/"([^"]*)"|(\S+)/g),
      ([, quoted, plain]) => quoted ?? plain ?? '',
    );
    return { environment: day === undefined ? {} : { AFDRAG_NOW: day.trim().slice(11) }, command };
  }
  throw new Error(`the course prints no command "${words}"`);
}

/** The pages of a demo on the day of the course, as who takes it meets them. */
export async function aLearner(
  database: Database,
  { code, folder, url }: { readonly code: MunicipalityCode; readonly folder: string; readonly url: string },
): Promise<Learner> {
  const at = Temporal.Instant.from(printed('start').environment['AFDRAG_NOW'] ?? '');
  const here = { host: '127.0.0.1', port: 0, portChosen: true, publicAddress: null } as const;
  const web: Web = await startWeb({
    config: { ...here, operationsPage: false, trustedProxy: null, production: false },
    database,
    log: createLog({ logLevel: 'silent' }),
    clock: () => at,
    municipalitiesFolder: join(PROJECT_ROOT, 'municipalities'),
    login: [],
  });
  const people = readPeople(readFileSync(join(folder, LOGINS_FILE), 'utf8'));
  const debtorOf = async (label: string): Promise<DebtorNumber> => {
    const cpr = people.find((each) => each.label === label)?.cpr;
    const debtor =
      cpr === undefined ? null : await inMunicipality(database, code, (tx) => debtorByCpr(tx, cpr));
    if (debtor === null) throw new Error(`nobody in the demo is "${label}"`);
    return debtor;
  };
  const signIn = async (debtor: DebtorNumber) => {
    const scopes = ['see', 'pay', 'write', 'sign', 'self'] as const;
    const person = { debtor, name: 'Øvelse', scopes, level: 'Substantial', protocol: 'oidc' } as const;
    const times = { idleMinutes: 15, mostMinutes: 60 };
    const token = await inMunicipality(database, code, (tx) => beginSession(tx, { person, times, at }));
    return { headers: { cookie: `afdrag-${code}=${token}` } };
  };
  return {
    debtorOf,
    read: async ({ label, path }) => {
      const wishes = await signIn(await debtorOf(label));
      const page = await ask(web, `/${code}${path}`, wishes);
      if (path !== '/hvis') return page.words;
      const typed = { income: '21.000', children: 'no', benefit: 'no', pension: 'no' };
      const form = { form: tokenOfForm(page), ...typed };
      return (await ask(web, `/${code}${path}`, { ...wishes, form })).words;
    },
    run: (words) => {
      const { environment, command } = printed(words);
      const own = command.map((word) => (word === '998' ? code : word));
      return afdrag(own, { environment: { ...environment, DATABASE_URL: url, AFDRAG_LOG_LEVEL: 'silent' } });
    },
    [Symbol.asyncDispose]: () => web.close(),
  };
}
