import { join } from 'node:path';
import { sql } from 'kysely';
import { decideArrangement } from '../../../src/arrangements/decide.ts';
import { arrangementsOf } from '../../../src/arrangements/store.ts';
import { takeCode } from '../../../src/identity/guidance.ts';
import type { SessionToken } from '../../../src/identity/sessions.ts';
import { givePaymentLines } from '../../../src/claims/payment-lines.ts';
import { noteSetOff } from '../../../src/endings/set-offs.ts';
import { date } from '../../../src/kernel/dates.ts';
import { debtorNumber, letterOfNotice, type DebtorNumber } from '../../../src/kernel/ids.ts';
import { kroner } from '../../../src/kernel/money.ts';
import { configurationVersion } from '../../../src/municipality/configurations.ts';
import { pageKeyOf, pageRef } from '../../../src/municipality/page-refs.ts';
import { oidcLogin } from '../../../src/outside/login/oidc.ts';
import { oiosamlLogin } from '../../../src/outside/login/oiosaml.ts';
import type { TestPerson } from '../../../src/outside/login/test-provider/people.ts';
import { startTestProvider } from '../../../src/outside/login/test-provider/server.ts';
import { nexiProvider } from '../../../src/outside/nexi/client.ts';
import { startNexiSimulator } from '../../../src/outside/nexi/simulator.ts';
import { stoppedAt } from '../../../src/platform/clock.ts';
import { PROJECT_ROOT } from '../../../src/platform/config.ts';
import { createLog } from '../../../src/platform/log.ts';
import { startGuidanceServer, type GuidanceServer } from '../../../src/web/guidance-server.ts';
import {
  agreedWithBetalingsservice,
  aDirectDebitTown,
  type DirectDebitTown,
} from '../../integration/direct-debit-town.ts';
import { letterArrives, numberOf } from '../../integration/decisions-town.ts';
import { addFetchedPerson } from '../../integration/fetched-person.ts';
import { reminderTo } from '../../integration/notices-town.ts';
import { anOrdinaryClaim, somebody } from '../../integration/ordinary-claims.ts';
import type { CitizensTown } from '../../portal/citizens-town.ts';
import { aTownWithPapers } from '../../portal/papers-town.ts';
import { openPayingSite, type PayingSite } from '../../portal/paying-site.ts';
import { OPENED_AT, SITE, type Site } from '../../portal/portal-site.ts';
import { aDebtor, cprOf } from '../../vocabulary.ts';

/** Everything that an errand can need: a town with debts and papers, whoever says who one is, and whoever takes payments. */
export interface ErrandTown extends AsyncDisposable {
  readonly town: CitizensTown;
  readonly site: Site;
  readonly paying: PayingSite;
  readonly directDebit: DirectDebitTown;
  /** Whose income nobody knows: asked before anything is decided. */
  readonly asked: DebtorNumber;
  /** Where pages that are not ours lie. */
  readonly elsewhere: readonly string[];
  /** Somebody new, with a bill that should be paid now and one that may be disputed, whom the municipality knows as others. */
  newcomer(): Promise<Newcomer>;
  /** Money that the newcomer is to have may be kept back: the newcomer is asked first. */
  asksAboutSetOff(debtor: DebtorNumber): Promise<void>;
  /** The address, below the site's own, that stands on Anna's reminder. */
  letterPath(): Promise<string>;
  /** A caseworker agrees to the plan that was asked for, and later it falls away. */
  planFallsAway(debtor: DebtorNumber): Promise<void>;
  /** A member of staff is told a code, and sees the page. */
  guides(code: string): Promise<GuidanceServer>;
  signIn(debtor: DebtorNumber): Promise<SessionToken>;
  /** Somebody who may see and pay for another, too, whose address is protected, and stands in a bill's own words. */
  signInHelper(): Promise<SessionToken>;
}

/** That address. */
export const HIDDEN = 'Hemmelig Sti 7';

export interface Newcomer {
  readonly debtor: DebtorNumber;
  /** As the test sign-in has them in its list. */
  readonly name: string;
}

const arrangements = {
  mostMonths: 18,
  least: '100.00',
  toleranceDays: 5,
  tolerance: '0.00',
  demandDays: 10,
  ownPlans: { otherTypes: { mostMonths: 12, least: '100.00' }, claimTypes: {}, dueDays: [15] },
};

const unlessChosen = { 'new-debt': [], 'due-soon': [], 'payment-received': [] };
const notifications = { channels: ['digital-post', 'nemsms'], daysBefore: 3, unlessChosen } as const;

