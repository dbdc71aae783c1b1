import fc from 'fast-check';
import { afterEach, describe, expect, test } from 'vitest';
import type { CprNumber } from '../../src/kernel/cpr-number.ts';
import { date, month } from '../../src/kernel/dates.ts';
import { batchNumber } from '../../src/kernel/ids.ts';
import { kroner, ore } from '../../src/kernel/money.ts';
import { netIncomeOfMonth, type IncomeReport } from '../../src/law/net-income.ts';
import { incomeAnswerXml, readIncomeAnswer } from '../../src/outside/eindkomst/answer.ts';
import { eindkomstClient } from '../../src/outside/eindkomst/client.ts';
import { ACTION, incomeQuestionXml, type EindkomstAgreement } from '../../src/outside/eindkomst/request.ts';
import { eindkomstSchema } from '../../src/outside/eindkomst/schema.ts';
import { eindkomstSimulator } from '../../src/outside/eindkomst/simulator.ts';
import { startSoapSimulator } from '../../src/platform/soap-simulator.ts';
import { readXml, textAt, writeXml } from '../../src/platform/xml.ts';
import {
  AGREEMENT,
  aReport,
  clock,
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

const SAMPLE_PERSON = '0101011234' as CprNumber;
const SAMPLE_MESSAGE = '7d3f1c6e-2d0a-4a5e-9b1f-0d5f5f0f6a01';

const closers: (() => Promise<void> | void)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0)) await close();
});

/** What the simulated register answers about Vibeke when it has these files, by day. */
async function asked(
  files: Readonly<Record<string, readonly IncomeReport[]>>,
  { at = NOON, agreement = AGREEMENT }: { at?: Temporal.Instant; agreement?: EindkomstAgreement } = {},
) {
  const folder = registerFiles();
  for (const [day, reports] of Object.entries(files)) {
    const file = incomeAnswerXml({ cpr: VIBEKE, messageId: 'file', at: NOON, reports });
    folder.put(`eindkomst/${VIBEKE}/${day}.xml`, file);
  }
  const simulator = await eindkomstSimulator({
    directory: folder.directory,
    agreement: AGREEMENT,
    schema: null,
  });
  closers.push(simulator.close, folder.close);
  const client = eindkomstClient({
    service: serviceAt(simulator.url),
    agreement,
    schema: null,
    clock,
    newMessageId,
  });
  return client.incomeOf(VIBEKE, month('2026-01'), month('2026-02'), at);
}

function read(xml: string, cpr = VIBEKE, messageId = 'm') {
  const tree = readXml(xml, null);
  return tree.ok ? readIncomeAnswer(tree.value, { cpr, messageId }) : tree;
}

function answerWith(reports: readonly IncomeReport[]): string {
  return incomeAnswerXml({ cpr: VIBEKE, messageId: 'm', at: NOON, reports });
}

const malformed = { ok: false, refusal: { tag: 'malformed' } };

