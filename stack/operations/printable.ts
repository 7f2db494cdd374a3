/** The text on one line without control characters: what others wrote must not steer the terminal. */
export const printable = (text: string): string => text.replaceAll(/\p{Cc}+/gu, ' ');
