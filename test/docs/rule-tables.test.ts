import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { projectRoot, textOf } from './documents.ts';

const page = textOf('docs/guides/rule-tables.md');
const inProject = (folder: string, ending: string) =>
  readdirSync(join(projectRoot, folder)).filter((name) => name.endsWith(ending));

describe('the page of rule tables', () => {
  test.each(inProject('statute', '.json'))('names %s', (file) => {
    expect(page).toContain(`\`statute/${file}\``);
  });

  test.each(inProject('statute/examples', '.yaml').filter((file) => !file.startsWith('psrm-check-')))(
    'names the examples of %s',
    (file) => {
      expect(page).toContain(`\`${file}\``);
    },
  );

  test('names only files that are there', () => {
    const named = [...page.matchAll(/`((?:src|statute)\/[^`…]+)`/g)].map(([, path = '']) => path);
    const examples = [...page.matchAll(/`([a-z-]+\.yaml)`/g)].map(
      ([, name = '']) => `statute/examples/${name}`,
    );
    expect([...named, ...examples].filter((path) => !existsSync(join(projectRoot, path)))).toEqual([]);
  });
});

/**
 * The documents that the rules were collected in, where they are at hand: under which of their headings a table stands, and what the
 * page calls it. A new table there must be given a row here.
 */
const domain = join(projectRoot, '../shared/domain');
const tables: Readonly<Record<string, string>> = {
  '3.1 Two regimes': 'Two regimes of interest and fees',
  '5.1 Checklist before transfer (validator)': 'Checklist before transfer',
  '5.5 Corrections after transfer': 'Actions, corrections, reasons and errors',
  '1. Aktivloven chapter 12 (§§ 91-97): when must benefits be repaid': 'When benefits must be repaid',
  '2. The collection order (tilbagebetalingsbekendtgørelsen): BEK 585 of 24 May 2023':
    'which claims follow the order',
  '3. Which claims can run in the same engine': 'Types of claim',
  '4.1 The table': 'The table of ability to pay',
  '6. Lapse (bortfald)': '| Lapse |',
  '8. Decisions and letters': 'Decisions, complaints and deadlines',
  '9. Case law and findings the software must get right': 'findings of courts',
  '11. Open questions and safe defaults': 'open questions',
  '13. Sizing': 'Sizes',
  '16. Open questions and safe defaults': 'open questions',
};
const aboutTheDocuments = ['0. How to read this file', '1. Glossary', '17. Code files'];
const codes: Readonly<Record<string, string>> = {
  'account-functions.json': 'Accounts and events of the books',
  'citizen-payment-statuses.json': 'Words that a citizen may be shown',
  'claim-types.json': 'Types of claim',
  'dunning-profiles.json': 'Steps about unpaid bills',
  'fk-oeko-integrations.json': 'integrations of its own',
  'instalment-table-2026.json': 'The table of ability to pay',
  'interest-and-fees.json': 'Two regimes of interest and fees',
  'limitation-rules.json': 'Limitation',
  'payment-order.json': 'Order of payment',
  'psrm-actions.json': 'Actions, corrections',
  'psrm-error-codes.json': 'errors there',
  'psrm-filter-rules.json': 'Filter rules',
  'psrm-master-data-fields.json': 'the fields, states and notifications',
  'psrm-reason-codes.json': 'reasons and errors',
  'psrm-statuses-and-notifications.json': 'the fields, states and notifications',
};

describe.skipIf(!existsSync(domain))('of the collected rules, the page names', () => {
  test.each(['debtor-administration.md', 'repayment-rules.md'])('every table of %s', (file) => {
    const headings = new Set<string>();
    let heading = '';
    for (const line of readFileSync(join(domain, file), 'utf8').split('\n')) {
      heading = /^#+ (.*)$/.exec(line)?.[1] ?? heading;
      if (/^\|[ -]*-/.test(line)) headings.add(heading);
    }
    const unnamed = [...headings].filter((each) => !aboutTheDocuments.includes(each) && !(each in tables));
    expect(unnamed).toEqual([]);
    for (const each of headings) expect(page.toLowerCase()).toContain((tables[each] ?? '').toLowerCase());
  });

  test('every code list', () => {
    for (const file of readdirSync(join(domain, 'codes'))) {
      expect(codes).toHaveProperty([file]);
      expect(page.toLowerCase()).toContain((codes[file] ?? '-').toLowerCase());
    }
  });
});
