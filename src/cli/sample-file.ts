import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { MunicipalityCode } from '../kernel/ids.ts';
import type { LetterAssets } from '../letters/assets.ts';
import type { LetterModel } from '../letters/model.ts';
import { renderLetter } from '../letters/render.ts';
import { PROJECT_ROOT } from '../platform/config.ts';
import { PlainError } from './command.ts';

/** Writes a letter to look at; answers where. A letter may hold personal data: it is for its owner's eyes only. */
export async function writeSampleLetter(
  file: string,
  model: LetterModel,
  assets: LetterAssets,
): Promise<string> {
  const rendered = renderLetter(model, assets);
  if (!rendered.ok) throw new PlainError(`Prøvebrevet kan ikke laves: ${rendered.refusal.tag}`);
  await mkdir(dirname(file), { recursive: true, mode: 0o700 });
  await writeFile(file, rendered.value.pdf, { mode: 0o600 });
  return file;
}

/** Where a dry run puts the letter that it shows: `var/reports/998/2026-03-sample-letter.pdf`. */
export function sampleFileOf(municipality: MunicipalityCode, run: string): string {
  return join(PROJECT_ROOT, 'var/reports', municipality, `${run}-sample-letter.pdf`);
}
