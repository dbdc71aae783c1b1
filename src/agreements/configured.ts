import { assert } from '../kernel/result.ts';
import { configurationVersion, type ConfigurationVersion } from '../municipality/configurations.ts';
import type { MunicipalityReadTx } from '../platform/database.ts';

/** The configuration in force. Asserts that there is one: without it nothing is proposed, and so nothing decided. */
export async function configuredNow(tx: MunicipalityReadTx): Promise<ConfigurationVersion> {
  const configured = await configurationVersion(tx, null);
  assert(configured !== null, 'a municipality that decides is configured');
  return configured;
}
