import type { CprNumber } from '../../kernel/cpr-number.ts';
import type { YearMonth } from '../../kernel/dates.ts';
import { namespaceDeclarations, xml, type Markup } from '../../platform/xml.ts';
import { NAMESPACES } from './namespaces.ts';

export const ACTION =
  'http://www.kombit.dk/2017/01/01/SKATForwardEIndkomstServiceService_4#SF0770_A_IndkomstoplysningerLaes_IndkomstoplysningerLaes';

/** The municipality's agreement with the income register: three codes, and the SE number it is made with. */
export interface EindkomstAgreement {
  readonly subscriberType: string;
  readonly subscriptionType: string;
  readonly purpose: string;
  readonly seNumber: string;
}

export interface IncomeQuestion {
  readonly cpr: CprNumber;
  /** Pay months, both included. */
  readonly from: YearMonth;
  readonly to: YearMonth;
  /** The moment for which the register answers. */
  readonly at: Temporal.Instant;
  readonly messageId: string;
}

/** The question about one person's income in some months (IndkomstOplysningPersonHent_I, SF0770_A version 4). */
export function incomeQuestionXml(question: IncomeQuestion, agreement: EindkomstAgreement): Markup {
  const { cpr, from, to, at, messageId } = question;
  return xml`<k:IndkomstOplysningPersonHent_I ${namespaceDeclarations(NAMESPACES)}>
  <kon:HovedOplysninger>
    <kon:TransaktionsId>${messageId}</kon:TransaktionsId>
    <kon:TransaktionsTid>${at.toString()}</kon:TransaktionsTid>
  </kon:HovedOplysninger>
  <k:IndkomstOplysningPersonInddata>
    <f:AbonnentAdgangStruktur>
      <at:AbonnentTypeKode>${agreement.subscriberType}</at:AbonnentTypeKode>
      <abt:AbonnementTypeKode>${agreement.subscriptionType}</abt:AbonnementTypeKode>
      <af:AdgangFormaalTypeKode>${agreement.purpose}</af:AdgangFormaalTypeKode>
    </f:AbonnentAdgangStruktur>
    <f:AbonnentStruktur>
      <f:AbonnentVirksomhedStruktur>
        <f:AbonnentVirksomhed><v:VirksomhedSENummerIdentifikator>${agreement.seNumber}</v:VirksomhedSENummerIdentifikator></f:AbonnentVirksomhed>
      </f:AbonnentVirksomhedStruktur>
    </f:AbonnentStruktur>
    <f:IndkomstOplysningValg>
      <f:IndkomstPersonSamling>
        <f:PersonIndkomstSoegeStruktur>
          <cpr:PersonCivilRegistrationIdentifier>${cpr}</cpr:PersonCivilRegistrationIdentifier>
          <f:SoegeAarMaanedLukketStruktur>
            <fra:SoegeAarMaanedFraKode>${from.replace('-', '')}</fra:SoegeAarMaanedFraKode>
            <til:SoegeAarMaanedTilKode>${to.replace('-', '')}</til:SoegeAarMaanedTilKode>
          </f:SoegeAarMaanedLukketStruktur>
        </f:PersonIndkomstSoegeStruktur>
      </f:IndkomstPersonSamling>
    </f:IndkomstOplysningValg>
  </k:IndkomstOplysningPersonInddata>
</k:IndkomstOplysningPersonHent_I>`;
}
