import type { AboutAnother } from './explanation-texts.ts';

/** The same to who acts for another: nothing of it is the reader's own. */
export const explanationAnotherDa: AboutAnother = {
  questions: {
    'receives-deferring-benefit': {
      title: 'Er der en ydelse, der giver pause i betalingen?',
      inputs: { benefits: 'Ydelser' },
      result: 'Svar',
      sentence: {
        yes: 'Der er en ydelse, som efter reglerne betyder, at der ikke skal betales nu.',
        no: 'Der er ingen ydelse, som efter reglerne giver pause i betalingen.',
      },
    },
    'only-disability-pension': {
      title: 'Er førtidspension den eneste indkomst?',
      inputs: { benefits: 'Ydelser', 'other-income': 'Anden indkomst end ydelserne' },
      result: 'Svar',
      sentence: {
        yes: 'Førtidspension er den eneste indkomst. Derfor skal der ikke betales nu.',
        no: 'Førtidspension er ikke den eneste indkomst.',
      },
    },
    'income-known': {
      title: 'Kender vi indkomsten?',
      inputs: { state: 'Oplysninger om indkomsten' },
      result: 'Svar',
      sentence: {
        yes: 'Vi kender indkomsten, og derfor regner vi på den.',
        no: 'Vi kender ikke den nuværende indkomst.',
      },
    },
    'net-income-stated': {
      title: 'Indkomst efter skat på et år',
      inputs: { 'stated-year': 'Indkomst efter skat på et år, dokumenteret på anden måde' },
      result: 'Indkomst efter skat på et år',
      sentence: 'Indkomsten efter skat er dokumenteret på anden måde. Den er {result} på et år.',
    },
    'net-income-of-month': {
      title: 'Indkomst efter skat i {month}',
      inputs: {
        month: null,
        'contributory-pay': 'Løn og anden indkomst med AM-bidrag',
        'other-pay': 'Indkomst uden AM-bidrag, for eksempel pension eller dagpenge',
        'b-income': 'B-indkomst',
        tax: 'Skat, der er trukket fra',
        'labour-contribution': 'AM-bidrag, der er trukket fra',
      },
      result: 'Tilbage efter skat',
      sentence: 'I {month} var der {result} tilbage efter skat og AM-bidrag.',
    },
    'net-income-of-year': {
      title: 'Indkomst efter skat på et år',
      inputs: { 'earlier-month': 'Den første måned', 'later-month': 'Den seneste måned' },
      result: 'Den laveste af de to måneder gange 12',
      sentence: 'Vi bruger den laveste af de to måneder og ganger med 12. Det giver {result} på et år.',
    },
    'instalment-without-income': {
      title: 'Beløbet, når vi ikke kender indkomsten',
      inputs: { 'fixed-amount': 'Fast beløb i reglerne' },
      result: 'Det skal betales om måneden',
      sentence: 'Når vi ikke kender indkomsten, skal der efter reglerne betales {result} om måneden.',
    },
    'below-low-income-limit': {
      title: 'Er indkomsten under grænsen for at betale?',
      inputs: {
        'net-income': 'Indkomst efter skat på et år',
        dependants: 'Er der børn under 18 år?',
        limit: 'Grænsen',
      },
      result: 'Svar',
      sentence: {
        yes: '{family} Så er grænsen {limit} om året. Indkomsten er under den. Derfor skal der ikke betales nu.',
        no: 'Indkomsten er ikke under grænsen på {limit} om året.',
      },
    },
    percentage: {
      title: 'Hvor stor en del af indkomsten?',
      inputs: {
        'net-income': 'Indkomst efter skat på et år',
        dependants: 'Er der børn under 18 år?',
        table: 'Tabellen i reglerne for år',
        'band-from': 'Intervallet i tabellen begynder ved',
        'band-to': 'Det næste interval begynder ved',
      },
      result: 'Procenten for intervallet',
      sentence: '{family} I tabellen for {table} hører der {result} til indkomsten.',
    },
    instalment: {
      title: 'Det skal betales om måneden',
      inputs: {
        'net-income': 'Indkomst efter skat på et år',
        percent: 'Procenten fra tabellen',
        'ability-of-year': 'Procenten af indkomsten, på et år',
        'before-rounding': 'Procenten af indkomsten, delt med 12 måneder',
      },
      result: 'Rundet ned, så det går op i 50 kr.',
      sentence:
        '{percent} af {net-income} delt med 12 er {before-rounding}. Vi runder ned til {result} om måneden.',
    },
  },
  words: {
    withChildren: 'Vi regner med, at der er børn under 18 år.',
    withoutChildren: 'Vi regner med, at der ikke er børn under 18 år.',
  },
};
