/** Names of SAML 2 and of its Danish profile OIOSAML 3. */

export const ASSERTION = 'urn:oasis:names:tc:SAML:2.0:assertion';
export const PROTOCOL = 'urn:oasis:names:tc:SAML:2.0:protocol';
export const METADATA = 'urn:oasis:names:tc:SAML:2.0:metadata';
export const REDIRECT = 'urn:oasis:names:tc:SAML:2.0:bindings:HTTP-Redirect';
export const POST = 'urn:oasis:names:tc:SAML:2.0:bindings:HTTP-POST';
export const BEARER = 'urn:oasis:names:tc:SAML:2.0:cm:bearer';
export const PERSISTENT = 'urn:oasis:names:tc:SAML:2.0:nameid-format:persistent';
export const URI_NAME = 'urn:oasis:names:tc:SAML:2.0:attrname-format:uri';
export const STATUS = 'urn:oasis:names:tc:SAML:2.0:status:';
export const SUCCESS: string = `${STATUS}Success`;
export const DSIG = 'http://www.w3.org/2000/09/xmldsig#';

const LEVELS = 'https://data.gov.dk/concept/core/nsis/loa';
const EID = 'https://data.gov.dk/model/core/eid/';

export const SUBSTANTIAL = `${LEVELS}/Substantial`;
export const PERSON = `${EID}person/uuid/`;
export const PROFESSIONAL = `${EID}professional/uuid/`;

/** The attributes that we ask for and read. */
export const attribute = {
  version: 'https://data.gov.dk/model/core/specVersion',
  level: LEVELS,
  cpr: `${EID}cprNumber`,
  name: `${EID}fullName`,
  cvr: `${EID}professional/cvr`,
  privileges: `${EID}privilegesIntermediate`,
} as const;

export const VERSION = 'OIO-SAML-3.0';

/** Only what authenticates what it hides, and signatures that are not out of date. */
export const allowed = {
  encryption: ['http://www.w3.org/2009/xmlenc11#aes256-gcm', 'http://www.w3.org/2009/xmlenc11#aes128-gcm'],
  keyEncryption: [
    'http://www.w3.org/2001/04/xmlenc#rsa-oaep-mgf1p',
    'http://www.w3.org/2009/xmlenc11#rsa-oaep',
  ],
  signature: [
    'http://www.w3.org/2001/04/xmldsig-more#rsa-sha256',
    'http://www.w3.org/2001/04/xmldsig-more#rsa-sha512',
  ],
  digest: ['http://www.w3.org/2001/04/xmlenc#sha256', 'http://www.w3.org/2001/04/xmlenc#sha512'],
} as const satisfies Readonly<Record<string, readonly string[]>>;
