import type { CprNumber } from '../../kernel/cpr-number.ts';
import { xml, type Markup } from '../../platform/xml.ts';
import { CPR_NAMESPACE } from './answer.ts';

export const ACTION = `${CPR_NAMESPACE}PersonLookup`;

/** On whose behalf the register is asked. */
export interface CprAgreement {
  readonly municipalityCvr: string;
}

/** The question about one person (PersonLookupRequest, SF1520 version 5). The register answers as of now. */
export function personQuestionXml(cpr: CprNumber, { municipalityCvr }: CprAgreement): Markup {
  return xml`<PersonLookupRequest xmlns="${CPR_NAMESPACE}">
  <AuthorityContext xmlns="http://serviceplatformen.dk/xml/schemas/AuthorityContext/1/">
    <MunicipalityCVR>${municipalityCvr}</MunicipalityCVR>
  </AuthorityContext>
  <PNR xmlns="http://serviceplatformen.dk/xml/schemas/cpr/PNR/1/">${cpr}</PNR>
</PersonLookupRequest>`;
}
