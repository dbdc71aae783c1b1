import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { loadSchema, type XmlSchema } from '../../platform/xml.ts';

/** The register's published schema, compiled; null when the folder is not there. */
export function cprSchema(schemas: string): XmlSchema | null {
  const directory = join(schemas, 'cpr-sf1520', 'xsd-bundled');
  const entry = 'serviceplatformen-dk-xml-wsdl-soap11-CPR-PersonBaseDataExtended-5.xsd';
  return existsSync(directory) ? loadSchema({ directory, entry }) : null;
}
