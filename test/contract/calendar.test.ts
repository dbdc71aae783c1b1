import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { addDays, date, weekdayOf } from '../../src/kernel/dates.ts';
import { isBankClosingDay, nextBankDay } from '../../src/law/closing-days.ts';

const folder = process.env['AFDRAG_SCHEMAS'] ?? join(import.meta.dirname, '../../../shared/schemas');
const file = join(folder, 'calendar/bank-closing-days.json');
const shape = z.object({
  dueDateRule: z.object({
    examples: z.array(z.object({ date: z.string(), isBankDay: z.boolean(), next: z.string() })),
  }),
  closingDays: z.record(z.string(), z.array(z.object({ date: z.string() }))),
});

describe.skipIf(!existsSync(file))(
  `bank closing days agree with the published list (needs ${'calendar/bank-closing-days.json'})`,
  () => {
    const list = existsSync(file) ? shape.parse(JSON.parse(readFileSync(file, 'utf8'))) : null;

    it('for every weekday of every year in the list', () => {
      for (const [year, days] of Object.entries(list?.closingDays ?? {})) {
        const listed = new Set(days.map((day) => day.date));
        for (let day = date(`${year}-01-01`); day <= `${year}-12-31`; day = addDays(day, 1)) {
          expect(isBankClosingDay(day), day).toBe(listed.has(day) || weekdayOf(day) >= 6);
        }
      }
    });

    it('for the next bank day', () => {
      for (const example of list?.dueDateRule.examples ?? []) {
        expect(isBankClosingDay(date(example.date))).toBe(!example.isBankDay);
        expect(nextBankDay(date(example.date))).toBe(example.next);
      }
    });
  },
);
