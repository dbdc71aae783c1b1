import { createHash } from 'node:crypto';
import { ok, type Result } from '../kernel/result.ts';
import type { MunicipalityTx } from '../platform/database.ts';
import { readAccountRules, type AccountRulesRefusal } from './read-account-rules.ts';
import { currentRules, lockRules, writeRules } from './store.ts';

export interface AccountRulesToImport {
  readonly bytes: Uint8Array;
  readonly dryRun: boolean;
  readonly by: string;
  readonly at: Temporal.Instant;
}

export interface AccountRulesImported {
  readonly state: 'imported' | 'was-in-force' | 'dry-run';
  /** The version in force afterwards; null when there is none. */
  readonly version: number | null;
  readonly rules: number;
}

/**
 * Takes in the municipality's table of accounts, all of it or nothing. It counts for the days that are closed from then on;
 * vouchers that have been written stay. The file in force again changes nothing.
 */
export async function importAccountRules(
  tx: MunicipalityTx,
  { bytes, dryRun, by, at }: AccountRulesToImport,
): Promise<Result<AccountRulesImported, AccountRulesRefusal>> {
  const read = readAccountRules(bytes);
  if (!read.ok) return read;
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  if (!dryRun) await lockRules(tx);
  const current = await currentRules(tx);
  const rules = read.value.length;
  if (current?.sha256 === sha256) return ok({ state: 'was-in-force', version: current.version, rules });
  if (dryRun) return ok({ state: 'dry-run', version: current?.version ?? null, rules });
  return ok({ state: 'imported', version: await writeRules(tx, read.value, { sha256, by, at }), rules });
}
