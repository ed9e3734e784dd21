/** Names the signals that an effect runs for, where it needs nothing of them but that. */
// eslint-disable-next-line @typescript-eslint/no-unused-vars
export function uses(..._: unknown[]): void {
  // Reading them to pass them here is all there is to it.
}
