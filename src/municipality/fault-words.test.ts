import { expect, test } from 'vitest';
import { demoFile } from '../../test/demo-file.ts';
import { checkLetterTexts } from '../letters/texts/override.ts';
import { readConfiguration } from './configuration.ts';

// Who writes a municipality's configuration works in its debt office. Whatever is refused is told in Danish: where, what, and what to
// write instead.

const ground = {
  ground: 'Byrådets beslutning',
  recordedBy: 'Jura',
  recordedOn: '2026-01-01',
  impactAssessment: '26/1',
};
const decided = { decidedOn: '2026-01-01', reference: 'Byrådet 12/2025' };
const phone = {
  phone: '12 34 56 78',
  page: 'kommune.example',
  hours: { monday: [{ from: '09:00', to: '15:00' }] },
};
const stated = {
  law: 'miljøbeskyttelsesloven § 48',
  class: 'distraint',
  fee: 'gebyrloven',
  statedOn: '2026-01-02',
  reference: 'Notat 4/2026',
};
const day = { from: '2026-03-12', to: '2026-03-13', da: 'Lukket', en: 'Closed' };

/** A document in which everything that may be chosen is, as it is taken. */
function everything(): unknown {
  const demo: Record<string, unknown> = {
    ...demoFile(),
    automatic: {
      plan: ground,
      rise: ground,
      planWithoutIncome: ground,
      fall: ground,
      deferral: ground,
      lapse: null,
    },
    claimTypes: { KFDAINS: { interest: decided, fee: { ...decided, amount: '250.00' } } },
    ownTypes: { 'LOKAL-RENOVATION': stated },
    writeOff: {
      automatic: { lapse: { ground: 'G', recordedBy: 'J', recordedOn: '2026-01-01' } },
      limits: [{ role: 'leder', upTo: '500.00' }],
    },
    lifeCycles: {
      cycles: {
        regninger: {
          steps: [
            {
              do: 'reminder',
              after: { from: 'srb', days: 10 },
              letter: true,
              fee: '100.00',
              warnsOfTransfer: true,
              by: { ground: 'G' },
            },
            {
              do: 'propose-transfer',
              after: { from: 'previous-deadline', days: 5 },
              letter: false,
              by: 'person',
            },
          ],
        },
      },
      ofTypes: { CFFAKTU: 'regninger' },
      otherwise: null,
    },
    arrangements: {
      mostMonths: 18,
      least: '100.00',
      toleranceDays: 5,
      tolerance: '0.00',
      demandDays: 10,
      ownPlans: { otherTypes: { mostMonths: 12, least: '200.00' }, claimTypes: { CFFAKTU: null } },
    },
    answers: { objectionGuidance: { da: 'Skriv til os.', en: 'Write to us.' }, requestRestDays: 14 },
    setOff: {
      socialBenefits: false,
      hearingDays: 14,
      complaint: { weeks: 4, authority: 'Ankestyrelsen' },
    },
    bank: { accounts: ['1234 0001234567'], clearing: [{ channel: 'card', text: 'NETS' }] },
    betalingsservice: {
      dataSupplier: '12345678',
      subsystem: 'BS1',
      pbsNumber: '01234567',
      debtorGroup: '00001',
      registration: '1234',
      account: '0012345678',
      mainText: 'Kommunen',
      bankDaysBefore: 5,
      signUpAddress: 'https://betalingsservice.example',
    },
    recoveryInterest: { KFDAINS: { rule: '001', rateCode: '03', extraRate: '2.50' } },
    portal: {
      state: 'test',
      opensOn: '2026-04-01',
      testPersons: [100001],
      contact: { default: phone, topics: { pay: { phone: '1' } }, types: { KFDAINS: { phone: '1' } } },
      otherHours: [{ ...day, hours: [] }],
      notices: [day],
      look: { band: '#e8eef4', line: '#0b3d6b' },
      session: { idleMinutes: 15, mostMinutes: 60 },
      powers: { 'urn:fuldmagt': 'see' },
    },
  };
  const read = readConfiguration(demo);
  if (!read.ok) throw new Error(read.refusal.faults.join('\n'));
  return structuredClone(read.value);
}

type Place = readonly (string | number)[];

/** Every place of a document, and each list and group itself. */
function placesOf(node: unknown, at: Place = []): Place[] {
  if (typeof node !== 'object' || node === null) return [at];
  return [at, ...Object.entries(node).flatMap(([key, value]) => placesOf(value, [...at, key]))];
}

