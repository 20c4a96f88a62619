/** A Worker with @sentry/cloudflare whose every request fails. */
import * as Sentry from "@sentry/cloudflare";

interface EdgeEnv {
  SENTRY_DSN: string;
}

export default Sentry.withSentry((env: EdgeEnv) => ({ dsn: env.SENTRY_DSN, release: "edge@3.1.0" }), {
  fetch(request: Request): Response {
    throw new RangeError(`no price for ${new URL(request.url).pathname}`);
  },
});
