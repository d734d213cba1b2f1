/** The two languages of everything a user reads. */
export type Locale = 'en' | 'zh';

/** A wording in both languages; leaving one out does not compile. */
export type Text = Readonly<Record<Locale, string>>;
