import { openItems } from '../agreements/work-items.ts';
import { billsOf } from '../claims/bills.ts';
import { holdsOn } from '../claims/holds.ts';
import { repaymentLiabilitiesOf } from '../claims/liabilities.ts';
import type { ClaimNumber } from '../claims/types.ts';
import { openErrands } from '../endings/errand-rows.ts';
import { toldClaims } from '../endings/set-off-rows.ts';
import { dayInCopenhagen, latestOf, type PlainDate } from '../kernel/dates.ts';
import type { DebtorNumber } from '../kernel/ids.ts';
import { zeroOre } from '../kernel/money.ts';
import { accountsOfClaims, balanceOf } from '../ledger/balances.ts';
import { lossesStillOwed } from '../ledger/losses-still-owed.ts';
import { lastTakenOff } from '../ledger/settled-on.ts';
import type { MunicipalityReadTx } from '../platform/database.ts';
import type { MessageStanding } from './messages.ts';
import { readMessages } from './store.ts';
import { messageText } from './types.ts';

/**
 * The day on which the matter of each of these messages was closed; null = it runs. It runs while the message waits for an answer, or a complaint that was sent on
 * for whoever decides it; while anything is left of the claims that it is about, here, at Gældsstyrelsen or as a loss that is owed all the same (so that
 * limitation may run), or something holds them; and while its debtor has another message, an errand or a task that is open.
 */
export async function matterClosedOn(
  tx: MunicipalityReadTx,
  messages: readonly MessageStanding[],
): Promise<(message: MessageStanding) => PlainDate | null> {
  const debtors = [...new Set(messages.map(({ debtor }) => debtor))];
  const busy = await busyDebtors(tx, debtors);
  const about = new Map<string, readonly ClaimNumber[]>();
  for (const message of messages) about.set(messageText(message), await claimsOf(tx, message));
  const all = [...new Set([...about.values()].flat())];
  const moving = await stillMoving(tx, all);
  const last = await lastTakenOff(tx, all);
  return (message) => {
    const ended = endedOn(message);
    const claims = about.get(messageText(message)) ?? [];
    if (ended === null || busy.has(message.debtor) || claims.some((claim) => moving.has(claim))) return null;
    return latestOf(ended, ...claims.map((claim) => last.get(claim)));
  };
}

/** The day on which nobody waited for the message itself any longer. */
function endedOn({ standing, sentAt, handled, decidedThereAt }: MessageStanding): PlainDate | null {
  const isSentOn = handled?.outcome != null && 'sentOn' in handled.outcome;
  if (isSentOn) return decidedThereAt === null ? null : dayInCopenhagen(decidedThereAt);
  switch (standing.state) {
    case 'answered':
    case 'withdrawn':
      return standing.on;
    case 'decided':
      // What is not decided any more has no day of its own.
      return standing.on ?? dayInCopenhagen(sentAt);
    default:
      return null;
  }
}

/** What a message is about, with interest and fees: papers are about all that its debtor repays. */
async function claimsOf(
  tx: MunicipalityReadTx,
  { debtor, objection, decision, setOff }: MessageStanding,
): Promise<ClaimNumber[]> {
  const named = [
    ...(objection?.claims ?? []),
    ...(decision === null ? [] : [...decision.covers, ...decision.lapses].map(({ claim }) => claim)),
    ...(setOff === null ? [] : await toldClaims(tx, setOff.number)).map(({ claim }) => claim),
  ];
  const isOfAll = objection === null && decision === null && setOff === null;
  const mains = isOfAll ? (await repaymentLiabilitiesOf(tx, [debtor])).map(({ claim }) => claim) : named;
  return (await billsOf(tx, mains)).map(({ claim }) => claim);
}

async function stillMoving(
  tx: MunicipalityReadTx,
  claims: readonly ClaimNumber[],
): Promise<ReadonlySet<ClaimNumber>> {
  const accounts = await accountsOfClaims(tx, claims);
  const holds = await holdsOn(tx, claims);
  const losses = await lossesStillOwed(tx, claims);
  return new Set(
    claims.filter((claim) => {
      const its = accounts.get(claim);
      const isLeft = balanceOf(its) !== zeroOre || (its?.atRecovery ?? zeroOre) !== zeroOre;
      return isLeft || losses.has(claim) || (holds.get(claim) ?? []).length > 0;
    }),
  );
}

async function busyDebtors(
  tx: MunicipalityReadTx,
  debtors: readonly DebtorNumber[],
): Promise<ReadonlySet<DebtorNumber>> {
  const busy = new Set((await openErrands(tx)).map(({ debtor }) => debtor));
  for (const debtor of debtors) {
    const open = (await readMessages(tx, { debtor })).some(
      ({ about, withdrawnAt, handled }) =>
        withdrawnAt === null &&
        handled === null &&
        (about.kind === 'complaint' || about.kind === 'documentation'),
    );
    if (open || (await openItems(tx, { debtor, kind: null })).length > 0) busy.add(debtor);
  }
  return busy;
}
