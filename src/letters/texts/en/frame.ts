import type { InEnglish } from '../english.ts';
import type { frameDa } from '../da/frame.ts';

export const frameEn: InEnglish<typeof frameDa> = {
  'frame.date': 'Date',
  'frame.reference': 'Decision no.',
  'frame.case': 'Case no.',
  'frame.letter': 'Letter no.',
  'frame.debtor-number': 'Your number with us',
  'frame.page': 'Page {page} of {pages}',
  'frame.arms': 'The arms of {municipality}',
  'frame.digital-only': 'Sent to your digital mailbox',
  'frame.online': 'See the letter and what you owe online:',
  'frame.online-code': 'Code with the address {address}',
  'frame.translation-decision':
    'This is only a translation to help you. The decision is the letter in Danish. If there is a difference, the Danish letter applies.',
  'frame.translation-letter':
    'This is only a translation to help you. If there is a difference, the letter in Danish applies.',

  'copy.own-words': 'The address is protected. So the words are not here. Call us if you want to know more.',
  'copy.payout': 'money from the municipality',
  'addressee.guardian': 'You receive this letter as the guardian (værge) of {name}.',
  'addressee.power-of-attorney':
    'You receive this letter because {name} has given you power of attorney (fuldmagt).',
  'addressee.custody-holder':
    'You receive this letter because you have custody (forældremyndighed) of {name}.',
  'addressee.estate': 'You receive this letter because you take care of the estate (dødsbo) of {name}.',
  'addressee.copy': 'It is a copy. The letter itself was sent to {name}.',
  'addressee.instead': 'The letter was sent to you only.',
  'addressee.you': 'Where the letter says “you”, it means {name}.',
  'addressee.you-estate': 'Where the letter says “you”, it means the estate of {name}.',
};
