import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { loadLetterAssets, type LetterAssets } from './assets.ts';
import type { LetterKind, LetterModel } from './model.ts';
import { renderLetter } from './render.ts';
import { requiredParts } from './required-parts.ts';
import { sampleDeferralLetter, sampleLetterWithoutIncome, samplePlanLetter } from './sample-letters.ts';

const root = join(import.meta.dirname, '../..');
const assets = loadLetterAssets(join(root, 'municipalities'), '998/arms.svg');
const samples: Readonly<Record<LetterKind, LetterModel>> = {
  plan: samplePlanLetter(),
  deferral: sampleDeferralLetter(),
};
const everyPart = (['plan', 'deferral'] as const).flatMap((kind) =>
  requiredParts[kind].map(({ name }) => [kind, name] as const),
);

describe('a letter as PDF', () => {
  test.each([
    ['the plan', samplePlanLetter(), 4],
    ['the plan without known income', sampleLetterWithoutIncome(), 3],
    ['the deferral', sampleDeferralLetter(), 2],
  ])('%s is tagged, says that it is PDF/UA-1, and is in Danish', (_, letter, pages) => {
    const rendered = rendering(letter);
    const text = Buffer.from(rendered.pdf).toString('latin1');
    expect(text).toMatch(/^%PDF-1\.7/);
    expect(text).toContain('pdfuaid:part>1<');
    expect(text).toContain('/MarkInfo');
    expect(text).toContain('/Lang (da-DK)');
    expect(rendered.pages).toBe(pages);
  });

  test('has the same bytes every time, also from another process', () => {
    const here = rendering(samplePlanLetter());
    rendering(sampleDeferralLetter());
    expect(rendering(samplePlanLetter()).sha256).toBe(here.sha256);
    const script = `
      const { loadLetterAssets } = await import('./src/letters/assets.ts');
      const { renderLetter } = await import('./src/letters/render.ts');
      const { samplePlanLetter } = await import('./src/letters/sample-letters.ts');
      console.log(renderLetter(samplePlanLetter(), loadLetterAssets('municipalities', '998/arms.svg')).value.sha256);`;
    const there = execFileSync(process.execPath, ['--input-type=module', '-e', script], {
      cwd: root,
      encoding: 'utf8',
    });
    expect(there.trim()).toBe(here.sha256);
  });

  test('is another version when arms, texts or template are others', () => {
    const version = (other: Partial<LetterAssets>) =>
      rendering(samplePlanLetter(), { ...assets, ...other }).templateVersion;
    const own = version({});
    expect(own).toMatch(/^plan-[0-9a-f]{16}$/);
    expect(version({ texts: { ...assets.texts, 'help.companion': 'Tag en ven med.' } })).not.toBe(own);
    expect(
      version({ templates: { ...assets.templates, plan: `${assets.templates.plan}\nHilsen os` } }),
    ).not.toBe(own);
  });

  test('prints what a citizen wrote as text, never as code', () => {
    const letter = samplePlanLetter();
    const recipient = { ...letter.recipient, name: '#read("/etc/passwd") *Åse* $x$ {monthly} </w>' };
    expect(renderLetter({ ...letter, recipient }, assets).ok).toBe(true);
  });

  test('is refused, not sent with a hole, when the font lacks a character', () => {
    const letter = samplePlanLetter();
    const rendered = renderLetter({ ...letter, recipient: { ...letter.recipient, name: '山田' } }, assets);
    expect(rendered.ok ? null : rendered.refusal.tag).toBe('not-typeset');
  });
});

