import fc from 'fast-check';
import { afterEach, describe, expect, test } from 'vitest';
import type { PersonRecord } from '../../src/facts/ports.ts';
import type { CprNumber } from '../../src/kernel/cpr-number.ts';
import { date } from '../../src/kernel/dates.ts';
import { personAnswerXml, readPersonAnswer, type PersonOnTheWire } from '../../src/outside/cpr/answer.ts';
import { cprClient } from '../../src/outside/cpr/client.ts';
import { personQuestionXml } from '../../src/outside/cpr/request.ts';
import { cprSchema } from '../../src/outside/cpr/schema.ts';
import { cprSimulator } from '../../src/outside/cpr/simulator.ts';
import { readXml } from '../../src/platform/xml.ts';
import {
  ANDERS,
  aPerson,
  clock,
  MUNICIPALITY,
  needsSchemas,
  noise,
  newMessageId,
  NOBODY,
  NOON,
  present,
  registerFiles,
  sample,
  SCHEMAS,
  schemasAreThere,
  serviceAt,
  VIBEKE,
} from './registers.ts';

const ON = date('2026-03-01');

const closers: (() => Promise<void> | void)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0)) await close();
});

async function register({
  today = NOON,
  ...agreement
}: { today?: Temporal.Instant; municipalityCvr?: string } = {}) {
  const folder = registerFiles();
  folder.put(`cpr/${VIBEKE}/2026-01-01.xml`, personAnswerXml(aPerson()));
  folder.put(
    `cpr/${VIBEKE}/2026-02-15.xml`,
    personAnswerXml(aPerson({ status: 90, statusFrom: date('2026-02-14') })),
  );
  folder.put(`cpr/${ANDERS}/2026-06-01.xml`, personAnswerXml(aPerson({ cpr: ANDERS, currentCpr: ANDERS })));
  const config = { directory: folder.directory, agreement: MUNICIPALITY, schema: null, clock: () => today };
  const simulator = await cprSimulator(config);
  closers.push(simulator.close, folder.close);
  const asking = { ...MUNICIPALITY, ...agreement };
  return cprClient({
    service: serviceAt(simulator.url),
    agreement: asking,
    schema: null,
    clock,
    newMessageId,
  });
}

function read(xml: string, cpr = VIBEKE, on = ON) {
  const tree = readXml(xml, null);
  return tree.ok ? readPersonAnswer(tree.value, { cpr, on }) : tree;
}

function personIn(file: string, cpr: string, on = ON): PersonRecord {
  const person = read(sample(`cpr-sf1520/samples/${file}`), cpr as CprNumber, on);
  if (!person.ok) throw new Error(person.refusal.detail);
  return person.value;
}

const FAMILY: PersonOnTheWire = {
  ...aPerson(),
  address: ['c/o Prøvesen', 'Prøvevej 12B, 2. tv', 'Prøveby Strand', '9998 Prøveby'],
  guardianship: 'partial',
  guardianshipFrom: date('2024-09-01'),
  addressProtected: true,
  spouse: ANDERS,
  children: [{ cpr: '6101153234' as CprNumber, born: date('1915-01-01') }],
  childrenUnder18: 1,
  gender: 'K',
};
const ABROAD = aPerson({ status: 80, address: ['1 Sample Street', 'London'], municipality: null });
const DEAD = aPerson({
  name: '',
  status: 90,
  address: [],
  municipality: null,
  born: null,
  digitalPost: false,
});

describe.skipIf(!schemasAreThere)(needsSchemas('messages of the person register and its schema'), () => {
  const schema = schemasAreThere ? present(cprSchema(SCHEMAS)) : null;

  test('our question is valid, and says what the sample question says', () => {
    const own = readXml(personQuestionXml('0101011234' as CprNumber, MUNICIPALITY).markup, schema);
    expect(own).toMatchObject({ ok: true });
    expect(own).toEqual(readXml(sample('cpr-sf1520/samples/request.xml'), schema));
  });

  test('a number of more than ten digits is refused by the schema', () => {
    const wrong = personQuestionXml('01010112345' as CprNumber, MUNICIPALITY).markup;
    expect(readXml(wrong, schema)).toMatchObject({
      ok: false,
      refusal: { detail: expect.stringContaining('PNR (maxLength)') },
    });
  });

  test('what we write is valid: a family, a person abroad, a dead person', () => {
    for (const person of [aPerson(), FAMILY, ABROAD, DEAD]) {
      expect(readXml(personAnswerXml(person), schema)).toMatchObject({ ok: true });
    }
  });

  test('the married debtor with two children is read right', () => {
    expect(personIn('response-married-two-children.xml', '0101011234')).toMatchObject({
      name: 'Vibeke Eksempel Prøvesen',
      born: '2001-01-01',
      status: 1,
      address: ['Prøvevej 12B, 2. tv', '8000 Aarhus C'],
      municipality: '751',
      addressProtected: false,
      digitalPost: true,
      spouse: '0101011235',
      children: [{ cpr: '0101231234' }, { cpr: '0101251234' }],
      childrenUnder18: 2,
    });
  });

  test('the protected, exempt debtor with a guardian is read right', () => {
    expect(personIn('response-protected-address-not-digital.xml', '0101011236')).toMatchObject({
      address: ['Skjulvej 1'],
      addressProtected: true,
      guardianship: 'partial',
      digitalPost: false,
      spouse: null,
    });
  });

  test('the dead person and the child are read right', () => {
    const dead = personIn('response-dead.xml', '0101011238');
    expect(dead).toMatchObject({ status: 90, statusFrom: '2026-10-03', address: [], born: null });
    const child = personIn('response-child-joint-custody.xml', '0101231234');
    expect(child).toMatchObject({
      born: '2023-01-01',
      address: ['Prøvevej 12B, 2. tv', '8000'],
      children: [],
    });
  });
});

