import type { ExplanationTexts } from './explanation-texts.ts';

export const explanationDa: ExplanationTexts = {
  questions: {
    'receives-deferring-benefit': {
      title: 'Får du en ydelse, der giver pause i betalingen?',
      inputs: { benefits: 'Ydelser, du får' },
      result: 'Svar',
      sentence: {
        yes: 'Du får en ydelse, som efter reglerne betyder, at du ikke skal betale nu.',
        no: 'Du får ikke en ydelse, som efter reglerne giver pause i betalingen.',
      },
    },
    'only-disability-pension': {
      title: 'Er førtidspension din eneste indkomst?',
      inputs: { benefits: 'Ydelser, du får', 'other-income': 'Anden indkomst end ydelserne' },
      result: 'Svar',
      sentence: {
        yes: 'Førtidspension er din eneste indkomst. Derfor skal du ikke betale nu.',
        no: 'Førtidspension er ikke din eneste indkomst.',
      },
    },
    'income-known': {
      title: 'Kender vi din indkomst?',
      inputs: { state: 'Oplysninger om din indkomst' },
      result: 'Svar',
      sentence: {
        yes: 'Vi kender din indkomst, og derfor regner vi på den.',
        no: 'Vi kender ikke din nuværende indkomst.',
      },
    },
    'net-income-stated': {
      title: 'Din indkomst efter skat på et år',
      inputs: { 'stated-year': 'Indkomst efter skat på et år, dokumenteret på anden måde' },
      result: 'Din indkomst efter skat på et år',
      sentence: 'Din indkomst efter skat er dokumenteret på anden måde. Den er {result} på et år.',
    },
    'net-income-of-month': {
      title: 'Din indkomst efter skat i {month}',
      inputs: {
        month: null,
        'contributory-pay': 'Løn og anden indkomst, du betaler AM-bidrag af',
        'other-pay': 'Indkomst uden AM-bidrag, for eksempel pension eller dagpenge',
        'b-income': 'B-indkomst',
        tax: 'Skat, der er trukket fra',
        'labour-contribution': 'AM-bidrag, der er trukket fra',
      },
      result: 'Tilbage efter skat',
      sentence: 'I {month} havde du {result} tilbage efter skat og AM-bidrag.',
    },
    'net-income-of-year': {
      title: 'Din indkomst efter skat på et år',
      inputs: { 'earlier-month': 'Den første måned', 'later-month': 'Den seneste måned' },
      result: 'Den laveste af de to måneder gange 12',
      sentence: 'Vi bruger den laveste af de to måneder og ganger med 12. Det giver {result} på et år.',
    },
    'instalment-without-income': {
      title: 'Beløbet, når vi ikke kender indkomsten',
      inputs: { 'fixed-amount': 'Fast beløb i reglerne' },
      result: 'Det skal du betale om måneden',
      sentence: 'Når vi ikke kender din indkomst, skal du efter reglerne betale {result} om måneden.',
    },
    'below-low-income-limit': {
      title: 'Er din indkomst under grænsen for at betale?',
      inputs: {
        'net-income': 'Din indkomst efter skat på et år',
        dependants: 'Har du børn under 18 år?',
        limit: 'Grænsen for dig',
      },
      result: 'Svar',
      sentence: {
        yes: '{family} Så er grænsen {limit} om året. Din indkomst er under den. Derfor skal du ikke betale nu.',
        no: 'Din indkomst er ikke under grænsen på {limit} om året.',
      },
    },
    percentage: {
      title: 'Hvor stor en del af indkomsten?',
      inputs: {
        'net-income': 'Din indkomst efter skat på et år',
        dependants: 'Har du børn under 18 år?',
        table: 'Tabellen i reglerne for år',
        'band-from': 'Dit interval i tabellen begynder ved',
        'band-to': 'Det næste interval begynder ved',
      },
      result: 'Procenten for dit interval',
      sentence: '{family} I tabellen for {table} hører der {result} til din indkomst.',
    },
    instalment: {
      title: 'Det skal du betale om måneden',
      inputs: {
        'net-income': 'Din indkomst efter skat på et år',
        percent: 'Procenten fra tabellen',
        'ability-of-year': 'Procenten af din indkomst, på et år',
        'before-rounding': 'Procenten af din indkomst, delt med 12 måneder',
      },
      result: 'Rundet ned, så det går op i 50 kr.',
      sentence:
        '{percent} af {net-income} delt med 12 er {before-rounding}. Vi runder ned til {result} om måneden.',
    },
  },
  words: {
    yes: 'Ja',
    no: 'Nej',
    none: 'Ingen',
    withChildren: 'Vi regner med, at du har børn under 18 år.',
    withoutChildren: 'Vi regner med, at du ikke har børn under 18 år.',
    noUpperEnd: 'Der er ikke et højere interval',
    fetched: 'hentet',
    computed: 'Regnet ud',
    computedAbove: 'Regnet ud ovenfor',
    fromTable: 'Tabellen i reglerne',
    followsFromRules: 'Følger af reglerne',
  },
  incomeStates: {
    known: 'Vi har oplysninger fra indkomstregisteret',
    stated: 'Indkomsten er dokumenteret på anden måde',
    'not-known': 'Der er ingen nye oplysninger',
  },
  registers: {
    eindkomst: 'eIndkomst',
    cpr: 'CPR',
    ydelsesindeks: 'Ydelsesindeks',
    statute: 'Reglerne',
    'statute-unverified': 'Reglerne (tal, der ikke er læst i en offentliggørelse)',
    municipality: 'Kommunen',
    stated: 'Oplyst til os',
  },
};
