import { dayInCopenhagen, type PlainDate } from '../kernel/dates.ts';
import { withoutUnseen } from '../kernel/unseen-signs.ts';
import { line } from '../claims/forms.ts';
import { wordsGiven } from './amount.ts';
import { UsageError, type Given, type Shell } from './command.ts';
import { clockAsked } from './letters-send.ts';

/** Who decides something, and when. */
export interface Acting {
  readonly by: string;
  readonly on: PlainDate;
  readonly at: Temporal.Instant;
}

export const byOption = { by: { type: 'string' } } as const;

/** The person named with `--by`, else the operating system's user; the day given with `--on` in a trial, else today. */
export function actingAs(given: Given, shell: Shell): Acting {
  const at = clockAsked(given.date('on'), shell)();
  const by = given.text('by') === null ? shell.by : wordsGiven(given, 'by');
  if (by === '') throw new UsageError('--by er tom');
  return { by, on: dayInCopenhagen(at), at };
}

/** Characters of a text to or from a citizen. */
const LONGEST = 4_000;

/** A text of one or more paragraphs, to a citizen or from one: not empty, and without CPR numbers. */
export function paragraphs(name: string, text: string): string {
  const lines = withoutUnseen(text.replaceAll('\r\n', '\n')).trim().split('\n');
  if (lines.join('') === '') throw new UsageError(`${name} er tom`);
  for (const each of lines) {
    const read = line(LONGEST).read(each);
    if (!read.ok && read.refusal.tag === 'contains-cpr')
      throw new UsageError(`${name} må ikke indeholde et CPR-nummer`);
    if (!read.ok && read.refusal.tag === 'control-character')
      throw new UsageError(`${name} indeholder tegn, som ikke kan vises`);
  }
  const whole = lines.join('\n');
  if (whole.length > LONGEST) throw new UsageError(`${name} skal være højst ${LONGEST} tegn`);
  return whole;
}

export function paragraphsGiven(given: Given, option: string): string {
  return paragraphs(`--${option}`, given.required(option));
}