describe.skipIf(!schemasAreThere)(needsSchemas('messages of the income register and its schema'), () => {
  const schema = schemasAreThere ? present(eindkomstSchema(SCHEMAS)) : null;
  const question = {
    cpr: SAMPLE_PERSON,
    from: month('2025-11'),
    to: month('2026-01'),
    at: NOON,
    messageId: 'm',
  };

  test('our question is valid', () => {
    expect(readXml(incomeQuestionXml(question, AGREEMENT).markup, schema)).toMatchObject({ ok: true });
  });

  test('a question about a number that is none is refused by the schema, without repeating the number', () => {
    const wrong = incomeQuestionXml({ ...question, cpr: '3213991234' as CprNumber }, AGREEMENT).markup;
    expect(readXml(wrong, schema)).toMatchObject({
      ok: false,
      refusal: {
        tag: 'not-valid',
        detail: expect.stringMatching(/^\D*PersonCivilRegistrationIdentifier \(pattern\), line \d+$/),
      },
    });
  });

  test('the published schema does not know replacement numbers; the widened one does, and nothing else', () => {
    const replacement = incomeQuestionXml({ ...question, cpr: VIBEKE }, AGREEMENT).markup;
    const none = incomeQuestionXml({ ...question, cpr: '9202801234' as CprNumber }, AGREEMENT).markup;
    const widened = present(eindkomstSchema(SCHEMAS, 'with-replacement-numbers'));
    expect(readXml(replacement, schema).ok).toBe(false);
    expect(readXml(replacement, widened).ok).toBe(true);
    expect(readXml(none, widened).ok).toBe(false);
  });

  test('the sample question is answered by ours with the same content', () => {
    const own = incomeQuestionXml(
      { ...question, at: Temporal.Instant.from('2026-02-02T05:15:00Z'), messageId: SAMPLE_MESSAGE },
      AGREEMENT,
    );
    expect(readXml(own.markup, schema)).toEqual(
      readXml(sample('eindkomst-sf0770a/sample-request.xml'), schema),
    );
  });

  test('what we write is valid: with reports, with every field, without income', () => {
    const report = { ...aReport('2026-01-30'), atp: ore(9900n), hours: '160.33', employeeId: '4711' };
    const reports = [
      report,
      aReport('2026-01-30', { kind: 'T' }),
      aReport('2026-02-10', { employer: '11111111' }),
    ];
    for (const some of [reports, [report], []]) {
      const xml = incomeAnswerXml({ cpr: SAMPLE_PERSON, messageId: 'm', at: NOON, reports: some });
      expect(readXml(xml, schema)).toMatchObject({ ok: true });
    }
  });

  test('the sample answer is read right: November, December, its reversal and the corrected report', () => {
    const answer = read(sample('eindkomst-sf0770a/sample-response.xml'), SAMPLE_PERSON, SAMPLE_MESSAGE);
    if (!answer.ok) throw new Error(answer.refusal.detail);
    expect(answer.value.map(({ kind, paidOn, amounts }) => [kind, paidOn, amounts.contributory])).toEqual([
      ['I', '2025-11-28', kroner(27500)],
      ['I', '2025-12-30', kroner(27500)],
      ['T', '2025-12-30', kroner(27500)],
      ['I', '2025-12-30', kroner(29100)],
    ]);
    const source = { register: 'eindkomst', batch: batchNumber(1), reference: null } as const;
    const december = answer.value.filter(({ paidOn }) => paidOn >= date('2025-12-01'));
    // 29,100 − 7,500 − 2,328: the reversed report and its reversal cancel out.
    expect(netIncomeOfMonth({ month: month('2025-12'), reports: december, source }, null)).toEqual({
      ok: true,
      value: kroner(19272),
    });
  });
});

describe('an answer of the income register', () => {
  test('is read as it was written, reversals and other employers included', () => {
    const other = aReport('2026-02-27', { employer: '11111111', incomeType: '04' });
    const reports = [aReport('2026-01-30'), aReport('2026-01-30', { kind: 'T' }), other];
    expect(read(answerWith(reports))).toEqual({ ok: true, value: reports });
  });

  test('without a person means that the register knows of no income', () => {
    expect(read(answerWith([]))).toEqual({ ok: true, value: [] });
  });

  test('with fields we do not ask for is read without them', () => {
    const xml = incomeAnswerXml({
      cpr: VIBEKE,
      messageId: 'm',
      at: NOON,
      reports: [{ ...aReport('2026-01-30'), atp: ore(9900n), hours: '160.33' }],
    });
    expect(read(xml)).toEqual({ ok: true, value: [aReport('2026-01-30')] });
  });

  test('about somebody else is refused', () => {
    expect(read(answerWith([aReport('2026-01-30')]), NOBODY)).toMatchObject({
      ok: false,
      refusal: { tag: 'other-person' },
    });
  });

  test('to another question is refused', () => {
    expect(read(answerWith([aReport('2026-01-30')]), VIBEKE, 'another')).toMatchObject(malformed);
  });

  test('that reports an error is a refusal, not an answer without income', () => {
    const failed = answerWith([]).replace(
      '</kon:HovedOplysningerSvar>',
      '<kon:SvarReaktion><kon:Fejl><kon:FejlId>42</kon:FejlId><kon:FejlTekst>Nej</kon:FejlTekst></kon:Fejl></kon:SvarReaktion></kon:HovedOplysningerSvar>',
    );
    expect(read(failed)).toMatchObject({ ok: false, refusal: { tag: 'refused' } });
  });

  test.each([
    ['an amount with a comma', '>27500.00<', '>27500,00<'],
    ['an amount in words', '>27500.00<', '>mange<'],
    ['a negative amount', '>27500.00<', '>-27500.00<'],
    ['no amount where one belongs', '>27500.00<', '><'],
    ['an unknown kind of report', 'Tekst>I<', 'Tekst>X<'],
    ['no kind of report', 'Tekst>I<', 'Tekst><'],
    ['no income type', 'Tekst>00<', 'Tekst><'],
    ['a pay date that is not a day', 'DispositionDato>2026-01-30<', 'DispositionDato>2026-01-32<'],
    ['a pay period without an end', 'EndDate>2026-01-28<', 'EndDate><'],
    ['no employer', 'SENummerIdentifikator>87654321<', 'SENummerIdentifikator><'],
  ])('with %s is malformed', (_, from, to) => {
    const xml = answerWith([aReport('2026-01-30')]);
    expect(xml).toContain(from);
    expect(read(xml.replace(from, to))).toMatchObject(malformed);
  });

  test('with a reversal mark on an ordinary report is malformed', () => {
    const xml = answerWith([aReport('2026-01-30')]).replace('100000000000000019', '100000000000000021');
    expect(read(xml.replace('Tekst>0<', 'Tekst>1<'))).toMatchObject(malformed);
  });

  test('with the same amount in a form and in the form below it is malformed, for it would count twice', () => {
    const xml = answerWith([aReport('2026-01-30')]).replace('100000000000000019', '100000000000000057');
    expect(read(xml.replace('Tekst>0<', 'Tekst>27500.00<'))).toMatchObject(malformed);
  });

  test('cut anywhere is refused, never half read and never an error of ours', () => {
    const xml = answerWith([aReport('2026-01-30'), aReport('2026-02-27')]);
    const end = xml.trimEnd().length - 1;
    fc.assert(
      fc.property(fc.integer({ min: 0, max: end }), (length) => {
        expect(read(xml.slice(0, length))).toMatchObject({ ok: false });
      }),
    );
  });

  test('garbled anywhere is refused or read whole, never an error of ours', () => {
    const xml = answerWith([aReport('2026-01-30')]);
    fc.assert(
      fc.property(fc.nat(xml.length - 1), noise(), (at, garbage) => {
        const answer = read(xml.slice(0, at) + garbage + xml.slice(at + garbage.length));
        if (answer.ok) expect(answer.value.length).toBeLessThanOrEqual(1);
      }),
    );
  });
});

