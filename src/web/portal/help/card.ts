import { fillIn } from '../../../letters/texts/fill-in.ts';
import { setSheet } from '../../../letters/typesetter.ts';
import type { PlainDate } from '../../../kernel/dates.ts';
import type { MunicipalityCode } from '../../../kernel/ids.ts';
import type { Language } from '../../ui/language.ts';
import { qrSvg } from '../../../letters/qr-code.ts';
import { addressOf } from '../addresses.ts';
import type { Contact } from '../contact.ts';
import { paysAsChosen, type PaysAs } from '../pay/paying-here.ts';
import type { Answer, Visit } from '../route.ts';
import { mustChooseWay } from '../sign-in/ways.ts';
import { texts } from '../texts/texts.ts';

/** What a card for desks and libraries is made of. */
export interface Card {
  readonly municipality: MunicipalityCode;
  readonly municipalityName: string;
  readonly language: Language;
  /** Where citizens reach the pages, without a path. */
  readonly ownAddress: string;
  readonly contact: Pick<Contact, 'phone' | 'hours' | 'words'>;
  /** The municipality's arms as SVG; null = none. */
  readonly arms: string | null;
  readonly pays: PaysAs;
  /** Whether it matters which of two ways in one takes (sign-in/ways.ts). */
  readonly mustChooseWay: boolean;
  readonly day: PlainDate;
}

const leads = { here: ['leadPay'], how: ['leadHow'], not: [] } as const;

/** The card as a tagged PDF of one page, A5: where the pages are as words and as a code, three steps, and whom to call. */
export function cardPdf(card: Card): Uint8Array {
  const { municipality, municipalityName, language, ownAddress, contact, arms, pays, day } = card;
  const said = texts[language].card;
  const address = `${ownAddress}${addressOf({ municipality, language }, { name: 'front' })}`;
  const shown = address.replace(/^https:\/\//, '');
  return setSheet({
    template: 'card.typ',
    files: { 'code.svg': qrSvg(address), 'arms.svg': arms ?? '' },
    content: {
      title: fillIn(said.title, { municipality: municipalityName }),
      municipality: municipalityName,
      language,
      region: language === 'da' ? 'DK' : 'GB',
      date: day.split('-').map(Number),
      lead: [said.lead, ...leads[pays].map((lead) => said[lead])].join(' '),
      steps: [said.step1, card.mustChooseWay ? said.step2Choose : said.step2, said.step3],
      address: shown,
      codeDescription: fillIn(said.code, { address: shown }),
      arms: arms !== null,
      armsDescription: said.arms,
      help: said.help,
      contact: [
        ...(contact.words === null ? [] : [contact.words]),
        fillIn(texts[language].contact.phone, { phone: contact.phone }),
        contact.hours,
      ],
      safe: said.safe,
    },
    seconds: Temporal.Instant.from(`${day}T12:00:00Z`).epochMilliseconds / 1000,
  });
}

const MOST_KEPT = 20;
const kept = new Map<string, Uint8Array>();

/** The same; a card that was made before is not made again. */
export function keptCard(card: Card): Uint8Array {
  const key = JSON.stringify(card);
  const pdf = kept.get(key) ?? cardPdf(card);
  if (kept.size >= MOST_KEPT) kept.clear();
  kept.set(key, pdf);
  return pdf;
}

/** The card of these pages, for anybody. */
export function serveCard(visit: Visit): Answer {
  const { texts: said, look, today, language } = visit;
  return {
    kind: 'file',
    name: `${said.card.file}-${visit.municipality}-${language}.pdf`,
    type: 'application/pdf',
    content: keptCard({
      municipality: visit.municipality,
      municipalityName: visit.municipalityName,
      language,
      ownAddress: visit.ownAddress,
      contact: { phone: visit.contact.phone, hours: visit.contact.hours, words: visit.contact.words },
      arms: look.arms,
      pays: paysAsChosen(visit),
      mustChooseWay: mustChooseWay(visit),
      day: today,
    }),
  };
}
