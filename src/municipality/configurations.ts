import { isDeepStrictEqual } from 'node:util';
import { sql } from 'kysely';
import { assert } from '../kernel/result.ts';
import { localClaimTypes, type OwnTypes } from '../law/claim-types.ts';
import type { DayCount } from '../law/interest-facts.ts';
import type { MunicipalityReadTx, MunicipalityTx } from '../platform/database.ts';
import { readConfiguration, storedConfigurationShape, type Configuration } from './configuration.ts';
import { ownTypesOf } from './own-types.ts';

export interface ConfigurationVersion {
  readonly version: number;
  readonly configuration: Configuration;
}

/** The configuration in force, or the one of a given version; null when none was ever saved. */
export async function configurationVersion(
  tx: MunicipalityReadTx,
  version: number | null,
): Promise<ConfigurationVersion | null> {
  const { rows } = await sql<{ version: number; document: string }>`
    select version, document::text as document from configuration
    where ${version}::integer is null or version = ${version}::integer
    order by version desc limit 1`.execute(tx);
  const [row] = rows;
  return row === undefined ? null : { version: row.version, configuration: configurationIn(row.document) };
}

/** The municipality's own types of claim by the configuration in force; none are stated where there is no configuration yet. */
export async function ownTypesIn(tx: MunicipalityReadTx): Promise<OwnTypes> {
  return (await interestChoicesIn(tx)).own;
}

/** What the configuration in force says that interest is worked out by; `dayCount` null where there is no configuration yet. */
export async function interestChoicesIn(
  tx: MunicipalityReadTx,
): Promise<{ readonly own: OwnTypes; readonly dayCount: DayCount | null }> {
  const configured = await configurationVersion(tx, null);
  if (configured === null) return { own: localClaimTypes, dayCount: null };
  const { configuration } = configured;
  return { own: ownTypesOf(configuration), dayCount: configuration.charges.dayCount };
}

const MOST_REMEMBERED = 100;
const remembered = new Map<string, Configuration>();

/** A stored document as it reads. The same one is asked for many times a day, and it takes longer to read than to fetch. */
function configurationIn(document: string): Configuration {
  const known = remembered.get(document);
  if (known !== undefined) return known;
  const configuration = storedConfigurationShape.parse(JSON.parse(document));
  if (remembered.size >= MOST_REMEMBERED) remembered.clear();
  remembered.set(document, configuration);
  return configuration;
}

/** These versions, each of which must be there: what was decided or written by one is told by it. */
export async function configurationVersions(
  tx: MunicipalityReadTx,
  versions: Iterable<number>,
): Promise<ReadonlyMap<number, Configuration>> {
  const configurations = new Map<number, Configuration>();
  for (const version of new Set(versions)) {
    const configured = await configurationVersion(tx, version);
    assert(configured !== null, 'what was done by a version of the configuration keeps it');
    configurations.set(version, configured.configuration);
  }
  return configurations;
}

export interface SaveConfiguration {
  /** As `readConfiguration` accepts it. */
  readonly configuration: Configuration;
  readonly by: string;
  readonly at: Temporal.Instant;
}

/**
 * Saves a new version, or keeps the one in force when nothing differs. Answers the version in force afterwards. What could
 * not be read from a file fails the transaction, also what an older version may still have.
 */
export async function saveConfiguration(tx: MunicipalityTx, save: SaveConfiguration): Promise<number> {
  const read = readConfiguration(save.configuration);
  assert(read.ok, `a configuration that cannot be saved: ${read.ok ? '' : read.refusal.faults.join('; ')}`);
  await sql`lock table configuration in share row exclusive mode`.execute(tx);
  const current = await configurationVersion(tx, null);
  if (current !== null && isDeepStrictEqual(current.configuration, save.configuration))
    return current.version;
  const version = (current?.version ?? 0) + 1;
  await sql`
    insert into configuration (version, document, recorded_at, recorded_by)
    values (${version}, ${JSON.stringify(save.configuration)}::jsonb, ${save.at.toString()}::timestamptz, ${save.by})`.execute(
    tx,
  );
  return version;
}
