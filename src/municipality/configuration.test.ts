import { describe, expect, it } from 'vitest';
import { demoFile } from '../../test/demo-file.ts';
import {
  readConfiguration,
  storedConfigurationShape,
  withoutAssessment,
  type Configuration,
} from './configuration.ts';

type Json = Record<string, unknown>;

const theDemo = (): Json => demoFile();

/** The demo's configuration with one part changed. */
function changed(part: string, values: Json): Json {
  const document = theDemo();
  return { ...document, [part]: { ...(document[part] as Json), ...values } };
}

const ground = { ground: 'Byrådets beslutning', recordedBy: 'Jura', recordedOn: '2026-01-01' };

/** What may be agreed on, as when nothing is said, with plans of citizens' own. */
const ownPlans = (chosen: Json): Json => ({
  mostMonths: 18,
  least: '100.00',
  toleranceDays: 5,
  tolerance: '0.00',
  demandDays: 10,
  ownPlans: chosen,
});

function faultsOf(document: unknown): readonly string[] {
  const read = readConfiguration(document);
  if (read.ok) throw new Error('accepted');
  return read.refusal.faults;
}

function accepted(document: unknown): Configuration {
  const read = readConfiguration(document);
  if (!read.ok) throw new Error(read.refusal.faults.join());
  return read.value;
}

