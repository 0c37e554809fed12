/** What stands in the place of something hidden; each call counts one. */
export type Hide = () => string;

/** Hides all of one kind in a text, and leaves everything else as it is. */
export type Rule = (text: string, hide: Hide) => string;
