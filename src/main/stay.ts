/** A process that stays until it is asked to end. */

const signals = ['SIGTERM', 'SIGINT'] as const;
/** npm passes Ctrl-C on although the terminal has sent it already: two within this time are one wish. */
const sameWishMs = 1000;

/** Resolves at the first SIGTERM or SIGINT; asking again later ends the process at once, and the kernel then stops the database. */
export function askedToEnd(): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  let firstAt: number | undefined;
  const hear = (): void => {
    const now = performance.now();
    if (firstAt !== undefined && now - firstAt > sameWishMs) process.exit(130);
    firstAt ??= now;
    resolve();
  };
  for (const name of signals) process.on(name, hear);
  return promise;
}
