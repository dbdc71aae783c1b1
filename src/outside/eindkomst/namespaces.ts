/** Prefixes as in the register's own descriptions; the readers go by names, not prefixes. */
const CLASS = 'http://rep.oio.dk/skat.dk/eindkomst/class';
const VERSION = 'xml/schemas/20071202/';

export const NAMESPACES = {
  k: 'http://www.kombit.dk/2017/01/01/',
  kon: 'http://kombit.dk/xml/schemas/kontekst/2017/01/01/',
  f: 'http://rep.oio.dk/skat.dk/eindkomst/',
  v: 'http://rep.oio.dk/skat.dk/motor/class/virksomhed/xml/schemas/20080401/',
  cpr: 'http://rep.oio.dk/cpr.dk/xml/schemas/core/2005/03/18/',
  at: `${CLASS}/abonnenttype/${VERSION}`,
  abt: `${CLASS}/abonnementtype/${VERSION}`,
  af: `${CLASS}/adgangformaaltype/${VERSION}`,
  fra: `${CLASS}/soegeaarmaanedfrakode/${VERSION}`,
  til: `${CLASS}/soegeaarmaanedtilkode/${VERSION}`,
  ang: `${CLASS}/angivelse/${VERSION}`,
  ans: `${CLASS}/ansaettelseforhold/${VERSION}`,
  ipg: `${CLASS}/indkomstpersongruppe/${VERSION}`,
  bl: `${CLASS}/blanket/${VERSION}`,
  bf: `${CLASS}/blanketfelt/${VERSION}`,
  fe: `${CLASS}/feltenhedtype/${VERSION}`,
  aff: `${CLASS}/angivelsefelt/${VERSION}`,
  d7: 'http://rep.oio.dk/xkom.dk/xml/schemas/2007/09/01/',
  d6: 'http://rep.oio.dk/xkom.dk/xml/schemas/2006/09/01/',
  d4: 'http://rep.oio.dk/xkom.dk/xml/schemas/2007/04/15/',
} as const;
