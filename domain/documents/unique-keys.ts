/** Each unique key of a type as people read it: `email`, `employee and date`. */
export const uniqueKeys = ({ unique = [] }: { unique?: readonly (string | readonly string[])[] }): string[] =>
  unique.map((fields) => [fields].flat().join(' and '));
