import { writeFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import react from "@vitejs/plugin-react";
import { defineConfig, type Plugin, type Rolldown } from "vite";
import { SECURITY_HEADERS } from "../workers/front/security-headers.ts";
import { firstLoad } from "./first-load.ts";
import { WORKER_PATHS } from "./worker-paths.ts";

const DEV_WORKER = "http://127.0.0.1:8787";

/** What so many pages share comes in one file: small ones compress worse, and each is a request. */
const SHARED_BY = 16;
/** What only the pages of customers and money share comes in one of their own. */
const OF_MONEY = /billing|customers|money/;

/** Names the file of a module that every page needs, or many of them; the bundler finds places for the others. */
function frameOf(): (id: string, context: Rolldown.ChunkingContext) => string | null {
  const known = new Map<string, ReadonlySet<string>>();
  /** The entries and lazily loaded modules that load this one at once. */
  const loaders = (id: string, context: Rolldown.ChunkingContext): ReadonlySet<string> => {
    const before = known.get(id);
    if (before) return before;
    const found = new Set<string>();
    // Filled further below: modules may import each other in circles.
    known.set(id, found);
    const module = context.getModuleInfo(id);
    if (module?.isEntry) found.add("");
    if (module && module.dynamicImporters.length > 0) found.add(id);
    for (const importer of module?.importers ?? []) for (const each of loaders(importer, context)) found.add(each);
    return found;
  };
  return (id, context) => {
    const found = loaders(id, context);
    if (found.has("")) return "frame";
    if (found.size < SHARED_BY) return null;
    return OF_MONEY.test(id) ? "money" : "frame";
  };
}

/** Pages answers static files itself, so it needs the Worker's security headers as a file; hashed files never change. */
const HEADERS = `/*
${Object.entries(SECURITY_HEADERS)
  .map(([name, value]) => `  ${name}: ${value}`)
  .join("\n")}

/assets/*
  cache-control: public, max-age=31536000, immutable
`;

/** Writes what Pages reads: the headers of static files, and which requests reach the Function at all. */
function pagesFiles(): Plugin {
  let directory = "";
  return {
    name: "pages-files",
    apply: "build",
    configResolved(config) {
      directory = resolve(config.root, config.build.outDir);
    },
    async closeBundle() {
      const include = WORKER_PATHS.map((path) => (path.endsWith("/") ? `${path}*` : path));
      await writeFile(join(directory, "_headers"), HEADERS);
      await writeFile(join(directory, "_routes.json"), JSON.stringify({ version: 1, include, exclude: [] }));
    },
  };
}

export default defineConfig({
  plugins: [react(), pagesFiles(), firstLoad()],
  build: {
    outDir: "dist",
    emptyOutDir: true,
    target: "es2024",
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    rolldownOptions: {
      // The first load names all chunks, and hashes do not compress: seven characters tell a chunk's versions apart.
      output: { chunkFileNames: "assets/[name]-[hash:7].js", codeSplitting: { groups: [{ name: frameOf() }] } },
    },
  },
  server: { proxy: Object.fromEntries(WORKER_PATHS.map((path) => [path, DEV_WORKER])) },
});
