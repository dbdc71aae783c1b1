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
const shown = (how: Omit<ReadyFor, 'mustChooseWay'>, mustChooseWay = how.pays === 'here') =>
  readyTexts(BOEGEVANG, { ...how, mustChooseWay });

describe.each(shown({ language: 'da', pays: 'here' }).map(({ heading, lines }) => [heading, lines] as const))(
  '%s',
  (_, lines) => {
    test('stands in the handbook as the command writes it', () => {
      const handbook = textOf('docs/handbook/faerdige-tekster.md');
      for (const line of lines) expect(handbook).toContain(line);
    });
  },
);

test.each(['here', 'how', 'not'] as const)(
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
    JSON.stringify(shown({ language: 'da', pays: 'here' }, mustChooseWay));
  expect(words(true)).toContain('vælg MitID gennem NemLog-in');
  expect(words(false)).not.toContain('NemLog-in');
});

test('nobody is told to pay where one can only see how', () => {
  const words = (how: Parameters<typeof shown>[0]) =>
    shown(how)
      .flatMap(({ lines }) => lines)
      .join(' ');
  expect(words({ language: 'da', pays: 'here' })).toContain('og betal på betaling.boegevang.example/998');
  expect(words({ language: 'da', pays: 'how' })).not.toMatch(/og betale? |betal på|kan også betale/);
  expect(words({ language: 'en', pays: 'how' })).not.toMatch(/and pay|pay there|pay on the site/);
  expect(words({ language: 'da', pays: 'not' })).not.toMatch(/hvordan du betaler|også betale|i din bank/);
  expect(words({ language: 'en', pays: 'not' })).not.toMatch(/how to pay|pay there|in your bank/);
});
