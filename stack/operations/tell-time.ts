/** An instant of the API as people read it, to the second: `2026-12-01 11:00:00Z`. */
export const tellTime = (instant: string): string => instant.replace('T', ' ').replace(/\.\d+Z$/, 'Z');
