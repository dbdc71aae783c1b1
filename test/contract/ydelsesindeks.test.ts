import fc from 'fast-check';
import { afterEach, describe, expect, test } from 'vitest';
import type { BenefitGrant } from '../../src/facts/ports.ts';
import { date } from '../../src/kernel/dates.ts';
import { benefitsAnswerXml, readBenefitsAnswer } from '../../src/outside/ydelsesindeks/answer.ts';
import { ydelsesindeksClient } from '../../src/outside/ydelsesindeks/client.ts';
import { benefitsQuestionXml } from '../../src/outside/ydelsesindeks/request.ts';
import { ydelsesindeksSchema } from '../../src/outside/ydelsesindeks/schema.ts';
import { ydelsesindeksSimulator } from '../../src/outside/ydelsesindeks/simulator.ts';
import { readXml } from '../../src/platform/xml.ts';
import {
  CASH_BENEFIT,
  clock,
  MUNICIPALITY,
  needsSchemas,
  noise,
  newMessageId,
  NOBODY,
  NOON,
  present,
  registerFiles,
  SCHEMAS,
  schemasAreThere,
  serviceAt,
  VIBEKE,
} from './registers.ts';

const HOUSING: BenefitGrant = {
  name: 'boligstøtte',
  period: { from: date('2024-01-01'), to: date('2025-12-31') },
};

const closers: (() => Promise<void> | void)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0)) await close();
});

function answerWith(grants: readonly BenefitGrant[]): string {
  return benefitsAnswerXml({ cpr: VIBEKE, ...MUNICIPALITY, messageId: 'm', at: NOON, grants });
}

function read(xml: string, cpr = VIBEKE, messageId = 'm') {
  const tree = readXml(xml, null);
  return tree.ok ? readBenefitsAnswer(tree.value, { cpr, messageId }) : tree;
}

/** What the simulated index answers about Vibeke at noon on 1 March 2026 when it has these files, by day. */
async function asked(files: Readonly<Record<string, readonly BenefitGrant[]>>, agreement = MUNICIPALITY) {
  const folder = registerFiles();
  for (const [day, grants] of Object.entries(files))
    folder.put(`ydelsesindeks/${VIBEKE}/${day}.xml`, answerWith(grants));
  const config = { directory: folder.directory, agreement: MUNICIPALITY, schema: null };
  const simulator = await ydelsesindeksSimulator(config);
  closers.push(simulator.close, folder.close);
  const service = serviceAt(simulator.url);
  return ydelsesindeksClient({ service, agreement, schema: null, clock, newMessageId }).benefitsOf(
    VIBEKE,
    NOON,
  );
}

describe.skipIf(!schemasAreThere)(needsSchemas('messages of the benefit index and its schema'), () => {
  const schema = schemasAreThere ? present(ydelsesindeksSchema(SCHEMAS)) : null;

  test('our question is valid', () => {
    const question = benefitsQuestionXml({ cpr: VIBEKE, at: NOON, messageId: 'm' }, MUNICIPALITY);
    expect(readXml(question.markup, schema)).toMatchObject({ ok: true });
  });

  test('a municipality that is not one is refused by the schema', () => {
    const question = benefitsQuestionXml(
      { cpr: VIBEKE, at: NOON, messageId: 'm' },
      { municipalityCvr: '998' },
    );
    expect(readXml(question.markup, schema)).toMatchObject({ ok: false });
  });

  test('what we write is valid, with grants and without', () => {
    for (const grants of [[CASH_BENEFIT, HOUSING], []]) {
      expect(readXml(answerWith(grants), schema)).toMatchObject({ ok: true });
    }
  });
});

describe('an answer of the benefit index', () => {
  test('is read as it was written', () => {
    expect(read(answerWith([CASH_BENEFIT, HOUSING]))).toEqual({ ok: true, value: [CASH_BENEFIT, HOUSING] });
    expect(read(answerWith([]))).toEqual({ ok: true, value: [] });
  });

  test('is the same, byte for byte, when it is written again', () => {
    expect(answerWith([CASH_BENEFIT, HOUSING])).toBe(answerWith([CASH_BENEFIT, HOUSING]));
  });

  test('with a benefit we do not know keeps its name, in lower case', () => {
    const grant = { ...CASH_BENEFIT, name: 'Særlig Ydelse' };
    expect(read(answerWith([grant]))).toMatchObject({ value: [{ name: 'særlig ydelse' }] });
  });

  test('about somebody else is refused', () => {
    expect(read(answerWith([CASH_BENEFIT]), NOBODY)).toMatchObject({
      ok: false,
      refusal: { tag: 'other-person' },
    });
  });

  test('to another question is refused', () => {
    expect(read(answerWith([]), VIBEKE, 'another')).toMatchObject({
      ok: false,
      refusal: { tag: 'malformed' },
    });
  });

  test.each([
    ['no name', '<YdelseNavn>kontanthjælp<', '<YdelseNavn><'],
    ['no start', 'StartDato>2025-01-01<', 'StartDato><'],
    ['an end that is not a day', 'SlutDato>2025-12-31<', 'SlutDato>2025-13-31<'],
  ])('with a grant with %s is malformed', (_, from, to) => {
    const xml = answerWith([CASH_BENEFIT, HOUSING]);
    expect(xml).toContain(from);
    expect(read(xml.replace(from, to))).toMatchObject({ ok: false, refusal: { tag: 'malformed' } });
  });

  test('cut anywhere is refused, never half read and never an error of ours', () => {
    const xml = answerWith([CASH_BENEFIT]);
    fc.assert(
      fc.property(fc.nat(xml.trimEnd().length - 1), (length) => {
        expect(read(xml.slice(0, length))).toMatchObject({ ok: false });
      }),
    );
  });

  test('garbled anywhere is refused or read as grants, never an error of ours', () => {
    const xml = answerWith([CASH_BENEFIT]);
    fc.assert(
      fc.property(fc.nat(xml.length - 1), noise(), (at, garbage) => {
        const answer = read(xml.slice(0, at) + garbage + xml.slice(at + garbage.length));
        if (answer.ok) expect(answer.value.length).toBeLessThanOrEqual(1);
      }),
    );
  });
});

describe('the simulated benefit index', () => {
  test('and its client tell of the grants of the last year, current and ended', async () => {
    const longAgo = { name: 'su', period: { from: date('2020-01-01'), to: date('2025-02-28') } };
    const answer = await asked({ '2026-01-01': [CASH_BENEFIT, HOUSING, longAgo] });
    expect(answer).toMatchObject({ state: 'answered', value: [CASH_BENEFIT, HOUSING] });
  });

  test('knows of a grant from the day it was told of it', async () => {
    expect(await asked({ '2026-01-01': [HOUSING], '2026-03-01': [CASH_BENEFIT] })).toMatchObject({
      value: [CASH_BENEFIT],
    });
    expect(await asked({ '2026-01-01': [HOUSING], '2026-03-02': [CASH_BENEFIT] })).toMatchObject({
      value: [HOUSING],
    });
  });

  test('has a valid answer without grants for a person it knows nothing of', async () => {
    expect(await asked({})).toMatchObject({ state: 'answered', value: [] });
  });

  test('refuses a municipality without an agreement', async () => {
    expect(await asked({}, { municipalityCvr: '87654321' })).toMatchObject({ reason: { tag: 'refused' } });
  });
});
