import { describe, expect, test } from 'vitest';
import { lix } from '../../test/lix.ts';
import { textOf } from '../../test/docs/documents.ts';
import { readyTexts } from './ready-texts.ts';

const shown = readyTexts({
  municipality: 'Bøgevang Kommune',
  address: 'betaling.boegevang.example/998',
  phone: '00 00 09 98',
  hours: 'Vi tager telefonen mandag til torsdag kl. 9-15 og fredag kl. 9-12.',
});

describe.each(shown.map(({ heading, lines }) => [heading, lines] as const))('%s', (_, lines) => {
  test('is easy to read and has no place that is empty', () => {
    expect(lix(lines)).toBeLessThanOrEqual(40);
    expect(lines.join(' ')).not.toMatch(/[{}]|debitor|skyldner|restance|inddrivelse|mislighold/);
  });

  test('stands in the handbook as the command writes it', () => {
    const handbook = textOf('docs/handbook/faerdige-tekster.md');
    for (const line of lines) expect(handbook).toContain(line);
  });
});
