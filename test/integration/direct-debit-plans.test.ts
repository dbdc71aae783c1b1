import { afterAll, beforeAll, expect, test } from 'vitest';
import { askArrangement } from '../../src/arrangements/ask.ts';
import { decideArrangement } from '../../src/arrangements/decide.ts';
import { claimsOfDebtor } from '../../src/claims/claims-of-debtor.ts';
import { date } from '../../src/kernel/dates.ts';
import { kroner, zeroOre } from '../../src/kernel/money.ts';
import { checkLedger } from '../../src/ledger/check.ts';
import { balanceOfDebtor } from '../../src/ledger/debtor-balance.ts';
import { configurationVersion } from '../../src/municipality/configurations.ts';
import { aCitizensTown, held, paid, type CitizensTown } from '../portal/citizens-town.ts';
import type { FreshDatabase } from './database.ts';
import { ask, openSite } from '../portal/portal-site.ts';
import { follow } from './defaults-town.ts';
import { aDirectDebitTown, type DirectDebitTown } from './direct-debit-town.ts';
import { morningOf, raise } from './town.ts';

let town: CitizensTown & { readonly database: FreshDatabase };
let paying: DirectDebitTown;
beforeAll(async () => {
  town = await aCitizensTown();
  await town.do(async (tx) => {
    const bill = (await claimsOfDebtor(tx, town.anna)).find(({ claimId }) => claimId === 'A-5');
    if (bill !== undefined) await held(tx, bill.claim, 'bankruptcy');
  });
  paying = await aDirectDebitTown(town.database);
});
afterAll(() => town.database.close());

test('the instalment of a plan for repayment is collected once it has been asked for, and only the instalment', async () => {
  await paying.signUp(town.carl, '2026-03-12');
  const before = (await owedBy(town.carl)).owed;
  const instalments = async (of: 'coming' | 'told') =>
    (await paying.of(town.carl))[of].filter(({ basis }) => basis === 'instalment');
  await paying.deliver('2026-03-19');
  expect(await instalments('coming')).toEqual([]);
  await raise(town.database, '2026-04-01', '2026-03-20');
  await paying.deliver('2026-03-24');
  const [instalment] = await instalments('coming');
  expect(instalment).toMatchObject({ dueOn: '2026-04-01', payOn: '2026-04-01', text: 'Afdrag april 2026' });
  const told = await shown(town.carl, 14, '/din-betaling');
  expect(told).toContain(
    'Du skal ikke betale andet nu. Din bank betaler 3.950,00 kr. for dig 1. april 2026. Det skal du ikke selv betale.',
  );
  expect(told).toContain('1. april 2026: Din bank betaler 3.950,00 kr. for dig.');
  expect(told).not.toContain('Næste betaling er');
  expect(await shown(town.carl, 28, '/din-betaling')).toContain(
    'Næste betaling: 3.950,00 kr. senest 1. maj 2026. Din bank skulle betale 3.950,00 kr. 1. april 2026. Vi venter på svar. Betal ikke igen.',
  );
  // Nothing is demanded while the bank may still tell that it has paid.
  const followed = async (on: string) => {
    const { consequences } = await follow(town.database, on, { dryRun: true });
    return consequences;
  };
  expect(await followed('2026-04-10')).toMatchObject({ 'waits-for-money-unallocated': 1 });
  expect(await followed('2026-04-11')).toMatchObject({ demand: 1 });
  await paying.payments('2026-04-02');
  expect(await instalments('told')).toMatchObject([{ state: 'paid', amount: instalment?.amount }]);
  const paid = (await paying.of(town.carl)).told.reduce((sum, { amount }) => sum + amount, 0n);
  expect(before - (await owedBy(town.carl)).owed).toBe(paid);
  expect(instalment?.amount).toBeGreaterThan(zeroOre);
  expect(instalment?.amount).toBeLessThan(kroner(20 * 1_200));
});

test('an instalment of nothing, because of a bankruptcy, is not collected', async () => {
  await paying.signUp(town.anna, '2026-03-12');
  await paying.deliver('2026-03-24');
  const { coming } = await paying.of(town.anna);
  expect(coming.map(({ basis, amount }) => [basis, amount])).toEqual([['claim', kroner(500)]]);
});

test('nothing is collected of who has deferral', async () => {
  await paying.signUp(town.bo, '2026-03-12');
  await paying.deliver('2026-03-25');
  expect((await paying.of(town.bo)).coming.filter(({ basis }) => basis === 'instalment')).toEqual([]);
});

test('the instalments of an arrangement on request are collected month by month, and not its bills', async () => {
  const [claim] = await town.do((tx) => claimsOfDebtor(tx, town.dorthe));
  await town.do(async (tx) => {
    const configured = await configurationVersion(tx, null);
    if (configured === null || claim === undefined) throw new Error('the town is configured');
    const at = morningOf('2026-03-12');
    const arrangement = await askArrangement(tx, {
      debtor: town.dorthe,
      claims: [claim.claim],
      wish: { kind: 'plan', monthly: kroner(150), first: date('2026-04-07'), dueDay: 7 },
      how: 'letter',
      acknowledgedOn: date('2026-03-11'),
      recall: false,
      configured,
      by: 'Inge',
      at,
    });
    if (!arrangement.ok) throw new Error(arrangement.refusal.tag);
    const { number } = arrangement.value;
    const decided = await decideArrangement(tx, { arrangement: number, configured, by: 'Inge', at });
    if (!decided.ok) throw new Error(decided.refusal.tag);
  });
  await paying.signUp(town.dorthe, '2026-03-12');
  await paying.deliver('2026-03-26');
  expect((await paying.of(town.dorthe)).coming).toMatchObject([
    { basis: 'arrangement', amount: kroner(150), dueOn: '2026-04-07', text: 'Afdrag april 2026' },
  ]);
  // Its own page says the same, before the day and until the bank has answered.
  expect(await shown(town.dorthe, 14, '/aftaler')).toContain('Betales automatisk: 150,00 kr. 7. april 2026.');
  const awaited = await shown(town.dorthe, 28, '/aftaler');
  expect(awaited).toContain('Din bank skulle betale 150,00 kr. 7. april 2026. Vi venter på svar.');
  expect(awaited).not.toContain('Vi mangler');
  await paying.payments('2026-04-09');
  // What has been paid ahead meanwhile the bank is not asked for.
  await town.do(async (tx) => {
    if (claim !== undefined)
      await paid(tx, town.dorthe, { claim: claim.claim, amount: 50, on: '2026-04-10' });
  });
  await paying.deliver('2026-04-29');
  expect((await paying.of(town.dorthe)).coming).toMatchObject([{ amount: kroner(100), dueOn: '2026-05-07' }]);
  expect((await owedBy(town.dorthe)).owed).toBe(kroner(250));
  expect(await town.do(checkLedger)).toEqual([]);
});

const owedBy = (debtor: CitizensTown['anna']) => town.do((tx) => balanceOfDebtor(tx, debtor));

/** What one reads so many days after 12 March; of a list, of the first in it. */
async function shown(debtor: CitizensTown['anna'], days: number, path: string): Promise<string> {
  await using site = await openSite(town.database);
  site.wait(days * 24 * 60);
  const token = await site.signIn({ debtor });
  const page = await ask(site, `/998${path}`, { token });
  const [, first] = path === '/aftaler' ? (/href="(\/998\/aftale\/[^"]+)"/.exec(page.body) ?? []) : [];
  return (first === undefined ? page : await ask(site, first, { token })).words;
}
