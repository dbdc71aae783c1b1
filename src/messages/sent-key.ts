import { createHash } from 'node:crypto';
import { keyIn } from '../checkout/reference.ts';
import type { MessageToSend } from './send-message.ts';

/**
 * What a message is known by: whose it is, the form's key and all that was sent with it. The same form sent twice is one message; sent again with other words, debts or
 * files, as after going back in the browser, it is another one, and nothing of it is lost.
 */
export function sentKey({ debtor, formKey, saying, words, files }: MessageToSend): string {
  const hash = createHash('sha256');
  const told = { debtor, formKey, saying, words, names: files.map(({ name }) => name) };
  hash.update(
    JSON.stringify(told, (_, value: unknown) => (typeof value === 'bigint' ? String(value) : value)),
  );
  for (const { content } of files) hash.update(createHash('sha256').update(content).digest());
  return keyIn(hash.digest());
}
