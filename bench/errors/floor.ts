import { join } from "node:path";
import { Miniflare } from "miniflare";
import { claimPort } from "../../bin/embedded/port.ts";

/** A Worker that reads a request and does nothing: what the same load costs before Apiary does anything. */
export interface Floor extends AsyncDisposable {
  url: string;
}

const SCRIPT = `export default { async fetch(request) { await request.arrayBuffer(); return new Response("{}"); } };`;

/** Starts the floor on a free port, on a direct socket of workerd as the embedded server has one. */
export async function startFloor(): Promise<Floor> {
  const host = "127.0.0.1";
  const port = await claimPort(host, 0);
  if (!port.ok) throw new Error(port.detail);
  const miniflare = new Miniflare({
    workers: [
      {
        config: {
          name: "floor",
          compatibilityDate: "2026-11-01",
          manifest: {
            mainModule: "index.js",
            modulesRoot: join(import.meta.dirname),
            modules: { "index.js": { type: "esm", contents: SCRIPT } },
          },
        },
        dev: { unsafeDirectSockets: [{ host, port: port.value }] },
      },
    ],
    host,
    port: 0,
    cf: false,
    enableDevRegistry: false,
    logRequests: false,
    telemetry: { enabled: false },
  });
  await miniflare.ready;
  return { url: `http://${host}:${port.value}/`, [Symbol.asyncDispose]: () => miniflare.dispose() };
}
