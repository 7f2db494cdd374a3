/** What a person does so that an operation which waits for them goes on. */
export interface Repair {
  /** The account to enable. */
  account: string;
  /** The step to retry then. */
  step: string;
  note: string;
}
