import type { NotObtainedReason } from '../../facts/ports.ts';
import type { CprNumber } from '../../kernel/cpr-number.ts';
import type { PlainDate } from '../../kernel/dates.ts';
import { addOre, parseKroner, plainKroner, zeroOre, type Ore } from '../../kernel/money.ts';
import { ok, refuse, type Result } from '../../kernel/result.ts';
import type { IncomeAmounts, IncomeReport } from '../../law/net-income.ts';
import {
  child,
  childrenNamed,
  dayOfXml,
  elementAt,
  leafXml,
  namespaceDeclarations,
  textAt,
  xml,
  type Markup,
  type XmlElement,
} from '../../platform/xml.ts';
import {
  AMOUNT_FIELDS,
  EMPLOYEE_ATP,
  fieldNumber,
  INCOME_TYPE,
  KIND_OF_INCOME,
  PAID_HOURS,
  REPORT_KIND,
  REVERSAL_MARK,
  wireField,
} from './fields.ts';
import { NAMESPACES } from './namespaces.ts';

const NO_AMOUNTS: IncomeAmounts = {
  contributory: zeroOre,
  nonContributory: zeroOre,
  tax: zeroOre,
  labourContribution: zeroOre,
  contributoryB: zeroOre,
  nonContributoryB: zeroOre,
};

/** A report as an employer makes it: what the rule asks for, and what stands beside it on the wire. */
export interface ReportOnTheWire extends IncomeReport {
  /** Field 199, the employee's share of ATP. */
  readonly atp?: Ore;
  /** Field 96, paid hours, for instance `160.33`. */
  readonly hours?: string;
  /** The employee's number with the employer. */
  readonly employeeId?: string;
}

export interface IncomeAnswer {
  readonly cpr: CprNumber;
  /** The transaction id of the question that is answered. */
  readonly messageId: string;
  readonly at: Temporal.Instant;
  /** In the order in which the register got them. None: the register knows of no income. */
  readonly reports: readonly ReportOnTheWire[];
}

/**
 * The register's answer about one person (IndkomstOplysningPersonHent_O, SF0770_A version 4), as a document.
 * Person → employer → pay period → forms 11000 > 16000 > 16001 → fields.
 */
export function incomeAnswerXml({ cpr, messageId, at, reports }: IncomeAnswer): string {
  const byEmployer = [...Map.groupBy(reports, (report) => report.employer)];
  const person = xml`
  <k:IndkomstPersonUddata>
    <f:IndkomstOplysningPersonSamling>
      <f:IndkomstOplysningPersonStruktur>
        <cpr:PersonCivilRegistrationIdentifier>${cpr}</cpr:PersonCivilRegistrationIdentifier>
        <f:IndkomstOplysningSamling>${byEmployer.map(([employer, own]) => employerXml(employer, own))}
        </f:IndkomstOplysningSamling>
      </f:IndkomstOplysningPersonStruktur>
    </f:IndkomstOplysningPersonSamling>
  </k:IndkomstPersonUddata>`;
  return xml`<?xml version="1.0" encoding="UTF-8"?>
<k:IndkomstOplysningPersonHent_O ${namespaceDeclarations(NAMESPACES)}>
  <kon:HovedOplysningerSvar>
    <kon:TransaktionsId>${messageId}</kon:TransaktionsId>
    <kon:TransaktionsTid>${at.toString()}</kon:TransaktionsTid>
  </kon:HovedOplysningerSvar>${reports.length === 0 ? null : person}
</k:IndkomstOplysningPersonHent_O>
`.markup;
}

function employerXml(employer: string, reports: readonly ReportOnTheWire[]): Markup {
  return xml`
          <f:IndberetningPligtigVirksomhed>
            <f:IndberetningPligtigVirksomhedStruktur>
              <f:IndberetningPligtigVirksomhed>
                <v:VirksomhedSENummerIdentifikator>${employer}</v:VirksomhedSENummerIdentifikator>
              </f:IndberetningPligtigVirksomhed>
            </f:IndberetningPligtigVirksomhedStruktur>
            <f:IndkomstLoenPeriodeSamling>${reports.map(payPeriodXml)}
            </f:IndkomstLoenPeriodeSamling>
          </f:IndberetningPligtigVirksomhed>`;
}

function payPeriodXml(report: ReportOnTheWire, index: number): Markup {
  const { periodFrom, periodTo, paidOn, kind, employeeId } = report;
  return xml`
              <f:LoenPeriodeOplysningStruktur>
                <ang:AngivelseVirksomhedEgenIdentifikator>${periodFrom}-${kind}-${index + 1}</ang:AngivelseVirksomhedEgenIdentifikator>
                <f:AngivelsePeriodeStruktur>
                  <ang:AngivelsePeriode>
                    <d6:StartDate>${periodFrom}</d6:StartDate>
                    <d4:EndDate>${periodTo}</d4:EndDate>
                  </ang:AngivelsePeriode>
                </f:AngivelsePeriodeStruktur>
                ${leafXml('ans:AnsaettelseforholdMedarbejderIdentifikator', employeeId)}
                <ipg:IndkomstPersonGruppeDispositionDato>${paidOn}</ipg:IndkomstPersonGruppeDispositionDato>
                <f:AngivelseBlanketIndholdStruktur>
                  <f:AngivelseOplysningSamling>${formsXml(report)}
                  </f:AngivelseOplysningSamling>
                </f:AngivelseBlanketIndholdStruktur>
              </f:LoenPeriodeOplysningStruktur>`;
}

