import { explainMonth } from '../agreements/explain.ts';
import type { Determination } from '../agreements/types.ts';
import { personRecordsAsOf } from '../debtors/person-records.ts';
import { representativesOf } from '../debtors/representatives.ts';
import { latestBatch } from '../facts/as-of.ts';
import { statementsAbout } from '../facts/stated-history.ts';
import { benefitsTold, incomeTold } from '../facts/told-about.ts';
import type { DebtorNumber } from '../kernel/ids.ts';
import type { IncomeAmounts } from '../law/net-income.ts';
import { zeroOre } from '../kernel/money.ts';
import { explanationInWords, type Whose } from '../letters/explanation-in-words.ts';
import type { MunicipalityReadTx } from '../platform/database.ts';
import { toldKroner, type Told, type Whereabouts } from './my-data-told.ts';
import { foundWords, representativeWords, type PageWords } from './my-data-words.ts';
import { monthsFound } from './months-found.ts';

/** Who somebody is, as CPR has told it, and who acts for them. */
export async function personOf(
  tx: MunicipalityReadTx,
  debtor: DebtorNumber,
  where: Whereabouts,
): Promise<Told> {
  const batch = await latestBatch(tx);
  const record = batch === null ? undefined : (await personRecordsAsOf(tx, [debtor], batch)).get(debtor);
  const representatives = await representativesOf(tx, debtor);
  return {
    kilde: 'CPR',
    navn: record?.name ?? null,
    adresse: where(record?.address ?? []),
    'beskyttet adresse': record?.addressProtected ?? null,
    født: record?.born ?? null,
    'børn under 18': record?.childrenUnder18 ?? null,
    'får digital post': record?.digitalPost ?? null,
    'andre, der handler': representatives.map(({ kind, from, to }) => ({
      som: representativeWords[kind],
      fra: from,
      til: to,
    })),
  };
}

/** What employers and others have reported of each month; who works somewhere can be found there. */
export async function incomeOf(
  tx: MunicipalityReadTx,
  debtor: DebtorNumber,
  where: Whereabouts,
): Promise<Told> {
  return (await incomeTold(tx, debtor)).map(({ month, toldOn, reports }) => ({
    kilde: 'eIndkomst',
    måned: month,
    'oplyst til os': toldOn,
    indberetninger: reports.map(({ kind, employer, periodFrom, periodTo, paidOn, amounts }) => ({
      slags: kind === 'I' ? 'indberettet' : 'taget tilbage',
      'indberettet af': where(employer),
      fra: periodFrom,
      til: periodTo,
      udbetalt: paidOn,
      ...Object.fromEntries(
        amountNames
          .filter(([, name]) => amounts[name] !== zeroOre)
          .map(([words, name]) => [words, toldKroner(amounts[name])]),
      ),
    })),
  }));
}

const amountNames = [
  ['løn og andet med AM-bidrag', 'contributory'],
  ['indkomst uden AM-bidrag', 'nonContributory'],
  ['skat', 'tax'],
  ['AM-bidrag', 'labourContribution'],
  ['B-indkomst med AM-bidrag', 'contributoryB'],
  ['B-indkomst uden AM-bidrag', 'nonContributoryB'],
] as const satisfies readonly (readonly [string, keyof IncomeAmounts])[];

/** The benefits that somebody gets, each time something else was told. */
export async function benefitsOf(tx: MunicipalityReadTx, debtor: DebtorNumber): Promise<Told> {
  return (await benefitsTold(tx, debtor)).map(({ toldOn, grants }) => ({
    kilde: 'Ydelsesindeks',
    'oplyst til os': toldOn,
    ydelser: grants.map(({ name, from, to }) => ({ ydelse: name, fra: from, til: to })),
  }));
}

export async function statedOf(
  tx: MunicipalityReadTx,
  debtor: DebtorNumber,
  where: Whereabouts,
): Promise<Told> {
  return (await statementsAbout(tx, debtor)).map(({ netIncomeYear, from, to, evidence }) => ({
    'indkomst efter skat om året': toldKroner(netIncomeYear),
    fra: from,
    til: to,
    dokumentation: where(evidence),
  }));
}

/** What the rule said of each month, and why, in the sentences of the pages. */
export async function calculationsOf(
  tx: MunicipalityReadTx,
  debtor: DebtorNumber,
  { whose }: Pick<PageWords, 'whose'>,
): Promise<Told> {
  const told: Told[] = [];
  for (const found of await monthsFound(tx, { debtor })) told.push(await calculationOf(tx, found, whose));
  return told;
}

async function calculationOf(
  tx: MunicipalityReadTx,
  determination: Determination,
  whose: Whose,
): Promise<Told> {
  const { month, calculationDate, found, ruleVersion } = determination;
  const basis = found.outcome === 'none' ? null : found;
  const explained = await explainMonth(tx, determination);
  const sentences = explained.ok ? explanationInWords(explained.value.steps, 'da', () => '', whose) : [];
  const amounts = {
    'om måneden': found.outcome === 'plan' ? toldKroner(found.monthly) : null,
    'indkomst efter skat i første måned': toldKroner(basis?.earlierMonth ?? null),
    'indkomst efter skat i anden måned': toldKroner(basis?.laterMonth ?? null),
    'indkomst efter skat om året': toldKroner(basis?.netIncomeYear ?? null),
    'børn under 18': basis?.dependants ?? null,
    tabel: basis?.table ?? null,
    procent: basis?.percent ?? null,
  };
  return {
    måned: month,
    regnet: calculationDate,
    regel: ruleVersion,
    resultat: foundWords[found.outcome],
    hvorfor: sentences.map(({ sentence }) => sentence),
    // What the rule did not need is no figure of anybody's.
    ...Object.fromEntries(Object.entries(amounts).filter(([, value]) => value !== null)),
  };
}
