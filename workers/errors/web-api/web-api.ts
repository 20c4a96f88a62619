import { Hono } from "hono";
import { allow } from "../../front/access.ts";
import type { App } from "../../front/context.ts";
import { csrf } from "../../front/csrf.ts";
import { jsonLimit } from "../../front/input.ts";
import { notFound, onError } from "../../front/on-error.ts";
import { arrival } from "../../front/request-id.ts";
import { organizationApi } from "./organization-api.ts";
import { projectApi } from "./project-api.ts";

/** Sentry's web API, for the tools that speak it. A trailing slash makes no difference. */
export const webApi = new Hono<App>({ strict: false })
  .use(arrival("sentry-api"), csrf(), jsonLimit(), allow())
  .route("/api/0", organizationApi)
  .route("/api/0", projectApi)
  .notFound(notFound)
  .onError(onError);