describe('a municipality’s configuration', () => {
  it('is accepted as the demo has it', () => {
    expect(accepted(theDemo())).toMatchObject({ code: '998', run: { incomeLagMonths: 2 } });
  });

  it.each([
    ['a due day after the 31st', changed('payment', { dueDay: 32 }), 'payment.dueDay: '],
    ['a due day that is no whole number', changed('payment', { dueDay: 1.5 }), 'payment.dueDay: '],
    [
      'a creditor number that does not begin with 8',
      changed('payment', { creditorNumber: '71234567' }),
      'payment.creditorNumber: "71234567" kan ikke bruges. Skriv et kreditornummer på otte cifre, der begynder med 8',
    ],
    ['income of the very month', changed('run', { incomeLagMonths: 0 }), 'run.incomeLagMonths: '],
    ['a notice of a negative number of days', changed('run', { noticeDays: -1 }), 'run.noticeDays: '],
    [
      'arms outside the folder of arms',
      changed('letterhead', { arms: '../../etc/passwd' }),
      'letterhead.arms: "../../etc/passwd" kan ikke bruges. Skriv en fil med våben',
    ],
    [
      'a letterhead without a department',
      changed('letterhead', { department: ' ' }),
      'letterhead.department: ',
    ],
    ['an address without lines', changed('letterhead', { address: [] }), 'letterhead.address: '],
    [
      'a plan of citizens’ own that is longer than a caseworker may agree to',
      changed('arrangements', ownPlans({ otherTypes: { mostMonths: 19, least: '100.00' } })),
      'arrangements.ownPlans.otherTypes.mostMonths: Det er mere, end en medarbejder må aftale. Skriv højst 18,',
    ],
    [
      'a plan of citizens’ own with less a month than a caseworker may agree to',
      changed('arrangements', ownPlans({ claimTypes: { CFFAKTU: { mostMonths: 6, least: '99.00' } } })),
      'arrangements.ownPlans.claimTypes.CFFAKTU.least: Det er mindre, end en medarbejder må aftale. Skriv mindst "100.00",',
    ],
    [
      'a plan of citizens’ own about repayment of benefits',
      changed('arrangements', ownPlans({ claimTypes: { KTTIBAK: { mostMonths: 6, least: '100.00' } } })),
      'arrangements.ownPlans.claimTypes.KTTIBAK: Loven lader intet aftale om typen. Tag den ud.',
    ],
    [
      'a plan of citizens’ own about a type that nobody knows',
      changed('arrangements', ownPlans({ claimTypes: { KFXXXXX: null } })),
      'arrangements.ownPlans.claimTypes.KFXXXXX: Det er ingen type hovedkrav, der er i brug.',
    ],
    [
      'a code of two digits',
      { ...theDemo(), code: '98' },
      'code: "98" kan ikke bruges. Skriv kommunens kode på tre cifre',
    ],
    [
      'a CVR number of seven digits',
      { ...theDemo(), cvr: '2918999' },
      'cvr: "2918999" kan ikke bruges. Skriv 8 cifre',
    ],
    [
      'a part that nobody knows',
      { ...theDemo(), interest: true },
      'interest: kendes ikke. Ret stavemåden, eller tag den ud.',
    ],
    [
      'automatic decisions without a ground',
      changed('automatic', { plan: { ...ground, ground: '', impactAssessment: 'Sag 26/1' } }),
      'automatic.plan.ground: ',
    ],
    [
      'a ground from a day that does not exist',
      changed('hearing', { leftOut: { ground: 'A', recordedBy: 'B', recordedOn: '2026-02-30' } }),
      'hearing.leftOut.recordedOn: "2026-02-30" kan ikke bruges. Skriv en dato',
    ],
  ])('with %s is refused at its place', (_, document, fault) => {
    const faults = faultsOf(document);
    expect(faults).toHaveLength(1);
    expect(faults[0]).toContain(fault);
  });

  it.each(['plan', 'rise', 'planWithoutIncome'])(
    'automatic.%s, which burdens the citizen, needs to say where its impact assessment is kept',
    (which) => {
      const fault = new RegExp(
        `^automatic\\.${which}\\.impactAssessment: .*Skriv, hvor konsekvensanalysen ligger`,
      );
      for (const lacking of [
        ground,
        { ...ground, impactAssessment: ' ' },
        { ...ground, impactAssessment: null },
      ])
        expect(faultsOf(changed('automatic', { [which]: lacking }))).toEqual([expect.stringMatching(fault)]);
      const assessed = { ...ground, impactAssessment: 'Sag 26/1234' };
      expect(accepted(changed('automatic', { [which]: assessed })).automatic).toMatchObject({
        [which]: assessed,
      });
    },
  );

  it.each(['fall', 'deferral', 'lapse'])(
    'automatic.%s favours the citizen, and may name an impact assessment or not',
    (which) => {
      for (const chosen of [ground, { ...ground, impactAssessment: 'Sag 26/1234' }])
        expect(accepted(changed('automatic', { [which]: chosen })).automatic).toMatchObject({
          [which]: chosen,
        });
    },
  );

  it('is still read as it was stored before impact assessments were asked for, and says which grounds lack one', () => {
    const older = storedConfigurationShape.parse(
      changed('automatic', { plan: ground, rise: null, planWithoutIncome: ground, fall: ground }),
    );
    expect(older.automatic.plan).toEqual({ ...ground, impactAssessment: null });
    expect(withoutAssessment(older)).toEqual(['automatic.plan', 'automatic.planWithoutIncome']);
    expect(withoutAssessment(accepted(theDemo()))).toEqual([]);
  });

  it('charges nothing where nothing was decided', () => {
    expect(accepted(theDemo()).claimTypes).toEqual({});
  });

  it('charges what the council has decided, on types whose law allows it', () => {
    const decided = { decidedOn: '2020-01-01', reference: 'Byrådet 12/2019' };
    const types = {
      KFDAINS: { interest: decided, fee: { ...decided, amount: '250.00' } },
      CFFAKTU: { fee: decided },
    };
    expect(accepted({ ...theDemo(), claimTypes: types }).claimTypes).toMatchObject({
      CFFAKTU: { interest: null, fee: { amount: null } },
    });
    const unlawful = { XXXXXXX: {}, REOPDAG: {}, 'LOKAL-BIBLIOTEK': { interest: decided, fee: decided } };
    expect(faultsOf({ ...theDemo(), claimTypes: unlawful })).toEqual([
      expect.stringContaining('claimTypes.XXXXXXX: Det er ingen type hovedkrav, der er i brug.'),
      expect.stringContaining('claimTypes.REOPDAG: Det er ingen type hovedkrav, der er i brug.'),
      'claimTypes.LOKAL-BIBLIOTEK.interest: Der kan ikke tages renter, før det står i ownTypes, hvad typen er. Skriv den dér, eller skriv null her.',
      'claimTypes.LOKAL-BIBLIOTEK.fee: Der kan ikke tages gebyr, før det står i ownTypes, hvad typen er. Skriv den dér, eller skriv null her.',
    ]);
    const above = { CFFAKTU: { fee: { ...decided, amount: '100.01' } }, KFDAINS: types.KFDAINS };
    expect(faultsOf({ ...theDemo(), claimTypes: above })).toEqual([
      'claimTypes.CFFAKTU.fee: Det er mere, end loven tillader. Skriv højst "100.00" (renteloven § 9 b).',
    ]);
  });

  it('charges the fee that the council has decided for demands on repayment of benefits', () => {
    const fee = { decidedOn: '2026-01-01', reference: 'Byrådet 12/2025' };
    expect(accepted({ ...theDemo(), claimTypes: { KTTIBAK: { fee } } }).claimTypes).toMatchObject({
      KTTIBAK: { interest: null, fee: { ...fee, amount: null } },
    });
    expect(
      faultsOf({ ...theDemo(), claimTypes: { KTTIBAK: { fee: { ...fee, amount: '251.00' } } } }),
    ).toEqual([
      'claimTypes.KTTIBAK.fee: Det er mere, end loven tillader. Skriv højst "250.00" (gebyrloven § 2, stk. 2-3).',
    ]);
    expect(accepted({ ...theDemo(), claimTypes: { KTBRFLX: { fee } } }).claimTypes).toMatchObject({
      KTBRFLX: { fee: { amount: null } },
    });
    for (const type of ['KFTILSE', 'KFTILDA'])
      expect(faultsOf({ ...theDemo(), claimTypes: { [type]: { fee } } })).toEqual([
        `claimTypes.${type}.fee: Programmet sender ikke påkrav om typen. Skriv null.`,
      ]);
  });

  it('charges the interest that the council has decided on repayment of benefits, and none where it has not', () => {
    const interest = { decidedOn: '2026-01-01', reference: 'Byrådet 12/2025' };
    const chosen = { ...theDemo(), claimTypes: { KTTIBAK: { interest } } };
    expect(accepted(chosen).claimTypes).toEqual({ KTTIBAK: { interest, fee: null } });
    const nothing = { KTTIBAK: { interest: null, fee: null } };
    expect(accepted({ ...theDemo(), claimTypes: { KTTIBAK: {} } }).claimTypes).toEqual(nothing);
  });

  it('refuses interest on repayment under orders whose plans the program does not follow', () => {
    const interest = { decidedOn: '2026-01-01', reference: 'Byrådet 12/2025' };
    expect(faultsOf({ ...theDemo(), claimTypes: { KFTILSE: { interest }, KFTØFIN: { interest } } })).toEqual([
      expect.stringContaining(
        'claimTypes.KFTILSE.interest: Programmet følger ingen ordninger efter bek. 1367/2023',
      ),
      expect.stringContaining(
        'claimTypes.KFTØFIN.interest: Programmet følger ingen ordninger efter efterfølgeren',
      ),
    ]);
  });

  it('charges on a type of its own what the council has decided, when it has stated what the type is', () => {
    const decided = { decidedOn: '2026-01-01', reference: 'Byrådet 12/2025' };
    const loan = {
      law: 'boligstøtteloven kapitel 10',
      class: 'civil',
      interest: 'beboerindskudslån',
      statedOn: '2026-01-02',
      reference: 'Notat 4/2026',
    };
    const claimTypes = { 'LOKAL-BEBOERINDSKUD': { interest: decided } };
    expect(faultsOf({ ...theDemo(), claimTypes })).toEqual([
      expect.stringContaining('claimTypes.LOKAL-BEBOERINDSKUD.interest: Der kan ikke tages renter, før'),
    ]);
    const stated = { ...theDemo(), claimTypes, ownTypes: { 'LOKAL-BEBOERINDSKUD': loan } };
    expect(accepted(stated).claimTypes).toMatchObject({ 'LOKAL-BEBOERINDSKUD': { interest: decided } });
    const fee = { 'LOKAL-BEBOERINDSKUD': { fee: decided } };
    expect(faultsOf({ ...stated, claimTypes: fee })).toEqual([
      'claimTypes.LOKAL-BEBOERINDSKUD.fee: Ingen lov giver gebyr på typen. Skriv null.',
    ]);
    expect(
      faultsOf({ ...stated, ownTypes: { KFROTFO: { ...loan, interest: null, fee: 'gebyrloven' } } }),
    ).toEqual([
      'ownTypes.KFROTFO: Typen er offentliggjort, og dens klasse står i dens eget dokument. Tag den ud.',
      'ownTypes.KFROTFO.fee: For krav af den klasse er det renteloven. Skriv "renteloven" eller null.',
    ]);
  });

  it('tells every fault at once', () => {
    const faults = faultsOf({ ...changed('payment', { dueDay: 0, kind: '75' }), cvr: 'x' });
    expect(faults.map((fault) => fault.split(':')[0]).toSorted()).toEqual([
      'cvr',
      'payment.dueDay',
      'payment.kind',
    ]);
  });

  it('what is no configuration at all is refused too', () => {
    for (const document of [null, 'x', [], {}]) expect(faultsOf(document).length).toBeGreaterThan(0);
  });
});

