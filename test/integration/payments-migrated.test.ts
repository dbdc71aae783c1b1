import { cpSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CompiledQuery } from 'kysely';
import { expect, test } from 'vitest';
import { date } from '../../src/kernel/dates.ts';
import { checkPayments } from '../../src/payments/check.ts';
import { paymentNumber } from '../../src/payments/payment-number.ts';
import { paymentsAbout } from '../../src/payments/payments-about.ts';
import { inMunicipality } from '../../src/platform/database.ts';
import { createMunicipality, migrateAll, MIGRATIONS } from '../../src/platform/migrate.ts';
import { bareDatabase } from './database.ts';
import { anna, aPayment, pay, tryToPay } from './ledger-town.ts';
import { TOWN } from './town.ts';

/** The migrations as they were when payments were numbered in turn. */
function before(): string {
  const folder = mkdtempSync(join(tmpdir(), 'afdrag-numbers-in-turn-'));
  cpSync(MIGRATIONS, folder, { recursive: true });
  const municipality = join(folder, 'municipality');
  for (const file of readdirSync(municipality))
    if (Number(file.slice(0, 6)) >= 18) rmSync(join(municipality, file));
  return folder;
}

/** Two payments of a debtor who owed nothing, so that all of it is held. */
const twoPayments = `
  insert into debtor (debtor_number, registered_at) values (100001, '2026-01-02');
  update payment_counter set last_used = 2;
  update refund_counter set last_used = 2;
  insert into payment values
    (1, 100001, 'bank', 'bilag X', 10000, '2026-02-02', '2026-02-02T09:00Z', 'drift'),
    (2, 100001, 'bank', 'bilag Y', 20000, '2026-02-01', '2026-02-03T09:00Z', 'drift');
  insert into transfer
    select 'payment', n, line, case line when 1 then 'bank' else 'transit' end, case line when 1 then 0 else n end, 0,
      case line when 1 then 'transit' else 'overpaid' end, case line when 1 then n else 100001 end, 0,
      n * 10000, '2026-02-02', '2026-02-02', '2026-02-02T09:00Z'
    from generate_series(1, 2) n, generate_series(1, 2) line;
  insert into refund_item (refund_number, debtor_number, amount_ore, why, about, opened_at, opened_by)
    select n, 100001, n * 10000, 'overpaid', 'payment ' || n, '2026-02-02T09:00Z', 'drift' from generate_series(1, 2) n;
`;

test('payments that were numbered in turn keep their numbers, and are known again', async () => {
  await using database = await bareDatabase();
  const earlier = before();
  await migrateAll(database, earlier);
  await createMunicipality(database, { code: TOWN, name: 'Prøvekøbing' }, earlier);
  rmSync(earlier, { recursive: true });
  await inMunicipality(database, TOWN, (tx) => tx.executeQuery(CompiledQuery.raw(twoPayments)));

  await migrateAll(database);

  const town = {
    do: <T>(work: Parameters<typeof inMunicipality<T>>[2]) => inMunicipality(database, TOWN, work),
  };
  const known = aPayment(anna, 100, { reference: 'bilag X', receivedOn: date('2026-02-02') });
  expect(await tryToPay(town, known)).toMatchObject({
    ok: true,
    value: { state: 'was-registered', payment: 1n },
  });
  expect(await tryToPay(town, { ...known, receivedOn: date('2026-02-03') })).toMatchObject({
    ok: false,
    refusal: { tag: 'reference-used', payment: { number: 1n } },
  });
  const next = aPayment(anna, 50, { reference: 'bilag Z' });
  expect((await pay(town, anna, 50, next)).payment).toBe(paymentNumber(next, 0));
  const told = await town.do((tx) => paymentsAbout(tx, anna));
  expect(told.map(({ number, overpaid }) => [number, overpaid])).toEqual([
    [1n, 10_000n],
    [2n, 20_000n],
    [paymentNumber(next, 0), 5_000n],
  ]);
  expect(await town.do(checkPayments)).toEqual([]);
});
