import type { MunicipalityReadTx } from '../platform/database.ts';
import { configuredNow } from './configured.ts';
import { decisionRule } from './decision-rule.ts';

/** What is approved today is decided by what the municipality has chosen today. */
export async function decidingBy(tx: MunicipalityReadTx) {
  const { version, configuration } = await configuredNow(tx);
  return { due: decisionRule(configuration).due, configurationVersion: version };
}
