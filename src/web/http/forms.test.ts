import fastify from 'fastify';
import { describe, expect, test } from 'vitest';
import { fieldsIn, FORM_LIMITS, readForm, takeForms } from './forms.ts';

const fields = { once: ['name', 'text'], many: ['debt'] };

test('a form is read by its fields, æ, ø and å and line ends as they were typed', () => {
  const read = readForm(fieldsIn('form=t&name=%C3%86+%26+%C3%98&text=en%0D%0Ato&debt=a&debt=b'), fields);
  if (!read.ok) throw new Error(read.refusal.why);
  expect(read.value.text('name')).toBe('Æ & Ø');
  expect(read.value.text('text')).toBe('en\nto');
  expect(read.value.chosen('debt')).toEqual(['a', 'b']);
  expect(read.value.text('form')).toBe('t');
});

test('text that was pasted is taken: lines end where they ended, and what nobody sees is gone', () => {
  const text = encodeURIComponent('fra Word\vny linje\fside\u0085a\u2028b\u2029c\rd\te\0\u0007\u0092');
  const read = readForm(fieldsIn(`text=${text}&name=u\uFFFDcielt%FF`), fields);
  if (!read.ok) throw new Error(read.refusal.why);
  expect(read.value.text('text')).toBe('fra Word\nny linje\nside\na\nb\nc\nd\te');
  expect(read.value.text('name')).toBe('u\uFFFDcielt\uFFFD');
});

test('what nobody sees is taken away: no text turns around for whoever reads it, and no number hides', () => {
  const text = 'Jeg \u202Eskylder\u202C 500\u200B kr.\u00AD Nr. 0102\u206003\uFEFF-\u2066 1234\u2069\u200F';
  const read = readForm(fieldsIn(`text=${encodeURIComponent(text)}`), fields);
  if (!read.ok) throw new Error(read.refusal.why);
  expect(read.value.text('text')).toBe('Jeg skylder 500 kr. Nr. 010203- 1234');
});

test('what joins letters and pictures stays', () => {
  const text = '👩‍👧 می‌خواهم 🏴\u{E0067}\u{E0062}\u{E0073}\u{E0063}\u{E0074}\u{E007F}';
  const read = readForm(fieldsIn(`text=${encodeURIComponent(text)}`), fields);
  if (!read.ok) throw new Error(read.refusal.why);
  expect(read.value.text('text')).toBe(text);
});

test.each([
  '\u200B\u200B',
  '\u202E',
  '\uFEFF\u00AD',
  '\u2060\n \u200D',
  ' \u3164\u2800\u180E\u00A0',
  '\uFE0F',
])('text of which nobody sees anything is nothing (%j)', (text) => {
  const read = readForm(fieldsIn(`text=${encodeURIComponent(text)}`), fields);
  if (!read.ok) throw new Error(read.refusal.why);
  expect(read.value.text('text')).toBe('');
});

test('what was not sent is empty, as a box that is not ticked is', () => {
  const read = readForm(fieldsIn(''), fields);
  if (!read.ok) throw new Error(read.refusal.why);
  expect([read.value.text('name'), read.value.chosen('debt')]).toEqual(['', []]);
});

test.each([
  ['name=a&amount=1', 'unknown-field'],
  ['__proto__=a', 'unknown-field'],
  ['name=a&name=b', 'twice'],
  ['form=a&form=b', 'twice'],
  [`${'debt=a&'.repeat(FORM_LIMITS.fields)}debt=a`, 'too-many-fields'],
])('%s is none that our page has sent', (body, why) => {
  expect(readForm(fieldsIn(body), fields)).toEqual({ ok: false, refusal: { tag: 'bad-form', why } });
});

describe('what is sent as something else', () => {
  const send = async (type: string, payload: string) => {
    await using web = fastify();
    takeForms(web);
    web.post('/', (request) => ({ got: request.body }));
    return (await web.inject({ method: 'POST', url: '/', headers: { 'content-type': type }, payload }))
      .statusCode;
  };

  test('is refused before it is read', async () => {
    expect(await send('application/json', '{"name":"a"}')).toBe(415);
    expect(await send('text/plain', 'name=a')).toBe(415);
    expect(await send('multipart/form-data; boundary=x', '--x--')).toBe(415);
  });

  test('and a form that is too long, too', async () => {
    const type = 'application/x-www-form-urlencoded';
    expect(await send(type, `name=${'a'.repeat(1_000)}`)).toBe(200);
    expect(await send(type, `name=${'a'.repeat(FORM_LIMITS.bytes)}`)).toBe(413);
  });
});
