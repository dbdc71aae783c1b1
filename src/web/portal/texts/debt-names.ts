import type { Language } from '../../ui/language.ts';

type Names = readonly [danish: string, english: string];

/**
 * What debts are called on the citizens' pages, by their code in the list of claim types: what somebody would call it themselves, in words
 * that are as true for who acts for them. The authority's own names (statute/claim-types.json) are for the authority. An English name has
 * the Danish word beside it where that is on every paper.
 */
const names: Readonly<Record<string, Names>> = {
  KTTIBAK: ['Hjælp, der skal betales tilbage', 'Benefits to be paid back'],
  KFNEBOF: ['Indskud til bolig', 'Deposit for a home (boligindskud)'],
  KTNEBOF: ['Indskud til bolig', 'Deposit for a home (boligindskud)'],
  KTBRFLX: ['Fleksløntilskud, der skal betales tilbage', 'Flexi-job wage subsidy to be paid back'],
  KTBRSER: ['Tilskud til virksomhed', 'Grant for a business'],
  KTVILFL: ['Løntilskud, der skal betales tilbage', 'Wage subsidy to be paid back'],
  KFBILØK: ['Lån til bil', 'Car loan'],
  KTSTRAF: ['Beløb efter en dom', 'Amount by a judgment'],
  KTCIVIL: ['Tilskud, der skal betales tilbage', 'Grant to be paid back'],
  KTBRKYD: [
    'Kontantydelse, der skal betales tilbage',
    'Temporary cash benefit (kontantydelse) to be paid back',
  ],
  KTBRMUD: ['Hjælp, der skal betales tilbage', 'Benefits to be paid back'],
  KTBRRRL: ['Ydelse, der skal betales tilbage', 'Benefits to be paid back'],
  KTBRIUK: ['Ydelse, der skal betales tilbage', 'Benefits to be paid back'],
  KTBRENK: ['Engangshjælp, der skal betales tilbage', 'One-time help to be paid back'],
  KTBRROV: ['Hjælp til at starte virksomhed', 'Help to start a business'],
  KTNEBOL: ['Hjælp til bolig', 'Help with housing costs'],
  KTSEREV: ['Hjælp til at starte virksomhed', 'Help to start a business'],
  KTNESÆR: ['Hjælp, der skal betales tilbage', 'Help to be paid back'],
  KTNESTØ: ['Støtte til bolig', 'Support for housing costs'],
  KFBILLA: ['Lån til bil', 'Car loan'],
  KFDAINS: ['Børnepasning', 'Child care (daginstitution)'],
  KFSKFRI: ['SFO', 'After-school care (SFO)'],
  KFLRUNG: ['Klub', 'Youth club'],
  KFTILDA: ['Tilskud til pasning, der skal betales tilbage', 'Child care subsidy to be paid back'],
  KFTBBSF: ['Tilskud til pasning, der skal betales tilbage', 'Child care subsidy to be paid back'],
  KFTØFIN: [
    'Fripladstilskud, der skal betales tilbage',
    'Child care subsidy (fripladstilskud) to be paid back',
  ],
  KFGEDAI: ['Fripladstilskud, regnet om', 'Child care subsidy (fripladstilskud), worked out again'],
  KFOMDAG: ['Fripladstilskud, regnet om', 'Child care subsidy (fripladstilskud), worked out again'],
  GEDAINS: ['Gebyr', 'Fee'],
  REOPDAG: ['Renter', 'Interest'],
  REOPKOM: ['Renter', 'Interest'],
  KFOPREN: ['Renter', 'Interest'],
  KOPRORE: ['Renter', 'Interest'],
  REMILJØ: ['Renter', 'Interest'],
  GEOPERI: ['Gebyr for rykker', 'Fee for a reminder'],
  KFOPGEB: ['Gebyr for rykker', 'Fee for a reminder'],
  KFCVGEB: ['Gebyr for rykker', 'Fee for a reminder'],
  KFCVREN: ['Renter', 'Interest'],
  REINDGI: ['Renter fra Gældsstyrelsen', 'Interest from Gældsstyrelsen'],
  GEOPKRÆ: ['Gebyr', 'Fee'],
  KFMILJØ: ['Gebyr for miljø', 'Environmental fee'],
  KFBBSAG: ['Betaling for behandling af en sag', 'Payment for handling a case'],
  KFGBJOR: ['Gebyr for flytning af jord', 'Fee for moving soil'],
  DFHUSLJ: ['Husleje', 'Rent'],
  DFHUSAL: ['Husleje', 'Rent'],
  DKHUSER: ['Leje af lokaler', 'Rent of premises'],
  EFHUSLJ: ['Forbrug i boligen', 'Consumption in a home'],
  EFHUSAL: ['Forbrug i boligen', 'Consumption in a home'],
  EKHUSER: ['Forbrug i lokaler', 'Consumption in premises'],
  DKFLYTT: ['Istandsættelse efter flytning', 'Repairs after moving out'],
  GELEOAL: ['Gebyr for rykker', 'Fee for a reminder'],
  GKERHLO: ['Gebyr for rykker', 'Fee for a reminder'],
  DFHUSLE: ['Husleje', 'Rent'],
  KFVAFBL: ['Vand', 'Water'],
  CFFAKTU: ['Regning', 'Bill'],
  KFGFEJL: ['Penge, der er udbetalt ved en fejl', 'Money paid out by mistake'],
  KFERSMF: ['Erstatning', 'Compensation'],
  KFERSUF: ['Erstatning', 'Compensation'],
  CFCIVIL: ['Regning', 'Bill'],
  KFROTFO: ['Bekæmpelse af rotter', 'Rat control'],
  KFEBHUV: ['Ophold i en tid uden bolig', 'Stay while without a home'],
  KFBOTMO: ['Ophold på botilbud', 'Stay in supported housing (botilbud)'],
  KFTILSE: ['Hjælp, der skal betales tilbage', 'Help to be paid back'],
  KFURSDP: ['Sygedagpenge, der skal betales tilbage', 'Sickness benefit (sygedagpenge) to be paid back'],
  KFETAND: ['Tandpleje', 'Dental care'],
  KFANBBØ: ['Betaling for barn, der bor uden for hjemmet', 'Payment for a child living away from home'],
  KFPERTI: [
    'Personligt tillæg, der skal betales tilbage',
    'Personal supplement (personligt tillæg) to be paid back',
  ],
  KTAKJOA: [
    'Ydelse under jobafklaring, der skal betales tilbage',
    'Job clarification benefit to be paid back',
  ],
  KFLÅNSG: ['Lån til ejendomsskat', 'Loan for property tax'],
  KFRELÅG: ['Renter af lån', 'Interest on a loan'],
  ERLÅNEN: ['Lån til energi', 'Loan for energy'],
  'LOKAL-PARKERING': ['Parkeringsafgift', 'Parking charge'],
  'LOKAL-BIBLIOTEK': ['Bibliotek', 'Library'],
  'LOKAL-BEBOERINDSKUD': ['Lån til indskud i bolig', 'Loan for a deposit (beboerindskudslån)'],
  'LOKAL-BYGGESAG': ['Gebyr for byggesag', 'Building permit fee'],
  'LOKAL-RENOVATION': ['Affald', 'Waste'],
  'LOKAL-MUSIKSKOLE': ['Musikskole', 'Music school'],
  'LOKAL-PLEJEHJEM': ['Plejehjem', 'Care home'],
  'LOKAL-REFUSION': ['Betaling mellem kommuner', 'Payment between municipalities'],
};

const ANYTHING: Names = ['Regning fra kommunen', 'Bill from the municipality'];

/** The name of a type; one that has none here is a bill from the municipality. */
export function debtName(type: string, language: Language): string {
  const [danish, english] = names[type] ?? ANYTHING;
  return language === 'da' ? danish : english;
}

/** The codes that have a name. */
export const namedTypes: readonly string[] = Object.keys(names);
