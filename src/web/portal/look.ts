import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { MunicipalityCode } from '../../kernel/ids.ts';
import type { Configuration } from '../../municipality/configuration.ts';
import { makeReady, type ReadyFile } from '../http/files.ts';
import { versionOf } from '../ui/assets.ts';

/** How a municipality's pages look, within the design system: two colours and its arms. */
export interface Look {
  readonly version: string;
  readonly styles: string;
  /** The arms as SVG; null where the file is not there. */
  readonly arms: string | null;
}

export type LookFile = 'kommune.css' | 'vaaben.svg';

/** The look of a configuration. Reads the arms in the folder of municipalities, once for each. */
export function lookOf({ portal, letterhead }: Configuration, municipalitiesFolder: string): Look {
  const { band, line } = portal.look;
  // Two colours that the configuration's shape has let through: nothing in them to quote.
  const styles = `:root{--band:${band};--line:${line}}`;
  const arms = armsIn(join(municipalitiesFolder, letterhead.arms));
  return { version: versionOf([styles, arms ?? '']), styles, arms };
}

const read = new Map<string, string | null>();

function armsIn(file: string): string | null {
  const known = read.get(file);
  if (known !== undefined) return known;
  const arms = existsSync(file) ? readFileSync(file, 'utf8') : null;
  read.set(file, arms);
  return arms;
}

/** Where a file of the look is had; it changes with the look. */
export function lookAddress(municipality: MunicipalityCode, { version }: Look, file: LookFile): string {
  return `/${municipality}/look/${version}/${file}`;
}

const ready = new Map<string, Promise<ReadyFile>>();

/** A file of the look as it is sent; null when the look has none, or another version is asked for. */
export async function lookFile(look: Look, version: string, name: string): Promise<ReadyFile | null> {
  if (version !== look.version) return null;
  const contents: Readonly<Record<string, string | null>> = {
    'kommune.css': look.styles,
    'vaaben.svg': look.arms,
  };
  const content = Object.hasOwn(contents, name) ? (contents[name] ?? null) : null;
  if (content === null) return null;
  const key = `${version}/${name}`;
  const made = ready.get(key) ?? makeReady(name, content);
  ready.set(key, made);
  return made;
}
