import type { LiabilityEnd, LiabilityEndKind } from '../claims/liability-ends.ts';
import { claimNumber, type ClaimNumber } from '../claims/types.ts';
import { parsePlainDate, type PlainDate } from '../kernel/dates.ts';
import { debtorNumber, type DebtorNumber } from '../kernel/ids.ts';
import { parseKroner, plainKroner, type Ore } from '../kernel/money.ts';
import { assert } from '../kernel/result.ts';
import type { MunicipalityTx } from '../platform/database.ts';
import { enqueue, type TakenWork } from '../platform/due-work.ts';

/** Kind of due work: a debtor is no longer liable for a claim. Rooms that come later do what follows from it. */
export const LIABILITY_ENDED = 'liability-ended';

/** Who is no longer liable, and what was left of the claim then. */
export interface EndedLiability {
  readonly claim: ClaimNumber;
  readonly debtor: DebtorNumber;
  readonly kind: LiabilityEndKind;
  readonly on: PlainDate;
  readonly owed: Ore;
}

/** Tells later rooms; in the transaction of the end. */
export async function tellLiabilityEnds(
  tx: MunicipalityTx,
  ends: readonly (LiabilityEnd & Pick<EndedLiability, 'owed'>)[],
): Promise<void> {
  await enqueue(
    tx,
    ends.map((end) => ({
      kind: LIABILITY_ENDED,
      key: endedKey(end),
      dueAt: end.at,
      payload: { kind: end.kind, on: end.on, owed: plainKroner(end.owed) },
    })),
  );
}

/** The key of the work: by debtor, so that what ends for one is taken together. */
export function endedKey({ debtor, claim }: Pick<EndedLiability, 'debtor' | 'claim'>): string {
  return `${debtor}/${claim}`;
}

/** Reads what was told. Asserts: it was written above, or by the migration that began it. */
export function readEndedLiability({ key, payload }: TakenWork): EndedLiability {
  const [debtor = '', claim = ''] = key.split('/');
  const told = payload as { kind: LiabilityEndKind; on: string; owed: string }; // likewise
  const [on, owed] = [parsePlainDate(told.on), parseKroner(told.owed)];
  assert(on !== null && owed !== null, 'an end has its day and what was left');
  return {
    debtor: debtorNumber(Number(debtor)),
    claim: claimNumber(BigInt(claim)),
    kind: told.kind,
    on,
    owed,
  };
}
