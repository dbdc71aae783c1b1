/** The languages of the pages. Danish is the one that counts. */
export const languages = ['da', 'en'] as const;

export type Language = (typeof languages)[number];