function formsXml(report: ReportOnTheWire): Markup {
  return xml`
                    <f:AngivelseNiveau1>
                      <bl:BlanketNummerIdentifikator>11000</bl:BlanketNummerIdentifikator>
                      <f:AngivelseFeltSamling>${fieldXml(REPORT_KIND, report.kind)}${fieldXml(INCOME_TYPE, report.incomeType)}</f:AngivelseFeltSamling>
                      <f:UnderAngivelseSamling>
                        <f:AngivelseNiveau2>
                          <bl:BlanketNummerIdentifikator>16000</bl:BlanketNummerIdentifikator>
                          <f:AngivelseFeltSamling>${fieldXml(KIND_OF_INCOME, '0')}</f:AngivelseFeltSamling>
                          <f:UnderAngivelseSamling>
                            <f:AngivelseNiveau3>
                              <bl:BlanketNummerIdentifikator>16001</bl:BlanketNummerIdentifikator>
                              <f:AngivelseFeltSamling>${amountsXml(report)}</f:AngivelseFeltSamling>
                              <f:UnderAngivelseSamling></f:UnderAngivelseSamling>
                            </f:AngivelseNiveau3>
                          </f:UnderAngivelseSamling>
                        </f:AngivelseNiveau2>
                      </f:UnderAngivelseSamling>
                    </f:AngivelseNiveau1>`;
}

function amountsXml({ amounts, atp, hours }: ReportOnTheWire): readonly Markup[] {
  const fields = [...AMOUNT_FIELDS]
    .filter(([, name]) => amounts[name] !== 0n)
    .map(([number, name]) => fieldXml(number, plainKroner(amounts[name])));
  if (atp !== undefined) fields.push(fieldXml(EMPLOYEE_ATP, plainKroner(atp)));
  if (hours !== undefined) fields.push(fieldXml(PAID_HOURS, hours));
  // A form without a single field is not valid.
  return fields.length === 0 ? [fieldXml(57, '0.00')] : fields;
}

function fieldXml(number: number, text: string): Markup {
  return xml`<f:AngivelseFeltIndholdStruktur><f:BlanketFeltEnhedStruktur><bf:BlanketFeltNummerIdentifikator>${wireField(number)}</bf:BlanketFeltNummerIdentifikator><fe:FeltEnhedTypeKode>1</fe:FeltEnhedTypeKode></f:BlanketFeltEnhedStruktur><aff:AngivelseFeltIndholdTekst>${text}</aff:AngivelseFeltIndholdTekst></f:AngivelseFeltIndholdStruktur>`;
}

/**
 * Reads an answer about `cpr` to the question `messageId`; no reports when the register knows of none. Refuses an
 * answer about somebody else or to another question, one that reports an error, and one with a report that is not
 * whole: unknown kind, no pay period or pay date, an amount that is not one. Fields we do not ask for are passed over.
 */
export function readIncomeAnswer(
  answer: XmlElement,
  { cpr, messageId }: { readonly cpr: CprNumber; readonly messageId: string },
): Result<readonly IncomeReport[], NotObtainedReason> {
  const header = child(answer, 'HovedOplysningerSvar');
  if (answer.name !== 'IndkomstOplysningPersonHent_O' || header === null)
    return malformed('not an answer about income');
  if (textAt(header, 'TransaktionsId') !== messageId) return malformed('the answer is to another question');
  if (childrenNamed(header, 'SvarReaktion').some((reaction) => child(reaction, 'Fejl') !== null)) {
    return refuse({ tag: 'refused', detail: 'the register reports an error' });
  }
  const content = child(answer, 'IndkomstPersonUddata');
  if (content === null) return ok([]);
  const people = childrenNamed(
    child(content, 'IndkomstOplysningPersonSamling'),
    'IndkomstOplysningPersonStruktur',
  );
  if (people.length === 0) return malformed('no person in the answer');
  const reports: IncomeReport[] = [];
  for (const person of people) {
    if (textAt(person, 'PersonCivilRegistrationIdentifier') !== cpr) {
      return refuse({ tag: 'other-person', detail: 'the answer is about another number' });
    }
    for (const { employer, payPeriod } of payPeriodsOf(person)) {
      const read = readPayPeriod(payPeriod, employer);
      if (!read.ok) return read;
      reports.push(...read.value);
    }
  }
  return ok(reports);
}

