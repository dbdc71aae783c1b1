import { errandsOf } from '../endings/errand-rows.ts';
import type { Errand } from '../endings/errand-types.ts';
import { lossesAbout } from '../endings/listed-losses.ts';
import type { WriteOff } from '../endings/types.ts';
import type { DebtorNumber } from '../kernel/ids.ts';
import { transfersOf } from '../ledger/read.ts';
import type { MunicipalityReadTx } from '../platform/database.ts';
import { nameIn, type NamedClaims } from './story-claims.ts';
import type { StoryEntry } from './story-entries.ts';

/** Estates, bankruptcies and debt relief, and the losses of the debtor's claims. */
export async function endingEntries(
  tx: MunicipalityReadTx,
  debtor: DebtorNumber,
  names: NamedClaims,
): Promise<StoryEntry[]> {
  const errands = (await errandsOf(tx, [debtor])).get(debtor) ?? [];
  const losses = await lossesAbout(tx, [...names.keys()]);
  return [
    ...errands.flatMap(errandEntries),
    ...losses.flatMap((loss) => lossEntries(loss, names)),
    ...(await reversedEntries(tx, losses, names)),
  ];
}

function errandEntries({
  number,
  kind,
  beganOn,
  openedOn,
  announcedOn,
  fileBy,
  filed,
  outcome,
  closedOn,
}: Errand): StoryEntry[] {
  const errand = number.toString();
  const entries: StoryEntry[] = [{ on: openedOn, what: 'errand-opened', errand, kind, beganOn }];
  if (announcedOn !== null) entries.push({ on: announcedOn, what: 'errand-announced', errand, fileBy });
  if (filed !== null) entries.push({ on: filed.on, what: 'errand-filed', errand, filed });
  if (outcome !== null && closedOn !== null)
    entries.push({ on: closedOn, what: 'errand-closed', errand, outcome });
  return entries;
}

function lossEntries(
  { claim, reason, amount, proposedOn, proposedBy, bookedOn, approvedBy }: WriteOff,
  names: NamedClaims,
): StoryEntry[] {
  const told = { claim: nameIn(names, claim), reason, amount };
  const proposed: StoryEntry = { on: proposedOn, what: 'loss-proposed', ...told, by: proposedBy };
  return bookedOn === null
    ? [proposed]
    : [proposed, { on: bookedOn, what: 'loss-booked', ...told, by: approvedBy ?? proposedBy }];
}

/** The ledger has the day on which a loss was taken back. */
async function reversedEntries(
  tx: MunicipalityReadTx,
  losses: readonly WriteOff[],
  names: NamedClaims,
): Promise<StoryEntry[]> {
  const reversed = new Map(
    losses.flatMap((loss) => (loss.state === 'reversed' ? [[loss.number, loss]] : [])),
  );
  const back = await transfersOf(tx, 'write-off-reversed', [...reversed.keys()]);
  return back.flatMap(({ causeNumber, credit, bookingDate: on, amount }): StoryEntry[] => {
    const loss = reversed.get(causeNumber);
    // What debt relief takes of it again is no part of the loss.
    if (loss === undefined || credit.kind === 'ended' || credit.kind === 'claim') return [];
    const { claim, reason } = loss;
    return [{ on, what: 'loss-reversed', claim: nameIn(names, claim), reason, amount }];
  });
}
