import { leastToAsk } from '../agreements/plan-default-rule.ts';
import { closeItemsOfClaims, openWorkItems } from '../agreements/work-items.ts';
import { clearancesFrom, clearancesOf, noteSent, withdrawClearances } from '../claims/transfer-clearance.ts';
import { claimNumber, type ClaimNumber } from '../claims/types.ts';
import { dayInCopenhagen, type PlainDate } from '../kernel/dates.ts';
import { zeroOre } from '../kernel/money.ts';
import type { Result } from '../kernel/result.ts';
import type { DailyJob, JobDone, PageAsked } from '../platform/daily-job.ts';
import type { Busy, MunicipalityReadTx, MunicipalityTx } from '../platform/database.ts';
import { candidates, type Candidate } from './candidates.ts';
import type { Sendable } from './sendables.ts';
import { RECOVERY_LOCK } from './deliver.ts';
import { mainsWithLateCharges } from './late-charges.ts';
import { masterDataOf } from './master-data.ts';
import { holdThere } from './never-received.ts';
import { planTransfer, transferChanges, type TransferPlan, type TransferRules } from './plan-transfer.ts';
import { writeReasons } from './reasons.ts';
import { runRecoveryJob, stillAsRead, type RecoveryJobRequest } from './recovery-job.ts';
import { actionsToSend, insertActions, writeRecoveryClaims } from './store.ts';
import type { ActionToQueue, Doing, RecoveryClaim } from './types.ts';

export type TransferRequest = RecoveryJobRequest<'recovery' | 'recoveryInterest' | 'demand' | 'lifeCycles'>;

/**
 * The daily job `transfer`: goes through the checklist for each claim that is cleared, and queues those that are ready for the
 * recovery authority, with their interest and fees. From then on they are held: a claim is collected in one place.
 */
export async function queueTransfers(request: TransferRequest): Promise<Result<JobDone, Busy>> {
  const { recovery, recoveryInterest: interest, demand, lifeCycles } = request.configured.configuration;
  const asked = leastToAsk(demand);
  const answers = {
    pauseDays: lifeCycles.pauseDays,
    registrationBankDays: demand.registrationBankDays,
  };
  return runRecoveryJob(request, 'INDR', (types) =>
    transferJob({ on: request.on, recovery, asked, interest, types, answers }, request.by),
  );
}

/** Whether a claim is cleared that is not on its way, or something waits to be told. */
export async function anythingToSend(tx: MunicipalityReadTx, on: PlainDate): Promise<boolean> {
  if ((await actionsToSend(tx, 0n, 1)).length > 0) return true;
  if ((await clearancesFrom(tx, { on, after: null, limit: 1 })).length > 0) return true;
  return (await mainsWithLateCharges(tx, { after: 0n, limit: 1 })).length > 0;
}

function transferJob(rules: TransferRules, by: string): DailyJob<Candidate, TransferPlan> {
  return {
    name: 'transfer',
    lock: RECOVERY_LOCK,
    changes: transferChanges,
    amounts: ['sent', 'related'],
    select: selectCandidates,
    keyOf: ({ clearance }) => clearance.claim,
    plan: (rows) => rows.map((row) => planTransfer(row, rules)),
    write: (tx, plans, at) => write(tx, plans, { rules, doing: { by, at } }),
  };
}

/** What is cleared and has not been sent, and what is there while some of its interest or fees is not. */
async function selectCandidates(tx: MunicipalityReadTx, page: PageAsked): Promise<readonly Candidate[]> {
  const { after, limit } = page;
  const cleared = await clearancesFrom(tx, {
    on: page.on,
    after: after === 0n ? null : claimNumber(after),
    limit,
  });
  const there = await clearancesOf(tx, await mainsWithLateCharges(tx, { after, limit }));
  // Each list is whole up to its last claim, so that the first of both together are.
  const both = [...cleared, ...there.values()].toSorted((a, b) => (a.claim < b.claim ? -1 : 1));
  return candidates(tx, both.slice(0, limit));
}

async function write(
  tx: MunicipalityTx,
  plans: readonly TransferPlan[],
  { rules, doing }: { readonly rules: TransferRules; readonly doing: Doing },
): Promise<readonly TransferPlan[]> {
  const still = await stillAsRead(tx, plans, candidatesAgain);
  for (const plan of still) {
    if (plan.does.tag === 'send') await queue(tx, plan, { rules, doing });
    if (plan.does.tag === 'follow') await queueFollowing(tx, plan, { rules, doing });
  }
  for (const plan of still)
    if (plan.does.tag === 'withdraw')
      await withdrawClearances(tx, [plan.candidate.clearance.claim], { on: rules.on, why: plan.does.why });
  await closeSeenTo(tx, still, doing);
  await writeReasons(
    tx,
    still.flatMap(({ prepares }) => prepares),
    doing,
  );
  await openWorkItems(
    tx,
    still.flatMap(({ items }) => items),
    doing.at,
  );
  return still;
}

