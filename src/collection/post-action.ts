import { dayInCopenhagen } from '../kernel/dates.ts';
import { transfersIn, type Movement } from '../ledger/lines.ts';
import { postTransfers } from '../ledger/post.ts';
import { lastLines } from '../ledger/read.ts';
import type { MunicipalityTx } from '../platform/database.ts';
import { actionNumber, type Doing, type RecoveryAction } from './types.ts';

interface ToPost {
  readonly cause: 'transferred' | 'recalled';
  readonly doing: Doing;
}

/** What an action moves between here and the authority. */
export interface ActionMoves {
  readonly action: Pick<RecoveryAction, 'claim' | 'place'>;
  readonly movements: readonly Movement[];
}

/** Books what actions move between here and the authority, after what each has moved before. */
export async function postActions(
  tx: MunicipalityTx,
  moves: readonly ActionMoves[],
  { cause, doing }: ToPost,
): Promise<void> {
  const on = dayInCopenhagen(doing.at);
  const before = await lastLines(
    tx,
    cause,
    moves.map(({ action }) => actionNumber(action)),
  );
  const transfers = moves.flatMap(({ action, movements }) => {
    const causeNumber = actionNumber(action);
    const posting = { cause, causeNumber, valueDate: on, bookingDate: on, recordedAt: doing.at };
    return transfersIn(posting, movements, before.get(causeNumber) ?? 0);
  });
  await postTransfers(tx, transfers);
}

/** The same for one. */
export function postAction(
  tx: MunicipalityTx,
  action: ActionMoves['action'],
  { movements, ...posting }: ToPost & Pick<ActionMoves, 'movements'>,
): Promise<void> {
  return postActions(tx, [{ action, movements }], posting);
}
