import { ok, refuse, type Result } from '../kernel/result.ts';
import type { MunicipalityTx } from '../platform/database.ts';
import type { UnknownMessage } from './end-message.ts';
import { insertEvent, readMessages } from './store.ts';
import type { MessageName } from './types.ts';

export type NotThere =
  | UnknownMessage
  /** It is no complaint that was sent on. */
  | { readonly tag: 'not-sent-on' }
  | { readonly tag: 'noted-already' };

/** Notes that whoever a complaint was sent on to has decided it: its matter is closed here. */
export async function noteDecidedThere(
  tx: MunicipalityTx,
  { name, by, at }: { readonly name: MessageName; readonly by: string; readonly at: Temporal.Instant },
): Promise<Result<null, NotThere>> {
  const [message] = await readMessages(tx, { name });
  if (message === undefined) return refuse({ tag: 'unknown-message' });
  const outcome = message.handled?.outcome ?? null;
  if (outcome === null || !('sentOn' in outcome)) return refuse({ tag: 'not-sent-on' });
  const isNew = await insertEvent(tx, name, { what: 'decided-there', words: null, by, at });
  return isNew ? ok(null) : refuse({ tag: 'noted-already' });
}
