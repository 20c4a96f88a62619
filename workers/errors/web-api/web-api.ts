import { Hono } from "hono";
import { allow } from "../../front/access.ts";
import type { App } from "../../front/context.ts";
import { csrf } from "../../front/csrf.ts";
import { jsonLimit } from "../../front/input.ts";
import { notFound, onError } from "../../front/on-error.ts";
import { arrival } from "../../front/request-id.ts";
import { eventApi } from "./event-api.ts";
import { issueApi } from "./issue-api.ts";
import { issueBulkApi } from "./issue-bulk-api.ts";
import { issueListApi } from "./issue-list-api.ts";
import { keyApi } from "./key-api.ts";
import { monitorApi } from "./monitor-api.ts";
import { ownOrganization } from "./organization.ts";
import { organizationApi } from "./organization-api.ts";
import { projectApi } from "./project-api.ts";
import { releaseApi } from "./release-api.ts";
import { statsApi } from "./stats-api.ts";
import { tombstoneApi } from "./tombstone-api.ts";

/** Sentry's web API, for the tools that speak it. A trailing slash makes no difference. */
export const webApi = new Hono<App>({ strict: false })
  .use(arrival("sentry-api"), csrf(), jsonLimit(), allow())
  .use("/api/0/organizations/:org/*", ownOrganization())
  .use("/api/0/projects/:org/:project/*", ownOrganization())
  .use("/api/0/teams/:org/*", ownOrganization())
  .route("/api/0", organizationApi)
  .route("/api/0", projectApi)
  .route("/api/0", keyApi)
  .route("/api/0", issueListApi)
  .route("/api/0", issueBulkApi)
  .route("/api/0", issueApi)
  .route("/api/0/organizations/:org", issueApi)
  .route("/api/0", eventApi)
  .route("/api/0", tombstoneApi)
  .route("/api/0", releaseApi)
  .route("/api/0", statsApi)
  .route("/api/0", monitorApi)
  .notFound(notFound)
  .onError(onError);
