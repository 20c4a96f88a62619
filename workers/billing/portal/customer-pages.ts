import type { Hono } from "hono";
import type { App } from "../../front/context.ts";
import { ownPagesApp } from "../../front/surface.ts";
import { failedPage, missingPage, tooLargePage } from "./error-page.ts";

/** A new app of pages for customers, whose forms carry keys of their own (`form-key.ts`). Whatever goes wrong in it is said by a page in the reader's language. */
export function customerPages(): Hono<App> {
  const app = ownPagesApp("identity", "own-forms", tooLargePage);
  app.onError(failedPage);
  app.notFound((c) => missingPage(c, methodsOf(app, c.req.path)));
  return app;
}

/** What can be asked of an address. */
const methodsOf = (app: Hono<App>, path: string): string[] =>
  ["GET", "POST"].filter((method) => app.router.match(method, path)[0].some(([[, route]]) => route.method === method));
