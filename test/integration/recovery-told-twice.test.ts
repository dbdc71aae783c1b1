import { sql } from 'kysely';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openItems } from '../../src/agreements/work-items.ts';
import type { ClaimNumber } from '../../src/claims/types.ts';
import { takeTypedAnswers } from '../../src/collection/list-channel.ts';
import { actOnMessages } from '../../src/collection/recovery-day.ts';
import type { Notification } from '../../src/collection/recovery-port.ts';
import { notificationColumns } from '../../src/collection/typed-notifications.ts';
import { date } from '../../src/kernel/dates.ts';
import { kroner, plainKroner } from '../../src/kernel/money.ts';
import { aRecoveryTown, jobOf, type RecoveryTown } from './recovery-town.ts';
import { morningOf, rowsOf } from './town.ts';

/** A bill of Anna's is at Gældsstyrelsen, which has covered 700 kr. of it. */
let town: RecoveryTown;
let claim: ClaimNumber;
beforeEach(async () => {
  town = await aRecoveryTown();
  claim = await town.raise();
  await town.clear(claim);
  await town.transfer('2026-02-02');
  await town.deliver('2026-02-02');
  await town.news('2026-02-09');
  town.simulated.cover((await town.recovery(claim))?.authorityId ?? '', kroner(700), morningOf('2026-02-16'));
});
afterEach(() => town[Symbol.asyncDispose]());

/** What the portal shows on a day since the claim came there. */
async function shown(on: string): Promise<readonly Notification[]> {
  const told = await town.authority.notifications(date('2026-02-09'), morningOf(on));
  if (told.state !== 'told') throw new Error(told.state);
  return told.notifications;
}

/** A person types it into a file, which is taken in. */
async function typeIn(notifications: readonly Notification[], on: string): Promise<void> {
  const rows = notifications.map(({ kind, claimId, principal, interest, effectiveOn, reason, settlement }) =>
    [
      kind,
      claimId,
      plainKroner(principal),
      plainKroner(interest),
      effectiveOn,
      reason,
      settlement === null ? null : `portal ${settlement.id}`,
      settlement?.from,
      settlement?.to,
    ]
      .map((value) => value ?? '')
      .join(';'),
  );
  const job = jobOf(town.db, town.authority, on);
  const taken = await takeTypedAnswers(job, [notificationColumns.join(';'), ...rows].join('\n'));
  if (!taken.ok) throw new Error(taken.refusal.tag);
  await actOnMessages(job);
}

const booked = sql`
  select cause, sum(amount_ore)::bigint as amount from transfer where cause in ('recovered', 'settled') group by cause order by cause`;
const atTheBank = sql`select amount_ore as amount from bank_line where cause = 'settled'`;
const toldTwice = async () =>
  (await town.do((tx) => openItems(tx, { debtor: null, kind: 'recovery-told-twice' }))).map(
    ({ debtor }) => debtor,
  );

test('what was typed from the portal is not booked again when the system tells it, and a person looks', async () => {
  const days = [
    ['2026-02-19', '2026-02-20'],
    ['2026-03-02', '2026-03-03'],
    ['2026-04-07', '2026-04-08'],
  ] as const;
  for (const [typedOn, toldOn] of days) {
    await typeIn(await shown(typedOn), typedOn);
    const once = [await town.recovery(claim), await rowsOf(town.db, booked)];
    await town.news(toldOn);
    expect([await town.recovery(claim), await rowsOf(town.db, booked)]).toEqual(once);
  }
  const all = await shown('2026-04-08');
  expect(all.map(({ kind }) => kind).toSorted()).toEqual(['AFREGNING', 'ALLOKERING', 'RENTER']);
  expect((await town.recovery(claim))?.covered).toBe(kroner(700));
  expect(await rowsOf(town.db, atTheBank)).toEqual([{ amount: 70_000n }]);
  expect((await toldTwice()).toSorted()).toEqual([town.anna, town.anna, null]);
  expect(await town.mirror()).toMatchObject({ difference: 0n, settled: [] });
  expect(await town.faults()).toEqual([]);
});

test('what the system has told is not booked again when a person types it', async () => {
  await town.news('2026-02-19');
  expect((await town.recovery(claim))?.covered).toBe(kroner(700));
  await typeIn(await shown('2026-02-19'), '2026-02-20');
  expect((await town.recovery(claim))?.covered).toBe(kroner(700));
  expect(await toldTwice()).toEqual([town.anna]);
});

test('of two equal coverings of a day the one that was not typed is booked', async () => {
  town.simulated.cover((await town.recovery(claim))?.authorityId ?? '', kroner(700), morningOf('2026-02-16'));
  const [first] = await shown('2026-02-19');
  if (first === undefined) throw new Error('it has covered something');
  await typeIn([first], '2026-02-19');
  expect((await town.recovery(claim))?.covered).toBe(kroner(700));
  await town.news('2026-02-20');
  expect((await town.recovery(claim))?.covered).toBe(kroner(1_400));
  expect(await toldTwice()).toEqual([town.anna]);
});
