/** How often to look for the parent. */
const POLL_MS = 500;

/** Calls `onOrphaned` when npm started this process and died without passing the signal on, as it does on `kill -9`. */
export function whenOrphaned(onOrphaned: () => void): void {
  if (!process.env.npm_lifecycle_event) return;
  const parent = process.ppid;
  const timer = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(timer);
    onOrphaned();
  }, POLL_MS);
  timer.unref();
}
