import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { loadLetterAssets, versionOf, type LetterAssets } from './assets.ts';
import type { LetterKind, LetterModel } from './model.ts';
import { renderLetter } from './render.ts';
import { letterKinds } from './required-parts.ts';
import { sampleDeferralLetter, sampleLetters, samplePlanLetter } from './sample-letters.ts';

const root = join(import.meta.dirname, '../..');
const assets = loadLetterAssets(join(root, 'municipalities'), '998/arms.svg');

describe('a letter as PDF', () => {
  const pages: Readonly<Record<LetterKind, number>> = {
    plan: 4,
    'plan-without-income': 3,
    rise: 4,
    fall: 4,
    resume: 4,
    'claims-changed': 4,
    'individual-plan': 3,
    deferral: 2,
    suspension: 3,
    lapse: 2,
    'transfer-notice': 4,
    hearing: 3,
    'income-request': 3,
    'hearing-closed': 1,
    reversal: 2,
    demand: 2,
    invoice: 2,
    reminder: 2,
    limitation: 2,
    'transfer-warning': 2,
    'voluntary-plan': 2,
    'voluntary-deferral': 2,
    'plan-broken': 2,
    'set-off-hearing': 2,
    'set-off': 2,
    liability: 2,
    'owed-back': 2,
    'objection-answered': 2,
    'arrangement-refused': 2,
    'complaint-answered': 2,
    'documentation-answered': 1,
  };

  test.each(letterKinds)('%s is tagged, says that it is PDF/UA-1, and is in Danish', (kind) => {
    const rendered = rendering(sampleLetters()[kind]);
    const text = Buffer.from(rendered.pdf).toString('latin1');
    expect(text).toMatch(/^%PDF-1\.7/);
    expect(text).toContain('pdfuaid:part>1<');
    expect(text).toContain('/MarkInfo');
    expect(text).toContain('/Lang (da-DK)');
    expect(rendered.pages).toBe(pages[kind]);
    expect(rendered.templateVersion).toMatch(new RegExp(`^${kind}-[0-9a-f]{16}$`));
  });

  test.each(letterKinds)('%s can be had in English too', (kind) => {
    const text = Buffer.from(rendering(sampleLetters('en')[kind]).pdf).toString('latin1');
    expect(text).toContain('pdfuaid:part>1<');
    expect(text).toContain('/Lang (en-GB)');
  });

  test.each(letterKinds)(
    '%s has room for its address on the citizens’ pages, with a code that has words',
    (kind) => {
      const page = 'https://mitbetalingsoverblik.boegevang.example/998/b/K7Q4-M2XR-9TVB';
      const rendered = rendering({ ...sampleLetters()[kind], page });
      const text = Buffer.from(rendered.pdf).toString('latin1');
      expect(rendered.pages).toBe(pages[kind]);
      expect(text).toContain(`/URI (${page})`);
      expect(text).toContain('pdfuaid:part>1<');
      expect(text.match(/\/S \/Figure/g)).toHaveLength(2);
    },
  );

  test('refuses an address on the pages that is none of the web', () => {
    for (const page of ['javascript:alert(1)', 'betaling', 'file:///etc/passwd'])
      expect(refusal({ ...samplePlanLetter(), page }, assets)).toMatchObject({
        tag: 'model-invalid',
        field: 'page',
      });
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

  test('is another version when arms, texts or any template are others', () => {
    const version = (other: Partial<LetterAssets>) => versionOf({ ...assets, ...other });
    const own = versionOf(assets);
    expect(rendering(samplePlanLetter()).templateVersion).toBe(`plan-${own}`);
    expect(version({})).toBe(own);
    expect(version({ arms: Buffer.from('<svg/>') })).not.toBe(own);
    expect(version({ texts: { ...assets.texts, 'help.companion': 'Tag en ven med.' } })).not.toBe(own);
    expect(version({ english: { ...assets.english, 'help.companion': 'Bring a friend.' } })).not.toBe(own);
    for (const kind of letterKinds) {
      const templates = { ...assets.templates, [kind]: `${assets.templates[kind]}\nHilsen os` };
      expect(version({ templates })).not.toBe(own);
    }
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
  const address = { kind: 'shown' as const, lines: ['Hemmelig Vej 1'] };
  const recipient = { ...letter.recipient, name: '', address };
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
