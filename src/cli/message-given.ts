import { logAccess } from '../access/access-log.ts';
import { messageText, parseMessageName, type MessageName } from '../messages/types.ts';
import type { MunicipalityTx } from '../platform/database.ts';
import type { Acting } from './acting.ts';
import { UsageError, type Given } from './command.ts';

/** How the commands about one message of a citizen name it. */
export const messageOption = { message: { type: 'string' } } as const;

export const UNKNOWN_MESSAGE = 'Der er ingen henvendelse med det nummer.';

export function messageGiven(given: Given): MessageName {
  const name = parseMessageName(given.required('message'));
  if (name === null)
    throw new UsageError('--message skal være en henvendelses nummer, for eksempel 100123-1');
  return name;
}

/** Notes in the access log that somebody has seen a message. */
export async function noteLook(tx: MunicipalityTx, name: MessageName, { by, at }: Acting): Promise<void> {
  const about = `message ${messageText(name)}`;
  await logAccess(tx, { at, actor: by, purpose: 'message of a citizen', debtor: name.debtor, about });
}
