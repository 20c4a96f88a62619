import { isWorkerPath } from "../worker-paths.ts";

/** The one binding this Function uses; Pages' own types would drag the Worker's globals into a DOM project. */
interface PagesContext {
  request: Request;
  env: { WORKER: { fetch(request: Request): Promise<Response> } };
  next(): Promise<Response>;
}

/** Hands the Worker its paths, so that cookies and requests stay on one origin; Pages serves the rest. */
export function onRequest({ request, env, next }: PagesContext): Promise<Response> {
  return isWorkerPath(new URL(request.url).pathname) ? env.WORKER.fetch(request) : next();
}
