import type { Context } from "hono";
import type { App } from "../../front/context.ts";

/** The origin that DSNs name: the configured one, else where the request came in. */
export const ingestOrigin = (c: Context<App>): string => c.env.APIARY_INGEST_URL || new URL(c.req.url).origin;