/** What a person was to see to about claims that are on their way now, or cleared no longer, is seen to. */
async function closeSeenTo(tx: MunicipalityTx, plans: readonly TransferPlan[], { at }: Doing): Promise<void> {
  const close = (does: readonly string[], because: string) =>
    closeItemsOfClaims(
      tx,
      {
        kind: 'transfer-not-ready',
        claims: plans.filter((each) => does.includes(each.does.tag)).flatMap(seenTo),
      },
      { by: 'automatic', because, at },
    );
  await close(['send', 'follow'], 'Kravet er på vej til Gældsstyrelsen.');
  await close(['withdraw'], 'Kravet er ikke længere klar til at blive sendt.');
}

/** Of the claims that a plan sends, or clears no longer, those that a person has been told of. */
function seenTo({ candidate, does }: TransferPlan): ClaimNumber[] {
  const related = 'related' in does ? does.related : candidate.related;
  const claims = [candidate, ...related].map(({ claim }) => claim.claim);
  const told = [...candidate.told];
  return claims.filter((claim) => told.some((matter) => matter.includes(` claim ${claim} `)));
}

async function candidatesAgain(
  tx: MunicipalityReadTx,
  claims: readonly ClaimNumber[],
): Promise<readonly Candidate[]> {
  return candidates(tx, [...(await clearancesOf(tx, claims)).values()]);
}

interface Queueing {
  readonly rules: TransferRules;
  readonly doing: Doing;
}

async function queue(
  tx: MunicipalityTx,
  { candidate, does }: TransferPlan,
  { rules, doing }: Queueing,
): Promise<void> {
  if (does.tag !== 'send') return;
  const main = candidate.claim.claim;
  const sent: readonly (readonly [Sendable, ClaimNumber | null])[] = [
    [candidate, null],
    ...does.related.map((each) => [each, main] as const),
  ];
  await writeRecoveryClaims(
    tx,
    sent.map(([each, alongWith]) => inTransfer(each, alongWith)),
  );
  const actions = sent.map(([each, alongWith]): ActionToQueue => ({
    claim: each.claim.claim,
    art: 'INDR',
    code: alongWith === null || each.recovery?.state === 'recalled' ? does.code : 'OPRETFORDRING',
    reason: null,
    amount: null,
    effectiveOn: null,
    // By the day of the clearance, and how often it came back since: the same clearance sends a claim once.
    about: `clearance/${candidate.clearance.from}/${attemptOf(each)}`,
    undoes: null,
    alongWith,
    masterData: masterDataOf(each, { ...rules, art: 'INDR' }),
  }));
  await insertActions(tx, actions, doing);
  const claims = sent.map(([each]) => each.claim.claim);
  await holdThere(tx, claims, doing);
  await noteSent(tx, [main], dayInCopenhagen(doing.at));
}

/** Interest and fees go alone, with the number that the authority gave their main claim. */
async function queueFollowing(
  tx: MunicipalityTx,
  { candidate, does }: TransferPlan,
  { rules, doing }: Queueing,
): Promise<void> {
  if (does.tag !== 'follow') return;
  const main = candidate.claim.claim;
  await writeRecoveryClaims(
    tx,
    does.related.map((each) => inTransfer(each, main)),
  );
  const actions = does.related.map((each): ActionToQueue => ({
    claim: each.claim.claim,
    art: 'INDR',
    code: each.recovery?.state === 'recalled' ? 'GENINDSENDFORDRING' : 'OPRETFORDRING',
    reason: null,
    amount: null,
    effectiveOn: null,
    about: `main/${main}/${attemptOf(each)}`,
    undoes: null,
    alongWith: null,
    masterData: masterDataOf(each, { ...rules, art: 'INDR' }),
  }));
  await insertActions(tx, actions, doing);
  const claims = does.related.map(({ claim }) => claim.claim);
  await holdThere(tx, claims, doing);
}

function attemptOf({ sent }: Sendable): number {
  return (sent?.place ?? 0) + 1;
}

function inTransfer({ claim, recovery }: Sendable, main: ClaimNumber | null): RecoveryClaim {
  return {
    claim: claim.claim,
    main,
    state: 'in-transfer',
    // Until it has a new one: a claim that is sent again is told by its old number.
    authorityId: recovery?.authorityId ?? null,
    receivedOn: null,
    endedOn: null,
    endedWhy: null,
    reported: zeroOre,
    covered: zeroOre,
    coveredInterest: zeroOre,
    interest: zeroOre,
    returnedInterest: zeroOre,
    writtenOff: zeroOre,
  };
}
