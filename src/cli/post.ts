import { join } from 'node:path';
import { postVouchers, type PostDone, type PostRefusal, type PostRequest } from '../accounting/post.ts';
import type { PostReport } from '../accounting/post-report.ts';
import type { RuleMissing } from '../accounting/vouchers.ts';
import { dayInCopenhagen } from '../kernel/dates.ts';
import { PROJECT_ROOT } from '../platform/config.ts';
import { jsonOption, municipalityOption, onOption, PlainError, type Command } from './command.ts';
import { reportedKroner } from './job-words.ts';
import { clockAsked } from './letters-send.ts';
import { writeVoucherFiles } from './voucher-files.ts';

/**
 * `afdrag post`: closes the accounting days before today, writes their vouchers and the files for the bookkeeping. Status 1
 * when a day had to stay open.
 */
export const postCommand: Command = {
  words: 'post',
  usage: '--municipality 998 [--on 2026-03-11] [--folder MAPPE] [--dry-run] [--json]',
  summary: 'lukker regnskabsdagene før i dag og skriver deres bilag',
  options: {
    ...municipalityOption,
    ...onOption,
    ...jsonOption,
    folder: { type: 'string' },
    'dry-run': { type: 'boolean' },
  },
  run: async (given, shell) => {
    const municipality = given.municipality();
    const clock = clockAsked(given.date('on'), shell);
    const dryRun = given.flag('dry-run');
    const folder = given.text('folder') ?? exportFolder(municipality, given.database());
    return shell.withDatabase(async (database) => {
      const { by } = shell;
      const progress = shell.progress('Regnskabsdage gennemgået');
      const on = dayInCopenhagen(clock());
      const done = await postOrRefuse({ database, municipality, on, dryRun, by, clock, progress });
      const files = dryRun ? [] : await writeVoucherFiles(database, { municipality, folder, clock });
      if (given.flag('json')) shell.say(JSON.stringify({ state: done.state, ...done.report, files }));
      else for (const line of postLines(done, files)) shell.say(line);
      return done.report.unchanged === 0 ? 0 : 1;
    });
  },
};

/** Closes days and writes vouchers; a refusal becomes a plain sentence. */
export async function postOrRefuse(request: PostRequest): Promise<PostDone> {
  const posted = await postVouchers(request);
  if (!posted.ok) throw new PlainError(refusalText(posted.refusal, request));
  return posted.value;
}

/** The books of the days before one, where the municipality has a table of accounts; null = it has none. */
export async function booksOn(request: PostRequest): Promise<PostReport | null> {
  const posted = await postVouchers(request);
  if (posted.ok) return posted.value.report;
  if (posted.refusal.tag === 'no-account-rules') return null;
  throw new PlainError(refusalText(posted.refusal, request));
}

/** `var/exports/998`; of another database than the usual one, a folder with its name between. */
export function exportFolder(municipality: string, database: string | null): string {
  return join(PROJECT_ROOT, 'var/exports', ...(database === null ? [] : [database]), municipality);
}

function refusalText(refusal: PostRefusal, { municipality }: PostRequest): string {
  switch (refusal.tag) {
    case 'busy':
      return `Dagens arbejde, eller bogføringen, er allerede i gang for kommune ${municipality}. Prøv igen, når det er færdigt.`;
    case 'no-configuration':
      return `Kommune ${municipality} har ingen opsætning endnu.`;
    case 'no-account-rules':
      return `Kommune ${municipality} har ingen konteringsregler. Indlæs dem med: afdrag accounts import`;
  }
}

function postLines({ state, report }: PostDone, files: readonly string[]): string[] {
  const { changes, vouchers, transfers, amounts, unclear } = report;
  const tried = state === 'dry-run' ? 'Prøvekørsel, intet er gemt. ' : '';
  return [
    `${tried}Regnskabsdage lukket: ${changes.closed.count}. Bilag: ${vouchers} for ${transfers} posteringer, ${reportedKroner(amounts.booked)} i debet.`,
    ...openLines(report),
    ...(unclear > 0
      ? [
          `${unclear} posteringer har ingen refusionsprocent og står på afklaringskontoen (afdrag books unclear).`,
        ]
      : []),
    ...files.map((file) => `Fil: ${file}`),
  ];
}

function openLines({ unchanged, consequences, missing }: PostReport): string[] {
  if (unchanged === 0) return [];
  const lost = consequences['left-in-transit'] ?? 0;
  return [
    `Dage, der ikke kunne lukkes: ${unchanged}.`,
    ...(lost > 0 ? [`  På ${lost} af dem er en betaling ikke fordelt helt. Se afdrag balance.`] : []),
    ...missing.map((rule) => `  Der mangler en konteringsregel: ${missingText(rule)}`),
  ];
}

function missingText({ claimType, event, group, percent, share }: RuleMissing): string {
  const refunded = percent === null ? '' : `, ${percent} % refusion`;
  return `fordringstype ${claimType}, hændelse ${event}, gruppe ${group}, andel ${share}${refunded}`;
}
