import { once } from "node:events";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { buffer } from "node:stream/consumers";

/** A website of somebody else's: one page with a script, and a tunnel for envelopes that goes where it is told. */
export interface PageServer {
  url: string;
  /** Added to the page's answer. */
  headers: Record<string, string>;
  /** The ingest address that `/tunnel` forwards to, and what it was answered. */
  tunnel: { target: string; statuses: number[] };
  close(): void;
}

/** Serves a page at `/` that runs `script`. */
export async function startPageServer(script: string): Promise<PageServer> {
  const page: PageServer = { url: "", headers: {}, tunnel: { target: "", statuses: [] }, close: () => server.close() };
  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const { pathname } = new URL(request.url ?? "/", "http://page");
    if (pathname === "/page.js") {
      response.writeHead(200, { "content-type": "text/javascript" }).end(script);
    } else if (pathname === "/tunnel") {
      const forwarded = await fetch(page.tunnel.target, {
        method: "POST",
        body: new Uint8Array(await buffer(request)),
      });
      page.tunnel.statuses.push(forwarded.status);
      response.writeHead(forwarded.status).end(await forwarded.text());
    } else {
      const html = '<!doctype html><title>Shop</title><script type="module" src="/page.js"></script>';
      response.writeHead(200, { "content-type": "text/html", ...page.headers }).end(html);
    }
  };
  const server = createServer((request, response) => void answer(request, response)).listen(0, "127.0.0.1");
  await once(server, "listening");
  // A listening TCP server has an address of this form.
  page.url = `http://localhost:${(server.address() as AddressInfo).port}`;
  return page;
}
