import { join } from 'node:path';
import { month, type YearMonth } from '../kernel/dates.ts';
import { municipalityCode, type MunicipalityCode } from '../kernel/ids.ts';
import { parseKroner, readableKroner } from '../kernel/money.ts';
import { assert, unreachable, type Result } from '../kernel/result.ts';
import { generateDemo, type DemoRefusal, type DemoSummary } from '../demo/generate/generate.ts';
import { townOf } from '../demo/generate/towns.ts';
import { PROJECT_ROOT } from '../platform/config.ts';
import { jsonOption, municipalityOption, PlainError, type Command } from './command.ts';
import { demoFolder } from './composition.ts';
import { configurationFile } from './municipality.ts';

export const DEMO_SEED = 1;
const DEMO_MUNICIPALITY = municipalityCode('998');

/** How many debtors a municipality's demo has where nothing else is said: as many as the published case it is modelled on. */
export function demoSize(municipality: MunicipalityCode): number {
  return townOf(municipality).debtors;
}

/** What the income register knows about; the demo's story runs from January to March 2026. */
const KNOWN: { readonly from: YearMonth; readonly to: YearMonth } = {
  from: month('2025-07'),
  to: month('2026-12'),
};

export interface DemoGenerate {
  readonly municipality: MunicipalityCode;
  readonly size: number;
  readonly seed: number;
  /** The folder to write; an earlier demo there is replaced. */
  readonly out: string;
}

/** Writes the demo's files for a municipality whose set-up lies in `municipalities/<code>/municipality.json`. */
export async function demoGenerate(request: DemoGenerate): Promise<Result<DemoSummary, DemoRefusal>> {
  const { municipality, size, seed, out } = request;
  const file = join(PROJECT_ROOT, 'municipalities', municipality, 'municipality.json');
  const { code, cvr, registers, payment, hearing } = await configurationFile(file);
  const { seNumber } = registers;
  const { dueDay } = payment;
  const invented = { code, cvr, seNumber, dueDay, hears: hearing.leftOut === null };
  return generateDemo({ municipality: invented, size, seed, out, ...KNOWN });
}

/** `afdrag demo generate`: invents a municipality's debtors and writes them as files in the real formats. */
export const demoGenerateCommand: Command = {
  words: 'demo generate',
  usage: '[--size ANTAL] [--seed TAL] [--municipality 998] [--out MAPPE] [--json]',
  summary: 'opdigter en kommunes skyldnere og skriver dem som filer i de rigtige formater',
  options: {
    ...municipalityOption,
    ...jsonOption,
    size: { type: 'string' },
    seed: { type: 'string' },
    out: { type: 'string' },
  },
  run: async (given, shell) => {
    const municipality = given.text('municipality') === null ? DEMO_MUNICIPALITY : given.municipality();
    const out = given.text('out') ?? demoFolder(municipality);
    const size = given.wholeNumber('size') ?? demoSize(municipality);
    const seed = given.wholeNumber('seed') ?? DEMO_SEED;
    const generated = await demoGenerate({ municipality, size, seed, out });
    if (!generated.ok) throw new PlainError(demoRefusalInPlainWords(generated.refusal));
    const lines = given.flag('json')
      ? [JSON.stringify(generated.value)]
      : demoSummaryLines(generated.value, out);
    for (const line of lines) shell.say(line);
    return 0;
  },
};

const count = new Intl.NumberFormat('da-DK');

/** What was written, for the terminal, in Danish; lines without line ends. */
export function demoSummaryLines(summary: DemoSummary, out: string): string[] {
  const total = parseKroner(summary.total);
  assert(total !== null, 'a summary holds its total as kroner');
  return [
    `Demo for kommune ${summary.municipality} er skrevet i ${out} (størrelse ${summary.size}, startværdi ${summary.seed}).`,
    `  ${count.format(summary.debtors)} skyldnere med ${count.format(summary.claims)} krav (${count.format(summary.partClaims)} delkrav), i alt ${readableKroner(total)}`,
    `  ${count.format(summary.persons)} personer i CPR; ${count.format(summary.files)} filer: krav, registrenes svar, og hvad der sker i kommunen`,
    `  ${count.format(summary.examples.length)} sager viser noget særligt; se summary.json`,
    'Alle personer er opdigtede. CPR-numrene er erstatningsnumre (dag + 60), som ingen kan have.',
  ];
}

/** Why no demo was written, in Danish. */
export function demoRefusalInPlainWords(refusal: DemoRefusal): string {
  switch (refusal.tag) {
    case 'size-out-of-range':
      return `Antallet af skyldnere skal være mellem 1 og ${count.format(refusal.most)}; der stod ${refusal.size}.`;
    case 'seed-not-whole':
      return 'Startværdien (--seed) skal være et helt tal.';
    case 'months-backwards':
      return `Registrenes måneder slutter (${refusal.to}), før de begynder (${refusal.from}).`;
    case 'folder-in-use':
      return `Mappen ${refusal.out} indeholder andet end en demo. Vælg en anden mappe, eller tøm den først.`;
    default:
      return unreachable(refusal);
  }
}
