import { logAccess } from '../../src/access/access-log.ts';
import { checkCharges } from '../../src/charges/check.ts';
import { postInterest } from '../../src/charges/interest-job.ts';
import { raiseWithInterest } from '../../src/charges/start-interest.ts';
import { liabilitiesFor } from '../../src/claims/liabilities.ts';
import { raiseOrdinary, type OrdinaryClaim } from '../../src/claims/raise-ordinary.ts';
import { clearForTransfer, type TransferClearance } from '../../src/claims/transfer-clearance.ts';
import type { ClaimNumber } from '../../src/claims/types.ts';
import { importAgreement } from '../../src/collection/creditor-agreement.ts';
import { deliverQueued, type DeliveriesMade } from '../../src/collection/deliver.ts';
import { mirror, type Mirror } from '../../src/collection/mirror.ts';
import { approveReason, changeReason } from '../../src/collection/reasons.ts';
import type { RecoveryAuthority } from '../../src/collection/recovery-port.ts';
import { takeRecoveryNews, type RecoveryNews } from '../../src/collection/recovery-day.ts';
import { actionsOf, recoveryClaims } from '../../src/collection/store.ts';
import type { RecoveryAction, RecoveryClaim } from '../../src/collection/types.ts';
import { keepRegistrations } from '../../src/collection/registration-job.ts';
import { queueTransfers } from '../../src/collection/transfer-job.ts';
import { date } from '../../src/kernel/dates.ts';
import { noticeId, letterOfNotice, type DebtorNumber } from '../../src/kernel/ids.ts';
import { kroner } from '../../src/kernel/money.ts';
import type { RateTable } from '../../src/law/interest.ts';
import { checkLedger } from '../../src/ledger/check.ts';
import type { Configuration } from '../../src/municipality/configuration.ts';
import { configurationVersion, saveConfiguration } from '../../src/municipality/configurations.ts';
import { directAuthority, type DirectConfig } from '../../src/outside/psrm/direct.ts';
import { SimulatedAuthority, type SimulatorConfig } from '../../src/outside/psrm/simulator.ts';
import { inMunicipality, type Database, type MunicipalityTx } from '../../src/platform/database.ts';
import type { JobReport } from '../../src/platform/job-report.ts';
import { cprOf } from '../vocabulary.ts';
import { freshDatabase } from './database.ts';
import { somebody } from './ordinary-claims.ts';
import { morningOf, TOWN, townConfiguration } from './town.ts';

/** A town that sends day-care bills to a simulated Gældsstyrelsen. */

const decided = { decidedOn: date('2020-01-01'), reference: 'Byrådet 12/2019' };
const claimTypes: Configuration['claimTypes'] = { KFDAINS: { interest: decided, fee: null } };

export const allRights: Configuration['recovery']['rights'] = [
  'INDR',
  'NEDSKRIV',
  'TILBAGEKALD',
  'OANI',
  'OPSKRIVNINGREGULERING',
  'OONR',
  'NAOR',
  'NAOI',
  'HOVEDSTOL',
  'GENINDSEND',
  'MODR',
];

export const CREDITOR = '1234';

export const agreementFile = [
  'claim_type;art;authority_code;from;to',
  'KFDAINS;INDR;;2024-01-01;',
  'REOPDAG;INDR;;2024-01-01;',
  'REINDGI;INDR;;2024-01-01;',
  'KTTIBAK;INDR;;2024-01-01;',
  'KTAKJOA;INDR;;2024-01-01;',
  'KTBRFLX;INDR;;2024-01-01;',
  'KTBRKYD;INDR;;2024-01-01;',
  'GEOPERI;INDR;;2024-01-01;',
  'REOPKOM;INDR;;2024-01-01;',
  'KFEBHUV;INDR;;2024-01-01;',
  'KFEBHUV;MODR;;2024-01-01;',
];

export interface ReasonGiven {
  readonly rule: string;
  readonly because: string;
  readonly on: string;
}

export interface RecoveryTown extends AsyncDisposable {
  readonly db: Database;
  readonly anna: DebtorNumber;
  readonly bo: DebtorNumber;
  readonly simulated: SimulatedAuthority;
  readonly authority: RecoveryAuthority;
  do<T>(work: (tx: MunicipalityTx) => Promise<T>): Promise<T>;
  /** A day-care bill of Anna's of 6,000 kr., due on 1 December 2025. */
  raise(claim?: Partial<OrdinaryClaim>): Promise<ClaimNumber>;
  /** Cleared from 2 February 2026: reminded, and told by a letter that arrived in January. */
  clear(claim: ClaimNumber, changes?: Partial<TransferClearance>): Promise<void>;
  /** A reason about a rule, written by one person on a day and approved by another. */
  reason(claim: ClaimNumber, reason: ReasonGiven): Promise<void>;
  interest(on: string, how?: { readonly rates?: RateTable }): Promise<JobReport>;
  /** The day's transfer: what is ready is queued and told. */
  transfer(on: string, how?: { readonly dryRun?: boolean }): Promise<JobReport>;
  /** What is registered for set-off alone, or is to be, is looked at. */
  registrations(on: string, how?: { readonly dryRun?: boolean }): Promise<JobReport>;
  deliver(on: string): Promise<DeliveriesMade>;
  news(on: string): Promise<RecoveryNews>;
  recovery(claim: ClaimNumber): Promise<RecoveryClaim | undefined>;
  actions(claim: ClaimNumber): Promise<readonly RecoveryAction[]>;
  mirror(): Promise<Mirror>;
  /** Everything that should be impossible; empty when all is well. */
  faults(): Promise<unknown[]>;
}