describe('a part that the law demands', () => {
  test.each(everyPart)('in the %s letter: a template without %s is refused by that name', (kind, part) => {
    expect(refusal(samples[kind], without(kind, part, ''))).toMatchObject({
      tag: 'part-missing',
      part,
      missingFrom: 'template',
    });
  });

  test('counts as missing when it stands in a comment or under a condition that does not hold', () => {
    for (const hidden of [
      '// #part("lapse")',
      '/* #part("lapse") */',
      '#if false [#part("lapse")]',
      '#let x = part("lapse")',
    ]) {
      const found = refusal(samplePlanLetter(), without('plan', 'lapse', hidden));
      expect(found).toMatchObject({
        tag: 'part-missing',
        part: 'lapse',
        paragraph: 'aktivloven § 95, stk. 2; bek. 585/2023 § 9',
      });
    }
  });

  test('counts as missing when a municipality has emptied its words', () => {
    const texts = { ...assets.texts, 'complaint.deadline': ' ' };
    expect(refusal(samplePlanLetter(), { ...assets, texts })).toMatchObject({
      tag: 'part-missing',
      part: 'complaint-guidance',
      missingFrom: 'texts',
    });
  });

  test.each([
    ['complaint', 'complaint-guidance'],
    ['decidedBy', 'who-decided'],
    ['hearing', 'hearing'],
    ['basis', 'calculation'],
    ['claims', 'what-you-owe'],
    ['firstDueDate', 'result'],
  ])('cannot be written from a model without %s', (field, part) => {
    // Deliberately not a letter model: one field is taken out.
    const model = Object.fromEntries(
      Object.entries(samplePlanLetter()).filter(([key]) => key !== field),
    ) as LetterModel;
    expect(refusal(model, assets)).toMatchObject({ tag: 'part-missing', part, missingFrom: 'model' });
  });

  test('cannot be written from a calculation that never comes to an instalment', () => {
    const letter = samplePlanLetter();
    const basis = letter.basis.filter(({ question }) => question !== 'instalment');
    expect(refusal({ ...letter, basis }, assets)).toMatchObject({ tag: 'part-missing', part: 'calculation' });
  });
});

describe('a template', () => {
  test('may order the parts otherwise and write between them', () => {
    const lines = assets.templates.deferral
      .replace('#part("lapse")', '')
      .replace('#part("hearing")', '#part("lapse")\n#part("hearing")\nVenlig hilsen');
    expect(
      renderLetter(sampleDeferralLetter(), { ...assets, templates: { ...assets.templates, deferral: lines } })
        .ok,
    ).toBe(true);
  });

  test('with an error is refused with the compiler’s message', () => {
    const templates = { ...assets.templates, plan: '#import "letter.typ": part\n#prat("result")' };
    expect(refusal(samplePlanLetter(), { ...assets, templates })).toEqual({
      tag: 'not-typeset',
      messages: ['0: unknown variable: prat'],
    });
  });

  test('with a picture that has no words for the blind is refused', () => {
    const templates = { ...assets.templates, plan: `${assets.templates.plan}\n#image("arms.svg")` };
    expect(refusal(samplePlanLetter(), { ...assets, templates })).toMatchObject({ tag: 'not-typeset' });
  });
});

test('a refusal about the model names the field and holds nothing of what stood in it', () => {
  const letter = samplePlanLetter();
  const recipient = { name: '', address: { kind: 'shown' as const, lines: ['Hemmelig Vej 1'] } };
  const found = refusal({ ...letter, recipient }, assets);
  expect(found).toMatchObject({ tag: 'model-invalid', field: 'recipient.name' });
  expect(JSON.stringify(found)).not.toContain('Hemmelig');
});

function rendering(letter: LetterModel, withAssets = assets) {
  const rendered = renderLetter(letter, withAssets);
  if (!rendered.ok) throw new Error(JSON.stringify(rendered.refusal));
  return rendered.value;
}

function refusal(letter: LetterModel, withAssets: LetterAssets) {
  const rendered = renderLetter(letter, withAssets);
  return rendered.ok ? null : rendered.refusal;
}

function without(kind: LetterKind, part: string, instead: string): LetterAssets {
  const template = assets.templates[kind];
  const call = template.includes(`#part("${part}")`) ? `#part("${part}")` : `part("${part}")`;
  return { ...assets, templates: { ...assets.templates, [kind]: template.replace(call, instead) } };
}
