import { expect } from 'vitest';
import type { Citizen } from './citizen.ts';
import type { ErrandTown, Newcomer } from './town.ts';

const pdf = Buffer.from('%PDF-1.7\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n');
const contract = (buffer: Buffer) => ({ name: 'kontrakt.pdf', mimeType: 'application/pdf', buffer });

/** Writes, with a file that is none first: what was written is still there. */
async function sendsWithFile(citizen: Citizen, words: string): Promise<void> {
  const { messages } = citizen.said;
  await citizen.writes(messages.words, words);
  await citizen.attaches(contract(Buffer.from('hej')));
  await citizen.presses(messages.send);
  await citizen.reads(messages.otherType);
  expect(await citizen.page.locator('#words').inputValue()).toBe(words);
  await citizen.looks();
  await citizen.attaches(contract(pdf));
  await citizen.presses(messages.send);
  await citizen.readsHeading(messages.thanks);
  await citizen.reads('kontrakt.pdf');
  await citizen.looks();
}

/** Disagrees with a bill, and takes it back. */
export async function objects(citizen: Citizen): Promise<void> {
  const { frame, messages } = citizen.said;
  await citizen.opens('overview');
  await citizen.follows(new RegExp(`^${frame.write}$`));
  await citizen.looks();
  await citizen.follows(messages.object);
  await citizen.looks();
  await citizen.ticks(/1\.250,00|1,250\.00/);
  await citizen.chooses(messages.amount);
  await sendsWithFile(citizen, 'Jeg var der kun i to uger.');
  await citizen.presses(messages.withdraw);
  await citizen.reads(messages.stateWithdrawn);
  await citizen.follows(messages.backToMessages);
  await citizen.reads(messages.kindObjection);
}

/** Answers before anything is decided. */
export async function answers(
  citizen: Citizen,
  { town, newcomer }: { readonly town: ErrandTown; readonly newcomer: Newcomer },
): Promise<void> {
  const { messages } = citizen.said;
  await town.asksAboutSetOff(newcomer.debtor);
  await citizen.opens('write');
  await citizen.follows(messages.hearing);
  await citizen.reads(messages.setOffAbout);
  await citizen.looks();
  await sendsWithFile(citizen, 'Jeg har brug for pengene.');
}

/** Answers what is asked before the monthly amount is decided. */
export async function answersHearing(citizen: Citizen): Promise<void> {
  const { messages } = citizen.said;
  await citizen.opens('overview');
  await citizen.follows(messages.answerHere);
  await citizen.readsHeading(messages.hearingTitle);
  await citizen.looks();
  await sendsWithFile(citizen, 'Jeg har fået mindre i løn siden nytår.');
}

/** Sends papers that may change the monthly amount. */
export async function sendsPapers(citizen: Citizen): Promise<void> {
  const { messages, yourPayment } = citizen.said;
  await citizen.opens('your-payment');
  await citizen.follows(yourPayment.sendPapers);
  await citizen.chooses(messages.topicIncome);
  await sendsWithFile(citizen, 'Her er min lønseddel.');
  await citizen.reads(messages.kindDocumentation);
}

/** Complains about a decision. */
export async function complains(citizen: Citizen): Promise<void> {
  const { messages } = citizen.said;
  await citizen.opens('write');
  await citizen.follows(messages.complain);
  await citizen.reads(messages.complainHow);
  await citizen.looks();
  await sendsWithFile(citizen, 'Jeg tjener mindre nu.');
  await citizen.presses(messages.withdraw);
  await citizen.reads(messages.stateWithdrawn);
}
