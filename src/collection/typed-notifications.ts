import { createHash } from 'node:crypto';
import { setOffRegistrationsByIds } from '../claims/set-off-registrations.ts';
import { parsePlainDate } from '../kernel/dates.ts';
import { parseKroner, zeroOre, type Ore } from '../kernel/money.ts';
import { ok, refuse, type Result } from '../kernel/result.ts';
import { inMunicipality, type MunicipalityReadTx } from '../platform/database.ts';
import { asJsonText, keepMessage } from './messages.ts';
import type { RecoveryTask } from './recovery-day.ts';
import { NOTIFICATION_KINDS, type Notification } from './recovery-port.ts';
import { claimsByAuthorityIds } from './store.ts';
import { TYPED_FROM, TYPED_NUMBERS } from './told-twice.ts';

/** The columns of a file of what the portal shows besides answers: coverings, interest, settlements, returns, losses. */
export const notificationColumns = [
  'kind',
  'fordringsid',
  'beloeb',
  'renter',
  'virkningsdato',
  'aarsag',
  'afregning',
  'fra',
  'til',
] as const;

export type TypedNotificationsRefusal =
  | { readonly tag: 'wrong-notification'; readonly row: number }
  | { readonly tag: 'unknown-claim'; readonly row: number }
  | { readonly tag: 'nothing-typed' };

/**
 * Takes in what the portal shows, typed by a person or saved from it: the same as notifications that a system fetches, with the
 * same states and checks. Rows are counted as in the file, the header being row 1. The same row again, in this file's place among
 * its likes or another's, is the same notification.
 */
export async function takeTypedNotifications(
  { database, municipality, clock }: RecoveryTask,
  lines: readonly string[],
): Promise<Result<number, TypedNotificationsRefusal>> {
  const seen = new Map<string, number>();
  const typed: Notification[] = [];
  for (const [index, line] of lines.entries()) {
    if (index === 0 || line.trim() === '') continue;
    const values = line.split(';').map((value) => value.trim());
    const row = values.join(';');
    const time = (seen.get(row) ?? 0) + 1;
    seen.set(row, time);
    const notification = notificationIn(values, numberOf(`${row} ${time}`));
    if (notification === null) return refuse({ tag: 'wrong-notification', row: index + 1 });
    typed.push(notification);
  }
  if (typed.length === 0) return refuse({ tag: 'nothing-typed' });
  return inMunicipality(database, municipality, async (tx) => {
    const known = await knownThere(tx, typed);
    const unknown = typed.find(({ claimId }) => claimId !== null && !known.has(claimId));
    if (unknown !== undefined) {
      const row = lines.findIndex((line) => line.split(';')[1]?.trim() === unknown.claimId) + 1;
      return refuse({ tag: 'unknown-claim' as const, row });
    }
    const body = asJsonText(typed);
    await keepMessage(tx, { kind: 'notification', delivery: null, body, read: typed }, clock());
    return ok(typed.length);
  });
}

/** Fifteen digits from its words: the portal tells no number of its own. */
function numberOf(words: string): bigint {
  const hash = createHash('sha256').update(words).digest();
  return (hash.readBigUInt64BE() % TYPED_NUMBERS) + TYPED_FROM;
}

function notificationIn(values: readonly string[], id: bigint): Notification | null {
  if (values.length !== notificationColumns.length) return null;
  const [
    word = '',
    claim = '',
    principalText = '',
    interestText = '',
    day = '',
    why = '',
    name = '',
    fromDay = '',
    toDay = '',
  ] = values;
  const kind = NOTIFICATION_KINDS.find((each) => each === word);
  const [principal, interest] = [amountIn(principalText), amountIn(interestText)];
  const effectiveOn = parsePlainDate(day);
  if (kind === undefined || principal === null || interest === null || effectiveOn === null) return null;
  const [from, to] = [parsePlainDate(fromDay), parsePlainDate(toDay)];
  const isSettlement = kind === 'AFREGNING';
  if (isSettlement !== (claim === '') || isSettlement !== (name !== '')) return null;
  if (isSettlement && (from === null || to === null || to < from)) return null;
  return {
    id,
    kind,
    claimId: isSettlement ? null : claim,
    principal,
    interest,
    left: null,
    effectiveOn,
    reason: why === '' ? null : why,
    settlement: isSettlement && from !== null && to !== null ? { id: name, from, to } : null,
  };
}

/** Kroner, with a comma or a point; below 0 with a minus, and nothing where nothing is typed. */
function amountIn(text: string): Ore | null {
  return text === '' ? zeroOre : parseKroner(text.replace(',', '.'));
}

async function knownThere(
  tx: MunicipalityReadTx,
  typed: readonly Notification[],
): Promise<ReadonlySet<string>> {
  const ids = typed.flatMap(({ claimId }) => claimId ?? []);
  const registrations = await setOffRegistrationsByIds(tx, ids);
  return new Set([...(await claimsByAuthorityIds(tx, ids)).keys(), ...registrations.keys()]);
}
