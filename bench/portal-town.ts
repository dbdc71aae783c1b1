import { join } from 'node:path';
import { writeChargeClaims } from '../src/claims/charge-claims.ts';
import type { ClaimNumber } from '../src/claims/types.ts';
import { beginSession, type SessionToken } from '../src/identity/sessions.ts';
import { date, lastDayOf, monthOf } from '../src/kernel/dates.ts';
import { municipalityCode, type DebtorNumber } from '../src/kernel/ids.ts';
import { kroner } from '../src/kernel/money.ts';
import { postTransfers } from '../src/ledger/post.ts';
import { claimAccount, sourceAccount } from '../src/ledger/types.ts';
import { configurationShape } from '../src/municipality/configuration.ts';
import { saveConfiguration } from '../src/municipality/configurations.ts';
import { PROJECT_ROOT } from '../src/platform/config.ts';
import { inMunicipality, type Database, type MunicipalityTx } from '../src/platform/database.ts';
import { createLog } from '../src/platform/log.ts';
import { createMunicipality, dropMunicipality } from '../src/platform/migrate.ts';
import { startWeb, type Web } from '../src/web/server.ts';
import { demoFile } from '../test/demo-file.ts';
import { letterArrives, numberOf } from '../test/integration/decisions-town.ts';
import { registersOf } from '../test/integration/month-town.ts';
import { anOrdinaryClaim } from '../test/integration/ordinary-claims.ts';
import { fetchFor, run, settle } from '../test/integration/town.ts';
import { aDebtor, type Debtor } from '../test/vocabulary.ts';
import { analyzeSeeded, openBenchDatabase } from './scratch-database.ts';

/** The citizens' overview: one person who owes fifty claims, of which thirty are bills with a fee each, and twenty are months on a plan. */
export const SITE = municipalityCode('998');
export const NOW = Temporal.Instant.from('2026-03-12T09:00:00Z');
export const TODAY = date('2026-03-12');
export const [MONTHS, BILLS] = [20, 30];
/** How many others owe as much: what is read stands among what is not. */
const OTHERS = 60;

export interface Town {
  readonly database: Database;
  readonly web: Web;
  readonly token: SessionToken;
  readonly debtor: DebtorNumber;
  close(): Promise<void>;
}

/** Seeds them, signs the one in, and serves the pages. */
export async function aTown(): Promise<Town> {
  const database = await openBenchDatabase();
  await dropMunicipality(database, SITE);
  await createMunicipality(database, { code: SITE, name: 'Bøgevang Kommune' });
  const people = Array.from({ length: OTHERS + 1 }, (_, place) => monthsOf(aDebtor(place + 1)));
  await settle(database, people);
  await fetchFor({ database, registers: registersOf(...people) }, '2026-03');
  await run(database, '2026-03');
  for (const { number } of people) await letterArrives(database, numberOf(number), { on: '2026-03-11' });
  for (const { number } of people) await inMunicipality(database, SITE, (tx) => billsOf(tx, number));
  const debtor = aDebtor(1).number;
  const token = await inMunicipality(database, SITE, (tx) => opened(tx, debtor));
  await analyzeSeeded(database);
  let elapsed = 0;
  const web = await startWeb({
    config: {
      host: '127.0.0.1',
      port: 0,
      portChosen: true,
      publicAddress: null,
      operationsPage: false,
      trustedProxy: null,
      production: false,
    },
    database,
    log: createLog({ logLevel: 'error' }, { write: () => undefined }),
    clock: () => NOW,
    // Nobody is slowed down: each request comes a second after the one before.
    elapsed: () => (elapsed += 1_000),
    municipalitiesFolder: join(PROJECT_ROOT, 'municipalities'),
    login: [],
  });
  const close = async () => {
    await web.close();
    await dropMunicipality(database, SITE);
    await database.close();
  };
  return { database, web, token, debtor, close };
}

function monthsOf(debtor: Debtor): Debtor {
  let owing = debtor;
  for (let place = 0; place < MONTHS; place += 1) {
    const from = date(
      `${2024 + Math.floor((place + 4) / 12)}-${String(((place + 4) % 12) + 1).padStart(2, '0')}-01`,
    );
    const to = lastDayOf(monthOf(from));
    const decided = { decisionDate: '2025-12-29', decisionDelivered: '2025-12-29' };
    const period = { decisionPeriodFrom: from.slice(0, 7), decisionPeriodTo: from.slice(0, 7) };
    owing = owing.owing(1_200, { periodFrom: from, periodTo: to, paidOn: to, ...decided, ...period });
  }
  return owing;
}

async function billsOf(tx: MunicipalityTx, debtor: DebtorNumber): Promise<void> {
  for (let place = 1; place <= BILLS; place += 1) {
    const month = date(`2025-${String((place % 12) + 1).padStart(2, '0')}-01`);
    const bill = await anOrdinaryClaim(tx, {
      claimId: `B-${debtor}-${place}`,
      debtors: [debtor],
      owed: 1_000 + place,
      type: 'KFDAINS',
      description: 'Plads i dagtilbud',
      period: [month, lastDayOf(monthOf(month))],
    });
    await fee(tx, bill);
  }
}

/** A fee on a bill, as its letter would have brought it. */
async function fee(tx: MunicipalityTx, bill: ClaimNumber): Promise<void> {
  const claim = (bill * 1_000n + 801n) as ClaimNumber; // numbered as fees are
  const [period, due] = [{ from: TODAY, to: TODAY }, TODAY];
  await writeChargeClaims(tx, [
    {
      claim,
      main: bill,
      claimId: `${bill}/F1`,
      type: 'GEDAINS',
      level: 'fee',
      period,
      origin: TODAY,
      due,
      srb: TODAY,
    },
  ]);
  const when = { valueDate: TODAY, bookingDate: TODAY, recordedAt: NOW };
  const between = { debit: claimAccount(claim), credit: sourceAccount(claim), amount: kroner(250) };
  await postTransfers(tx, [{ cause: 'charge-raised', causeNumber: claim, line: 1, ...between, ...when }]);
}

async function opened(tx: MunicipalityTx, debtor: DebtorNumber): Promise<SessionToken> {
  const demo = configurationShape.parse(demoFile());
  const configuration = {
    ...demo,
    portal: { ...demo.portal, state: 'open' as const, testPersons: [], notices: [] },
  };
  await saveConfiguration(tx, { configuration, by: 'bench', at: NOW });
  const scopes = ['see', 'pay', 'write', 'sign', 'self'] as const;
  const person = { debtor, name: 'Åse Prøvesen', scopes, level: 'Substantial', protocol: 'oidc' } as const;
  // Being there was noted half a minute ago, and is not again: that is done once a minute.
  const at = NOW.subtract({ seconds: 30 });
  return beginSession(tx, { person, times: { idleMinutes: 15, mostMinutes: 60 }, at });
}
