import { randomUUID } from 'node:crypto';
import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { RecoveryAuthority } from '../collection/recovery-port.ts';
import type { Configuration } from '../municipality/configuration.ts';
import { psrmClient } from '../outside/psrm/client.ts';
import { directAuthority } from '../outside/psrm/direct.ts';
import { stateFromText, stateToText } from '../outside/psrm/simulated-state.ts';
import { SimulatedAuthority } from '../outside/psrm/simulator.ts';
import type { Clock } from '../platform/clock.ts';
import type { Config } from '../platform/config.ts';
import { PlainError } from './command.ts';
import { demoFolder } from './composition.ts';
import { tlsFiles } from './secret-file.ts';

/**
 * Connects a municipality to the recovery authority: the real one where the environment gives its address, else, for the demo's
 * municipalities, a simulated one that keeps what it knows in a file, so that separate commands meet the same. Null for those
 * that tell it by a list.
 */
export function connectRecovery(
  config: Config,
  configuration: Configuration,
  clock: Clock,
): RecoveryAuthority | null {
  const { code, recovery, registers } = configuration;
  if (recovery.channel === 'list') return null;
  if (config.recoveryUrl !== null) {
    const service = {
      url: config.recoveryUrl,
      tls: tlsFiles(config),
      timeoutMs: 60_000,
      attempts: 3,
      backoffMs: 500,
      maxAnswerBytes: 50_000_000,
      connections: 2,
    };
    return psrmClient({ service, senderSe: registers.seNumber, clock, newMessageId: randomUUID });
  }
  const folder = demoFolder(code);
  if (config.production || !existsSync(folder))
    throw new PlainError(`Kommune ${code} har ingen adresse på Gældsstyrelsen (AFDRAG_PSRM_URL).`);
  return keptIn(join(folder, 'psrm.json'), configuration);
}

/** The simulated authority; what it knows is written after each time that something is asked or told. */
function keptIn(file: string, { recovery }: Configuration): RecoveryAuthority {
  const agreement = { creditor: recovery.creditor ?? '', types: null, rights: recovery.rights };
  const state = existsSync(file) ? { state: stateFromText(readFileSync(file, 'utf8')) } : {};
  const simulated = new SimulatedAuthority({ agreement, seed: 1, payments: true, ...state });
  const direct = directAuthority(simulated);
  const kept = async <T>(asked: Promise<T>): Promise<T> => {
    const answer = await asked;
    writeFileSync(`${file}.new`, stateToText(simulated.state));
    renameSync(`${file}.new`, file);
    return answer;
  };
  return {
    deliver: (delivery, at) => kept(direct.deliver(delivery, at)),
    receipts: (delivery, at) => kept(direct.receipts(delivery, at)),
    notifications: (since, at) => kept(direct.notifications(since, at)),
    answerHearing: (answer, at) =>
      kept(direct.answerHearing?.(answer, at) ?? Promise.resolve('unknown' as const)),
  };
}
