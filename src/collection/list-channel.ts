import { createHash } from 'node:crypto';
import { sql } from 'kysely';
import type { ClaimNumber } from '../claims/types.ts';
import { withoutByteOrderMark } from '../kernel/byte-order-mark.ts';
import { dayInCopenhagen, parsePlainDate, type PlainDate } from '../kernel/dates.ts';
import { plainKroner, type Ore } from '../kernel/money.ts';
import { ok, refuse, type Result } from '../kernel/result.ts';
import type { InterestChoice } from '../law/interest-choice.ts';
import { ACTION_CODES, type ActionCode } from '../law/psrm-codes.ts';
import { inMunicipality, readInMunicipality, type MunicipalityReadTx } from '../platform/database.ts';
import { stoppedClaims } from './last-look.ts';
import { makeDelivery, type DeliveryMade } from './make-delivery.ts';
import { keepMessage } from './messages.ts';
import type { RecoveryTask } from './recovery-day.ts';
import { stoppedRegistrations } from './registrations.ts';
import { RECEIPT_ANSWERS, type ActionToSend, type LiableTold, type Receipt } from './recovery-port.ts';
import { placeOf } from './receipts.ts';
import {
  isOfNotifications,
  takeTypedNotifications,
  type TypedNotificationsRefusal,
} from './typed-notifications.ts';
import { isCreation } from './types.ts';
import { actionsFromJson } from './wire.ts';

/** The columns of the list that a person types into the creditors' portal, in its order. */
export const listColumns = [
  'reference',
  'handling',
  'fordringsid',
  'hovedfordring',
  'aarsag',
  'virkningsdato',
  'art',
  'type',
  'beskrivelse',
  'periode_fra',
  'periode_til',
  'stiftelsesdato',
  'forfaldsdato',
  'sidste_rettidige_betalingsdato',
  'hovedstol',
  'beloeb',
  'bfe_nummer',
  'bobehandling',
  'rentevalg',
  'skyldnere',
] as const;

export type ListRow = readonly string[];

/**
 * All that a municipality without system access has to tell: what waits is put on the list, and what was put there before and has
 * not been answered stands on it again. It has the numbers of people.
 */
export async function recoveryList({ database, municipality, by, clock }: RecoveryTask): Promise<ListRow[]> {
  for (let after: ClaimNumber | 0n = 0n; ;) {
    const from: ClaimNumber | 0n = after;
    const made: DeliveryMade | null = await inMunicipality(database, municipality, (tx) =>
      makeDelivery(tx, { after: from, channel: 'list' }, { by, at: clock() }),
    );
    if (made === null) break;
    after = made.last;
  }
  return readInMunicipality(database, municipality, async (tx) => {
    const open = await openReferences(tx);
    const told = await toldByList(tx);
    const rows = told.flatMap(rowsOf).filter(([reference = '']) => open.has(reference));
    const stopped = await stoppedRows(tx, rows, dayInCopenhagen(clock()));
    return rows.filter((row) => !stopped.has(row));
  });
}

/** What something has come to stop since it was put on the list is not typed from it any more; a person is told (`recall.ts`). */
async function stoppedRows(
  tx: MunicipalityReadTx,
  rows: readonly ListRow[],
  on: PlainDate,
): Promise<Set<ListRow>> {
  const creating = rows.flatMap((row) => {
    const [reference = '', code = ''] = row;
    const claim = placeOf(reference)?.claim;
    return claim !== undefined && isCreation(code as ActionCode) ? [{ row, claim }] : []; // as rowOf wrote it
  });
  const isSetOff = (row: ListRow) => row[listColumns.indexOf('art')] === 'MODR';
  const [setOff, recovery] = [
    creating.filter(({ row }) => isSetOff(row)).map(({ claim }) => claim),
    creating.filter(({ row }) => !isSetOff(row)).map(({ claim }) => claim),
  ];
  const unregistered = await stoppedRegistrations(tx, setOff, on);
  const stopped = await stoppedClaims(tx, recovery);
  const isStopped = ({ row, claim }: (typeof creating)[number]) =>
    (isSetOff(row) ? unregistered : stopped).has(claim);
  return new Set(creating.filter(isStopped).map(({ row }) => row));
}

async function toldByList(tx: MunicipalityReadTx): Promise<ActionToSend[]> {
  const { rows } = await sql<{ read: unknown }>`
    select m.read from recovery_message m join recovery_delivery d using (delivery_number)
    where d.channel = 'list' and m.kind = 'delivery' and exists (
      select from recovery_action a where a.delivery_number = d.delivery_number and a.state in ('sent', 'hearing'))
    order by d.delivery_number`.execute(tx);
  return rows.flatMap(({ read }) => actionsFromJson(read));
}

async function openReferences(tx: MunicipalityReadTx): Promise<ReadonlySet<string>> {
  const { rows } = await sql<{ reference: string }>`
    select claim_number || '-' || place as reference from recovery_action where state in ('sent', 'hearing')`.execute(
    tx,
  );
  return new Set(rows.map(({ reference }) => reference));
}

/** The rows of an action: interest and fees that go along behind their main claim. */
export function rowsOf(action: ActionToSend): ListRow[] {
  return [rowOf(action, null), ...action.related.map((each) => rowOf(each, action.reference))];
}

