import { conditionalFetch } from "./request.ts";

/** What a call of a typed route may carry. */
interface Input {
  param?: Record<string, string>;
  query?: Record<string, string | number | undefined>;
  json?: unknown;
}

/**
 * The routes under `base`, called as Hono's own client calls them (`routes.issues[":id"].$get(…)`) and typed by it: its
 * code does forms, cookies and sockets too, which the console would load and never use.
 */
export const routesAt = <Client>(base: string): Client =>
  // Any path answers; which of them exist is for the type that the caller names.
  pathAt(base) as Client;

function pathAt(path: string): unknown {
  return new Proxy(Object.freeze({}), {
    get: (_, name) => {
      if (typeof name !== "string") return undefined;
      if (!name.startsWith("$")) return pathAt(`${path}/${name}`);
      return (input?: Input, options?: { init?: RequestInit }) => call(name.slice(1), path, input, options?.init);
    },
  });
}

/** One request; parameters of the path are put in as they are given. */
function call(method: string, path: string, { param = {}, query = {}, json }: Input = {}, init: RequestInit = {}) {
  const filled = path.replace(/:(\w+)/g, (_, name: string) => param[name] ?? "");
  const asked = Object.entries(query).flatMap(([name, value]) => (value === undefined ? [] : [[name, String(value)]]));
  return conditionalFetch(asked.length > 0 ? `${filled}?${new URLSearchParams(asked)}` : filled, {
    ...init,
    method: method.toUpperCase(),
    ...(json !== undefined && {
      body: JSON.stringify(json),
      headers: { ...init.headers, "content-type": "application/json" },
    }),
  });
}
