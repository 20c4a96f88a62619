import { join } from "node:path";

/** The repository's root directory. */
export const ROOT = join(import.meta.dirname, "..");

/** Everything that Apiary's own commands make, apart from `web/dist` and the generated types; never committed. */
export const WORK_DIRECTORY = join(ROOT, ".apiary");

/** The built Worker and what the embedded server needs beside it. */
export const BUILD_DIRECTORY = join(WORK_DIRECTORY, "build");

/** The built console. */
export const CONSOLE_DIRECTORY = join(ROOT, "web", "dist");

/** The path of a command that npm installed. */
export const tool = (name: string): string => join(ROOT, "node_modules", ".bin", name);
