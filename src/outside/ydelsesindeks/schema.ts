import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { loadSchema, type XmlSchema } from '../../platform/xml.ts';

/** The index's published schema, compiled; null when the folder is not there. */
export function ydelsesindeksSchema(schemas: string): XmlSchema | null {
  const directory = join(schemas, 'ydelsesindeks-sf1491', 'xsd-bundled');
  return existsSync(directory) ? loadSchema({ directory, entry: 'www-kombit-dk-int-2022-01-01.xsd' }) : null;
}
