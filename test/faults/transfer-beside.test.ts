import { afterAll, beforeAll, expect, test } from 'vitest';
import type { RecoveryAuthority } from '../../src/collection/recovery-port.ts';
import { PlainError } from '../../src/cli/command.ts';
import { recoveryNews, transferReady, type TransferWork } from '../../src/cli/transfer-work.ts';
import { configurationVersion } from '../../src/municipality/configurations.ts';
import { aRecoveryTown, type RecoveryTown } from '../integration/recovery-town.ts';
import { morningOf, TOWN } from '../integration/town.ts';

/** Two transfers beside each other, by an authority that takes its time and refuses a delivery id that it has had. */

let town: RecoveryTown;
beforeAll(async () => {
  town = await aRecoveryTown();
});
afterAll(() => town[Symbol.asyncDispose]());

test('while one transfer is handing over, another neither asks about it nor hands it over again', async () => {
  const claim = await town.raise();
  await town.clear(claim);
  const slow = takesItsTime(town.authority);
  const work = await workOf(slow.authority);
  const first = transferReady(work, false);
  await slow.isAsked;
  const beside = async () => {
    await recoveryNews(work);
    await transferReady(work, false);
  };
  await expect(beside()).rejects.toThrow(PlainError);
  slow.goOn();
  expect((await first).delivered).toMatchObject({ taken: 1, refused: 0, unknown: 0 });
  expect(slow.deliveries).toHaveLength(1);
  await beside();
  await town.news('2026-02-06');
  expect((await town.recovery(claim))?.state).toBe('received');
  expect(slow.deliveries).toHaveLength(1);
});

test('a delivery that the authority has had is looked up, never taken for refused', async () => {
  const claim = await town.raise();
  await town.clear(claim);
  await town.transfer('2026-02-02');
  // It has the delivery, says nothing, and at first does not find it again.
  let asked = 0;
  const forgetful: RecoveryAuthority = {
    ...town.authority,
    deliver: async (delivery, at) => {
      const taken = await town.authority.deliver(delivery, at);
      return taken.state === 'taken' ? { state: 'unknown', detail: 'no answer' } : taken;
    },
    receipts: (id, at) =>
      (asked += 1) === 1 ? Promise.resolve({ state: 'never-seen' }) : town.authority.receipts(id, at),
  };
  const work = await workOf(forgetful);
  await transferReady(work, false);
  await recoveryNews(work);
  await town.news('2026-02-06');
  expect((await town.actions(claim)).map(({ state }) => state)).toEqual(['done']);
});

async function workOf(authority: RecoveryAuthority): Promise<TransferWork> {
  const configured = await town.do((tx) => configurationVersion(tx, null));
  if (configured === null) throw new Error('the town is configured');
  const clock = () => morningOf('2026-02-02');
  return { database: town.db, municipality: TOWN, configured, authority, by: 'prøve', clock };
}

/** Hands a delivery on when it is told to. */
function takesItsTime(authority: RecoveryAuthority) {
  const asked = Promise.withResolvers<void>();
  const going = Promise.withResolvers<void>();
  const deliveries: string[] = [];
  return {
    deliveries,
    isAsked: asked.promise,
    goOn: going.resolve,
    authority: {
      ...authority,
      deliver: async (delivery, at) => {
        deliveries.push(delivery.id);
        asked.resolve();
        await going.promise;
        return authority.deliver(delivery, at);
      },
    } satisfies RecoveryAuthority,
  };
}
