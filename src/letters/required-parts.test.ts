import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { loadLetterAssets, type LetterAssets } from './assets.ts';
import { compose } from './compose.ts';
import type { LetterKind, LetterModel } from './model.ts';
import { checkModel, renderLetter } from './render.ts';
import type { PartName } from './required-part.ts';
import { letterKinds, requiredParts } from './required-parts.ts';
import { sampleDemandWithFee } from './sample-demand.ts';
import { sampleLetters, samplePlanLetter } from './sample-letters.ts';
import { letterTextsDa, type LetterTextKey, type LetterTexts } from './texts/da.ts';
import { letterTextsEn } from './texts/en.ts';

const root = join(import.meta.dirname, '../..');
const assets = loadLetterAssets(join(root, 'municipalities'), '998/arms.svg');
const samples = sampleLetters();
const everyPart = letterKinds.flatMap((kind) => requiredParts[kind].map(({ name }) => [kind, name] as const));

/** The sample of a kind, with everything in it that such a letter can tell. */
function tellingAll(kind: LetterKind): LetterModel {
  const told = {
    because: 'Du har klaget og fået medhold.',
    claimChanges: (samples['claims-changed'] as { claimChanges: unknown }).claimChanges,
    lapsedClaims: (samples.lapse as { lapsedClaims: unknown }).lapsedClaims,
    ...(kind === 'lapse'
      ? {
          ground: { ground: 'benefit', benefits: ['kontanthjælp'] },
          basis: (samples.deferral as { basis: unknown }).basis,
        }
      : {}),
    ...(kind === 'demand' ? sampleDemandWithFee() : {}),
    ...(kind === 'complaint-answered' ? { transfer: { owed: '8000.00', quietUntil: '2026-03-16' } } : {}),
  };
  const model: unknown = { ...samples[kind], ...told };
  const checked = checkModel(model);
  if (!checked.ok) throw new Error(JSON.stringify(checked.refusal));
  return checked.value;
}

