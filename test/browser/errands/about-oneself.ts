import { expect } from 'vitest';
import { texts } from '../../../src/web/portal/texts/texts.ts';
import type { Citizen } from './citizen.ts';
import type { ErrandTown } from './town.ts';

/** A code for a member of staff to see the page, who does until it is stopped; who has looked, and a file with all that is kept. */
export async function aboutOneself(citizen: Citizen, { town }: { readonly town: ErrandTown }): Promise<void> {
  const { frame, guidance, insight, overview, papers } = citizen.said;
  await citizen.opens('overview');
  await citizen.follows(guidance.link);
  await citizen.presses(guidance.begin);
  await citizen.readsHeading(guidance.codeHeading);
  const code = /(?:\d\d ?){4}$/.exec((await citizen.page.locator('.guidance-code').textContent()) ?? '')?.[0];
  await citizen.looks();
  await citizen.opens('papers');
  await using server = await town.guides((code ?? '').replaceAll(' ', ''));
  const staff = await citizen.beside(server.url);
  await staff.readsHeading(papers.title);
  await staff.reads(guidance.staffSees);
  await staff.looks();
  await citizen.follows(new RegExp(`^${frame.insight}$`));
  // What staff see goes along by itself, and sooner when they ask.
  await staff.follows(guidance.staffAgain);
  await staff.readsHeading(insight.who);
  await citizen.presses(guidance.stop);
  await staff.readsHeading(texts.da.guidance.staffOver);
  expect(await staff.leaves()).toEqual([]);
  await citizen.readsHeading(overview.heading);
  expect(await citizen.page.getByRole('region', { name: guidance.region }).count()).toBe(0);
  await citizen.follows(new RegExp(`^${frame.insight}$`));
  await citizen.readsHeading(insight.who);
  await citizen.looks();
  expect(await citizen.fetches(insight.getLink)).toBe('oplysninger-2026-03-12.json');
}

/** Which short messages one wants. */
export async function getsMessages(citizen: Citizen): Promise<void> {
  const { notifications } = citizen.said;
  await citizen.opens('overview');
  await citizen.follows(notifications.link);
  await citizen.looks();
  await citizen.ticks(notifications.nemsms);
  await citizen.presses(notifications.save);
  await citizen.readsHeading(notifications.saved);
  expect(await citizen.page.getByRole('checkbox', { checked: true }).count()).toBe(1);
  await citizen.looks();
}

/** Help without signing in: whom to call and when, and a card to take along. */
export async function getsHelp(citizen: Citizen): Promise<void> {
  const { contact, help } = citizen.said;
  await citizen.opens('front');
  await citizen.reads(contact.phone);
  await citizen.opens('help');
  await citizen.follows(help.cannotPayHeading);
  await citizen.reads(help.cannotPay1);
  await citizen.looks();
  expect(await citizen.fetches(help.cardLink)).toMatch(/\.pdf$/);
}
