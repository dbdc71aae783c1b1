/** Around the letter: what stands beside the address, at the foot, and above the title. */
export const frameDa = {
  'frame.date': 'Dato',
  'frame.reference': 'Afgørelse nr.',
  'frame.case': 'Sag nr.',
  'frame.letter': 'Brev nr.',
  'frame.debtor-number': 'Dit nummer hos os',
  'frame.page': 'Side {page} af {pages}',
  'frame.arms': '{municipality}s våben',
  'frame.digital-only': 'Sendt til din digitale postkasse',
  'frame.online': 'Se brevet og det, du skylder, på nettet:',
  'frame.online-code': 'Kode med adressen {address}',
  'frame.translation-decision':
    'Dette er kun en oversættelse, som skal hjælpe dig. Afgørelsen er det danske brev. Er der forskel, gælder det danske brev.',
  'frame.translation-letter':
    'Dette er kun en oversættelse, som skal hjælpe dig. Er der forskel, gælder det danske brev.',

  // To others than the debtor
  'copy.own-words':
    'Adressen er beskyttet. Derfor står teksten ikke her. Ring til os, hvis du vil vide mere.',
  'copy.payout': 'penge fra kommunen',
  'addressee.guardian': 'Du får brevet som værge for {name}.',
  'addressee.power-of-attorney': 'Du får brevet, fordi {name} har givet dig fuldmagt.',
  'addressee.custody-holder': 'Du får brevet, fordi du har forældremyndigheden over {name}.',
  'addressee.estate': 'Du får brevet, fordi du tager dig af boet efter {name}.',
  'addressee.copy': 'Det er en kopi. Selve brevet er sendt til {name}.',
  'addressee.instead': 'Brevet er kun sendt til dig.',
  'addressee.you': 'Når der står »du« i brevet, er det {name}.',
  'addressee.you-estate': 'Når der står »du« i brevet, er det boet efter {name}.',
} as const satisfies Record<string, string>;
