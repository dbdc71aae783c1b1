import type { ToldPower } from '../../identity/login-port.ts';
import { parseCprNumber } from '../../kernel/cpr-number.ts';
import { parseCvrNumber } from '../../kernel/cvr-number.ts';
import { child, childrenNamed, readXml, type XmlElement } from '../../platform/xml.ts';

/** Both stand in use, by who made the product. */
const NAMESPACES = [
  'http://digst.dk/oiosaml/basic_privilege_profile',
  'http://itst.dk/oiosaml/basic_privilege_profile',
];
const PERSON = 'urn:dk:gov:saml:cprNumberIdentifier:'; // not seen in a real answer (Q64)
const COMPANY = 'urn:dk:gov:saml:cvrNumberIdentifier:';

/**
 * The powers that others have given (OIO Basic Privilege Profile, base64). A group that is limited by a constraint is left out: none
 * is known to us, and what is not understood gives nothing. Empty also when it cannot be read.
 */
export function powersIn(base64: string): readonly ToldPower[] {
  const read = readXml(Buffer.from(base64, 'base64').toString('utf8'), null, ['Scope']);
  if (!read.ok || read.value.name !== 'PrivilegeList' || !NAMESPACES.includes(read.value.namespace))
    return [];
  return childrenNamed(read.value, 'PrivilegeGroup').flatMap(powerIn);
}

function powerIn(group: XmlElement): ToldPower[] {
  const giver = giverOf(group.attributes?.['Scope'] ?? '');
  if (giver === null || group.children.some(({ name }) => name !== 'Privilege')) return [];
  if (child(group, 'Privilege') === null) return [];
  return [{ giver, privileges: childrenNamed(group, 'Privilege').map(({ text }) => text) }];
}

function giverOf(scope: string): ToldPower['giver'] | null {
  if (scope.startsWith(PERSON)) {
    const cpr = parseCprNumber(scope.slice(PERSON.length));
    return cpr === null ? null : { cpr };
  }
  const cvr = scope.startsWith(COMPANY) ? parseCvrNumber(scope.slice(COMPANY.length)) : null;
  return cvr === null ? null : { cvr };
}
