import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { generateDemo, type DemoSummary } from '../../src/demo/generate/generate.ts';
import { month } from '../../src/kernel/dates.ts';
import { municipalityCode } from '../../src/kernel/ids.ts';
import { cprSimulator } from '../../src/outside/cpr/simulator.ts';
import { eindkomstSimulator } from '../../src/outside/eindkomst/simulator.ts';
import { ydelsesindeksSimulator } from '../../src/outside/ydelsesindeks/simulator.ts';
import type { SoapSimulator } from '../../src/platform/soap-simulator.ts';
import { townConfiguration } from './town.ts';

/** A small demo municipality, 997, with the registers that know its people, for tests of whole commands. */
export interface DemoTown {
  readonly folder: string;
  readonly claimsFile: string;
  readonly configurationFile: string;
  readonly summary: DemoSummary;
  /** Every CPR number of the demo: none of them may ever be printed. */
  readonly numbers: readonly string[];
  readonly registers: Readonly<Record<'income' | 'persons' | 'benefits', SoapSimulator>>;
  /** The environment in which a command meets these registers. */
  readonly environment: Readonly<Record<string, string>>;
  /** The registers' own clock, which only the person register needs. */
  setClock(moment: string): void;
  close(): Promise<void>;
}

export async function demoTown(size: number): Promise<DemoTown> {
  const folder = mkdtempSync(join(tmpdir(), 'afdrag-town-'));
  const directory = join(folder, 'demo');
  const configuration = townConfiguration({ code: municipalityCode('997'), name: 'Nabokøbing Kommune' });
  const { code, cvr, registers: codes } = configuration;
  const { seNumber } = codes;
  const months = { from: month('2025-07'), to: month('2026-12') };
  const made = generateDemo({
    municipality: { code, cvr, seNumber },
    size,
    seed: 1,
    out: directory,
    ...months,
  });
  if (!made.ok) throw new Error(made.refusal.tag);
  const configurationFile = join(folder, 'municipality.json');
  writeFileSync(configurationFile, JSON.stringify(configuration));
  let now = Temporal.Instant.from('2026-01-10T09:00:00Z');
  const income = await eindkomstSimulator({
    directory,
    agreement: {
      subscriberType: codes.abonnentType,
      subscriptionType: codes.abonnementType,
      purpose: codes.adgangFormaalType,
      seNumber,
    },
    schema: null,
  });
  const agreement = { municipalityCvr: cvr };
  const persons = await cprSimulator({ directory, agreement, schema: null, clock: () => now });
  const benefits = await ydelsesindeksSimulator({ directory, agreement, schema: null });
  return {
    folder,
    claimsFile: join(directory, 'claims.csv'),
    configurationFile,
    summary: made.value,
    numbers: readdirSync(join(directory, 'cpr')),
    registers: { income, persons, benefits },
    environment: {
      AFDRAG_EINDKOMST_URL: income.url,
      AFDRAG_CPR_URL: persons.url,
      AFDRAG_YDELSESINDEKS_URL: benefits.url,
      // The published schema refuses replacement numbers, which are all that the demo's people have.
      AFDRAG_SCHEMAS: join(folder, 'no-schemas'),
    },
    setClock: (moment) => void (now = Temporal.Instant.from(moment)),
    close: async () => {
      await Promise.all([income.close(), persons.close(), benefits.close()]);
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
