/** Databases stay: what a failed test left behind can be looked at until the next run. */
export default function tearDown(): void {
  // The services belong to whoever started them.
}