export async function anErrandTown(): Promise<ErrandTown> {
  const asked = aDebtor(4).withoutIncomeInformation();
  const town = await aTownWithPapers(asked);
  await letterArrives(town.database, numberOf(asked.number), { on: '2026-03-11', place: 'hearing' });
  const directDebit = await aDirectDebitTown(town.database, { cancellationFiles: false });
  const known: TestPerson[] = [];
  const people = () => Promise.resolve(known);
  const provider = await startTestProvider({ port: 0, clock: stoppedAt(OPENED_AT), people });
  const cards = await startNexiSimulator({ clock: () => OPENED_AT });
  const paying = await openPayingSite(town.database, {
    choices: { notifications: { ...notifications, channels: [...notifications.channels] } },
    configuration: { arrangements, betalingsservice: agreedWithBetalingsservice },
    // Another name than the provider's, so that for a browser they are two sites, as in earnest.
    config: { host: 'localhost', trustedProxy: '127.0.0.1' },
    login: [oidcLogin(provider.oidc), oiosamlLogin(provider.oiosaml)],
    card: () => nexiProvider({ access: cards.access, termsAddress: 'https://boegevang.example' }),
  });
  const { site } = paying;
  return {
    town,
    site,
    paying,
    directDebit,
    asked: debtorNumber(asked.number),
    elsewhere: [provider.url, cards.url, paying.simulator.url].map((url) => new URL(url).origin),
    newcomer: () => newcomer(town, known),
    asksAboutSetOff: (debtor) => askedAboutSetOff(town, debtor),
    letterPath: () => letterPath(town),
    planFallsAway: (debtor) => planFallsAway(town, debtor),
    guides: (code) => guides(town, site, code),
    signIn: (debtor) => site.signIn({ debtor }),
    signInHelper: async () => {
      const mayActFor = [
        { debtor: await livesHidden(town), basis: 'guardian', scopes: ['see', 'pay'] },
      ] as const;
      return site.signIn({ debtor: town.dorthe, mayActFor });
    },
    [Symbol.asyncDispose]: async () => {
      await paying[Symbol.asyncDispose]();
      await cards.close();
      await provider.close();
      await town.database.close();
    },
  };
}

/** The first of the town's own people are fewer than so many. */
const FIRST = 200;

function newcomer({ do: perform }: CitizensTown, known: TestPerson[]): Promise<Newcomer> {
  const place = FIRST + known.length;
  const name = `Nye Prøvesen ${known.length + 1}`;
  const cpr = cprOf(place);
  known.push({ label: 'ny', name, cpr, level: 'Substantial' });
  return perform(async (tx) => {
    const debtor = await somebody(tx, cpr);
    await addFetchedPerson(tx, debtor);
    const bill = (owed: number, due: string, type: string) =>
      anOrdinaryClaim(tx, { claimId: `N-${place}-${owed}`, debtors: [debtor], owed, due, type });
    const number = await bill(1_250, '2026-03-01', 'KFDAINS');
    await bill(300, '2026-03-20', 'KFSKFRI');
    const base = String(place).padStart(14, '0');
    const line = { to: 'claim', number, debtor, kind: '71', base, on: date('2026-02-01') } as const;
    await givePaymentLines(tx, [line]);
    return { debtor, name };
  });
}

async function askedAboutSetOff({ do: perform }: CitizensTown, debtor: DebtorNumber): Promise<void> {
  await perform(async (tx) => {
    const configured = await configurationVersion(tx, null);
    if (configured === null) throw new Error('the town is configured');
    const payout = {
      department: 'Ejendomsskat',
      reference: `U-${debtor}`,
      for: 'for meget betalt i vandafgift',
      on: date('2026-04-20'),
      amount: kroner(900),
      social: false,
    };
    const doing = { by: 'Ane', on: date('2026-03-12'), at: OPENED_AT };
    const noted = await noteSetOff(tx, { ...doing, debtor, payout, configured });
    if (!noted.ok) throw new Error(noted.refusal.tag);
  });
}

function livesHidden({ do: perform }: CitizensTown): Promise<DebtorNumber> {
  return perform(async (tx) => {
    const debtor = await somebody(tx, cprOf(FIRST - 1));
    await addFetchedPerson(tx, debtor, { addressProtected: true });
    const bill = { claimId: 'H-1', debtors: [debtor], owed: 120, due: '2026-03-20' } as const;
    await anOrdinaryClaim(tx, { ...bill, description: `Vand til ${HIDDEN}` });
    return debtor;
  });
}

async function guides(town: CitizensTown, { clock }: Site, code: string): Promise<GuidanceServer> {
  const taken = await town.do((tx) => takeCode(tx, { code, by: 'Bodil', at: clock() }));
  if (!taken.ok) throw new Error(taken.refusal.tag);
  return startGuidanceServer({
    database: town.database,
    log: createLog({ logLevel: 'silent' }),
    clock,
    municipality: SITE,
    code,
    municipalitiesFolder: join(PROJECT_ROOT, 'municipalities'),
    ownAddress: '',
    waysIn: [],
    checkout: null,
  });
}

function letterPath({ anna, do: perform }: CitizensTown): Promise<string> {
  const letter = letterOfNotice(reminderTo(anna, { on: '2026-03-09' }));
  return perform(async (tx) => `/b/${pageRef(await pageKeyOf(tx), 'letter', letter)}`);
}

async function planFallsAway({ do: perform }: CitizensTown, debtor: DebtorNumber): Promise<void> {
  await perform(async (tx) => {
    const [asked] = await arrangementsOf(tx, debtor);
    const configured = await configurationVersion(tx, null);
    if (asked === undefined || configured === null) throw new Error('a plan was asked for');
    const told = { configured, by: 'Anne', at: OPENED_AT };
    const agreed = await decideArrangement(tx, { arrangement: asked.number, ...told });
    if (!agreed.ok) throw new Error(agreed.refusal.tag);
    await sql`update arrangement set state = 'broken', next_on = null, ended_on = '2026-03-12', ended_why = 'broken'
      where debtor_number = ${debtor}`.execute(tx);
  });
}
