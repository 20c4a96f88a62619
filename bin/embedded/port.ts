import { createServer } from "node:net";
import { fail, ok, type Result } from "../../workers/kit/result.ts";

/** Finds out whether `port` can be listened on, and takes a free one for 0. */
export function claimPort(host: string, port: number): Promise<Result<number, "port-taken" | "port-refused">> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once("error", (error: NodeJS.ErrnoException) => {
      if (error.code === "EADDRINUSE")
        return resolve(fail("port-taken", `port ${port} on ${host} is taken; choose another with --port`));
      resolve(fail("port-refused", `cannot listen on ${host} port ${port}: ${error.message}`));
    });
    server.listen({ host, port, exclusive: true }, () => {
      const address = server.address();
      const claimed = typeof address === "object" && address ? address.port : port;
      server.close(() => resolve(ok(claimed)));
    });
  });
}

/** Where people open the console. Sign-ins and passkeys belong to a name, and this machine's is `localhost`. */
export const consoleAddress = (host: string, port: number): string =>
  `http://${host === "127.0.0.1" ? "localhost" : host}:${port}`;
