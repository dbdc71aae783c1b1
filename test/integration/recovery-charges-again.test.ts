import { expect, test } from 'vitest';
import { openItems, type WorkItemKind } from '../../src/agreements/work-items.ts';
import { standingCharges } from '../../src/charges/charges-of.ts';
import type { ClaimNumber } from '../../src/claims/types.ts';
import { noteHearingAnswer } from '../../src/collection/hearing.ts';
import { sendAgain } from '../../src/collection/resubmit.ts';
import { kroner } from '../../src/kernel/money.ts';
import { allRights, aRecoveryTown, CREDITOR, type RecoveryTown } from './recovery-town.ts';
import { morningOf } from './town.ts';

/** Interest that did not get to Gældsstyrelsen with its claim, and that a person sends again. */

async function interestOf(town: RecoveryTown, claim: ClaimNumber): Promise<ClaimNumber[]> {
  return ((await town.do((tx) => standingCharges(tx, [claim]))).get(claim) ?? []).map((each) => each.claim);
}

function resubmit(town: RecoveryTown, claim: ClaimNumber, on: string) {
  const doing = { by: 'Bo', at: morningOf(on) };
  return town.do((tx) => sendAgain(tx, { claim, because: 'Det er rettet' }, doing));
}

async function items(town: RecoveryTown, kind: WorkItemKind): Promise<(string | null)[]> {
  return (await town.do((tx) => openItems(tx, { debtor: null, kind }))).map(({ about }) => about);
}

async function tellAndHear(town: RecoveryTown, on: string, heard: string): Promise<void> {
  await town.deliver(on);
  await town.news(heard);
}

test('interest that was refused while its claim is there is sent again when a person says so, and not before', async () => {
  const types = new Set(['KFDAINS']);
  const agreement = { creditor: CREDITOR, types, rights: allRights };
  await using town = await aRecoveryTown({ simulator: { agreement } });
  const claim = await town.raise();
  await town.interest('2026-01-15');
  await town.clear(claim);
  await town.transfer('2026-02-02');
  await tellAndHear(town, '2026-02-02', '2026-02-06');
  expect((await town.recovery(claim))?.state).toBe('received');
  const [first, second] = await interestOf(town, claim);
  if (first === undefined || second === undefined) throw new Error('two months of interest are refused');
  expect((await town.recovery(first))?.state).toBe('rejected');
  expect((await town.transfer('2026-02-09')).consequences).toEqual({});
  // The agreement has been mended there.
  types.add('REOPDAG');
  expect(await resubmit(town, first, '2026-02-10')).toEqual({ ok: true, value: 'noted' });
  await town.transfer('2026-02-10');
  await tellAndHear(town, '2026-02-10', '2026-02-13');
  expect((await town.recovery(first))?.state).toBe('received');
});

test('interest that was regretted in a hearing is held until a person says that it is right, and is not sent as it was', async () => {
  await using town = await aRecoveryTown();
  const claim = await town.raise({ principal: kroner(25_000) });
  await town.interest('2026-01-15');
  await town.clear(claim);
  const charges = await interestOf(town, claim);
  for (const each of [claim, ...charges])
    await town.reason(each, { rule: 'R_4_2', because: 'To børn', on: '2026-02-02' });
  await town.transfer('2026-02-03');
  await tellAndHear(town, '2026-02-03', '2026-02-06');
  // First what is regretted: who confirms a claim confirms what still waits with it.
  for (const each of charges) await answer(town, { claim: each, answer: 'regret', on: '2026-02-09' });
  await answer(town, { claim, answer: 'approve', on: '2026-02-09' });
  await tellAndHear(town, '2026-02-12', '2026-02-20');
  expect((await town.recovery(claim))?.state).toBe('received');
  expect(await items(town, 'recovery-put-right')).toEqual(
    charges.map((each) => `claim ${each} regretted ${each}-1`),
  );
  await town.transfer('2026-02-21');
  for (const each of charges) expect((await town.recovery(each))?.state).toBe('cancelled');
  const [first, ...others] = charges;
  if (first === undefined) throw new Error('interest was regretted');
  expect(await resubmit(town, first, '2026-02-22')).toEqual({ ok: true, value: 'noted' });
  await town.transfer('2026-02-22');
  expect((await town.recovery(first))?.state).toBe('in-transfer');
  for (const each of others) expect((await town.recovery(each))?.state).toBe('cancelled');
  expect(await items(town, 'recovery-put-right')).toHaveLength(others.length);
});

async function answer(
  town: RecoveryTown,
  {
    claim,
    answer: said,
    on,
  }: { readonly claim: ClaimNumber; readonly answer: 'approve' | 'regret'; readonly on: string },
): Promise<void> {
  const doing = { by: 'Bo', at: morningOf(on) };
  const because = said === 'approve' ? 'Det er rigtigt' : 'Renten er forkert';
  const noted = await town.do((tx) => noteHearingAnswer(tx, { claim, answer: said, because }, doing));
  if (!noted.ok) throw new Error(noted.refusal.tag);
  await town.authority.answerHearing?.({ reference: noted.value, answer: said, because }, doing.at);
}
