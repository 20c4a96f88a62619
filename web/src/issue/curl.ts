import type { RequestFacts } from "../../../workers/errors/event/event.ts";

/** Headers that curl makes itself, or that would be wrong for what it sends. */
const OWN = new Set(["host", "content-length", "connection", "accept-encoding", "cookie"]);

/** The request as a command for a shell. Values that were scrubbed stay `[Filtered]`, to be filled in. */
export function curlOf({
  url = "",
  method,
  query_string = [],
  headers = [],
  cookies = [],
  data,
}: RequestFacts): string {
  const address = query_string.length > 0 && !url.includes("?") ? `${url}?${new URLSearchParams(query_string)}` : url;
  const body = data === undefined || data === null ? null : typeof data === "string" ? data : JSON.stringify(data);
  const parts = [
    `curl ${quoted(address)}`,
    ...(method && method !== (body === null ? "GET" : "POST") ? [`-X ${quoted(method)}`] : []),
    ...headers
      .filter(([name]) => !OWN.has(name.toLowerCase()))
      .map(([name, value]) => `-H ${quoted(`${name}: ${value}`)}`),
    ...(cookies.length > 0 ? [`-b ${quoted(cookies.map(([name, value]) => `${name}=${value}`).join("; "))}`] : []),
    ...(body === null ? [] : [`--data-raw ${quoted(body)}`]),
  ];
  return parts.join(" \\\n  ");
}

/** Within single quotes a shell reads everything as it is. */
const quoted = (text: string): string => `'${text.replaceAll("'", "'\\''")}'`;
