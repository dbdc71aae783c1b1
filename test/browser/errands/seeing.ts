import { cprOf } from '../../vocabulary.ts';
import type { Citizen } from './citizen.ts';
import type { ErrandTown, Newcomer } from './town.ts';

interface By {
  readonly town: ErrandTown;
  readonly newcomer: Newcomer;
}

/** From the front page through the test sign-in to the overview, and out again. */
export async function signsIn(citizen: Citizen, { newcomer }: By): Promise<void> {
  const { frame, front, overview, session, signIn } = citizen.said;
  await citizen.opens('front');
  await citizen.looks();
  await citizen.follows(signIn.withMitId);
  await citizen.readsHeading(signIn.heading);
  await citizen.looks();
  await citizen.follows(new RegExp(`^${signIn.withMitId}$`));
  await citizen.presses(new RegExp(`^${newcomer.name}$`));
  await citizen.readsHeading(overview.heading);
  await citizen.reads(newcomer.name);
  await citizen.presses(frame.signOut);
  await citizen.presses(/^Log ud$/);
  await citizen.readsHeading(session.signedOut);
  await citizen.looks();
  await citizen.opens('front');
  await citizen.readsHeading(front.heading);
}

/** From the address on a letter through the test sign-in to the debt that it is about. */
export async function comesFromLetter(citizen: Citizen, { town }: By): Promise<void> {
  const { debt, signIn } = citizen.said;
  await citizen.comesBy(await town.letterPath());
  await citizen.readsHeading(signIn.heading);
  await citizen.follows(new RegExp(`^${signIn.withMitId}$`));
  await citizen.writes('Et andet CPR-nummer', cprOf(1));
  await citizen.presses(/^Log på$/);
  await citizen.readsHeading(debt.happened);
  await citizen.looks();
}

/** What is owed in all and each debt in its group, and what is paid and over. */
export async function seesEverything(citizen: Citizen): Promise<void> {
  const { frame, front, overview } = citizen.said;
  await citizen.opens('front');
  await citizen.follows(front.toOverview);
  await citizen.readsHeading(overview.heading);
  await citizen.reads(overview.total);
  await citizen.readsHeading(overview.toPay);
  await citizen.looks();
  await citizen.unfolds(overview.showSettled);
  await citizen.follows(overview.allSettled);
  await citizen.readsHeading(overview.settled);
  await citizen.follows(overview.backToOverview);
  // In the other language it is the same page.
  await citizen.follows(citizen.way.language === 'da' ? frame.english : frame.danish);
  await citizen.readsHeading(citizen.way.language === 'da' ? 'Your overview' : 'Dit overblik');
}

/** One debt, how the monthly amount was found, and what it would be if the income changed. */
export async function readsOneDebt(citizen: Citizen): Promise<void> {
  const { debt, debts, overview, whatIf, yourPayment } = citizen.said;
  await citizen.opens('overview');
  await citizen.follows(debts.more);
  await citizen.readsHeading(debt.happened);
  await citizen.looks();
  await citizen.opens('your-payment');
  await citizen.reads(yourPayment.why);
  await citizen.follows(yourPayment.allMonths);
  await citizen.looks();
  await citizen.follows(yourPayment.seeMonth);
  await citizen.readsHeading(yourPayment.monthHeading);
  await citizen.looks();
  await citizen.opens('your-payment');
  await citizen.follows(yourPayment.whatIf);
  await citizen.writes(whatIf.income, citizen.way.language === 'da' ? '21.000' : '21,000');
  await citizen.presses(whatIf.show);
  await citizen.reads(whatIf.choose);
  for (const question of [whatIf.children, whatIf.benefit, whatIf.pension])
    await citizen.chooses(whatIf.no, question);
  await citizen.presses(whatIf.show);
  await citizen.reads(whatIf.plan);
  await citizen.reads(citizen.way.language === 'da' ? '3.950,00' : '3,950.00');
  await citizen.looks();
  await citizen.follows(whatIf.back);
  await citizen.follows(overview.backToOverview);
}
