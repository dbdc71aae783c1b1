import { afterAll, beforeAll, expect, test } from 'vitest';
import { limitationsOf } from '../../src/claims/limitation.ts';
import type { ClaimNumber } from '../../src/claims/types.ts';
import { noteHearingAnswer } from '../../src/collection/hearing.ts';
import { recoveryList, takeTypedAnswers } from '../../src/collection/list-channel.ts';
import { actOnMessages } from '../../src/collection/recovery-day.ts';
import { kroner } from '../../src/kernel/money.ts';
import { aRecoveryTown, type RecoveryTown } from './recovery-town.ts';
import { morningOf, TOWN } from './town.ts';

/** One town with system access, and one that types from a list; each day is told later than it was. */
let town: RecoveryTown;
let typing: RecoveryTown;
beforeAll(async () => {
  town = await aRecoveryTown({ simulator: { latest: 0 } });
  typing = await aRecoveryTown({ recovery: { channel: 'list', creditor: null } });
});
afterAll(async () => {
  await town[Symbol.asyncDispose]();
  await typing[Symbol.asyncDispose]();
});

test('limitation counts from the day Gældsstyrelsen received a claim, however late we hear of it', async () => {
  const claims: ClaimNumber[] = [];
  for (let each = 0; each < 4; each++) claims.push(await town.raise());
  for (const claim of claims) await town.clear(claim);
  await town.transfer('2026-02-02');
  await town.deliver('2026-02-02');
  const told = [...town.simulated.state.deliveries.values()].flatMap(({ receipts }) => receipts);
  expect(new Set(told.map(({ receipt }) => receipt.receivedOn))).toEqual(new Set([null, '2026-02-02']));
  await town.news('2026-02-23');
  for (const claim of claims) expect(await receivedIn(town, claim)).toEqual(['2026-02-02', '2029-02-02']);
});

test('of a claim in hearing it counts from the day we confirmed it', async () => {
  const claim = await town.raise({ principal: kroner(12_000) });
  await town.clear(claim);
  await town.reason(claim, { rule: 'R_4_2', because: 'Beløbet er rigtigt', on: '2026-02-02' });
  await town.transfer('2026-02-02');
  await town.deliver('2026-02-02');
  await town.news('2026-02-06');
  const approve = (on: string, because: string) =>
    town.do((tx) =>
      noteHearingAnswer(tx, { claim, answer: 'approve', because }, { by: 'Ane', at: morningOf(on) }),
    );
  const noted = await approve('2026-02-12', 'Beløbet er rigtigt');
  await approve('2026-02-16', 'Stadig rigtigt');
  if (!noted.ok) throw new Error(noted.refusal.tag);
  const answer = { reference: noted.value, answer: 'approve', because: 'Beløbet er rigtigt' } as const;
  await town.authority.answerHearing?.(answer, morningOf('2026-02-12'));
  await town.news('2026-03-02');
  expect(await receivedIn(town, claim)).toEqual(['2026-02-12', '2029-02-12']);
});

test('an answer typed late counts from the day the claim was put on the list, or the day that the portal shows', async () => {
  const [one, other] = [await listed(), await listed()];
  const rows = await recoveryList(asOf('2026-02-02'));
  expect(rows).toHaveLength(2);
  const [first = '', second = ''] = rows.map(([reference = '']) => reference);
  await type('2026-03-20', `reference;answer;fordringsid;errors\n${first};UDFØRT;7000055;\n`);
  await type(
    '2026-03-20',
    `reference;answer;fordringsid;errors;modtaget\n${second};UDFØRT;7000056;;2026-02-05\n`,
  );
  expect(await receivedIn(typing, one)).toEqual(['2026-02-02', '2029-02-02']);
  expect(await receivedIn(typing, other)).toEqual(['2026-02-05', '2029-02-05']);
});

test.each(['2026-03-01', '2026-03-21', '05-03-2026'])(
  'a day of receipt that cannot be, %s, is refused',
  async (day) => {
    await listed();
    const [reference = ''] = (await recoveryList(asOf('2026-03-02'))).at(-1) ?? [];
    const file = `reference;answer;fordringsid;errors;modtaget\n${reference};UDFØRT;7000057;;${day}\n`;
    expect(await takeTypedAnswers(asOf('2026-03-20'), file)).toEqual({
      ok: false,
      refusal: { tag: 'wrong-row', row: 2 },
    });
  },
);

async function receivedIn({ do: inTown, recovery }: RecoveryTown, claim: ClaimNumber) {
  const limitations = await inTown((tx) => limitationsOf(tx, [claim]));
  return [(await recovery(claim))?.receivedOn, limitations.get(claim)?.[0]?.until];
}

const asOf = (on: string) => ({
  database: typing.db,
  municipality: TOWN,
  by: 'prøve',
  clock: () => morningOf(on),
});

async function listed(): Promise<ClaimNumber> {
  const claim = await typing.raise();
  await typing.clear(claim);
  await typing.transfer('2026-02-02');
  return claim;
}

async function type(on: string, file: string): Promise<void> {
  expect(await takeTypedAnswers(asOf(on), file)).toMatchObject({ ok: true });
  await actOnMessages(asOf(on));
}