describe('an answer of the person register', () => {
  test('is read as it was written', () => {
    for (const written of [aPerson(), ABROAD, DEAD]) {
      expect(read(personAnswerXml(written))).toEqual({ ok: true, value: written });
    }
    const { gender: _gender, guardianshipFrom: _from, ...record } = FAMILY;
    expect(read(personAnswerXml(FAMILY))).toEqual({ ok: true, value: record });
  });

  test('about somebody else is refused', () => {
    expect(read(personAnswerXml(aPerson()), NOBODY)).toMatchObject({
      ok: false,
      refusal: { tag: 'other-person' },
    });
  });

  test('tells of a new number', () => {
    expect(read(personAnswerXml(aPerson({ currentCpr: ANDERS, status: 60 })))).toMatchObject({
      ok: true,
      value: { cpr: VIBEKE, currentCpr: ANDERS },
    });
  });

  test('names no spouse when the marriage has ended', () => {
    const widow = personAnswerXml({ ...aPerson({ spouse: ANDERS }), civilStatus: 'E' });
    expect(read(widow)).toMatchObject({ ok: true, value: { spouse: null } });
    const partner = personAnswerXml({ ...aPerson({ spouse: ANDERS }), civilStatus: 'P' });
    expect(read(partner)).toMatchObject({ ok: true, value: { spouse: ANDERS } });
  });

  test('counts a protection without a mark as protection', () => {
    const unclear = personAnswerXml(aPerson()).replace('<beskyttet>false</beskyttet>', '');
    expect(read(unclear)).toMatchObject({ ok: true, value: { addressProtected: true } });
  });

  test('tells of a guardian until the day the guardianship ended', () => {
    const ended = personAnswerXml(FAMILY).replace(
      '</umyndiggoerelseStartdato>',
      '</umyndiggoerelseStartdato><umyndiggoerelseSlettedato>2026-03-01</umyndiggoerelseSlettedato>',
    );
    expect(read(ended, VIBEKE, date('2026-02-28'))).toMatchObject({ value: { guardianship: 'partial' } });
    expect(read(ended, VIBEKE, date('2026-03-01'))).toMatchObject({ value: { guardianship: null } });
  });

  test('uses the contact address where there is no home', () => {
    const homeless = personAnswerXml(aPerson({ address: [], municipality: null })).replace(
      '</PersonLookupResponse>',
      '<adresse><kontaktAdresse><kontaktAdr1>c/o Herberget</kontaktAdr1><kontaktAdr2>9998 Prøveby</kontaktAdr2></kontaktAdresse></adresse></PersonLookupResponse>',
    );
    expect(read(homeless)).toMatchObject({ value: { address: ['c/o Herberget', '9998 Prøveby'] } });
  });

  test.each([
    ['no status', /<status><status>.*<\/status>/],
    ['no count of children', /<antalBoernUnder18>.*<\/antalBoernUnder18>/],
    ['no number', /<personnummer>.*?<\/personnummer>/],
    ['no name, of a living person', /<navn>.*<\/navn>/],
  ])('with %s is malformed', (_, part) => {
    const xml = personAnswerXml(aPerson());
    expect(xml).toMatch(part);
    expect(read(xml.replace(part, ''))).toMatchObject({ ok: false, refusal: { tag: 'malformed' } });
  });

  test('cut anywhere is refused, never half read and never an error of ours', () => {
    const xml = personAnswerXml(FAMILY);
    fc.assert(
      fc.property(fc.nat(xml.trimEnd().length - 1), (length) => {
        expect(read(xml.slice(0, length))).toMatchObject({ ok: false });
      }),
    );
  });

  test('garbled anywhere is refused or read as a person, never an error of ours', () => {
    const xml = personAnswerXml(FAMILY);
    fc.assert(
      fc.property(fc.nat(xml.length - 1), noise(), (at, garbage) => {
        const answer = read(xml.slice(0, at) + garbage + xml.slice(at + garbage.length));
        if (answer.ok) expect(answer.value.cpr).toBe(VIBEKE);
      }),
    );
  });
});

describe('the simulated person register', () => {
  test('knows of a death from the day it was told of it', async () => {
    const before = await register({ today: Temporal.Instant.from('2026-02-14T22:59:59Z') });
    const after = await register({ today: Temporal.Instant.from('2026-02-14T23:00:00Z') });
    expect(await before.personOf(VIBEKE, NOON)).toMatchObject({ value: { status: 1 } });
    expect(await after.personOf(VIBEKE, NOON)).toMatchObject({ value: { status: 90 } });
  });

  test('refuses a number it does not know, or does not know yet, and the client says so', async () => {
    const client = await register();
    for (const cpr of [NOBODY, ANDERS]) {
      expect(await client.personOf(cpr, NOON)).toMatchObject({
        state: 'not-obtained',
        reason: { tag: 'unknown-person' },
      });
    }
  });

  test('refuses a municipality without an agreement', async () => {
    const client = await register({ municipalityCvr: '87654321' });
    expect(await client.personOf(VIBEKE, NOON)).toMatchObject({
      state: 'not-obtained',
      reason: { tag: 'refused' },
    });
  });
});
