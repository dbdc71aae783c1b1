import { createHash } from 'node:crypto';
import { mkdir, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { daysToExport, exportFile, noteExported, type ExportFile } from '../accounting/export.ts';
import type { MunicipalityCode } from '../kernel/ids.ts';
import type { Clock } from '../platform/clock.ts';
import { inMunicipality, readInMunicipality, type Database } from '../platform/database.ts';

export interface FilesToWrite {
  readonly municipality: MunicipalityCode;
  readonly folder: string;
  readonly clock: Clock;
}

/**
 * Writes a file for each day whose vouchers have not been handed over, and its checksum beside it; answers the paths. Stopped
 * and called again, it writes the same bytes in the same place.
 */
export async function writeVoucherFiles(
  database: Database,
  { municipality, folder, clock }: FilesToWrite,
): Promise<string[]> {
  const days = await readInMunicipality(database, municipality, daysToExport);
  const written: string[] = [];
  if (days.length > 0) await mkdir(folder, { recursive: true, mode: 0o700 });
  for (const day of days) {
    const file = await readInMunicipality(database, municipality, (tx) => exportFile(tx, day));
    written.push(await writeWhole(folder, file));
    await inMunicipality(database, municipality, (tx) => noteExported(tx, file, clock()));
  }
  return written;
}

/** Whoever fetches files sees each whole or not at all; the checksum is there before it. */
async function writeWhole(folder: string, { name, text }: ExportFile): Promise<string> {
  const path = join(folder, name);
  const sha256 = createHash('sha256').update(text).digest('hex');
  await writeFile(`${path}.sha256`, `${sha256}  ${name}\n`, { mode: 0o600 });
  await writeFile(`${path}.part`, text, { mode: 0o600 });
  await rename(`${path}.part`, path);
  return path;
}