/** Every pay period of a person in an answer, with the SE number of the employer that reported it. */
export function payPeriodsOf(
  person: XmlElement,
): readonly { readonly employer: string | null; readonly payPeriod: XmlElement }[] {
  const employers = childrenNamed(child(person, 'IndkomstOplysningSamling'), 'IndberetningPligtigVirksomhed');
  return employers.flatMap((element) => {
    const number =
      'IndberetningPligtigVirksomhedStruktur/IndberetningPligtigVirksomhed/VirksomhedSENummerIdentifikator';
    const employer = textAt(element, number);
    const payPeriods = childrenNamed(
      child(element, 'IndkomstLoenPeriodeSamling'),
      'LoenPeriodeOplysningStruktur',
    );
    return payPeriods.map((payPeriod) => ({ employer, payPeriod }));
  });
}

/** The day on which the pay was at the person's disposal; null when the report does not say. */
export function payDateOf(payPeriod: XmlElement): PlainDate | null {
  return dayOfXml(textAt(payPeriod, 'IndkomstPersonGruppeDispositionDato') ?? '');
}

function readPayPeriod(
  payPeriod: XmlElement,
  employer: string | null,
): Result<readonly IncomeReport[], NotObtainedReason> {
  const forms =
    elementAt(payPeriod, 'AngivelseBlanketIndholdStruktur/AngivelseOplysningSamling')?.children ?? [];
  const period = elementAt(payPeriod, 'AngivelsePeriodeStruktur/AngivelsePeriode');
  const periodFrom = dayOfXml(textAt(period, 'StartDate') ?? '');
  const periodTo = dayOfXml(textAt(period, 'EndDate') ?? '');
  const paidOn = payDateOf(payPeriod);
  if (employer === null) return malformed('a report without an employer');
  if (periodFrom === null || periodTo === null) return malformed('a report without its pay period');
  // § 11, stk. 4 goes by months, and the pay date decides the month; a period's end would be a guess.
  if (paidOn === null) return malformed('a report without its pay date');
  const reports: IncomeReport[] = [];
  for (const form of forms) {
    const read = readForm(form);
    if (!read.ok) return read;
    reports.push({ ...read.value, employer, periodFrom, periodTo, paidOn });
  }
  return ok(reports);
}

type Form = Pick<IncomeReport, 'kind' | 'incomeType' | 'amounts'>;

function readForm(form: XmlElement): Result<Form, NotObtainedReason> {
  const fields = fieldsOf(form, new Set());
  if (fields === null) return malformed('a field stands in a form and again in a form below it');
  const kind = onlyValue(fields, REPORT_KIND);
  const incomeType = onlyValue(fields, INCOME_TYPE);
  if (kind !== 'I' && kind !== 'T') return malformed('field 11 (kind of report) is missing or unknown');
  if (incomeType === null) return malformed('field 12 (income type) is missing or not the same throughout');
  const reversalMark = onlyValue(fields, REVERSAL_MARK) ?? '0';
  if (kind === 'I' && reversalMark !== '0') return malformed('field 21 marks a reversal, field 11 does not');
  const amounts: Record<keyof IncomeAmounts, Ore> = { ...NO_AMOUNTS };
  for (const { number, text } of fields) {
    const name = AMOUNT_FIELDS.get(number);
    if (name === undefined) continue;
    const amount = parseKroner(text);
    // A negative amount in a report is a correction of a kind we have not seen; adding it up would be a guess.
    if (amount === null || amount < 0n) return malformed(`field ${number} is not an amount`);
    amounts[name] = addOre(amounts[name], amount);
  }
  return ok({ kind, incomeType, amounts });
}

interface Field {
  readonly number: number;
  readonly text: string;
}

// Forms side by side (several of 16001) add up. The same amount in a form and in one below it would count twice: null.
function fieldsOf(form: XmlElement, above: ReadonlySet<number>): readonly Field[] | null {
  const own = childrenNamed(child(form, 'AngivelseFeltSamling'), 'AngivelseFeltIndholdStruktur').flatMap(
    readField,
  );
  if (own.some(({ number }) => above.has(number) && AMOUNT_FIELDS.has(number))) return null;
  const seen = new Set([...above, ...own.map(({ number }) => number)]);
  const fields = [...own];
  for (const below of child(form, 'UnderAngivelseSamling')?.children ?? []) {
    const found = fieldsOf(below, seen);
    if (found === null) return null;
    fields.push(...found);
  }
  return fields;
}

function readField(element: XmlElement): readonly Field[] {
  const number = fieldNumber(
    textAt(element, 'BlanketFeltEnhedStruktur/BlanketFeltNummerIdentifikator') ?? '',
  );
  return number === null ? [] : [{ number, text: textAt(element, 'AngivelseFeltIndholdTekst') ?? '' }];
}

function onlyValue(fields: readonly Field[], number: number): string | null {
  const values = new Set(fields.filter((field) => field.number === number).map((field) => field.text));
  const [value] = values;
  return values.size === 1 && value !== undefined && value !== '' ? value : null;
}

function malformed(detail: string): { readonly ok: false; readonly refusal: NotObtainedReason } {
  return refuse({ tag: 'malformed', detail });
}
