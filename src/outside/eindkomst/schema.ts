import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { assert } from '../../kernel/result.ts';
import { loadSchema, type XmlSchema } from '../../platform/xml.ts';

const CPR_TYPE_FILE = 'rep-oio-dk-cpr-dk-xml-schemas-core-2005-03-18.xsd';
const UNKNOWN_NUMBER = '|0000000000"';
const REPLACEMENT_NUMBERS = '|((6[1-9]|[78][0-9]|9[01])(0[1-9]|1[0-2])[0-9]{6})';

/**
 * The register's published schema, compiled; null when the folder is not there. The schema's CPR type of 2005 refuses
 * replacement numbers (day + 60); `with-replacement-numbers` lets them through, for a simulated register only.
 */
export function eindkomstSchema(
  schemas: string,
  numbers: 'as-published' | 'with-replacement-numbers' = 'as-published',
): XmlSchema | null {
  const directory = join(schemas, 'eindkomst-sf0770a', 'xsd-bundled');
  if (!existsSync(directory)) return null;
  const entry = 'www-kombit-dk-2017-01-01.xsd';
  return numbers === 'as-published'
    ? loadSchema({ directory, entry })
    : loadSchema({ directory, entry, amend: allowReplacementNumbers });
}

function allowReplacementNumbers(file: string, text: string): string {
  if (file !== CPR_TYPE_FILE) return text;
  assert(text.includes(UNKNOWN_NUMBER), 'the CPR type of the schema ends with the unknown number');
  return text.replace(UNKNOWN_NUMBER, `${REPLACEMENT_NUMBERS}${UNKNOWN_NUMBER}`);
}
