import { xml } from '../../../platform/xml.ts';
import type { TestPower } from './people.ts';

/** Powers as they are told in OIOSAML (OIO Basic Privilege Profile). */
export function privilegesXml(powers: readonly TestPower[]): string {
  const groups = powers.map(({ of, number, privilege }) => {
    const scope = `urn:dk:gov:saml:${of === 'person' ? 'cpr' : 'cvr'}NumberIdentifier:${number}`;
    return xml`<PrivilegeGroup Scope="${scope}"><Privilege>${privilege}</Privilege></PrivilegeGroup>`;
  });
  return xml`<bpp:PrivilegeList xmlns:bpp="http://digst.dk/oiosaml/basic_privilege_profile">${groups}</bpp:PrivilegeList>`
    .markup;
}
