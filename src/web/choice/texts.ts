/** The page where people choose their municipality. */
export const choiceTexts = {
  title: 'Vælg din kommune',
  heading: 'Vælg din kommune',
  none: 'Her er ingen kommune endnu',
  noneHelp: 'Dem, der driver programmet, har ikke sat nogen kommune op.',
} as const;