export interface TownChanges {
  readonly recovery?: Partial<Configuration['recovery']>;
  readonly interest?: Configuration['recoveryInterest'];
  /** What the council has decided besides day care. */
  readonly claimTypes?: Configuration['claimTypes'];
  readonly ownTypes?: Configuration['ownTypes'];
  /** Lines of the creditor agreement besides. */
  readonly agreement?: readonly string[];
  readonly registration?: Configuration['setOffRegistration'];
  readonly simulator?: Partial<SimulatorConfig>;
  readonly direct?: DirectConfig;
  /** One that is there, and stays; a new one when absent. */
  readonly database?: Database;
}

export function aSimulator(changes: Partial<SimulatorConfig> = {}): SimulatedAuthority {
  return new SimulatedAuthority({
    agreement: { creditor: CREDITOR, types: null, rights: allRights },
    seed: 7,
    ...changes,
  });
}

export async function aRecoveryTown(changes: TownChanges = {}): Promise<RecoveryTown> {
  const own = changes.database === undefined ? await freshDatabase() : null;
  const db = changes.database ?? own;
  if (db === null) throw new Error('there is a database');
  const inTown: RecoveryTown['do'] = (work) => inMunicipality(db, TOWN, work);
  const recovery = {
    channel: 'system',
    creditor: CREDITOR,
    rights: allRights,
    least: '0.00',
    ...changes.recovery,
  } as const;
  const charged = { ...claimTypes, ...changes.claimTypes };
  const configuration = townConfiguration({
    claimTypes: charged,
    recovery,
    recoveryInterest: changes.interest ?? {},
    ownTypes: changes.ownTypes ?? {},
    ...(changes.registration === undefined ? {} : { setOffRegistration: changes.registration }),
  });
  await inTown((tx) => saveConfiguration(tx, { configuration, by: 'prøve', at: morningOf('2025-11-01') }));
  await inTown((tx) =>
    importAgreement(tx, {
      bytes: Buffer.from([...agreementFile, ...(changes.agreement ?? []), ''].join('\n')),
      dryRun: false,
      by: 'prøve',
      at: morningOf('2025-11-01'),
    }),
  );
  const anna = await inTown((tx) => somebody(tx, cprOf(1)));
  const bo = await inTown((tx) => somebody(tx, cprOf(2)));
  const simulated = aSimulator(changes.simulator);
  const authority = directAuthority(simulated, changes.direct);
  let raised = 0;
  return {
    db,
    anna,
    bo,
    simulated,
    authority,
    do: inTown,
    raise: (claim = {}) => {
      raised += 1;
      return inTown((tx) =>
        raiseBill(tx, configuration, { claimId: `R-${raised}`, debtors: [anna], ...claim }),
      );
    },
    clear: (claim, clearance = {}) => inTown((tx) => clearOne(tx, claim, clearance)),
    reason: (claim, reason) => inTown((tx) => reasonFor(tx, claim, reason)),
    interest: (on, how) => interestOn(db, on, how),
    transfer: (on, how) => transferOn(db, on, how),
    registrations: (on, how) => registrationsOn(db, on, how),
    deliver: (on) => deliverQueued(jobOf(db, authority, on)),
    news: (on) => takeRecoveryNews(jobOf(db, authority, on)),
    recovery: (claim) => inTown(async (tx) => (await recoveryClaims(tx, [claim])).get(claim)),
    actions: (claim) => inTown(async (tx) => (await actionsOf(tx, [claim])).get(claim) ?? []),
    // A day on which everything that was said has been heard long ago.
    mirror: () => inTown((tx) => mirror(tx, date('2035-01-01'))),
    faults: () => inTown(async (tx) => [...(await checkLedger(tx)), ...(await checkCharges(tx))]),
    [Symbol.asyncDispose]: async () => own?.close(),
  };
}

export function jobOf(database: Database, authority: RecoveryAuthority, on: string) {
  return {
    database,
    municipality: TOWN,
    authority,
    creditor: CREDITOR,
    by: 'prøve',
    clock: () => morningOf(on),
  };
}

