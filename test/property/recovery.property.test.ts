import fc from 'fast-check';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { ClaimNumber } from '../../src/claims/types.ts';
import { deliveryId } from '../../src/collection/deliver.ts';
import {
  applyNotifications,
  keepNotifications,
  notificationsWaiting,
} from '../../src/collection/notifications.ts';
import { keepMessage, messagesWaiting, claimMessage } from '../../src/collection/messages.ts';
import { applyReceipts } from '../../src/collection/receipts.ts';
import type { Notification, Receipt } from '../../src/collection/recovery-port.ts';
import { date } from '../../src/kernel/dates.ts';
import { kroner } from '../../src/kernel/money.ts';
import type { MunicipalityTx } from '../../src/platform/database.ts';
import { aRecoveryTown, type RecoveryTown } from '../integration/recovery-town.ts';
import { morningOf, TOWN } from '../integration/town.ts';
import { runs } from '../long/length.ts';

/** A delivery of three claims, answered, covered and settled; nothing of that has been heard yet. */
let town: RecoveryTown;
let delivery: bigint;
let receipts: readonly Receipt[];
let notifications: readonly Notification[];
let inOrder: unknown;

const doing = { by: 'prøve', at: morningOf('2026-06-10') };

beforeAll(async () => {
  town = await aRecoveryTown();
  const claims: ClaimNumber[] = [];
  for (let each = 0; each < 3; each++) claims.push(await town.raise());
  await town.interest('2026-01-15');
  for (const claim of claims) await town.clear(claim);
  await town.transfer('2026-02-02');
  await town.deliver('2026-02-02');
  const heard = morningOf('2026-05-04');
  const [one, two] = [...town.simulated.state.claims.values()].filter(({ level }) => level === 'main');
  town.simulated.cover(one?.id ?? '', kroner(700), morningOf('2026-03-16'));
  town.simulated.cover(two?.id ?? '', kroner(6_500), morningOf('2026-04-16'));
  town.simulated.sendBack(two?.id ?? '', { kind: 'TILBAGESEND', reason: 'ANDN' }, heard);
  const [row] = await town.do(
    async (tx) =>
      (
        await sql<{ delivery: bigint }>`
    select delivery_number as delivery from recovery_delivery`.execute(tx)
      ).rows,
  );
  delivery = row?.delivery ?? 0n;
  receipts = town.simulated.receipts(deliveryId(TOWN, delivery), doing.at) ?? [];
  notifications = town.simulated.notifications(date('2026-01-01'), doing.at);
  inOrder = await heardAs([{ receipts }, { notifications }]);
});
afterAll(() => town[Symbol.asyncDispose]());

type Heard = { readonly receipts: readonly Receipt[] } | { readonly notifications: readonly Notification[] };

test('there is something to hear: answers twice and late, coverings, interest, a settlement, a return', () => {
  expect(new Set(receipts.map(({ answer }) => answer))).toEqual(new Set(['UDFØRT', 'MODTAGET']));
  expect(new Set(notifications.map(({ kind }) => kind))).toEqual(
    new Set(['ALLOKERING', 'RENTER', 'AFREGNING', 'TILBAGESEND']),
  );
  expect(JSON.stringify(inOrder)).toContain('received');
});

test('messages that come twice, in pieces and in any order leave the same rows', async () => {
  const each = fc.tuple(
    fc.shuffledSubarray([...receipts.keys()], { minLength: receipts.length }),
    fc.shuffledSubarray([...notifications.keys()], { minLength: notifications.length }),
    fc.array(fc.nat(), { minLength: 3, maxLength: 3 }),
    fc.boolean(),
  );
  await fc.assert(
    fc.asyncProperty(each, async ([answers, told, cuts, twice]) => {
      const messages = inPieces(
        answers.flatMap((index) => receipts[index] ?? []),
        told.flatMap((index) => notifications[index] ?? []),
        cuts,
      );
      expect(await heardAs(twice ? [...messages, ...messages.toReversed()] : messages)).toEqual(inOrder);
    }),
    runs(12, { endOnFailure: true }),
  );
});

/** Receipts and notifications between one another, in two pieces each. */
function inPieces(
  answers: readonly Receipt[],
  told: readonly Notification[],
  [one = 0, two = 0, first = 0]: readonly number[],
): Heard[] {
  const [cut, cutTold] = [one % answers.length, two % told.length];
  const parts: Heard[] = [
    { receipts: answers.slice(0, cut) },
    { notifications: told.slice(0, cutTold) },
    { receipts: answers.slice(cut) },
    { notifications: told.slice(cutTold) },
  ];
  return [...parts.slice(first % 4), ...parts.slice(0, first % 4)];
}

class Undone extends Error {
  readonly rows: unknown;
  constructor(rows: unknown) {
    super('undone');
    this.rows = rows;
  }
}

/** What is written when these messages are heard; nothing of it stays. */
async function heardAs(messages: readonly Heard[]): Promise<unknown> {
  try {
    await town.do(async (tx) => {
      for (const message of messages) await hear(tx, message);
      throw new Undone(await rowsOf(tx));
    });
  } catch (error) {
    if (error instanceof Undone) return error.rows;
    throw error;
  }
  return null;
}

async function hear(tx: MunicipalityTx, message: Heard): Promise<void> {
  const read = 'receipts' in message ? message.receipts : message.notifications;
  const body = JSON.stringify(read, (_, value: unknown) =>
    typeof value === 'bigint' ? String(value) : value,
  );
  const about =
    'receipts' in message
      ? ({ kind: 'receipt', delivery } as const)
      : ({ kind: 'notification', delivery: null } as const);
  await keepMessage(tx, { ...about, body, read }, doing.at);
  for (const waiting of await messagesWaiting(tx)) {
    await claimMessage(tx, waiting.id, doing.at);
    if (waiting.kind === 'notification') await keepNotifications(tx, waiting, doing);
    else await applyReceipts(tx, waiting, doing);
  }
  // Until nothing more follows: one may wait for another.
  while ((await applyNotifications(tx, await notificationsWaiting(tx, 0n, 1_000), doing)) > 0);
}

async function rowsOf(tx: MunicipalityTx): Promise<Record<string, readonly string[]>> {
  const tables = {
    claims: sql<{ row: string }>`select to_jsonb(t)::text as row from recovery_claim t order by 1`,
    actions: sql<{ row: string }>`select to_jsonb(t)::text as row from recovery_action t order by 1`,
    told: sql<{
      row: string;
    }>`select (to_jsonb(t) - 'message_id')::text as row from recovery_notification t order by 1`,
    settled: sql<{ row: string }>`select to_jsonb(t)::text as row from recovery_settlement t order by 1`,
    money: sql<{ row: string }>`select to_jsonb(t)::text as row from transfer t order by 1`,
    balances: sql<{ row: string }>`select to_jsonb(t)::text as row from account_balance t order by 1`,
    holds: sql<{ row: string }>`select to_jsonb(t)::text as row from hold t order by 1`,
    items: sql<{
      row: string;
    }>`select (to_jsonb(t) - 'item_number')::text as row from work_item t order by 1`,
    clearances: sql<{ row: string }>`select to_jsonb(t)::text as row from transfer_clearance t order by 1`,
  };
  const rows: Record<string, readonly string[]> = {};
  for (const [name, query] of Object.entries(tables))
    rows[name] = (await query.execute(tx)).rows.map(({ row }) => row);
  return rows;
}
