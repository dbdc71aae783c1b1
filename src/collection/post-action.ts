import { dayInCopenhagen } from '../kernel/dates.ts';
import { transfersIn, type Movement } from '../ledger/lines.ts';
import { postTransfers } from '../ledger/post.ts';
import { lastLines } from '../ledger/read.ts';
import type { MunicipalityTx } from '../platform/database.ts';
import { actionNumber, type Doing, type RecoveryAction } from './types.ts';

interface ToPost {
  readonly cause: 'transferred' | 'recalled';
  readonly movements: readonly Movement[];
  readonly doing: Doing;
}

/** Books what an action moves between here and the authority, after what it has moved before. */
export async function postAction(
  tx: MunicipalityTx,
  action: Pick<RecoveryAction, 'claim' | 'place'>,
  { cause, movements, doing }: ToPost,
): Promise<void> {
  const on = dayInCopenhagen(doing.at);
  const causeNumber = actionNumber(action);
  const before = (await lastLines(tx, cause, [causeNumber])).get(causeNumber) ?? 0;
  const posting = { cause, causeNumber, valueDate: on, bookingDate: on, recordedAt: doing.at };
  await postTransfers(tx, transfersIn(posting, movements, before));
}
