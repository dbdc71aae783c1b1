import { logAccess } from '../../src/access/access-log.ts';
import type { ClaimNumber } from '../../src/claims/types.ts';
import {
  approveLoss,
  proposeLoss,
  refuseLoss,
  takeLossBack,
  type ProposeLoss,
} from '../../src/endings/write-off-acts.ts';
import { runWriteOff } from '../../src/endings/write-off-job.ts';
import { date } from '../../src/kernel/dates.ts';
import type { Configuration } from '../../src/municipality/configuration.ts';
import { configurationVersion } from '../../src/municipality/configurations.ts';
import type { Database, MunicipalityTx } from '../../src/platform/database.ts';
import type { JobReport } from '../../src/platform/job-report.ts';
import { morningOf, TOWN } from './town.ts';

/** Losses in any town, whatever it has chosen about them: Ane proposes, Bo approves, and øre are rounded off without a person. */

interface Town {
  readonly db: Database;
  do<T>(work: (tx: MunicipalityTx) => Promise<T>): Promise<T>;
}

const ground = { ground: 'Byrådet har besluttet det', recordedBy: 'Byrådet', recordedOn: date('2025-01-01') };
const writeOff: Configuration['writeOff'] = {
  automatic: { lapse: null, limitation: null, recovery: null, rounding: ground },
  limits: [{ role: 'leder', upTo: null }],
  committeeAbove: null,
  roundingBelow: '1.00',
};

const acting = (by: string, on: string) => ({ by, on: date(on), at: morningOf(on) });

async function configured(tx: MunicipalityTx) {
  const now = await configurationVersion(tx, null);
  if (now === null) throw new Error('the town is configured');
  return { ...now, configuration: { ...now.configuration, writeOff } };
}

export function proposed(
  town: Town,
  claim: ClaimNumber,
  on: string,
  reason: ProposeLoss['reason'] = 'futile',
) {
  return town.do(async (tx) => {
    const { version } = await configured(tx);
    const wish = { claim, reason, because: 'intet at hente' };
    return proposeLoss(tx, { ...acting('Ane', on), ...wish, configurationVersion: version });
  });
}

export function approved(town: Town, number: bigint, on: string) {
  return town.do(async (tx) => {
    const approval = { number, role: 'leder', committee: null, configured: await configured(tx) };
    return approveLoss(tx, { ...acting('Bo', on), ...approval });
  });
}

/** All that is left of the claim is a loss from that day; its number. */
export async function writtenOff(
  town: Town,
  claim: ClaimNumber,
  on: string,
  reason?: ProposeLoss['reason'],
): Promise<bigint> {
  const proposal = await proposed(town, claim, on, reason);
  if (!proposal.ok) throw new Error(proposal.refusal.tag);
  const booked = await approved(town, proposal.value.number, on);
  if (!booked.ok) throw new Error(booked.refusal.tag);
  return booked.value.number;
}

export function refused(town: Town, number: bigint, on: string) {
  return town.do((tx) => refuseLoss(tx, { ...acting('Bo', on), number, because: 'skal undersøges' }));
}

export function takenBack(town: Town, number: bigint, on: string) {
  return town.do(async (tx) => {
    const deciding = { role: 'leder', committee: null, configured: await configured(tx) };
    return takeLossBack(tx, { ...acting('Ane', on), ...deciding, number, because: 'bogført forkert' });
  });
}

export async function lossTakenBack(town: Town, number: bigint, on: string): Promise<void> {
  const back = await takenBack(town, number, on);
  if (!back.ok) throw new Error(back.refusal.tag);
}

/** The day's job of losses. */
export async function lossesOn(town: Town, on: string): Promise<JobReport> {
  const by = 'prøve';
  const done = await runWriteOff({
    database: town.db,
    municipality: TOWN,
    on: date(on),
    configured: await town.do(configured),
    dryRun: false,
    by,
    clock: () => morningOf(on),
    noteAccess: (tx, at) => logAccess(tx, { at, actor: by, purpose: by, debtor: null, about: 'write-off' }),
  });
  if (!done.ok) throw new Error(done.refusal.tag);
  return done.value.report;
}
