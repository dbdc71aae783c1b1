import { z } from 'zod';
import { STATED_CLASSES, statementFaults, type StatementContradiction } from '../../law/own-types.ts';
import { plainDate, text } from './fields.ts';

const textOrNone = text.nullable().default(null);

/** What the municipality states of one of its own types of claim, with where the statement is kept and its day. */
export const statedTypeShape = z.strictObject({
  name: textOrNone,
  group: textOrNone,
  law: text,
  class: z.enum(STATED_CLASSES),
  fee: z.enum(['gebyrloven', 'renteloven']).nullable().default(null),
  interest: textOrNone,
  limitation: z
    .strictObject({
      years: z.int().default(3),
      from: z.enum(['due', 'origin', 'ruling']).default('due'),
      because: textOrNone,
    })
    .default({ years: 3, from: 'due', because: null }),
  reportedAs: z
    .strictObject({ fee: textOrNone, interest: textOrNone })
    .default({ fee: null, interest: null }),
  recoverable: z.boolean().nullable().default(null),
  statedOn: plainDate,
  reference: text,
});

/** By code: `LOKAL-…`, or as the creditor agreement has it. A local type that is not here is not stated, and bears nothing. */
export const ownTypesShape = z.record(z.string(), statedTypeShape).default({});

/** Statements that contradict themselves or the law, each with its place. */
export function ownTypeFaults(ownTypes: z.infer<typeof ownTypesShape>): string[] {
  return Object.entries(ownTypes).flatMap(([code, stated]) =>
    statementFaults(code, stated).map(
      ({ place, why }) => `ownTypes.${code}${place === '' ? '' : '.'}${place}: ${faultWords[why]}`,
    ),
  );
}

const faultWords: Readonly<Record<StatementContradiction, string>> = {
  'published-type': 'Typen er offentliggjort, og dens klasse står i dens eget dokument. Tag den ud.',
  'not-a-code':
    'Sådan ser ingen kode ud. Skriv LOKAL- og 1 til 18 store bogstaver eller tal, eller fordringshaveraftalens syv tegn.',
  'no-name': 'En type, der kommer til, har et navn. Skriv det i name.',
  'never-recovered': 'Krav af typen sendes ikke til Gældsstyrelsen. Skriv false eller null.',
  'not-a-fee-type': 'Det er ingen gebyrtype, der er i brug. Skriv en anden kode, eller null.',
  'not-interest-type': 'Det er ingen rentetype, der er i brug. Skriv en anden kode, eller null.',
  'no-law': 'Ingen lov giver det på offentligretlige krav uden udlægsret. Skriv null.',
  'gebyrloven-gives-it': 'For krav af den klasse er det gebyrloven. Skriv "gebyrloven" eller null.',
  'renteloven-gives-it': 'For krav af den klasse er det renteloven. Skriv "renteloven" eller null.',
  'no-usual-interest-type':
    'Klassen har ingen sædvanlig rentetype. Skriv, hvad Gældsstyrelsen kalder renten.',
  'no-known-interest':
    'Satsen er ikke kendt. Skriv "gebyrloven", "renteloven", en særlig regel fra statute/special-interest.json, eller null.',
  'not-from-origin': 'Loven regner fra forfaldsdagen (forældelsesloven § 2). Skriv "due".',
  'too-few-years': 'Det er kortere end loven (forældelsesloven § 3). Skriv 3.',
  'no-such-years': 'Loven kender tre og ti år. Skriv 3 eller 10.',
  'ten-years-unexplained': 'Ti år kræver et særligt grundlag (forældelsesloven § 5). Skriv, hvad det er.',
  'ruling-gives-ten': 'En afgørelse giver ti år (forældelsesloven § 5). Skriv "due", eller 10 i years.',
};
