import { Hono } from "hono";
import { etag } from "hono/etag";
import { allow } from "../front/access.ts";
import type { App } from "../front/context.ts";
import { commentRoutes } from "./issue/comment-routes.ts";
import { issueRoutes } from "./issue/issue-routes.ts";
import { markRoutes } from "./issue/mark-routes.ts";
import { mergeRoutes } from "./issue/merge-routes.ts";
import { removalRoutes } from "./issue/removal-routes.ts";
import { outcomeRoutes } from "./outcome-routes.ts";
import { projectRoutes } from "./project/project-routes.ts";

/** What is answered with an ETag. Not downloads: hashing one would read all of it before its first byte leaves. */
const READS = [
  "/projects/*",
  "/issues",
  "/issues/:id",
  "/issues/:id/events",
  "/issues/:id/events/:ref",
  "/issues/:id/hashes",
  "/issues/:id/marks",
  "/events/:id",
  "/tags",
  "/tags/values",
  "/usage",
];

/** The console's own API of the errors domain, under `/console/api/errors`. */
export const errorsRoutes = new Hono<App>()
  .use(allow())
  .on("GET", READS, etag())
  .route("/", projectRoutes)
  .route("/", issueRoutes)
  .route("/", commentRoutes)
  .route("/", markRoutes)
  .route("/", mergeRoutes)
  .route("/", removalRoutes)
  .route("/", outcomeRoutes);

export type ErrorsRoutes = typeof errorsRoutes;
