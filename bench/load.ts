import { execFile } from "node:child_process";
import http from "node:http";
import { promisify } from "node:util";

const CONNECTIONS = 32;

/** Requests per second that `url` answers over kept-alive connections for `seconds`; by wrk, or from Node where it is not installed. */
export async function requestsPerSecond(url: string, seconds: number): Promise<number> {
  try {
    const { stdout } = await promisify(execFile)("wrk", ["-t1", `-c${CONNECTIONS}`, `-d${seconds}`, url]);
    const answered = /Requests\/sec:\s+([\d.]+)/.exec(stdout)?.[1];
    if (answered === undefined || /Non-2xx|Socket errors/.test(stdout))
      throw new Error(`wrk against ${url}:\n${stdout}`);
    return Number(answered);
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return fromNode(url, seconds);
    throw error;
  }
}

async function fromNode(url: string, seconds: number): Promise<number> {
  const agent = new http.Agent({ keepAlive: true, maxSockets: CONNECTIONS });
  const endMs = performance.now() + seconds * 1000;
  let answered = 0;
  const one = () =>
    new Promise<void>((resolve, reject) => {
      http.get(url, { agent }, (answer) => answer.resume().on("end", resolve)).on("error", reject);
    });
  const client = async () => {
    for (; performance.now() < endMs; answered++) await one();
  };
  await Promise.all(Array.from({ length: CONNECTIONS }, client));
  agent.destroy();
  return answered / seconds;
}
