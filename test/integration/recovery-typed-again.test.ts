import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { openItems } from '../../src/agreements/work-items.ts';
import type { ClaimNumber } from '../../src/claims/types.ts';
import { takeTypedAnswers } from '../../src/collection/list-channel.ts';
import { actOnMessages } from '../../src/collection/recovery-day.ts';
import { decideTypedAgain, type TypedAgain } from '../../src/collection/typed-again.ts';
import { notificationColumns } from '../../src/collection/typed-notifications.ts';
import { kroner } from '../../src/kernel/money.ts';
import { aRecoveryTown, jobOf, type RecoveryTown } from './recovery-town.ts';
import { morningOf } from './town.ts';

/** Bills of Anna's are at Gældsstyrelsen, and a person types what the portal shows of one of them. */
let town: RecoveryTown;
let claim: ClaimNumber;
let id: string;
beforeAll(async () => {
  town = await aRecoveryTown({ simulator: { latest: 0 } });
});
afterAll(() => town[Symbol.asyncDispose]());
beforeEach(async () => {
  claim = await town.raise();
  await town.clear(claim);
  await town.transfer('2026-02-02');
  await town.deliver('2026-02-02');
  await town.news('2026-02-05');
  id = (await town.recovery(claim))?.authorityId ?? '';
});

const header = notificationColumns.join(';');
const covering = () => `ALLOKERING;${id};300,00;;2026-06-09;;;;`;

async function type(on: string, ...lines: readonly string[]): Promise<void> {
  const job = jobOf(town.db, town.authority, on);
  const taken = await takeTypedAnswers(job, [...lines, ''].join('\n'));
  if (!taken.ok) throw new Error(taken.refusal.tag);
  await actOnMessages(job);
}

const covered = async () => (await town.recovery(claim))?.covered;

async function asked(): Promise<string[]> {
  const items = await town.do((tx) => openItems(tx, { debtor: null, kind: 'recovery-typed-again' }));
  return items.flatMap(({ about }) => (about?.startsWith(`claim ${claim} `) === true ? [about] : []));
}

async function say(is: TypedAgain['is'], because = 'Set i portalen') {
  const [about = ''] = await asked();
  const notification = BigInt(/notification (\d+)/.exec(about)?.[1] ?? '1');
  return town.do((tx) =>
    decideTypedAgain(tx, { notification, is, because }, { by: 'Ane', at: morningOf('2026-06-15') }),
  );
}

test('a covering or a settlement of a day that has not come was typed wrongly', async () => {
  const settled = `AFREGNING;;300,00;;2026-06-08;;A-1;2026-05-29;9999-12-31`;
  for (const row of [covering(), covering().replace('2026', '9999'), settled])
    await expect(type('2026-06-08', header, row)).rejects.toThrow('wrong-notification');
  expect(await covered()).toBe(0n);
});

test('an equal covering in another file is booked by nobody before a person has said that it is another', async () => {
  await type('2026-06-10', header, covering());
  await type('2026-06-11', header, covering());
  expect(await covered()).toBe(kroner(300));
  expect(await asked()).toHaveLength(1);
  expect(await say('another')).toEqual({ ok: true, value: 'decided' });
  await actOnMessages(jobOf(town.db, town.authority, '2026-06-15'));
  expect(await covered()).toBe(kroner(600));
  expect(await asked()).toEqual([]);
  expect(await town.faults()).toEqual([]);
});

test('and nothing follows when it is the same; that is said once, and with a reason', async () => {
  await type('2026-06-10', header, covering());
  await type('2026-06-11', header, covering(), `RENTER;${id};;2,50;2026-06-10;;;;`);
  expect(await say('same', ' ')).toMatchObject({ refusal: { tag: 'reason-missing' } });
  expect(await say('same')).toEqual({ ok: true, value: 'decided' });
  expect(await say('another')).toMatchObject({ refusal: { tag: 'not-typed-again' } });
  await actOnMessages(jobOf(town.db, town.authority, '2026-06-15'));
  expect(await covered()).toBe(kroner(300));
});

test('a third file asks about a third, and the same file again that day about nothing', async () => {
  await type('2026-06-10', header, covering());
  for (const more of ['2026-06-11', '2026-06-12', '2026-06-12'])
    await type(more, header, covering(), `RENTER;${id};;${more.slice(-2)},00;${more};;;;`);
  expect((await asked()).map((about) => about.split(' ').slice(-2).join(' '))).toEqual([
    'again 2',
    'again 3',
  ]);
  expect(await covered()).toBe(kroner(300));
});

test('the portal’s own number or time tells two from one', async () => {
  const marked = `${header};loebenummer`;
  await type('2026-06-10', marked, `${covering()};09:12:03`);
  await type('2026-06-11', marked, `${covering()};14:40:11`, `${covering()};09:12:03`);
  expect(await covered()).toBe(kroner(600));
  expect(await asked()).toEqual([]);
});

test('a settlement and a return in another file are the same', async () => {
  const rows = [
    `AFREGNING;;300,00;;2026-06-30;;A-${id};2026-05-29;2026-06-29`,
    `TILBAGESEND;${id};6000,00;;2026-07-01;ANDN;;;`,
  ];
  await type('2026-07-02', header, ...rows);
  await type('2026-07-03', header, ...rows.toReversed());
  expect(await asked()).toEqual([]);
});
