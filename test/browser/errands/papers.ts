import { expect } from 'vitest';
import type { Citizen } from './citizen.ts';

/** A letter as it was sent, every payment, and the receipt of one. */
export async function fetchesLetters(citizen: Citizen): Promise<void> {
  const { papers } = citizen.said;
  await citizen.opens('papers');
  expect(await citizen.fetches(papers.getLetter)).toMatch(/\.pdf$/);
  await citizen.opens('payments');
  await citizen.looks();
  expect(await citizen.fetches(papers.getReceipt)).toMatch(/\.pdf$/);
  expect(await citizen.fetches(papers.getHistory)).toMatch(/\.pdf$/);
  expect(await citizen.fetches(papers.getHistoryTable)).toMatch(/\.csv$/);
  await citizen.follows(papers.back);
  await citizen.readsHeading(papers.title);
}

/** A statement for the sale of a house, with a day that is still to come first, and a paper of it. */
export async function fetchesPapers(citizen: Citizen): Promise<void> {
  const { frame, papers } = citizen.said;
  const danish = citizen.way.language === 'da';
  const year = danish ? 'År' : 'Year';
  await citizen.opens('overview');
  await citizen.follows(new RegExp(`^${frame.papers}$`));
  await citizen.looks();
  await citizen.follows(papers.makeStatement);
  await citizen.writes(year, '2027');
  await citizen.presses(papers.show);
  await citizen.reads(papers.inFuture);
  await citizen.looks();
  await citizen.writes(year, '2026');
  await citizen.chooses(papers.property);
  await citizen.presses(papers.show);
  await citizen.readsHeading(papers.propertyStoodOn);
  await citizen.looks();
  const paper = await citizen.fetches(papers.getStatement);
  expect(paper).toBe(danish ? 'opgørelse-2026-03-12.pdf' : 'statement-2026-03-12.pdf');
  expect(await citizen.fetches(papers.getStatementTable)).toMatch(/\.csv$/);
  await citizen.follows(papers.back);
  await citizen.readsHeading(papers.title);
}
