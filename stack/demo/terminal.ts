/** Where the demo tells its stories. */
export interface Terminal {
  say: (line: string) => void;
  /** Runs what takes long under a title, with signs of life. */
  step: <T>(title: string, work: () => Promise<T>) => Promise<T>;
}