describe('the client of the income register', () => {
  test('keeps only pay of the months it asked for, whatever months the register answers', async () => {
    const paid = ['2025-12-30', '2026-01-01', '2026-02-28', '2026-03-01'].map((day) => aReport(day));
    const generous = await startSoapSimulator({
      version: '1.1',
      action: ACTION,
      schema: null,
      personOf: () => VIBEKE,
      answer: (question, cpr) => {
        const messageId = textAt(question, 'HovedOplysninger/TransaktionsId') ?? '';
        const all = readXml(incomeAnswerXml({ cpr, messageId, at: NOON, reports: paid }), null);
        return Promise.resolve(
          all.ok ? { tag: 'answer', body: writeXml(all.value) } : { tag: 'fault', code: 'NO' },
        );
      },
    });
    closers.push(generous.close);
    const service = serviceAt(generous.url);
    const client = eindkomstClient({ service, agreement: AGREEMENT, schema: null, clock, newMessageId });
    const answer = await client.incomeOf(VIBEKE, month('2026-01'), month('2026-02'), NOON);
    expect(answer).toMatchObject({ state: 'answered', value: [paid[1], paid[2]] });
  });
});

describe('the simulated income register', () => {
  test('answers the months that were asked for, by pay date, and none that is still to come', async () => {
    const paid = ['2025-12-30', '2026-01-30', '2026-02-27', '2026-03-01'].map((day) => aReport(day));
    const answer = await asked({ '2025-01-01': paid });
    expect(answer).toMatchObject({ state: 'answered', value: [paid[1], paid[2]] });
    const earlier = await asked(
      { '2025-01-01': paid },
      { at: Temporal.Instant.from('2026-02-26T22:59:59Z') },
    );
    expect(earlier).toMatchObject({ state: 'answered', value: [paid[1]] });
  });

  test('knows a correction from the day on which it was made, by Danish time', async () => {
    const files = {
      '2026-02-01': [aReport('2026-01-30')],
      '2026-02-20': [aReport('2026-01-30'), aReport('2026-01-30', { kind: 'T' })],
    };
    const before = await asked(files, { at: Temporal.Instant.from('2026-02-19T22:59:59Z') });
    const after = await asked(files, { at: Temporal.Instant.from('2026-02-19T23:00:00Z') });
    expect(before).toMatchObject({ value: [{ kind: 'I' }] });
    expect(after).toMatchObject({ value: [{ kind: 'I' }, { kind: 'T' }] });
  });

  test('has a valid answer without income for a person it knows nothing of', async () => {
    expect(await asked({})).toMatchObject({ state: 'answered', value: [] });
    expect(await asked({ '2026-02-01': [aReport('2025-06-30')] })).toMatchObject({
      state: 'answered',
      value: [],
    });
  });

  test.each(['subscriberType', 'subscriptionType', 'purpose', 'seNumber'] as const)(
    'refuses a question with a wrong %s',
    async (code) => {
      const answer = await asked({}, { agreement: { ...AGREEMENT, [code]: '87654321' } });
      expect(answer).toMatchObject({
        state: 'not-obtained',
        reason: { tag: 'refused', detail: expect.stringContaining('AGREEMENT_NOT_FOUND') },
      });
    },
  );
});
