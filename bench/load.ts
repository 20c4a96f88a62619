import { execFile } from "node:child_process";
import http from "node:http";
import { join } from "node:path";
import { promisify } from "node:util";

const CONNECTIONS = 32;

/** A script of wrk's that sets the method by its first argument. */
const WRK_SCRIPT = join(import.meta.dirname, "method.lua");

/** Requests per second that `url` answers over kept-alive connections for `seconds`; by wrk, or from Node where it is not installed. */
export async function requestsPerSecond(url: string, seconds: number, method = "GET"): Promise<number> {
  try {
    const run = ["-t1", `-c${CONNECTIONS}`, `-d${seconds}`, "-s", WRK_SCRIPT, url, "--", method];
    const { stdout } = await promisify(execFile)("wrk", run);
    const answered = /Requests\/sec:\s+([\d.]+)/.exec(stdout)?.[1];
    if (answered === undefined || /Non-2xx|Socket errors/.test(stdout))
      throw new Error(`wrk against ${url}:\n${stdout}`);
    return Number(answered);
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return fromNode(url, seconds, method);
    throw error;
  }
}

async function fromNode(url: string, seconds: number, method: string): Promise<number> {
  const agent = new http.Agent({ keepAlive: true, maxSockets: CONNECTIONS });
  const endMs = performance.now() + seconds * 1000;
  let answered = 0;
  const one = () =>
    new Promise<void>((resolve, reject) => {
      http
        .request(url, { agent, method }, (answer) => answer.resume().on("end", resolve))
        .on("error", reject)
        .end();
    });
  const client = async () => {
    for (; performance.now() < endMs; answered++) await one();
  };
  await Promise.all(Array.from({ length: CONNECTIONS }, client));
  agent.destroy();
  return answered / seconds;
}
