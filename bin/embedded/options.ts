import { resolve } from "node:path";
import { parseArgs } from "node:util";
import { fail, ok, type Result } from "../../workers/kit/result.ts";
import { WORK_DIRECTORY } from "../paths.ts";

/** How the server was asked to run. */
export interface Options {
  /** 0 takes a free one. */
  port: number;
  host: string;
  dataDirectory: string;
  demo: boolean;
}

export const USAGE = `npm start -- [--port 8787] [--host 127.0.0.1] [--data .apiary/data] [--demo]`;

/** Reads the command line; a relative data directory is relative to the current directory. */
export function parseOptions(argv: string[]): Result<Options, "bad-option"> {
  try {
    const { values } = parseArgs({
      args: argv,
      options: {
        port: { type: "string", default: "8787" },
        host: { type: "string", default: "127.0.0.1" },
        data: { type: "string", default: `${WORK_DIRECTORY}/data` },
        demo: { type: "boolean", default: false },
      },
    });
    const port = Number(values.port);
    if (!/^\d{1,5}$/.test(values.port) || port > 65_535)
      return fail("bad-option", `--port takes 0 to 65535, not ${values.port}`);
    return ok({ port, host: values.host, dataDirectory: resolve(values.data), demo: values.demo });
  } catch (error) {
    // parseArgs throws for an unknown option; its first sentence names it.
    const sentence = error instanceof Error ? error.message.split(". ")[0] : String(error);
    return fail("bad-option", `${sentence}. Usage: ${USAGE}`);
  }
}
