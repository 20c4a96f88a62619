import { randomBytes } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { fail, ok, type Result } from "../../workers/kit/result.ts";

/** The layout of a data directory; raised when an older Apiary could no longer read it. */
export const DATA_FORMAT = 1;

/** How long a start waits for a server that is just stopping on the same directory. */
const LOCK_WAIT_MS = 3_000;

/** An open data directory: nobody else can open it until this process ends. */
export interface DataDirectory {
  path: string;
  /** Where Miniflare keeps databases, objects and files. */
  state: string;
  /** Where it keeps what need not outlive a run, such as mails that a Worker sent. */
  temporary: string;
  /** The process id of the last workerd that served this directory. */
  workerdPid: string;
  /** The secret kept under `name`: 32 random bytes in hex, made at first use. */
  secret(name: string): string;
}

type Refusal = "unwritable" | "newer-version" | "in-use";

/** Opens `path`, making it when missing, and locks it for the life of this process. */
export function openDataDirectory(path: string): Result<DataDirectory, Refusal> {
  try {
    makeDirectory(path);
    if (!lock(join(path, "lock"))) return fail("in-use", `another server is using the data directory ${path}`);
    const version = dataFormat(join(path, "version"));
    if (version > DATA_FORMAT) {
      return fail(
        "newer-version",
        `the data directory ${path} has format ${version}; this Apiary reads up to ${DATA_FORMAT}: upgrade it`,
      );
    }
    const state = join(path, "state");
    const temporary = join(path, "tmp");
    for (const directory of [state, temporary]) makeDirectory(directory);
    return ok({
      path,
      state,
      temporary,
      workerdPid: join(path, "workerd.pid"),
      secret: (name) => secret(join(path, name)),
    });
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    return fail("unwritable", `cannot use the data directory ${path}: ${why}`);
  }
}

/** Level by level: Node's own recursive form never returns below a directory such as /proc. */
function makeDirectory(path: string): void {
  if (existsSync(path)) return;
  makeDirectory(dirname(path));
  mkdirSync(path, { mode: 0o700 });
}

/** Held until the process ends; the kernel then frees it, however the process died. */
let held: DatabaseSync | undefined;

function lock(path: string): boolean {
  const database = new DatabaseSync(path);
  try {
    database.exec(`PRAGMA busy_timeout = ${LOCK_WAIT_MS}; BEGIN EXCLUSIVE`);
  } catch (error) {
    if (error instanceof Error && /locked/.test(error.message)) return false;
    throw error;
  }
  held = database;
  return held.isOpen;
}

function dataFormat(path: string): number {
  if (!existsSync(path)) writeFileSync(path, `${DATA_FORMAT}\n`);
  return Number(readFileSync(path, "utf8"));
}

function secret(path: string): string {
  if (!existsSync(path)) writeFileSync(path, randomBytes(32).toString("hex"), { mode: 0o600, flush: true });
  return readFileSync(path, "utf8").trim();
}
