import { Readable } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { checkRow } from '../../claims/check-row.ts';
import { readClaimsFile } from '../../claims/read-file.ts';
import { parseCprNumber, type CprNumber } from '../../kernel/cpr-number.ts';
import { date, month, parsePlainDate, type PlainDate } from '../../kernel/dates.ts';
import type { Result } from '../../kernel/result.ts';
import { hasDependants } from '../../law/ability-to-pay.ts';
import { netIncomeOfMonth } from '../../law/net-income.ts';
import { readPersonAnswer } from '../../outside/cpr/answer.ts';
import { cprSchema } from '../../outside/cpr/schema.ts';
import { readIncomeAnswer, type ReportOnTheWire } from '../../outside/eindkomst/answer.ts';
import { eindkomstSchema } from '../../outside/eindkomst/schema.ts';
import { readBenefitsAnswer } from '../../outside/ydelsesindeks/answer.ts';
import { ydelsesindeksSchema } from '../../outside/ydelsesindeks/schema.ts';
import { readXml, textAt, type XmlElement } from '../../platform/xml.ts';
import { readConfig } from '../../platform/config.ts';
import type { PersonRecord } from '../../facts/ports.ts';
import type { CaseName } from './case-names.ts';
import { filesOf } from './files.ts';
import { inventWorld } from './world.ts';

const SEED = 5;
const SETTING = {
  municipality: { code: '998', cvr: '29189998', seNumber: '29189999' },
  from: month('2025-07'),
  to: month('2026-12'),
};
const world = inventWorld(SETTING, { size: 90, seed: SEED });
const files = [...filesOf(world, SEED)];
const answers = files.filter(({ path }) => path.endsWith('.xml')).map(asAnswer);

const config = readConfig(process.env);
const schemas = config.ok ? config.value.schemasDir : '';
const schemaOf = {
  eindkomst: eindkomstSchema(schemas, 'with-replacement-numbers'),
  cpr: cprSchema(schemas),
  ydelsesindeks: ydelsesindeksSchema(schemas),
};
const schemasAreThere = Object.values(schemaOf).every((schema) => schema !== null);

describe('the demo’s files', () => {
  it('are all read by the program’s own readers', () => {
    for (const answer of answers) expect(readAnswer(answer)).toMatchObject({ ok: true });
  });

  it.skipIf(!schemasAreThere)(
    'are all valid by the registers’ schemas (skipped where AFDRAG_SCHEMAS is absent)',
    () => {
      for (const { register, text } of answers) {
        expect(readXml(text, schemaOf[register])).toMatchObject({ ok: true });
      }
    },
  );

  it('give the income back as it was invented', () => {
    for (const { person, livelihood } of world.debtors) {
      const last = answers
        .filter((answer) => answer.register === 'eindkomst' && answer.cpr === person.cpr)
        .at(-1);
      if (last === undefined) throw new Error('no file about somebody’s income');
      const read = readIncomeAnswer(last.root, last);
      const told = read.ok ? read.value : [];
      const invented = livelihood.reports.map(({ report }) => asRead(report));
      expect(told).toHaveLength(invented.length);
      expect(told).toEqual(expect.arrayContaining(invented));
    }
  });

  it('never take more tax than there is income, so that only the one planted reversal contradicts itself', () => {
    const refused = world.debtors.filter(({ livelihood }) => {
      const byMonth = Map.groupBy(livelihood.reports, ({ report }) => report.paidOn.slice(0, 7));
      return [...byMonth].some(([paidIn, reports]) => {
        const source = { register: 'eindkomst', batch: null, reference: null } as const;
        const income = { month: month(paidIn), reports: reports.map(({ report }) => report), source };
        return !netIncomeOfMonth(income, null).ok;
      });
    });
    expect(refused.map(({ cases }) => cases)).toEqual([['reversal-without-original']]);
  });

  it('count the children that they list, but for the two planted conflicts', () => {
    const disagreeing = new Set<CprNumber>();
    for (const { register, root, cpr, day } of answers) {
      if (register !== 'cpr') continue;
      const read = readPersonAnswer(root, { cpr, on: day });
      if (!read.ok) throw new Error('a record that cannot be read');
      const { children, childrenUnder18 } = read.value;
      const under18 = children.filter(({ born }) => born !== null && hasDependants([born], day)).length;
      if (under18 !== childrenUnder18) disagreeing.add(cpr);
    }
    const planted = world.debtors.filter(({ cases }) => cases.includes('children-disagree'));
    expect(disagreeing).toEqual(new Set(planted.map(({ person }) => person.cpr)));
    expect(planted).toHaveLength(2);
  });

  it('tell of a birth, an eighteenth birthday, a death and a new number on the day itself', () => {
    const days = (name: CaseName) => recordsAbout(name).map(({ day }) => day);
    expect(days('child-born')).toEqual(['2025-07-01', '2026-02-17']);
    expect(days('child-turns-18')).toEqual(['2025-07-01', '2026-02-14']);
    expect(days('died')).toEqual(['2025-07-01', '2026-02-12']);
    expect(days('new-number')).toEqual(['2025-07-01', '2026-02-16']);
  });

  it('tell where somebody lives before and after a move, also out of the country', () => {
    const [before, after] = recordsAbout('moves-out');
    expect([before?.told.municipality, after?.told.municipality]).toEqual(['998', '997']);
    expect([before?.told.address.at(-1), after?.told.address.at(-1)]).toEqual([
      '4999 Bøgevang',
      '4998 Lindemose',
    ]);
    expect(after?.day).toBe('2026-02-15');
    const [home, abroad] = recordsAbout('emigrates');
    expect([home?.told.status, abroad?.told.status]).toEqual([1, 80]);
    expect([home?.told.address.at(-1), abroad?.told.address.at(-1)]).toEqual(['4999 Bøgevang', 'Sverige']);
  });

  it('tell of another name, and of a protection, from the day they hold', () => {
    const [before, after] = recordsAbout('name-changed');
    expect(after?.day).toBe('2026-02-20');
    expect(after?.told.name.split(' ').slice(0, -1)).toEqual(before?.told.name.split(' ').slice(0, -1));
    expect(after?.told.name).not.toBe(before?.told.name);
    const protection = recordsAbout('protection-begins');
    expect(protection.map(({ told }) => told.addressProtected)).toEqual([false, true]);
    expect(protection.at(-1)?.day).toBe('2026-02-17');
  });

  it('answer under the new number from the day it was given', () => {
    const found = world.debtors.find(({ cases }) => cases.includes('new-number'));
    const old = answers.filter(({ register, cpr }) => register === 'cpr' && cpr === found?.person.cpr).at(-1);
    if (old === undefined) throw new Error('nobody got a new number');
    const read = readPersonAnswer(old.root, { cpr: old.cpr, on: old.day });
    expect(read).toMatchObject({ ok: true, value: { status: 60, currentCpr: found?.person.newCpr } });
    for (const register of ['cpr', 'eindkomst', 'ydelsesindeks'] as const) {
      const since = answers.filter((one) => one.register === register && one.cpr === found?.person.newCpr);
      expect(since[0]?.day).toBe('2026-02-16');
    }
  });

  it('know a correction only from the day it was reported', () => {
    const found = world.debtors.find(({ cases }) => cases.includes('income-corrected'));
    const [before, after, ...none] = answers.filter(
      ({ register, cpr }) => register === 'eindkomst' && cpr === found?.person.cpr,
    );
    expect([before?.day, after?.day, none]).toEqual(['2025-07-01', '2026-01-20', []]);
    const kinds = (answer: typeof before) => {
      const read = answer === undefined ? null : readIncomeAnswer(answer.root, answer);
      return read?.ok === true ? read.value.filter(({ kind }) => kind === 'T').length : null;
    };
    expect([kinds(before), kinds(after)]).toEqual([0, 1]);
  });

  it('have claims that the intake accepts, row by row', async () => {
    const text = files.find(({ path }) => path === 'claims.csv')?.text ?? '';
    const rows = [];
    for await (const page of readClaimsFile(Readable.from([Buffer.from(text)]), 500).pages) {
      if (!page.ok) throw new Error(page.refusal.tag);
      rows.push(...page.value);
    }
    const checked = rows.map((row) => checkRow(row, date('2026-01-01')));
    expect(checked.flatMap((one) => (one.ok ? [] : one.refusal.refusals))).toEqual([]);
    expect(checked.map((one) => (one.ok ? one.value : null))).toEqual(
      world.debtors.flatMap(({ claims }) => claims),
    );
  });
});

