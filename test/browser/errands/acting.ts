import { expect } from 'vitest';
import { fillIn } from '../../../src/letters/texts/fill-in.ts';
import type { Citizen } from './citizen.ts';
import { HIDDEN } from './town.ts';

/** A guardian sees for somebody whose address is protected, whose it is stands above each page, and is oneself again. */
export async function actsForAnother(citizen: Citizen): Promise<void> {
  const { acting, debts, forAnother, frame, overview, pay } = citizen.said;
  await citizen.opens('overview');
  await citizen.follows(acting.forAnother);
  await citizen.readsHeading(acting.heading);
  await citizen.looks();
  await citizen.chooses('Åse Kjær');
  await citizen.presses(acting.goOn);
  await citizen.readsHeading(forAnother['overview.heading']);
  await seesForAnother(citizen);
  await citizen.looks();
  await citizen.follows(debts.more);
  await seesForAnother(citizen);
  await citizen.opens('statement');
  await seesForAnother(citizen);
  await citizen.looks();
  await citizen.follows(new RegExp(`^${frame.pay}$`));
  await citizen.readsHeading(pay.chooseHeading);
  await seesForAnother(citizen);
  await citizen.follows(acting.change);
  await citizen.chooses('Åse Prøvesen');
  await citizen.presses(acting.goOn);
  await citizen.readsHeading(overview.heading);
  expect(await citizen.page.getByRole('region', { name: acting.region }).count()).toBe(0);
}

/** Whose it is, and not where they live. */
async function seesForAnother({ page, said: { acting } }: Citizen): Promise<void> {
  const strip = page.getByRole('region', { name: acting.region });
  await strip.waitFor();
  const words = `${acting.youSee} Åse Kjær. ${fillIn(acting.youAre, { as: acting.guardian })}`;
  expect(((await strip.textContent()) ?? '').replaceAll(/\s+/g, ' ')).toContain(words);
  expect(await page.content()).not.toContain(HIDDEN);
}
