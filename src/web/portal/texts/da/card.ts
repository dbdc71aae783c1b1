/** The card for desks and libraries. */
export const card = {
  title: 'Se, hvad du skylder {municipality}',
  lead: 'På siden kan du se, hvad du skylder, hvorfor, og hvad der sker nu.',
  leadPay: 'Du kan også betale.',
  leadHow: 'Du kan også se, hvordan du betaler.',
  step1: 'Peg på koden med telefonens kamera, eller skriv adressen under den i din browser.',
  step2: 'Log på med MitID.',
  step2Choose:
    'Log på med MitID. Har du fået en digital fuldmagt, eller kommer du for en virksomhed, så vælg NemLog-in.',
  step3: 'Se dit overblik. Log ud, når du er færdig.',
  code: 'Kode, der fører til {address}',
  arms: 'Kommunens våben',
  help: 'Har du brug for hjælp?',
  safe: 'Vi beder dig aldrig om dit kodeord.',
  file: 'kort',
} as const satisfies Record<string, string>;
