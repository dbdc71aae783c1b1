import { describe, expect, test } from 'vitest';
import { lix } from '../../test/lix.ts';
import { textOf } from '../../test/docs/documents.ts';
import { readyTexts, type ReadyFor } from './ready-texts.ts';

const BOEGEVANG = {
  municipality: 'Bøgevang Kommune',
  address: 'betaling.boegevang.example/998',
  phone: '00 00 09 98',
  hours: 'Vi tager telefonen mandag til torsdag kl. 9-15 og fredag kl. 9-12.',
};
const shown = (how: Omit<ReadyFor, 'mustChooseWay'>, mustChooseWay = how.pays) =>
  readyTexts(BOEGEVANG, { ...how, mustChooseWay });

describe.each(shown({ language: 'da', pays: true }).map(({ heading, lines }) => [heading, lines] as const))(
  '%s',
  (_, lines) => {
    test('stands in the handbook as the command writes it', () => {
      const handbook = textOf('docs/handbook/faerdige-tekster.md');
      for (const line of lines) expect(handbook).toContain(line);
    });
  },
);

test.each([true, false])(
  'is easy to read, in words that citizens use, and has no place that is empty (one can pay there: %s)',
  (pays) => {
    for (const { lines } of shown({ language: 'da', pays })) {
      expect(lix(lines)).toBeLessThanOrEqual(40);
      expect(lines.join(' ')).not.toMatch(/[{}]|debitor|skyldner|restance|inddrivelse|mislighold/);
    }
    for (const { lines } of shown({ language: 'en', pays }))
      expect(lines.join(' ')).not.toMatch(/[{}]|debtor|default|recovery|enforce/);
  },
);

test('who has a digital power, or comes for a company, is told which way to choose where there are two', () => {
  const words = (mustChooseWay: boolean) =>
    JSON.stringify(shown({ language: 'da', pays: true }, mustChooseWay));
  expect(words(true)).toContain('vælg MitID gennem NemLog-in');
  expect(words(false)).not.toContain('NemLog-in');
});

test('nobody is told to pay where one can only see how', () => {
  const words = (how: Parameters<typeof shown>[0]) =>
    shown(how)
      .flatMap(({ lines }) => lines)
      .join(' ');
  expect(words({ language: 'da', pays: true })).toContain('og betal på betaling.boegevang.example/998');
  expect(words({ language: 'da', pays: false })).not.toMatch(/og betale? |betal på|kan også betale/);
  expect(words({ language: 'en', pays: false })).not.toMatch(/and pay|pay there|pay on the site/);
});
