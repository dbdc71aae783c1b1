import type { ClaimNumber } from '../claims/types.ts';
import {
  deregisterByPerson,
  registerByPerson,
  type DeregisterRefusal,
  type RegisterRefusal,
} from '../collection/registrations.ts';
import type { Doing } from '../collection/types.ts';
import { inMunicipality, type MunicipalityTx } from '../platform/database.ts';
import { municipalityOption, onOption, PlainError, type Command, type Given, type Shell } from './command.ts';
import { clockAsked } from './letters-send.ts';
import { claimNumberGiven } from './recovery.ts';
import { registrationRefusalWords } from './registration-words.ts';

const options = {
  ...municipalityOption,
  ...onOption,
  claim: { type: 'string' },
  because: { type: 'string' },
} as const;
const usage = '--municipality 998 --claim 12 --because "…" [--on 2026-03-11]';

interface Asked {
  readonly claim: ClaimNumber;
  readonly because: string;
}

/** Does what a person has asked about one claim, and says what came of it. A refusal throws, so that nothing is kept of it. */
async function aboutClaim(
  given: Given,
  shell: Shell,
  act: (tx: MunicipalityTx, asked: Asked, doing: Doing) => Promise<string>,
): Promise<number> {
  const municipality = given.municipality();
  const clock = clockAsked(given.date('on'), shell);
  const asked = { claim: claimNumberGiven(given), because: given.required('because') };
  return shell.withDatabase(async (database) => {
    const doing = { by: shell.by, at: clock() };
    shell.say(await inMunicipality(database, municipality, (tx) => act(tx, asked, doing)));
    return 0;
  });
}

/** `afdrag recovery register`: has a claim registered for set-off alone; it goes on being collected here. */
export const recoveryRegisterCommand: Command = {
  words: 'recovery register',
  usage,
  summary: 'registrerer et krav til modregning hos Gældsstyrelsen, mens kommunen selv opkræver det',
  options,
  run: (given, shell) =>
    aboutClaim(given, shell, async (tx, asked, doing) => {
      const done = await registerByPerson(tx, asked, doing);
      if (!done.ok) throw new PlainError(`Krav ${asked.claim} ${registerText(done.refusal)}`);
      return `Krav ${asked.claim} registreres til modregning med den næste afdrag transfer.`;
    }),
};

function registerText(refusal: RegisterRefusal): string {
  switch (refusal.tag) {
    case 'unknown-claim':
      return 'findes ikke.';
    case 'registered-already':
      return 'er registreret til modregning, eller på vej til at blive det.';
    case 'reason-missing':
      return 'mangler en begrundelse: skriv hvorfor (--because).';
    case 'not-ready':
      return `kan ikke registreres til modregning: ${refusal.why.map((why) => registrationRefusalWords[why] ?? why).join('; ')}.`;
  }
}

/** `afdrag recovery deregister`: ends a registration for set-off; it is not made again without a person. */
export const recoveryDeregisterCommand: Command = {
  words: 'recovery deregister',
  usage,
  summary: 'afslutter et kravs registrering til modregning hos Gældsstyrelsen',
  options,
  run: (given, shell) =>
    aboutClaim(given, shell, async (tx, asked, doing) => {
      const done = await deregisterByPerson(tx, asked, doing);
      if (!done.ok) throw new PlainError(`Krav ${asked.claim} ${deregisterText(done.refusal)}`);
      return done.value === 'queued'
        ? `Registreringen af krav ${asked.claim} kaldes tilbage med den næste afdrag transfer.`
        : `Krav ${asked.claim} var ikke sendt endnu og registreres ikke.`;
    }),
};

function deregisterText({ tag }: DeregisterRefusal): string {
  switch (tag) {
    case 'not-registered':
      return 'er ikke registreret til modregning.';
    case 'on-its-way':
      return 'er på vej. Afslut registreringen, når Gældsstyrelsen har svaret.';
    case 'reason-missing':
      return 'mangler en begrundelse: skriv hvorfor (--because).';
  }
}
