import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { date } from '../kernel/dates.ts';
import { loadLetterAssets } from './assets.ts';
import { setPaper, type Paper } from './paper.ts';
import { samplePlanLetter } from './sample-letters.ts';
import { pagesOf } from './typesetter.ts';

const { sender } = samplePlanLetter();
const assets = loadLetterAssets(join(import.meta.dirname, '../../municipalities'), sender.arms);

const receipt: Paper = {
  language: 'da',
  title: 'Kvittering for din betaling',
  day: date('2026-03-12'),
  parts: [
    { heading: null, blocks: [{ kind: 'facts', rows: [['Beløb', '1.250,00 kr.']] }] },
    {
      heading: 'Det dækkede betalingen',
      blocks: [
        { kind: 'text', text: 'Tak.' },
        {
          kind: 'figures',
          columns: ['Hvad', 'Beløb'],
          widths: [3, 1],
          amounts: 1,
          rows: [['Børnepasning, februar 2026\nEjendom 1234567', '1.250,00 kr.']],
          total: ['I alt', '1.250,00 kr.'],
        },
      ],
    },
  ],
};

function textOf(paper: Paper): string {
  const set = setPaper(paper, { sender, assets });
  if (!set.ok) throw new Error(JSON.stringify(set.refusal));
  return Buffer.from(set.value).toString('latin1');
}

describe('a paper that somebody fetches', () => {
  test.each([
    ['da', '/Lang (da-DK)'],
    ['en', '/Lang (en-GB)'],
  ] as const)(
    'in %s is tagged, and says its title, its language and that it is PDF/UA-1',
    (language, lang) => {
      const text = textOf({ ...receipt, language });
      expect(text).toContain('pdfuaid:part>1<');
      expect(text).toContain('/MarkInfo');
      expect(text).toContain('/StructTreeRoot');
      expect(text).toContain('/DisplayDocTitle true');
      expect(text).toContain(lang);
      expect(text).toContain('Kvittering for din betaling</rdf:li>');
      for (const tag of ['/S /H1', '/S /H2', '/S /Table', '/S /TH', '/S /Figure'])
        expect(text).toContain(tag);
    },
  );

  test('has the same bytes every time', () => {
    expect(textOf(receipt)).toBe(textOf(structuredClone(receipt)));
  });

  test('is set with a question mark for a sign that the typeface lacks, and not refused for it', () => {
    const [facts] = receipt.parts;
    const title = 'Kvittering 山';
    expect(textOf({ ...receipt, title, parts: facts === undefined ? [] : [facts] })).toContain(
      'Kvittering ?</rdf:li>',
    );
  });

  test('goes on over pages when its table is long, with the table’s head on each', () => {
    const figures = receipt.parts[1]?.blocks[1];
    if (figures?.kind !== 'figures') throw new Error('the receipt has a table');
    const rows = Array.from({ length: 120 }, (_, place) => [`Regning ${place}`, '1,00 kr.']);
    const long = { ...receipt, parts: [{ heading: 'Alt', blocks: [{ ...figures, rows }] }] };
    const set = setPaper(long, { sender, assets });
    expect(set.ok && pagesOf(set.value)).toBeGreaterThan(2);
  });
});
