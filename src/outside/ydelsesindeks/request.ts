import type { CprNumber } from '../../kernel/cpr-number.ts';
import { xml, type Markup } from '../../platform/xml.ts';
import { CONTEXT_NAMESPACE, YDELSESINDEKS_NAMESPACE } from './answer.ts';

export const ACTION = `${YDELSESINDEKS_NAMESPACE}YdelseListeHentService#BevillingHent`;

/** On whose behalf the index is asked, and whose grants it may tell of. */
export interface YdelsesindeksAgreement {
  readonly municipalityCvr: string;
}

export interface BenefitsQuestion {
  readonly cpr: CprNumber;
  readonly at: Temporal.Instant;
  readonly messageId: string;
}

/**
 * The question about one person's grants (BevillingHent_I, SF1491 YdelseListeHent 2). No limit by end date is asked for:
 * whether the index would then leave out grants without an end is not documented, and those matter most.
 */
export function benefitsQuestionXml(
  question: BenefitsQuestion,
  { municipalityCvr }: YdelsesindeksAgreement,
): Markup {
  return xml`<BevillingHent_I xmlns="${YDELSESINDEKS_NAMESPACE}" xmlns:kon="${CONTEXT_NAMESPACE}">
  <kon:HovedOplysninger>
    <kon:TransaktionsId>${question.messageId}</kon:TransaktionsId>
    <kon:TransaktionsTid>${question.at.toString()}</kon:TransaktionsTid>
    <kon:AuthorityContext><kon:MunicipalityCVR>${municipalityCvr}</kon:MunicipalityCVR></kon:AuthorityContext>
  </kon:HovedOplysninger>
  <Kriterie>
    <PartCPRNummer>${question.cpr}</PartCPRNummer>
  </Kriterie>
  <PartRolle>Bevillingsmodtager</PartRolle>
  <RettighedListe>
    <BevillingDataAfgrGruppe>
      <MyndighedDataAfgrListe>
        <VirksomhedCVRNummer>${municipalityCvr}</VirksomhedCVRNummer>
      </MyndighedDataAfgrListe>
    </BevillingDataAfgrGruppe>
  </RettighedListe>
</BevillingHent_I>`;
}
