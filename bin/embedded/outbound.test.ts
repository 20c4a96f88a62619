import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { Miniflare } from "miniflare";
import { expect, it } from "vitest";
import { outboundNetwork } from "./outbound.ts";

/** A Worker that posts to the URL in its query by the network, and says how that ended. */
const SCRIPT = `export default { async fetch(request, env) {
  const url = new URL(request.url).searchParams.get("url");
  try { return new Response(String((await env.OUTBOUND.fetch(url, { method: "POST" })).status)); }
  catch { return new Response("refused"); }
} };`;

/** What becomes of a request to this machine by its name: whether it arrived is what counts. */
async function call(allowed: string | undefined, host: string): Promise<{ said: string; arrived: number }> {
  let arrived = 0;
  const server = createServer((_, response) => {
    arrived += 1;
    response.end();
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo; // it listens on a port
  const miniflare = new Miniflare({
    workers: [
      {
        config: {
          name: "caller",
          compatibilityDate: "2026-11-01",
          manifest: {
            mainModule: "index.js",
            modulesRoot: import.meta.dirname,
            modules: { "index.js": { type: "esm", contents: SCRIPT } },
          },
          env: { OUTBOUND: await outboundNetwork(allowed) },
        },
      },
    ],
    telemetry: { enabled: false },
  });
  const url = new URL(await miniflare.ready);
  url.searchParams.set("url", `http://${host}:${port}/`);
  const said = await (await fetch(url)).text();
  await miniflare.dispose();
  server.close();
  return { said, arrived };
}

it("reaches no name that leads to a private address, whatever the name looks like", async () => {
  expect(await call(undefined, "localhost")).toEqual({ said: "refused", arrived: 0 });
  expect(await call("10.0.0.0/8, unknown.invalid", "127.0.0.1")).toEqual({ said: "refused", arrived: 0 });
});

it("reaches what the operator allows by address, range or name", async () => {
  for (const [allowed, host] of [
    ["127.0.0.1", "127.0.0.1"],
    ["127.0.0.0/8", "localhost"],
    ["localhost", "localhost"],
  ] as const) {
    expect(await call(allowed, host)).toEqual({ said: "200", arrived: 1 });
  }
});