async function raiseBill(
  tx: MunicipalityTx,
  configuration: Configuration,
  claim: Partial<OrdinaryClaim> & Pick<OrdinaryClaim, 'claimId' | 'debtors'>,
): Promise<ClaimNumber> {
  const due = claim.due ?? date('2025-12-01');
  const bill: OrdinaryClaim = {
    sourceSystem: 'OPUS',
    accountId: `D-${claim.debtors[0]}`,
    type: 'KFDAINS',
    principal: kroner(6_000),
    outstanding: claim.principal ?? kroner(6_000),
    origin: due,
    due,
    srb: date('2025-12-11'),
    period: { from: date('2025-12-01'), to: date('2025-12-31') },
    demandSent: null,
    ruledOn: null,
    description: 'Daginstitution december 2025',
    splitOf: null,
    ...claim,
  };
  const raised = await raiseOrdinary(tx, bill, {
    fileName: 'regninger.csv',
    sha256: '0'.repeat(64),
    by: 'prøve',
    at: morningOf('2025-11-20'),
    posting: raiseWithInterest({ configuration, from: null }),
  });
  if (!raised.ok) throw new Error(raised.refusal.tag);
  return raised.value;
}

async function clearOne(
  tx: MunicipalityTx,
  claim: ClaimNumber,
  changes: Partial<TransferClearance>,
): Promise<void> {
  const debtors = await liableFor(tx, claim);
  const told = debtors.map((debtor) => ({
    debtor,
    letter: letterOfNotice(noticeId(date('2026-01-05'), debtor, 1)),
    arrivedOn: date('2026-01-08'),
    exception: null,
    inDefault: true,
  }));
  const clearance: TransferClearance = {
    claim,
    from: date('2026-02-02'),
    lastDeadline: date('2026-01-20'),
    reminded: 'done',
    because: 'dunning',
    about: 'notice 1',
    approvedBy: null,
    told,
    ...changes,
  };
  await clearForTransfer(tx, [clearance], { by: 'prøve', at: morningOf('2026-02-01') });
}

async function reasonFor(
  tx: MunicipalityTx,
  claim: ClaimNumber,
  { on, ...given }: ReasonGiven,
): Promise<void> {
  const reason = { claim, ...given };
  const at = morningOf(on);
  const written = await changeReason(tx, reason, { by: 'Ane', at });
  const approved = await approveReason(tx, reason, { by: 'Bo', at });
  if (!written.ok || !approved.ok) throw new Error('the reason was not approved');
}

async function liableFor(tx: MunicipalityTx, claim: ClaimNumber): Promise<DebtorNumber[]> {
  return (await liabilitiesFor(tx, [claim])).map(({ debtor }) => debtor);
}

async function configured(tx: MunicipalityTx) {
  const version = await configurationVersion(tx, null);
  if (version === null) throw new Error('the town is configured');
  return version;
}

const noteAccess = (tx: MunicipalityTx, at: Temporal.Instant) =>
  logAccess(tx, { at, actor: 'prøve', purpose: 'prøve', debtor: null, about: 'prøve' });

async function interestOn(
  database: Database,
  on: string,
  how: { readonly rates?: RateTable } = {},
): Promise<JobReport> {
  const version = await inMunicipality(database, TOWN, configured);
  const clock = () => morningOf(on);
  const done = await postInterest({
    database,
    municipality: TOWN,
    on: date(on),
    configured: version,
    dryRun: false,
    by: 'prøve',
    clock,
    noteAccess,
    ...how,
  });
  if (!done.ok) throw new Error(done.refusal.tag);
  return done.value.report;
}

export async function registrationsOn(
  database: Database,
  on: string,
  { dryRun = false }: { readonly dryRun?: boolean } = {},
): Promise<JobReport> {
  const version = await inMunicipality(database, TOWN, configured);
  const done = await keepRegistrations({
    database,
    municipality: TOWN,
    on: date(on),
    configured: version,
    dryRun,
    by: 'prøve',
    clock: () => morningOf(on),
    noteAccess,
  });
  if (!done.ok) throw new Error(done.refusal.tag);
  return done.value.report;
}

export async function transferOn(
  database: Database,
  on: string,
  {
    dryRun = false,
    clock = () => morningOf(on),
  }: { readonly dryRun?: boolean; readonly clock?: () => Temporal.Instant } = {},
): Promise<JobReport> {
  const version = await inMunicipality(database, TOWN, configured);
  const done = await queueTransfers({
    database,
    municipality: TOWN,
    on: date(on),
    configured: version,
    dryRun,
    by: 'prøve',
    clock,
    noteAccess,
  });
  if (!done.ok) throw new Error(done.refusal.tag);
  return done.value.report;
}
