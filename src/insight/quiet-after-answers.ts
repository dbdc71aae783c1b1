import { debtorsLifted, liftedHolds } from '../claims/holds.ts';
import type { ClaimOfDebtor } from '../claims/claims-of-debtor.ts';
import type { ClaimNumber } from '../claims/types.ts';
import { addDays, latestOf, type PlainDate } from '../kernel/dates.ts';
import type { DebtorNumber } from '../kernel/ids.ts';
import { lastQuietDay } from '../law/dunning-steps.ts';
import { answeredReasons } from '../law/holds.ts';
import { configurationVersion } from '../municipality/configurations.ts';
import type { MunicipalityReadTx } from '../platform/database.ts';

/**
 * The main claims of a debtor about which nothing more is done for some days, because what was said against them has been answered, with the last of these
 * days (`lifeCycles.pauseDays`): as the answer's letter tells it. Repayment of benefits is paid by one plan: what was answered about one claim of it counts for all.
 * Also where the day has passed: until the next letter it is the last that the debtor was given.
 */
export async function quietAfterAnswers(
  tx: MunicipalityReadTx,
  { debtor, claims }: { readonly debtor: DebtorNumber; readonly claims: readonly ClaimOfDebtor[] },
): Promise<ReadonlyMap<ClaimNumber, PlainDate>> {
  const mains = claims.filter(({ level, ended }) => level === 'main' && ended === null);
  const lifted = await liftedHolds(
    tx,
    mains.map(({ claim }) => claim),
    answeredReasons,
  );
  const theirs = lifted.filter((hold) => hold.debtor === null || hold.debtor === debtor);
  if (theirs.length === 0) return new Map();
  const pauseDays = (await configurationVersion(tx, null))?.configuration.lifeCycles.pauseDays ?? 0;
  const repaid = new Set(mains.filter(({ repayment }) => repayment).map(({ claim }) => claim));
  return new Map(
    mains.flatMap(({ claim, repayment }) => {
      const about = theirs.filter((hold) => (repayment ? repaid.has(hold.claim) : hold.claim === claim));
      const answeredOn = latestOf(...about.map(({ daysFrom }) => daysFrom));
      return answeredOn === null ? [] : [[claim, lastQuietDay(answeredOn, pauseDays)] as const];
    }),
  );
}

/** Those of these debtors for whom the last of such days is after a day and not after another. */
export async function debtorsQuietUntil(
  tx: MunicipalityReadTx,
  debtors: readonly DebtorNumber[],
  { after, until }: { readonly after: PlainDate; readonly until: PlainDate },
): Promise<DebtorNumber[]> {
  const pauseDays = (await configurationVersion(tx, null))?.configuration.lifeCycles.pauseDays ?? 0;
  const answered = await debtorsLifted(tx, debtors, {
    reasons: answeredReasons,
    from: addDays(after, -pauseDays),
  });
  return answered.flatMap(({ debtor, daysFrom }) => {
    const quiet = lastQuietDay(daysFrom, pauseDays);
    return quiet > after && quiet <= until ? [debtor] : [];
  });
}
