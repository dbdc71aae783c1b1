import { sql } from 'kysely';
import { setOffRegistrationsByIds } from '../claims/set-off-registrations.ts';
import { dayInCopenhagen, parsePlainDate, type PlainDate } from '../kernel/dates.ts';
import { parseKroner, sumOre, zeroOre, type Ore } from '../kernel/money.ts';
import { ok, refuse, type Result } from '../kernel/result.ts';
import { inMunicipality, type MunicipalityReadTx } from '../platform/database.ts';
import { asJsonText, keepMessage } from './messages.ts';
import type { RecoveryTask } from './recovery-day.ts';
import { NOTIFICATION_KINDS, type Notification, type SettledClaim } from './recovery-port.ts';
import { claimsByAuthorityIds } from './store.ts';
import { numberOf } from './typed-numbers.ts';

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

/**
 * `loebenummer` may stand last: a running number or a time that the portal shows of each row, by which two of the same day and amount
 * are told apart.
 */
const withMark = [...notificationColumns, 'loebenummer'] as const;

/** Whether a file with that header is one of notifications. */
export function isOfNotifications(header: string | undefined): boolean {
  return header === notificationColumns.join(';') || header === withMark.join(';');
}

export type TypedNotificationsRefusal =
  | { readonly tag: 'wrong-notification'; readonly row: number }
  | { readonly tag: 'unknown-claim'; readonly row: number }
  | { readonly tag: 'nothing-typed' };

/**
 * Takes in what the portal shows, typed by a person or saved from it: the same as notifications that a system fetches, with the
 * same states and checks. Rows are counted as in the file, the header being row 1. The same file again on the same day changes nothing. Equal rows
 * of one file are as many; one that stands in another file too is the same where the portal's own mark says so, else a person is
 * asked (typed-again.ts).
 */
export async function takeTypedNotifications(
  { database, municipality, clock }: RecoveryTask,
  lines: readonly string[],
): Promise<Result<number, TypedNotificationsRefusal>> {
  const read = notificationsIn(lines, dayInCopenhagen(clock()));
  if (!read.ok) return read;
  const typed = read.value;
  return inMunicipality(database, municipality, async (tx) => {
    const known = await knownThere(tx, typed);
    const told = await toldOf(tx, typed);
    const unknown =
      typed.flatMap(({ claimId }) => claimId ?? []).find((claimId) => !known.has(claimId)) ??
      settledIn(typed).find((claimId) => !known.has(claimId) && !told.has(claimId));
    if (unknown !== undefined) {
      const row = lines.findIndex((line) => line.split(';')[1]?.trim() === unknown) + 1;
      return refuse({ tag: 'unknown-claim' as const, row });
    }
    // The same words on another day are another file: nothing else tells that a person has not seen two.
    const body = asJsonText({ typedOn: dayInCopenhagen(clock()), typed });
    await keepMessage(tx, { kind: 'notification', delivery: null, body, read: typed }, clock());
    return ok(typed.length);
  });
}

function notificationsIn(
  lines: readonly string[],
  today: PlainDate,
): Result<Notification[], TypedNotificationsRefusal> {
  const columns = lines[0]?.split(';').length;
  const seen = new Map<string, number>();
  const typed: Notification[] = [];
  const settled: SettledRow[] = [];
  for (const [index, line] of lines.entries()) {
    if (index === 0 || line.trim() === '') continue;
    const all = line.split(';').map((value) => value.trim());
    const [values, [mark = '']] = [
      all.slice(0, notificationColumns.length),
      all.slice(notificationColumns.length),
    ];
    const ofClaim = all.length === columns ? settledRowIn(values, index + 1) : null;
    if (ofClaim !== null) {
      settled.push(ofClaim);
      continue;
    }
    const row = values.join(';');
    const time = (seen.get(row) ?? 0) + 1;
    seen.set(row, time);
    const id =
      mark === '' ? numberOf(`${row} ${time}`, 'unmarked') : numberOf(`${row} mark ${mark}`, 'marked');
    const notification = all.length === columns ? notificationIn(values, id) : null;
    if (notification === null || isToCome(notification, today))
      return refuse({ tag: 'wrong-notification', row: index + 1 });
    typed.push(notification);
  }
  return typed.length === 0 && settled.length === 0
    ? refuse({ tag: 'nothing-typed' })
    : withSettled(typed, settled);
}

/** What a settlement of the same file settles of a claim. */
interface SettledRow extends SettledClaim {
  readonly settlement: string;
  readonly row: number;
}

function settledRowIn(values: readonly string[], row: number): SettledRow | null {
  const [kind, claimId = '', amountText = '', interest = '', , , settlement = '', from, to] = values;
  if (kind !== 'AFREGNING' || claimId === '' || settlement === '') return null;
  if ([interest, from, to].some((other) => other !== '')) return null;
  const amount = amountIn(amountText);
  return amount === null ? null : { claimId, amount, settlement, row };
}

/** Settlements with what they settle of each claim, which must come to their amount. */
function withSettled(
  typed: readonly Notification[],
  rows: readonly SettledRow[],
): Result<Notification[], TypedNotificationsRefusal> {
  const bySettlement = Map.groupBy(rows, ({ settlement }) => settlement);
  const whole = typed.map((each) => {
    const claims = bySettlement.get(each.settlement?.id ?? '') ?? [];
    if (each.settlement === null || claims.length === 0) return each;
    const told = claims.map(({ claimId, amount }) => ({ claimId, amount }));
    return { ...each, settlement: { ...each.settlement, claims: told } };
  });
  const wrong = rows.find(({ settlement }) => {
    const its = whole.find((each) => each.settlement?.id === settlement);
    return (
      its === undefined ||
      sumOre((its.settlement?.claims ?? []).map(({ amount }) => amount)) !== its.principal
    );
  });
  return wrong === undefined ? ok(whole) : refuse({ tag: 'wrong-notification', row: wrong.row });
}

/** Nothing has been covered, charged or settled on a day that has not come. */
function isToCome({ effectiveOn, settlement }: Notification, today: PlainDate): boolean {
  return effectiveOn > today || (settlement !== null && settlement.to > today);
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
    settlement: isSettlement && from !== null && to !== null ? { id: name, from, to, claims: [] } : null,
  };
}

/** Kroner, with a comma or a point; below 0 with a minus, and nothing where nothing is typed. */
function amountIn(text: string): Ore | null {
  return text === '' ? zeroOre : parseKroner(text.replace(',', '.'));
}

/** The authority's numbers of the claims that settlements pay something of. */
function settledIn(typed: readonly Notification[]): string[] {
  return typed.flatMap(({ settlement }) => (settlement?.claims ?? []).map(({ claimId }) => claimId));
}

/** Numbers that were told of: a claim that has come back and been sent again has another by now, and its old one is settled all the same. */
async function toldOf(tx: MunicipalityReadTx, typed: readonly Notification[]): Promise<ReadonlySet<string>> {
  const { rows } = await sql<{ id: string }>`
    select distinct authority_id as id from recovery_notification
    where authority_id = any (${settledIn(typed)}::text[])`.execute(tx);
  return new Set(rows.map(({ id }) => id));
}

async function knownThere(
  tx: MunicipalityReadTx,
  typed: readonly Notification[],
): Promise<ReadonlySet<string>> {
  const ids = [...typed.flatMap(({ claimId }) => claimId ?? []), ...settledIn(typed)];
  const registrations = await setOffRegistrationsByIds(tx, ids);
  return new Set([...(await claimsByAuthorityIds(tx, ids)).keys(), ...registrations.keys()]);
}
