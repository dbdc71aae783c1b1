import { describe, expect, test } from 'vitest';
import type { WorkItemKind } from '../agreements/work-items.ts';
import { aboutInWords } from './work-about-words.ts';
import { workItemKinds } from './work-words.ts';

type Told = readonly (readonly [about: string, words: string])[];
/** Nothing but the debtor and the month is told, or that grounds were taken back. */
const nothingMore: Told = [['withdrawn 12', 'begrundelsen i punkt 12 er taget tilbage']];
const payment: Told = [['payment 7', 'betaling 7']];
const errand: Told = [['10000101', 'sag 10000101']];
const bankLine: Told = [
  ['4999123456 D-17', 'konto 4999123456, reference D-17'],
  ['- D-17 igen', 'reference D-17 igen'],
];

/** What the program writes of each kind, and how a person reads it. */
const told: Readonly<Record<WorkItemKind, Told>> = {
  'income-not-obtained': nothingMore,
  'person-not-obtained': nothingMore,
  'benefits-not-obtained': nothingMore,
  'not-asked': nothingMore,
  'reversal-without-original': nothingMore,
  'negative-net-income': nothingMore,
  'unknown-benefit': nothingMore,
  abroad: nothingMore,
  dead: nothingMore,
  missing: nothingMore,
  'number-not-valid': nothingMore,
  'number-of-another': nothingMore,
  guardianship: nothingMore,
  'under-18': nothingMore,
  'b-income': nothingMore,
  'children-disagree': nothingMore,
  'cash-benefit-disagrees': nothingMore,
  'income-at-limit': nothingMore,
  'income-corrected': nothingMore,
  'claim-lapsed': nothingMore,
  'lapse-review': nothingMore,
  'deferral-would-lapse': nothingMore,
  'order-not-read': [['dagtilbudsloven', 'dagtilbudsloven']],
  'letter-not-arrived': [
    ['202603000010012300 returned', 'brev 202603000010012300 kom retur'],
    ['202603000010012300/2 by-hand', 'brev 202603000010012300 skal en medarbejder bringe'],
  ],
  'letter-not-made': [
    ['no-guardian', 'ingen værge er noteret'],
    ['part-missing', 'en del, som loven kræver, mangler i brevet'],
  ],
  'hearing-answered': [['20260300001001230', 'afgørelse 202603-100123-0']],
  'arrived-late': [['20260300001001230', 'afgørelse 202603-100123-0']],
  'other-answer-today': [['2026-1', 'regelversion 2026-1']],
  'pension-age-soon': [['2026-05-20', '20. maj 2026']],
  'manual-plan-not-kept': [['2026-05-01', 'raten 1. maj 2026']],
  'default-needs-facts': [['2026-05-04', 'påkravet 4. maj 2026']],
  'default-paid-in-time': [['2026-05-04', 'påkravet 4. maj 2026']],
  'co-debtor-not-in-default': [['73', 'krav 73']],
  'money-suspended': payment,
  'money-held': [...payment, ['claim 73 2026-03-04', 'krav 73, fra 4. marts 2026']],
  'charged-back': payment,
  'paid-before-end': payment,
  'owed-back': payment,
  'owed-after-loss': [['payment 7 claim 73', 'betaling 7, krav 73']],
  'refund-rejected': [['refund 5', 'udbetaling 5']],
  'bank-line-unknown': bankLine,
  'bank-told-before': bankLine,
  'bank-told-in-parts': bankLine,
  'bank-line-unconfirmed': [['2026-03', 'marts 2026']],
  'till-differs': [['till 2 2026-03-04', 'kasse 2, 4. marts 2026']],
  'clearing-otherwise': [['betalingsservice', 'penge gennem Betalingsservice']],
  'besides-plan': [['31/1250.50', 'ordning 31, 1.250,50 kr. mere']],
  'plan-paid-in-time': [['31', 'ordning 31']],
  'reminded-in-vain': [
    ['31', 'ordning 31'],
    ['claim 73', 'krav 73'],
  ],
  'plan-past-limitation': [['31', 'ordning 31']],
  'limitation-runs-on': [['31/2027-01-04', 'ordning 31, forældes 4. januar 2027']],
  'other-in-errand': [['claim 73', 'krav 73']],
  'arrangement-proposed': [['31', 'ordning 31']],
  'objection-upheld': [
    ['claim 73 objection 4', 'krav 73'],
    ['claim 73 objection 4 1250.50', 'krav 73, skal være 1.250,50 kr.'],
  ],
  'citizen-message': [
    ['objection 100002001', 'indsigelse 100002001'],
    ['complaint 100002-3', 'klage, henvendelse 100002-3'],
  ],
  'web-payment': [
    [
      '998-0123456789ABCDEFGHJK refund-refused',
      'betaling 998-0123456789ABCDEFGHJK: udbyderen vil ikke sende beløbet tilbage',
    ],
  ],
  'direct-debit': [
    ['stop 111111111', 'borgeren har stoppet aftale 111111111'],
    ['unanswered AFDRAG-B202603100100001', 'der er intet svar på betaling AFDRAG-B202603100100001'],
  ],
  'step-to-approve': [['73/1/2026-02-13', 'krav 73, skridt 2 af forløbet']],
  'notice-exception': [['73/100001', 'krav 73, debitor 100001']],
  'hold-review': [['73/missing-address', 'krav 73, ingen adresse']],
  'errand-opened': errand,
  'errand-deadline': [
    ['10000101 2026-04-27 7', 'sag 10000101, senest 27. april 2026'],
    ['10000101 2026-04-27 0', 'sag 10000101, fristen var 27. april 2026'],
  ],
  'errand-claim': [['10000101 claim 73', 'sag 10000101, krav 73']],
  'estate-unknown': errand,
  'liability-at-recovery': [...errand, ['claim 73', 'krav 73']],
  'transfer-not-ready': [
    [
      'claim 73 filter-rule R_2_8',
      'krav 73: Gældsstyrelsen spørger om det eller afviser det efter en regel (R_2_8)',
    ],
    ['claim 73 names-others', 'krav 73: beskrivelsen nævner andre'],
    [
      'claim 73 resubmit-after-fejl',
      'krav 73: det blev kaldt tilbage som en fejl (FEJL) og kan ikke sendes igen',
    ],
    ['claim 73 type-not-in-use', 'krav 73: kravets type er ikke i brug'],
  ],
  'recovery-reason': [['claim 73 R_2_2a/2', 'krav 73, R_2_2a, begrundelse 2']],
  'recovery-rejected': [['claim 73 NEDSKRIV 425, 500', 'krav 73, NEDSKRIV, fejl 425, 500']],
  'recovery-put-right': [['claim 73 regretted 73-2', 'krav 73, fortrudt i høringen, reference 73-2']],
  'recovery-hearing': [
    ['claim 73 R_4_2, R_6_17', 'krav 73, R_4_2, R_6_17'],
    ['claim 73', 'krav 73'],
  ],
  'recovery-contradicts': [['claim 73 AFVIST', 'krav 73, nu AFVIST']],
  'recovery-change': [
    ['claim 73 payment 7 more-than-left', 'krav 73, betaling 7: det er mere, end der er tilbage dér'],
    ['claim 73 claim-corrected 4 nothing-changed', 'krav 73, rettelse 4: der er ikke ændret noget'],
  ],
  'recall-refused': [
    [
      'claim 73 HENS state-refund',
      'krav 73, henstand (HENS): staten betaler en del, så kun fejl og klage er grund nok',
    ],
    [
      'claim 73 KLAG open-action, recalled-for-good',
      'krav 73, klage (KLAG): en tidligere besked om kravet er ikke udført; det er kaldt tilbage som en fejl før',
    ],
  ],
  'recovery-stopped': [
    ['claim 192 perhaps-typed 192-1', 'krav 192: det er måske tastet i portalen, reference 192-1'],
    ['claim 192 regretted 192-1', 'krav 192: det skal fortrydes i høringen, reference 192-1'],
    ['claim 192 in-hearing until 2027-01-04', 'krav 192: det er i høring; dets tid løber ud 4. januar 2027'],
    ['claim 192 in-hearing', 'krav 192: det er i høring'],
    ['claim 192 received', 'krav 192: Gældsstyrelsen har modtaget det'],
  ],
  'recovery-unknown': [['number 7000055', 'nummer 7000055 hos Gældsstyrelsen']],
  'recovery-unanswered': [
    ['claim 73 until 2026-02-25', 'krav 73: dets egen tid løb ud 25. februar 2026'],
    ['claim 73 confirmed 2026-02-24', 'krav 73: det blev godkendt i høringen 24. februar 2026'],
  ],
  'covered-at-recovery': [['claim 73', 'krav 73']],
  'recovery-returned': [
    ['claim 73 notification 9 TILBAGESEND', 'krav 73, underretning 9 (TILBAGESEND)'],
    ['claim 73 loss 7301', 'krav 73, afskrivning 7301 gælder ikke'],
    [
      'claim 73 notification 9 TILBAGESEND 500000 of 600050',
      'krav 73, underretning 9 (TILBAGESEND): Gældsstyrelsen siger, at der var 5.000,00 kr. tilbage; efter det, vi har fået at vide, var det 6.000,50 kr.',
    ],
  ],
  'recovery-differs': [['claim 73 notification 9', 'krav 73, underretning 9']],
  'recovery-told-twice': [
    ['claim 73 notification 9 as 4', 'krav 73, underretning 9 er måske den samme som 4'],
    ['notification 9 as 4', 'underretning 9 er måske den samme som 4'],
  ],
  'recovery-typed-again': [
    ['claim 73 notification 9 again 2', 'krav 73, underretning 9, tastet for 2. gang'],
  ],
  'recovery-balance': [['claim 73', 'krav 73']],
};

/** A law's name, a rule's, and the bank's own words are told as they are. */
const asTold: readonly WorkItemKind[] = [
  'order-not-read',
  'other-answer-today',
  'bank-line-unknown',
  'bank-told-before',
  'bank-told-in-parts',
];

describe('what a work item is about', () => {
  test.each(workItemKinds)('is told in Danish of %s', (kind) => {
    for (const [about, words] of told[kind]) expect(aboutInWords(kind, about)).toBe(words);
  });

  test('is never told in a form that only the program reads: what an earlier one wrote is left to the data', () => {
    for (const kind of workItemKinds)
      if (!asTold.includes(kind))
        expect(aboutInWords(kind, 'claim-of-old in-some-code'), kind).not.toContain('claim-of-old');
    expect(aboutInWords('a-kind-of-old', 'claim 7 whatever')).toBe('detaljen vises med --json');
  });
});
