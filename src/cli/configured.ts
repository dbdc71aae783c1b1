import type { MunicipalityCode } from '../kernel/ids.ts';
import { configurationVersion, type ConfigurationVersion } from '../municipality/configurations.ts';
import { readInMunicipality, type Database, type MunicipalityReadTx } from '../platform/database.ts';
import { PlainError } from './command.ts';

/** The configuration in force; a municipality without one is told so in a plain sentence. */
export async function configuredOrRefuse(
  database: Database,
  municipality: MunicipalityCode,
): Promise<ConfigurationVersion> {
  const configured = await readInMunicipality(database, municipality, (tx) => configurationVersion(tx, null));
  if (configured === null) throw new PlainError(`Kommune ${municipality} har ingen opsætning endnu.`);
  return configured;
}

/** The same in a transaction that is under way. */
export async function configuredIn(tx: MunicipalityReadTx): Promise<ConfigurationVersion> {
  const configured = await configurationVersion(tx, null);
  if (configured === null) throw new PlainError('Kommunen har ingen opsætning endnu.');
  return configured;
}
