/** What the test page runs: @sentry/browser with the settings that the page's address gives it. */
import * as Sentry from "@sentry/browser";

const settings = new URLSearchParams(location.search);
const tunnel = settings.get("tunnel");

Sentry.init({
  dsn: settings.get("dsn") ?? undefined,
  release: "web@2.0.0",
  environment: "conformance",
  ...(tunnel !== null && { tunnel }),
});

function reserve(id: number): never {
  throw new RangeError(`item ${id} is sold out`);
}

const checkout = (id: number): never => reserve(id);

// The page's scripts throw when they are told to, as a visitor's click would make them.
Object.assign(window, {
  breakDown: (message: string) =>
    setTimeout(() => {
      throw new Error(message);
    }),
  sell: (id: number) => setTimeout(() => checkout(id)),
  reject: (id: number) => setTimeout(() => Promise.reject(`item ${id} is gone`)),
  flush: () => Sentry.flush(),
});
