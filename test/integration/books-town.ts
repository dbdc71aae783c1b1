import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { sql } from 'kysely';
import { importAccountRules } from '../../src/accounting/import-account-rules.ts';
import { accountRuleColumns } from '../../src/accounting/read-account-rules.ts';
import { postVouchers, type PostDone } from '../../src/accounting/post.ts';
import { reconcile, type Reconciliation } from '../../src/accounting/reconcile.ts';
import { configurationFile } from '../../src/cli/municipality.ts';
import { date, type PlainDate } from '../../src/kernel/dates.ts';
import { saveConfiguration } from '../../src/municipality/configurations.ts';
import { PROJECT_ROOT } from '../../src/platform/config.ts';
import type { MunicipalityTx } from '../../src/platform/database.ts';
import { LEDGER_TOWN, NOW, type LedgerTown } from './ledger-town.ts';

/** The day after the one on which all is booked. */
export const TOMORROW: PlainDate = date('2026-03-11');

/** Takes in rows of a table of accounts; without any, the demo's. */
export async function giveAccounts(town: Pick<LedgerTown, 'do'>, ...rows: readonly string[]): Promise<void> {
  const bytes =
    rows.length === 0
      ? await readFile(inDemo('konti.csv'))
      : Buffer.from([accountRuleColumns.join(';'), ...rows, ''].join('\n'));
  const configuration = await configurationFile(inDemo('municipality.json'));
  const given = await town.do(async (tx) => {
    await saveConfiguration(tx, { configuration, by: 'prøve', at: NOW });
    return importAccountRules(tx, { bytes, dryRun: false, by: 'prøve', at: NOW });
  });
  if (!given.ok) throw new Error(JSON.stringify(given.refusal));
}

function inDemo(file: string): string {
  return join(PROJECT_ROOT, 'municipalities/998', file);
}

/** Closes the days before a day. */
export async function postBefore(
  { db }: Pick<LedgerTown, 'db'>,
  on: PlainDate = TOMORROW,
  dryRun: boolean = false,
): Promise<PostDone> {
  const posted = await postVouchers({
    database: db,
    municipality: LEDGER_TOWN,
    on,
    dryRun,
    by: 'prøve',
    clock: () => NOW,
  });
  if (!posted.ok) throw new Error(posted.refusal.tag);
  return posted.value;
}

/** What stands on the municipality's accounts after all vouchers, in øre by group, type and share; only what is not 0. */
export async function inBooks(tx: MunicipalityTx): Promise<Record<string, number>> {
  const { rows } = await sql<{ place: string; amount: number }>`
    select concat_ws(' ', ledger_group, claim_type, share) as place, sum(debit_ore - credit_ore)::float8 as amount
    from voucher_line group by 1 having sum(debit_ore - credit_ore) <> 0 order by 1`.execute(tx);
  return Object.fromEntries(rows.map(({ place, amount }) => [place, amount]));
}

/** How ledger and vouchers stand to each other. */
export function reconciled(town: Pick<LedgerTown, 'do'>, on: PlainDate = TOMORROW): Promise<Reconciliation> {
  return town.do((tx) => reconcile(tx, on));
}
