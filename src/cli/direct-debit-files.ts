import { mkdir, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import {
  deliveriesToLay,
  deliveryByNumber,
  deliveryText,
  noteLaid,
  type Delivery,
} from '../direct-debit/deliveries.ts';
import type { MunicipalityCode } from '../kernel/ids.ts';
import { betalingsserviceFiles } from '../outside/betalingsservice/files.ts';
import type { Clock } from '../platform/clock.ts';
import { inMunicipality, readInMunicipality, type Database } from '../platform/database.ts';

export interface FilesToLay {
  readonly municipality: MunicipalityCode;
  readonly folder: string;
  readonly clock: Clock;
}

/** Where the files to Betalingsservice lie, among what is handed over. */
export function directDebitFolder(exports: string): string {
  return join(exports, 'betalingsservice');
}

/**
 * Lays the file of each delivery that has none ready, and answers the paths. Stopped and called again it writes the same bytes in the same
 * place; whoever fetches them sees each whole or not at all.
 */
export async function layDirectDebitFiles(
  database: Database,
  { municipality, folder, clock }: FilesToLay,
): Promise<string[]> {
  const deliveries = await readInMunicipality(database, municipality, deliveriesToLay);
  const laid: string[] = [];
  for (const delivery of deliveries) {
    laid.push(await layFile(database, { municipality, folder, delivery }));
    await inMunicipality(database, municipality, (tx) => noteLaid(tx, delivery.number, clock()));
  }
  return laid;
}

/** Lays the file of a delivery that was made before once more; null = there is no such delivery. */
export async function layAgain(
  database: Database,
  { municipality, folder, number }: Omit<FilesToLay, 'clock'> & { readonly number: bigint },
): Promise<string | null> {
  const delivery = await readInMunicipality(database, municipality, (tx) => deliveryByNumber(tx, number));
  return delivery === null ? null : layFile(database, { municipality, folder, delivery });
}

async function layFile(
  database: Database,
  { municipality, folder, delivery }: Omit<FilesToLay, 'clock'> & { readonly delivery: Delivery },
): Promise<string> {
  const text = await readInMunicipality(database, municipality, (tx) =>
    deliveryText(tx, delivery, betalingsserviceFiles),
  );
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const path = join(folder, nameOf(delivery));
  await writeFile(`${path}.part`, text, { encoding: 'latin1', mode: 0o600 });
  await rename(`${path}.part`, path);
  return path;
}

/** The file's name: the number of Betalingsservice's delivery type, and ours. */
function nameOf({ kind, number }: Delivery): string {
  return `bs-${kind === 'collections' ? '0601' : '0605'}-${number}.txt`;
}
