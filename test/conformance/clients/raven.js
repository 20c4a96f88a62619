/** A program with raven, the first generation: it sends each event as base64 of zlib of JSON. */
import Raven from "raven";

const dsn = (process.env.SENTRY_DSN ?? "").replace("@", ":secret@");
Raven.config(dsn, { release: "shop@0.1.0", environment: "older", tags: { generation: "raven" } });
Raven.captureException(new URIError("from the first days"));
Raven.captureMessage("hello from raven", { level: "info" });
