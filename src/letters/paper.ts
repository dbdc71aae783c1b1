import type { PlainDate } from '../kernel/dates.ts';
import { readableDate } from '../kernel/dates.ts';
import { ok, refuse, type Result } from '../kernel/result.ts';
import type { LetterAssets } from './assets.ts';
import type { Block } from './content.ts';
import type { Sender } from './model.ts';
import { setPaperContent, type TypesetFailure } from './typesetter.ts';
import { fillIn } from './texts/fill-in.ts';

/** A paper that somebody fetches for themselves, in words. No address stands on it, and no CPR number. */
export interface Paper {
  readonly language: 'da' | 'en';
  readonly title: string;
  /** The day on which it was made. */
  readonly day: PlainDate;
  readonly parts: readonly PaperPart[];
}

export interface PaperPart {
  readonly heading: string | null;
  readonly blocks: readonly PaperBlock[];
}

export type PaperBlock = Extract<Block, { kind: 'text' | 'facts' }> | Figures;

/** A table; `\n` within a cell begins a new line. */
export interface Figures {
  readonly kind: 'figures';
  readonly columns: readonly string[];
  /** The width of each, in parts of the whole. */
  readonly widths: readonly number[];
  /** How many columns, counted from the last, hold amounts. */
  readonly amounts: number;
  readonly rows: readonly (readonly string[])[];
  /** Empty: it is not added up. */
  readonly total: readonly string[];
}

export interface PaperFrom {
  readonly sender: Sender;
  readonly assets: LetterAssets;
}

/**
 * The paper as a tagged PDF (PDF/UA-1) in the look of the municipality's letters: the same bytes for the same paper. A sign that the typeface
 * lacks, such as one in a source's own words, stands as `?`. Refuses what cannot be set for another reason.
 */
export function setPaper(paper: Paper, from: PaperFrom): Result<Uint8Array, TypesetFailure> {
  const content = contentOf(paper, from);
  const seconds = Temporal.Instant.from(`${paper.day}T12:00:00Z`).epochMilliseconds / 1000;
  const set = setPaperContent({ content, seconds }, from.assets);
  const done =
    set instanceof Uint8Array
      ? set
      : setPaperContent({ content: withoutOddSigns(content), seconds }, from.assets);
  return done instanceof Uint8Array ? ok(done) : refuse(done);
}

/** What the template reads. */
export type PaperContent = ReturnType<typeof contentOf>;

function contentOf({ language, title, day, parts }: Paper, { sender, assets }: PaperFrom) {
  const texts = language === 'da' ? assets.texts : assets.english;
  const { municipality } = sender;
  return {
    language,
    region: language === 'da' ? 'DK' : 'GB',
    title,
    author: municipality,
    date: [Number(day.slice(0, 4)), Number(day.slice(5, 7)), Number(day.slice(8))],
    armsDescription: fillIn(texts['frame.arms'], { municipality }),
    sender: {
      name: municipality,
      lines: [sender.department, ...sender.address, sender.phone, sender.contactPage],
    },
    runningHead: `${municipality} · ${readableDate(day, language)} · ${title}`,
    pageWords: texts['frame.page'],
    parts,
  };
}

/** Latin letters, and the signs that our own words use. */
const ODD = /[^\n\u0020-\u024f\u2010-\u2022\u2026\u2030\u20ac\u2212]/gu;

function withoutOddSigns(content: PaperContent): PaperContent {
  return JSON.parse(
    JSON.stringify(content, (_, value: unknown) =>
      typeof value === 'string' ? value.replace(ODD, '?') : value,
    ),
  ) as PaperContent; // the same shape
}
