import { describe, expect, test } from 'vitest';
import { checkboxes, dateField, errorSummary, radios, textField, type Field } from './form-fields.ts';
import { markupOf, type Html } from './html.ts';

const amount: Field = {
  id: 'amount',
  label: 'Beløb',
  hint: 'Mindst 1 kr.',
  error: 'Skriv et beløb.',
  language: 'da',
};

/** Without the blanks that only layout makes. */
function shown(part: Html): string {
  return markupOf(part).replace(/\s+/g, ' ').replaceAll('> <', '><');
}

describe('what is wrong', () => {
  test('stands at the field, is said to be what is wrong with it, and in the same words on top, leading there', () => {
    const field = shown(textField({ ...amount, value: 'hundrede', keyboard: 'decimal' }));
    expect(field).toContain('<label class="form-label" for="amount">Beløb</label>');
    expect(field).toContain('<span class="sr-only">Fejl: </span>Skriv et beløb.');
    expect(field).toMatch(
      /value="hundrede" inputmode="decimal" aria-invalid="true" aria-describedby="amount-hint amount-error" required/,
    );
    const summary = shown(
      errorSummary([amount, { ...amount, id: 'day', error: null }], 'da') ??
        textField({ ...amount, value: '' }),
    );
    expect(summary).toContain('role="alert"');
    expect(summary.match(/<a href="#[a-z]+">[^<]+<\/a>/g)).toEqual(['<a href="#amount">Skriv et beløb.</a>']);
  });

  test('is nothing where nothing is wrong', () => {
    expect(errorSummary([{ ...amount, error: null }], 'da')).toBeNull();
    const field = shown(textField({ ...amount, error: null, value: '', required: false, language: 'en' }));
    expect(field).toContain('Beløb<span class="weight-normal"> (optional)</span>');
    expect(field).not.toMatch(/form-error|required/);
  });
});

test('a long text keeps its lines and its signs', () => {
  const field = markupOf(textField({ ...amount, value: 'en\n  <to>', rows: 4 }));
  expect(field).toContain('>en\n  &lt;to&gt;</textarea>');
});

test('choices have the question as their heading, the first the field’s own name, and what was chosen is ticked', () => {
  const choices = [
    { value: 'a', label: 'Januar', chosen: false, hint: 'Betales nu' },
    { value: 'b', label: 'Februar', chosen: true },
  ];
  const ticked = shown(checkboxes({ ...amount, error: null }, choices));
  expect(ticked).toContain('<legend class="form-label">Beløb</legend>');
  expect(ticked).toMatch(
    /id="amount" name="amount" value="a" class="form-checkbox" aria-describedby="amount-choice-hint" \/>/,
  );
  expect(ticked).toMatch(
    /id="amount-2" name="amount" value="b" class="form-checkbox" aria-describedby="" checked/,
  );
  expect(shown(radios(amount, choices))).toContain('class="form-group form-error"');
});

test('a date is three numbers, each with its own name', () => {
  const field = shown(dateField({ ...amount, id: 'from', value: { day: '1', month: '4', year: '2026' } }));
  const named = [...field.matchAll(/for="([^"]+)">([^<]+)/g)].map(([, id, label]) => [id, label]);
  expect(named).toEqual([
    ['from', 'Dag'],
    ['from-month', 'Måned'],
    ['from-year', 'År'],
  ]);
});
