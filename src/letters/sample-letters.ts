import { batchNumber } from '../kernel/ids.ts';
import { date, month, type YearMonth } from '../kernel/dates.ts';
import { stated, type Source, type Step } from '../kernel/explanation.ts';
import { kroner, zeroOre } from '../kernel/money.ts';
import { paymentLine } from '../kernel/payment-line.ts';
import { assert } from '../kernel/result.ts';
import { assessByTable, type Circumstances } from '../law/assess.ts';
import { figuresEdition1 } from '../law/figures.ts';
import type { MonthOfIncome } from '../law/net-income.ts';
import { explanationInWords, sourceInWords } from './explanation-in-words.ts';
import type { DeferralLetter, Line, PlanLetter, Sender } from './model.ts';

/**
 * Letters to an invented person from the invented Bøgevang Kommune. They show what a letter looks like, and a template
 * is tried on them before it is used.
 */
export function samplePlanLetter(): PlanLetter {
  return {
    kind: 'plan',
    ...frame,
    basis: basis({ ...circumstances, income: { state: 'known', earlier: january, later: february } }),
    totalOwed: '24871.50',
    claims: [
      {
        ...claim,
        monthFrom: month('2024-09'),
        monthTo: month('2024-09'),
        owed: '12471.50',
        shareOfFirstInstalment: '2100.00',
      },
      {
        ...claim,
        monthFrom: month('2024-10'),
        monthTo: month('2024-10'),
        owed: '12400.00',
        shareOfFirstInstalment: '0.00',
      },
    ],
    monthly: '2100.00',
    firstDueDate: date('2026-04-01'),
    dueDay: 1,
    paymentLine: paymentLine('71', '00010012326030', '81234567'),
    decidedBy: { how: 'approved', title: 'økonomimedarbejder' },
    previous: { state: 'none' },
    hearing: {
      state: 'answered',
      askedOn: date('2026-02-10'),
      answer: 'Jeg har fået nyt arbejde, men jeg har også to børn. Kan I tage hensyn til det?',
      reply: 'Ja. Du har børn under 18 år, og derfor bruger vi den lavere procent i tabellen.',
    },
  };
}

/** The plan letter when no income is known: the fixed amount, decided automatically, nobody answered the hearing. */
export function sampleLetterWithoutIncome(): PlanLetter {
  return {
    ...samplePlanLetter(),
    basis: basis({ ...circumstances, income: { state: 'not-known', source: incomeRegister } }),
    monthly: '350.00',
    claims: samplePlanLetter().claims.map((each, index) => ({
      ...each,
      shareOfFirstInstalment: index === 0 ? '350.00' : '0.00',
    })),
    decidedBy: { how: 'automatic' },
    hearing: { state: 'no-answer', askedOn: date('2026-02-10'), deadline: date('2026-02-24') },
    paymentLine: null,
  };
}

/** The deferral letter to one who had a plan and now receives kontanthjælp. */
export function sampleDeferralLetter(): DeferralLetter {
  return {
    kind: 'deferral',
    ...frame,
    basis: basis({
      ...circumstances,
      benefits: { value: ['kontanthjælp'], source: benefitIndex },
      income: { state: 'not-known', source: incomeRegister },
    }),
    totalOwed: '24871.50',
    claims: [{ ...claim, monthFrom: month('2024-09'), monthTo: month('2024-10'), owed: '24871.50' }],
    from: date('2026-03-03'),
    ground: { ground: 'benefit', benefits: ['kontanthjælp'] },
    decidedBy: { how: 'automatic' },
    previous: { state: 'plan', monthly: '2100.00' },
    hearing: { state: 'not-needed' },
  };
}

const sender: Sender = {
  municipality: 'Bøgevang Kommune',
  department: 'Opkrævning',
  arms: '998/arms.svg',
  address: ['Åvej 12', '9998 Bøgevang'],
  phone: '70 00 09 98',
  email: 'opkraevning@boegevang.example',
  contactPage: 'boegevang.example/opkraevning',
  openingHours: 'mandag til fredag kl. 9-14, torsdag til kl. 17',
  dataProtectionOfficer: 'dpo@boegevang.example eller 70 00 09 97',
  bankAccount: { registration: '0000', number: '0009980001' },
};

const frame = {
  language: 'da',
  sender,
  recipient: {
    name: 'Åse Sørine Kjær',
    address: { kind: 'shown', lines: ['Ægirsvej 7, 2. th.', '9998 Bøgevang'] },
  },
  debtorNumber: 100_123,
  decisionReference: '202603-100123-0',
  decisionDate: date('2026-03-03'),
  lapseYears: 3,
  complaint: { weeks: 4, authority: 'Ankestyrelsen' },
} as const;

const claim = {
  benefit: 'kontanthjælp',
  repaymentDecision: date('2025-02-14'),
  lapseEarliest: date('2027-10-31'),
} as const;

const incomeRegister: Source = { register: 'eindkomst', batch: batchNumber(7), reference: null };
const benefitIndex: Source = { register: 'ydelsesindeks', batch: batchNumber(7), reference: null };

const circumstances: Omit<Circumstances, 'income'> = {
  calculationDate: date('2026-03-03'),
  dependants: { value: true, source: { register: 'cpr', batch: batchNumber(7), reference: null } },
  benefits: { value: ['boligstøtte', 'børne- og ungeydelse'], source: benefitIndex },
  otherIncome: { value: true, source: stated },
};

const january = monthOfPay('2025-12', 31_500);
const february = monthOfPay('2026-01', 30_000);

function monthOfPay(text: string, pay: number): MonthOfIncome {
  const value: YearMonth = month(text);
  return {
    month: value,
    source: incomeRegister,
    reports: [
      {
        kind: 'I',
        employer: '10000009',
        periodFrom: date(`${text}-01`),
        periodTo: date(`${text}-28`),
        paidOn: date(`${text}-28`),
        incomeType: '00',
        amounts: {
          contributory: kroner(pay),
          nonContributory: zeroOre,
          tax: kroner(6_600),
          labourContribution: kroner(2_400),
          contributoryB: zeroOre,
          nonContributoryB: zeroOre,
        },
      },
    ],
  };
}

function basis(facts: Circumstances): Line[] {
  const steps: Step[] = [];
  const assessment = assessByTable(figuresEdition1, facts, steps);
  assert(assessment.ok, 'the sample is a case that the rule answers');
  return explanationInWords(steps, 'da', (source) =>
    sourceInWords(source, 'da', source.batch === null ? null : date('2026-03-02')),
  );
}
