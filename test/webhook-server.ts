import { createServer, type IncomingHttpHeaders } from "node:http";
import type { AddressInfo } from "node:net";

/** A request that came to a webhook. */
export interface WebhookRequest {
  path: string;
  headers: IncomingHttpHeaders;
  body: string;
}

/** A server that keeps what it is sent, and answers as it is told. */
export interface WebhookServer extends AsyncDisposable {
  url: string;
  requests: WebhookRequest[];
  /** Status per path from now on; 200 for others. */
  statuses: Map<string, number>;
}

/** Starts a webhook's server on a free port of this machine. Redirects lead to its own `/redirected`. */
export async function startWebhookServer(): Promise<WebhookServer> {
  const requests: WebhookRequest[] = [];
  const statuses = new Map<string, number>();
  const server = createServer(async (request, response) => {
    const parts: Buffer[] = [];
    for await (const part of request) parts.push(part);
    const path = request.url ?? "/";
    requests.push({ path, headers: request.headers, body: Buffer.concat(parts).toString() });
    response.writeHead(statuses.get(path) ?? 200, { location: "/redirected" }).end("as you say");
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo; // it listens on a port
  return {
    url: `http://127.0.0.1:${port}`,
    requests,
    statuses,
    [Symbol.asyncDispose]: () => new Promise((resolve) => server.close(() => resolve())),
  };
}
