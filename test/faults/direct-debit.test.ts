import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { makeDeliveries } from '../../src/direct-debit/collect.ts';
import { takeFile } from '../../src/direct-debit/take-file.ts';
import { debitReference } from '../../src/direct-debit/types.ts';
import { date } from '../../src/kernel/dates.ts';
import { checkLedger } from '../../src/ledger/check.ts';
import { inMunicipality, type Database } from '../../src/platform/database.ts';
import { freshDatabase } from '../integration/database.ts';
import {
  aDirectDebitTown,
  agreedWithBetalingsservice as choices,
  fileToTake,
} from '../integration/direct-debit-town.ts';
import { anOrdinaryClaim, somebody } from '../integration/ordinary-claims.ts';
import { allTables, morningOf, TOWN } from '../integration/town.ts';
import { cprOf } from '../vocabulary.ts';
import { expectSameAnywhere } from './anywhere.ts';

const folder = mkdtempSync(join(tmpdir(), 'afdrag-bs-kills-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Three who have signed up and owe a bill each; the second's bank will not pay. */
async function aTown() {
  const database = await freshDatabase();
  const town = await aDirectDebitTown(database);
  for (const place of [1, 2, 3]) {
    const debtor = await town.do((tx) => somebody(tx, cprOf(place)));
    const bill = { claimId: `B-${place}`, debtors: [debtor], owed: 100 * place, due: '2026-04-01' };
    await town.do((tx) => anOrdinaryClaim(tx, bill));
    await town.signUp(debtor, '2026-03-02');
  }
  return { database, town };
}

async function written(database: Database): Promise<unknown> {
  const { access_log: _who, ...tables } = await allTables(database);
  return tables;
}

const again = { by: 'prøve', choices } as const;

test('a delivery that is killed anywhere is made whole or not at all, and asks for each once', () =>
  expectSameAnywhere({
    what: 'direct-debit send',
    program: { file: 'direct-debit-child.ts', words: ['deliver'] },
    copy: async () => (await aTown()).database,
    again: async (copy, place) => {
      const on = date('2026-03-24');
      await inMunicipality(copy, TOWN, (tx) =>
        makeDeliveries(tx, { ...again, on, version: 1, at: morningOf(on) }),
      );
      const { direct_debit_delivery: made } = await allTables(copy);
      expect(made, place).toHaveLength(1);
    },
    left: written,
  }));

test('a file of payments that is killed anywhere comes to the same when it is taken in again', async () => {
  const first = await aTown();
  await first.town.deliver('2026-03-24');
  const [, second] = first.town.simulator.due();
  first.town.simulator.decide(second?.reference ?? debitReference(0n), 'rejected');
  const text = first.town.simulator.paymentsFile(date('2026-04-02'));
  await first.database.close();
  const file = join(folder, 'betalinger.txt');
  writeFileSync(file, text, 'latin1');
  await expectSameAnywhere({
    what: 'direct-debit import',
    program: { file: 'direct-debit-child.ts', words: ['take', file] },
    copy: async () => {
      const { database, town } = await aTown();
      await town.deliver('2026-03-24');
      return database;
    },
    again: async (copy, place) => {
      const taking = { ...again, ...fileToTake(text), at: morningOf('2026-04-02') };
      expect(await inMunicipality(copy, TOWN, (tx) => takeFile(tx, taking)), place).toMatchObject({
        ok: true,
      });
      expect(await inMunicipality(copy, TOWN, checkLedger), place).toEqual([]);
    },
    left: written,
  });
});