/** The document with something else at a place. */
function withAt(node: unknown, [key, ...rest]: Place, value: unknown): unknown {
  if (key === undefined) return value;
  if (Array.isArray(node))
    return node.map((each, index) => (String(index) === String(key) ? withAt(each, rest, value) : each));
  const under = node as Readonly<Record<string, unknown>>; // a place of the document leads through it
  return { ...under, [key]: withAt(under[key], rest, value) };
}

const WRONG = [
  undefined,
  null,
  true,
  -1,
  0.5,
  1e9,
  '',
  ' ',
  'x',
  '-5.00',
  '2026-02-30',
  'x'.repeat(200),
  [],
  [{}],
  {},
  { anything: 1 },
];

/** Signs of English, and of what only programmers read. */
const FOREIGN =
  /\b(the|not|is|of|and|such|expected|received|invalid|unrecognized|must|missing|string|number|boolean|object|undefined|regex|pattern)\b|\[object/i;
const SAYS_WHAT_TO_WRITE = /(Skriv|Ret|Tag),? .*\.$/;

test('whatever is refused is told in Danish, with its place and what to write instead', () => {
  const document = everything();
  const told = new Map<string, string>();
  for (const place of placesOf(document))
    for (const wrong of WRONG) {
      const read = readConfiguration(withAt(document, place, wrong));
      if (read.ok) continue;
      for (const fault of read.refusal.faults) told.set(fault.replace(/^[^:]*: /, ''), fault);
    }
  expect(told.size).toBeGreaterThan(100);
  const faults = [...told.values()];
  expect(faults.filter((fault) => FOREIGN.test(fault.replace(/^[^:]*: /, '')))).toEqual([]);
  expect(faults.filter((fault) => !SAYS_WHAT_TO_WRITE.test(fault) || !/^[^ ]+: /.test(fault))).toEqual([]);
});

test.each([
  ['demand.deadlineDays', 3, 'demand.deadlineDays: 3 kan ikke bruges. Skriv et helt tal fra 10 til 60.'],
  ['demand.deadlinedays', 14, 'demand.deadlinedays: kendes ikke. Ret stavemåden, eller tag den ud.'],
  ['portal.state', 'opne', 'portal.state: "opne" kan ikke bruges. Skriv "closed", "test" eller "open".'],
  ['name', undefined, 'name: mangler. Skriv en tekst i anførselstegn.'],
  ['letters.texts', { pay: ' ' }, 'letters.texts.pay: er tom. Skriv en tekst, der ikke er tom.'],
  [
    'recovery.least',
    '-5.00',
    'recovery.least: "-5.00" kan ikke bruges. Skriv et beløb i kroner, med punktum og to decimaler, som "0.00" eller "100.00".',
  ],
  [
    'setOff.complaint',
    { weeks: 90, authority: 'Ankestyrelsen' },
    'setOff.complaint.weeks: 90 kan ikke bruges. Skriv et helt tal fra 1 til 52.',
  ],
  [
    'lifeCycles.cycles.Store bogstaver',
    { steps: [] },
    'lifeCycles.cycles.Store bogstaver: kan ikke bruges som navn. Skriv et navn med små bogstaver, tal og bindestreger.',
  ],
])('%s as %j is told plainly', (place, wrong, fault) => {
  const read = readConfiguration(withAt(everything(), place.split('.'), wrong));
  expect(read.ok ? [] : read.refusal.faults).toContain(fault);
});

test('so are statements about own types, and words in letters, that cannot stand', () => {
  const own = (changes: object) => {
    const read = readConfiguration(
      withAt(everything(), ['ownTypes', 'LOKAL-RENOVATION'], { ...stated, ...changes }),
    );
    return read.ok ? [] : read.refusal.faults;
  };
  expect(own({ fee: 'renteloven' })).toEqual([
    'ownTypes.LOKAL-RENOVATION.fee: For krav af den klasse er det gebyrloven. Skriv "gebyrloven" eller null.',
  ]);
  expect(own({ limitation: { years: 2 } })).toEqual([
    'ownTypes.LOKAL-RENOVATION.limitation.years: Det er kortere end loven (forældelsesloven § 3). Skriv 3.',
  ]);
  expect(checkLetterTexts({ texts: { nobody: 'x' }, english: {} })).toEqual([
    'letters.texts.nobody: Ingen breve har en tekst med det navn. Ret navnet, eller tag den ud.',
  ]);
});
