import { claimPort } from "../bin/embedded/port.ts";

/** Below what systems give to outgoing connections, one of which would take the port of a server that is down for a moment. */
const FIRST = 20_000;
const COUNT = 12_000;
const TRIES = 100;

/** A port of this machine that nobody listens on. */
export async function freePort(): Promise<number> {
  for (let tries = 0; tries < TRIES; tries += 1) {
    const claimed = await claimPort("127.0.0.1", FIRST + Math.floor(Math.random() * COUNT));
    if (claimed.ok) return claimed.value;
  }
  throw new Error(`${TRIES} ports are taken`);
}
