/** A program with @sentry/node 5, of the generation before envelopes. The DSN is in the environment. */
import * as Sentry from "sentry-node-5";

Sentry.init({ release: "shop@0.9.0", environment: "old", defaultIntegrations: [] });
Sentry.configureScope((scope) => scope.setTag("generation", "five"));
Sentry.captureException(new SyntaxError("from the old days"));
Sentry.captureMessage("still running", Sentry.Severity.Warning);
await Sentry.close(10_000);