function rowOf(action: ActionToSend, main: string | null): ListRow {
  const { code, reference, claimId, create, reason, effectiveOn } = action;
  const data = create ?? action.change;
  const liable = data?.liable.map(liableText);
  return [
    reference,
    code,
    claimId,
    main ?? create?.mainClaimId,
    reason,
    effectiveOn,
    data?.art,
    data?.type,
    data?.description,
    data?.period?.from,
    data?.period?.to,
    data?.originOn,
    data?.dueOn,
    data?.srb,
    amountText(create?.principal ?? null),
    amountText(create?.amount ?? action.amount),
    data?.propertyNumber,
    data === null ? null : data.estate ? 'ja' : 'nej',
    interestText(data?.interestChoice ?? null),
    liable?.join(' | '),
  ].map((value) => value ?? '');
}

/** Who owes it, until when, and whether there is a judgment or a settlement towards them: `cpr 0101011234 2035-05-14 dom 2025-05-12`. */
function liableText({ kind, number, limitationOn, judgmentOn, settlementOn }: LiableTold): string {
  const ruled = judgmentOn === null ? ['forlig', settlementOn] : ['dom', judgmentOn];
  return [kind, number, limitationOn ?? '-', ...(ruled.includes(null) ? [] : ruled)].join(' ');
}

/** As the portal asks for it: the rule, the code of the rate, and a rate beside it. */
function interestText(choice: InterestChoice | null): string | null {
  return choice === null
    ? null
    : [choice.rule, choice.rateCode, choice.extraRate].filter((each) => each !== null).join(' ');
}

function amountText(amount: Ore | null): string | null {
  return amount === null ? null : plainKroner(amount);
}

/** The file of what the portal answered. */
export const answerColumns = ['reference', 'answer', 'fordringsid', 'errors'] as const;
/** `modtaget` may stand last: the day on which the portal says that the claim was received. */
const withDay = [...answerColumns, 'modtaget'] as const;

export type AnswersRefusal =
  | { readonly tag: 'wrong-header' }
  | { readonly tag: 'wrong-row' | 'unknown-reference'; readonly row: number };

/**
 * Takes in what the portal has answered, typed by a person, or what it shows of coverings and settlements, by the file's header: the
 * same states and checks as for a system. The same file again changes nothing.
 */
export async function takeTypedAnswers(
  { database, municipality, by, clock }: RecoveryTask,
  text: string,
): Promise<Result<number, AnswersRefusal | TypedNotificationsRefusal>> {
  const lines = withoutByteOrderMark(text).split(/\r?\n/);
  if (isOfNotifications(lines[0]))
    return takeTypedNotifications({ database, municipality, by, clock }, lines);
  const columns = lines[0] === withDay.join(';') ? withDay : answerColumns;
  if (lines[0] !== columns.join(';')) return refuse({ tag: 'wrong-header' });
  return inMunicipality(database, municipality, async (tx) => {
    const receipts: Receipt[] = [];
    for (const [index, line] of lines.entries()) {
      if (index === 0 || line.trim() === '') continue;
      const row = index + 1;
      const typed = answerIn(line, columns.length);
      if (typed === null) return refuse({ tag: 'wrong-row' as const, row });
      const listed = await listedAs(tx, typed.reference);
      if (listed === null) return refuse({ tag: 'unknown-reference' as const, row });
      if (!isPossible(typed, { from: listed.on, to: dayInCopenhagen(clock()) }))
        return refuse({ tag: 'wrong-row' as const, row });
      const { code } = listed;
      const actionId = `list-${createHash('sha256').update(typed.reference).digest('hex').slice(0, 12)}`;
      receipts.push({ ...typed, code, actionId });
    }
    await keepMessage(tx, { kind: 'list', delivery: null, body: text, read: receipts }, clock());
    return ok(receipts.length);
  });
}

/** Received since it stood on the list, and not in the future. */
function isPossible(
  { receivedOn }: Pick<Receipt, 'receivedOn'>,
  { from, to }: { readonly from: PlainDate; readonly to: PlainDate },
): boolean {
  return receivedOn === null || (from <= receivedOn && receivedOn <= to);
}

function answerIn(line: string, columns: number): Omit<Receipt, 'code' | 'actionId'> | null {
  const values = line.split(';').map((value) => value.trim());
  if (values.length !== columns) return null;
  const [reference = '', word = '', claimId = '', errors = '', day = ''] = values;
  const receivedOn = day === '' ? null : parsePlainDate(day);
  if (day !== '' && (receivedOn === null || word !== 'UDFØRT')) return null;
  const answer = RECEIPT_ANSWERS.find((each) => each === word);
  if (answer === undefined || (answer === 'AFVIST') !== (errors !== '')) return null;
  if (placeOf(reference) === null || (answer === 'UDFØRT' && claimId === '')) return null;
  return {
    reference,
    answer,
    claimId: claimId === '' ? null : claimId,
    receivedOn,
    errors: errors.split(/[ ,]+/).filter((each) => each !== ''),
  };
}

/** What stood on the list by that reference, and since when. */
async function listedAs(
  tx: MunicipalityReadTx,
  reference: string,
): Promise<{ readonly code: Receipt['code']; readonly on: PlainDate } | null> {
  const place = placeOf(reference);
  if (place === null) return null;
  const { rows } = await sql<{ code: string; on: PlainDate }>`
    select code, made_on as "on" from recovery_action a join recovery_delivery d using (delivery_number)
    where claim_number = ${String(place.claim)}::bigint and place = ${place.place}::smallint and d.channel = 'list'`.execute(
    tx,
  );
  const code = ACTION_CODES.find((each) => each === rows[0]?.code);
  return code === undefined || rows[0] === undefined ? null : { code, on: rows[0].on };
}