describe('a part that the law demands', () => {
  test.each(letterKinds)('in the %s letter: what is told and what is demanded are the same parts', (kind) => {
    const told = Object.keys(compose(tellingAll(kind), letterTextsDa).parts);
    expect(told.toSorted()).toEqual(requiredParts[kind].map(({ name }) => name).toSorted());
  });

  test.each(everyPart)('in the %s letter: a template without %s is refused by that name', (kind, part) => {
    expect(refusal(tellingAll(kind), without(kind, part, ''))).toMatchObject({
      tag: 'part-missing',
      kind,
      part,
      missingFrom: 'template',
    });
  });

  test.each(everyPart)(
    'in the %s letter: texts that leave %s empty are refused by that name',
    (kind, part) => {
      const letter = tellingAll(kind);
      const emptied = emptying(keysOnlyOf(letter, part), assets.texts);
      expect(refusal(letter, { ...assets, texts: emptied })).toMatchObject({
        tag: 'part-missing',
        kind,
        part,
        missingFrom: 'texts',
      });
    },
  );

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
        paragraph: 'aktivloven § 95, stk. 2; beskæftigelsesindsatsloven § 125, stk. 4; bek. 585/2023 § 9',
      });
    }
  });

  test('is also demanded of the English translation', () => {
    const english = { ...letterTextsEn, 'complaint.deadline': ' ' };
    expect(refusal(sampleLetters('en').plan, { ...assets, english })).toMatchObject({
      tag: 'part-missing',
      part: 'complaint-guidance',
      missingFrom: 'texts',
    });
  });

  test.each<[LetterKind, string, PartName]>([
    ['plan', 'complaint', 'complaint-guidance'],
    ['plan', 'decidedBy', 'who-decided'],
    ['plan', 'hearing', 'hearing'],
    ['plan', 'basis', 'calculation'],
    ['plan', 'claims', 'what-you-owe'],
    ['plan', 'firstDueDate', 'result'],
    ['rise', 'previous', 'result'],
    ['deferral', 'ground', 'deferral-ground'],
    ['suspension', 'countsFrom', 'result'],
    ['lapse', 'lapsedClaims', 'lapsed-claims'],
    ['transfer-notice', 'demand', 'transfer-reason'],
    ['transfer-notice', 'interest', 'consequences'],
    ['hearing', 'answerBy', 'result'],
    ['hearing', 'noticeDays', 'what-then'],
    ['income-request', 'answerDays', 'how-to-answer'],
    ['hearing-closed', 'askedOn', 'result'],
    ['reversal', 'reversed', 'result'],
    ['reversal', 'because', 'because'],
    ['reversal', 'now', 'what-holds-now'],
    ['reversal', 'takenBack', 'paid-and-asked'],
    ['reversal', 'paidBeyond', 'paid-and-asked'],
    ['reversal', 'complaint', 'complaint-guidance'],
    ['reversal', 'sender', 'who-decided'],
    ['reminder', 'payBy', 'result'],
    ['reminder', 'claims', 'what-you-owe'],
    ['reminder', 'fee', 'letter-fee'],
    ['demand', 'fee', 'letter-fee'],
    ['reminder', 'paymentLine', 'how-to-pay'],
    ['reminder', 'warnsOfTransfer', 'transfer-warning'],
    ['limitation', 'claims', 'lapsed-claims'],
    ['limitation', 'totalOwed', 'result'],
    ['owed-back', 'takenBackOn', 'result'],
    ['owed-back', 'paymentLine', 'how-to-pay'],
    ['objection-answered', 'answer', 'because'],
    ['objection-answered', 'next', 'what-then'],
    ['arrangement-refused', 'why', 'because'],
    ['complaint-answered', 'sentOn', 'result'],
    ['documentation-answered', 'answer', 'because'],
  ])('in the %s letter cannot be written from a model without %s', (kind, field, part) => {
    // Deliberately not a letter model: one field is taken out.
    const model = Object.fromEntries(
      Object.entries(samples[kind]).filter(([key]) => key !== field),
    ) as LetterModel;
    expect(refusal(model, assets)).toMatchObject({ tag: 'part-missing', part, missingFrom: 'model' });
  });

  test.each<[LetterKind, string]>([
    ['plan', 'instalment'],
    ['plan-without-income', 'instalment-without-income'],
    ['individual-plan', 'receives-deferring-benefit'],
    ['deferral', 'receives-deferring-benefit'],
    ['income-request', 'instalment-without-income'],
  ])('in the %s letter cannot be written from a calculation that never answers %s', (kind, question) => {
    const letter = samples[kind] as Extract<LetterModel, { basis: unknown }>; // those have a calculation
    const other = { ...letter.basis[0]!, question: 'income-known' }; // the samples have steps
    const basis = [other, ...letter.basis.filter((line) => line.question !== question)];
    expect(refusal({ ...letter, basis }, assets)).toMatchObject({
      tag: 'part-missing',
      part: 'calculation',
      missingFrom: 'model',
    });
  });
});

function refusal(letter: LetterModel, withAssets: LetterAssets) {
  const rendered = renderLetter(letter, withAssets);
  return rendered.ok ? null : rendered.refusal;
}

function without(kind: LetterKind, part: PartName, instead: string): LetterAssets {
  const template = assets.templates[kind].replace(`#part("${part}")`, instead);
  return { ...assets, templates: { ...assets.templates, [kind]: template } };
}

/** The texts that a part is written with and no other part of the letter. */
function keysOnlyOf(letter: LetterModel, part: PartName): LetterTextKey[] {
  const marked = Object.fromEntries(
    Object.entries(letterTextsDa).map(([key, words]) => [key, `${words}<${key}>`]),
  ) as LetterTexts; // the same keys
  const { parts } = compose(letter, marked);
  const keysIn = (name: string) =>
    [...JSON.stringify(parts[name as PartName]?.blocks).matchAll(/<([a-z.-]+)>/g)].map(
      ([, key]) => key ?? '',
    );
  const others = new Set(
    Object.keys(parts)
      .filter((name) => name !== part)
      .flatMap(keysIn),
  );
  return keysIn(part).filter((key) => !others.has(key)) as LetterTextKey[]; // read from marks made of keys
}

function emptying(keys: readonly LetterTextKey[], texts: LetterTexts): LetterTexts {
  expect(keys.length).toBeGreaterThan(0);
  return { ...texts, ...Object.fromEntries(keys.map((key) => [key, ' '])) };
}
