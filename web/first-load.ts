import { brotliCompressSync } from "node:zlib";
import type { Plugin, Rolldown } from "vite";

/** What a page may make a browser fetch before it shows something: its code, all that it imports, the styles; brotli. */
export const FIRST_LOAD_BYTES_MAX = 125_000;

/** Prints the first load of the heaviest page and refuses the build when it is over the budget. */
export function firstLoad(): Plugin {
  return {
    name: "first-load",
    apply: "build",
    generateBundle(_options, bundle) {
      const outputs = Object.values(bundle);
      const chunks = outputs.filter((output) => output.type === "chunk");
      const entry = chunks.find((chunk) => chunk.isEntry);
      if (!entry) return;
      const byName = new Map(chunks.map((chunk) => [chunk.fileName, chunk]));
      const sizes = new Map<string, number>();
      const sizeOf = (name: string): number => {
        const known = sizes.get(name) ?? brotliCompressSync(sourceOf(bundle[name])).length;
        sizes.set(name, known);
        return known;
      };
      const loads = entry.dynamicImports.map((page) => {
        const code = [...closure(entry.fileName, byName), ...closure(page, byName)];
        const styles = code.flatMap((name) => [...(byName.get(name)?.viteMetadata?.importedCss ?? [])]);
        const files = new Set([...code, ...styles]);
        return { page, bytes: [...files].reduce((sum, name) => sum + sizeOf(name), 0) };
      });
      const heaviest = loads.sort((a, b) => b.bytes - a.bytes)[0];
      if (!heaviest) return;
      const line = `first load ${(heaviest.bytes / 1000).toFixed(1)} KB brotli at most (${heaviest.page})`;
      if (heaviest.bytes > FIRST_LOAD_BYTES_MAX) this.error(`${line}: over ${FIRST_LOAD_BYTES_MAX / 1000} KB`);
      this.info(line);
    },
  };
}

/** A chunk and everything that it imports statically. */
function closure(name: string, chunks: Map<string, Rolldown.OutputChunk>, seen = new Set<string>()): Set<string> {
  const chunk = chunks.get(name);
  if (!chunk || seen.has(name)) return seen;
  seen.add(name);
  for (const each of chunk.imports) closure(each, chunks, seen);
  return seen;
}

function sourceOf(output: Rolldown.OutputAsset | Rolldown.OutputChunk | undefined): string | Uint8Array {
  if (!output) return "";
  return output.type === "chunk" ? output.code : output.source;
}
