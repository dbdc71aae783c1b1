import { assert } from '../kernel/result.ts';
import type { Configuration } from '../municipality/configuration.ts';
import { configurationVersion, type ConfigurationVersion } from '../municipality/configurations.ts';
import type { MunicipalityReadTx } from '../platform/database.ts';

/** The configuration in force. Asserts that there is one: without it nothing is proposed, and so nothing decided. */
export async function configuredNow(tx: MunicipalityReadTx): Promise<ConfigurationVersion> {
  const configured = await configurationVersion(tx, null);
  assert(configured !== null, 'a municipality that decides is configured');
  return configured;
}

/** These versions, each of which must be there: what was decided by one is told and carried out by it. */
export async function configuredThen(
  tx: MunicipalityReadTx,
  versions: Iterable<number>,
): Promise<ReadonlyMap<number, Configuration>> {
  const configurations = new Map<number, Configuration>();
  for (const version of new Set(versions)) {
    const configured = await configurationVersion(tx, version);
    assert(configured !== null, 'what was decided by a version of the configuration keeps it');
    configurations.set(version, configured.configuration);
  }
  return configurations;
}