describe('the choices about the citizens’ pages', () => {
  const { portal: _chosen, ...before } = theDemo();

  it('are closed pages where an older version says nothing of them', () => {
    const { portal } = storedConfigurationShape.parse(before);
    expect(portal).toMatchObject({
      state: 'closed',
      testPersons: [],
      session: { idleMinutes: 15, mostMinutes: 60 },
    });
  });

  it('refuse colours that are hard to read, and a session that ends before it is idle', () => {
    const look = { band: '#0b3d6b', line: '#ffcc00' };
    const session = { idleMinutes: 60, mostMinutes: 30 };
    const faults = faultsOf({ ...before, portal: { state: 'open', look, session } });
    expect(faults).toEqual([
      expect.stringMatching(/^portal\.look\.band: .*Mørk tekst .* der skal være 7\. Skriv "#\w{6}"\.$/),
      expect.stringMatching(/^portal\.look\.line: .* der skal være 4,5\. Skriv "#\w{6}"\.$/),
      'portal.session: kan ikke bruges, som det står. Skriv idleMinutes, så det højst er mostMinutes.',
    ]);
  });

  it('refuse hours that are none, contacts for debts that are not, and days that end before they begin', () => {
    const monday = [{ from: '15:00', to: '09:00' }];
    const day = { from: '2026-03-12', to: '2026-03-11', da: 'x', en: 'x' };
    const portal = (changes: object) => faultsOf({ ...before, portal: { state: 'open', ...changes } });
    const contact = (hours: unknown) => ({ contact: { default: { phone: '1', page: 'x', hours } } });
    expect(portal(contact({ monday }))).toHaveLength(1);
    expect(portal(contact({}))).toHaveLength(1);
    expect(portal({ contact: { topics: { weather: { phone: '1' } } } })).toHaveLength(1);
    expect(portal({ contact: { types: { KFDAINS: {} } } })).toEqual([
      'portal.contact.types.KFDAINS: kan ikke bruges, som det står. Skriv det, der er anderledes, eller tag den ud.',
    ]);
    expect(portal({ contact: { types: { XXXXXXX: { phone: '1' } } } })).toEqual([
      'portal.contact.types.XXXXXXX: Det er ingen fordringstype, der er i brug. Ret koden, eller tag den ud.',
    ]);
    expect(portal({ notices: [day] })).toEqual([
      'portal.notices.0: to er før from. Skriv en dag fra from og frem.',
    ]);
    const closed = { ...day, to: '2026-03-14', hours: [] };
    expect(portal({ otherHours: [closed, { ...closed, from: '2026-03-14' }] })).toEqual([
      'portal.otherHours.1: En anden har den samme dag. Ret from eller to.',
    ]);
    expect(
      portal({ shows: { settled: false, calculations: true, whatIf: true, insight: false } }),
    ).toHaveLength(1);
  });
});
