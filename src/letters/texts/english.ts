/** The courtesy translation has the same keys; that it has the same places is tested. */
export type InEnglish<T> = Readonly<Record<keyof T, string>>;
