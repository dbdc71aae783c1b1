import { logAccess } from '../access/access-log.ts';
import { plainKroner, readableKroner } from '../kernel/money.ts';
import { readableDate } from '../kernel/dates.ts';
import { configurationVersion } from '../municipality/configurations.ts';
import { billOwedBack, type Beside, type BilledBack, type BillRefusal } from '../payments/bill-owed-back.ts';
import { inMunicipality } from '../platform/database.ts';
import { actingAs, byOption } from './acting.ts';
import { wordsGiven } from './amount.ts';
import { debtorOption, jsonOption, municipalityOption, PlainError, type Command } from './command.ts';

/** `afdrag refund bill`: a debtor is asked for what had been paid out of a payment that was taken back since. */
export const refundBillCommand: Command = {
  words: 'refund bill',
  usage: '--municipality 998 --debtor NUMMER --because TEKST [--by NAVN] [--json]',
  summary: 'opkræver det, der er betalt tilbage af en betaling, som siden er taget tilbage',
  options: {
    ...municipalityOption,
    ...debtorOption,
    ...jsonOption,
    ...byOption,
    because: { type: 'string' },
  },
  run: async (given, shell) => {
    const municipality = given.municipality();
    const [debtor, because] = [given.debtor(), wordsGiven(given, 'because')];
    const acting = actingAs(given, shell);
    return shell.withDatabase(async (database) => {
      const billed = await inMunicipality(database, municipality, async (tx) => {
        const configured = await configurationVersion(tx, null);
        if (configured === null) throw new PlainError(`Kommune ${municipality} har ingen opsætning endnu.`);
        const done = await billOwedBack(tx, { debtor, because, configured, ...acting });
        if (!done.ok) throw new PlainError(refusalWords(done.refusal));
        const { by: actor, at } = acting;
        const about = `claim ${done.value.claim}`;
        await logAccess(tx, { at, actor, purpose: 'money that was given back is asked for', debtor, about });
        return done.value;
      });
      shell.say(given.flag('json') ? billedJson(billed) : billedLine(billed));
      return 0;
    });
  },
};

function billedLine({ claim, debtor, amount, payBy }: BilledBack): string {
  return `Krav ${claim}: debitor ${debtor} opkræves ${readableKroner(amount)} til betaling senest den ${readableDate(payBy)}. Brevet sendes med de næste.`;
}

function billedJson({ claim, debtor, amount, since, payBy, notice }: BilledBack): string {
  const [asked, letter] = [plainKroner(amount), notice.toString()];
  return JSON.stringify({ claim: claim.toString(), debtor, amount: asked, since, payBy, notice: letter });
}

function refusalWords(refusal: BillRefusal): string {
  switch (refusal.tag) {
    case 'unknown-debtor':
      return 'Kommunen har ingen debitor med det nummer.';
    case 'reason-missing':
      return 'Skriv hvorfor.';
    case 'nothing-owed-back':
      return 'Debitor skylder ikke noget af det, der er betalt tilbage.';
    case 'in-errand':
      return inErrandWords[refusal.why];
    case 'type-refused':
      return refusal.why.tag === 'already-known'
        ? 'Debitor er allerede opkrævet for det i dag. Opkræv resten i morgen.'
        : `Kravtypen ${refusal.type} (opsætningens owedBack) kan ikke bruges til det (${refusal.why.tag}).`;
  }
}

const inErrandWords: Readonly<Record<Beside, string>> = {
  death:
    'Debitor er død, og der sendes ingen regning. Skriv beløbet med, når kravene anmeldes i boet, og registrér det, boet betaler, på debitor. Er dødsfaldet en fejl, så luk sagen (afdrag errand close --outcome mistake) og opkræv bagefter.',
  bankruptcy:
    'Debitor er under konkurs, og så længe sendes der ingen regning. Skriv beløbet med, når kravene anmeldes i boet, hvis det er opstået før dekretet. Er det opstået senere, så opkræv det, når sagen er lukket, inden tre år efter at pengene gik tilbage.',
  'debt-relief':
    'Debitor er under gældssanering, og så længe sendes der ingen regning. Anmeld beløbet med de andre krav, hvis det er opstået, før sagen blev indledt. Ellers opkræv det, når sagen er lukket, inden tre år efter at pengene gik tilbage.',
};