/** The first debtor who shows the case, as CPR tells of them, from day to day. */
function recordsAbout(name: CaseName): { readonly day: PlainDate; readonly told: PersonRecord }[] {
  const found = world.debtors.find(({ cases }) => cases.includes(name));
  return answers
    .filter(({ register, cpr }) => register === 'cpr' && cpr === found?.person.cpr)
    .map(({ root, cpr, day }) => {
      const read = readPersonAnswer(root, { cpr, on: day });
      if (!read.ok) throw new Error('a record that cannot be read');
      return { day, told: read.value };
    });
}

/** What the program asks for of a report; ATP and hours stand beside it on the wire. */
function asRead({ kind, employer, periodFrom, periodTo, paidOn, incomeType, amounts }: ReportOnTheWire) {
  return { kind, employer, periodFrom, periodTo, paidOn, incomeType, amounts };
}

interface ReadAnswer {
  readonly register: 'eindkomst' | 'cpr' | 'ydelsesindeks';
  readonly cpr: CprNumber;
  readonly day: PlainDate;
  readonly text: string;
  readonly root: XmlElement;
  readonly messageId: string;
}

function asAnswer({ path, text }: { path: string; text: string }): ReadAnswer {
  const match = /^(eindkomst|cpr|ydelsesindeks)\/(\d{10})\/(.*)\.xml$/.exec(path);
  const [cpr, day] = [parseCprNumber(match?.[2] ?? ''), parsePlainDate(match?.[3] ?? '')];
  const xml = readXml(text, null);
  if (match === null || cpr === null || day === null || !xml.ok) throw new Error('a file in the wrong place');
  const messageId = textAt(xml.value, 'HovedOplysningerSvar/TransaktionsId') ?? '';
  // The expression allows only the three.
  return { register: match[1] as ReadAnswer['register'], cpr, day, text, root: xml.value, messageId };
}

function readAnswer(answer: ReadAnswer): Result<unknown, { readonly tag: string }> {
  switch (answer.register) {
    case 'cpr':
      return readPersonAnswer(answer.root, { cpr: answer.cpr, on: answer.day });
    case 'eindkomst':
      return readIncomeAnswer(answer.root, answer);
    case 'ydelsesindeks':
      return readBenefitsAnswer(answer.root, answer);
    default:
      throw new Error('another register');
  }
}
