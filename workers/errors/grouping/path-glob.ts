import { alternativesOf } from "./glob-token.ts";
import { compileGlob, type Glob } from "./rule-glob.ts";

/** A path as path globs see it: in lower case, its parts between slashes of either kind. Split once, tried often. */
export const pathParts = (path: string): readonly string[] => path.toLowerCase().replaceAll("\\", "/").split("/");

/** Tells whether the parts of a path are of a path glob's form. */
export type PathGlob = (parts: readonly string[]) => boolean;

/**
 * Compiles a pattern as `compileGlob` does for paths without regard to case, to be tried on `pathParts`: a part `**` is any
 * number of parts, at the end at least one. A path that does not begin with a slash is also seen as if it did.
 */
export function compilePathGlob(pattern: string): PathGlob | null {
  const globs = alternativesOf(pattern.toLowerCase().replaceAll("\\", "/"))?.map(compileParts) ?? [null];
  if (globs.includes(null)) return null;
  const [only, ...more] = globs.filter((glob) => glob !== null);
  if (more.length === 0) return only ?? null;
  return (parts) => globs.some((glob) => glob?.(parts));
}

/** A part's text, its test, or null for `**`. */
type Part = string | Glob | null;

function compileParts(pattern: string): PathGlob | null {
  const parts: Part[] = [];
  for (const text of pattern.split("/")) {
    const part = text === "**" || isText(text) ? text : compileGlob(text, { ignoreCase: false });
    if (part === null) return null;
    parts.push(part === "**" ? null : part);
  }
  const last = parts.length > 1 && parts.at(-1) === null ? parts.length - 1 : -1;
  const [first = null, ...rest] = parts;
  const rooted = typeof first === "string" ? first === "" : first?.("");
  if (!rooted) return (path) => matchParts(path, parts, last);
  return (path) => matchParts(path, parts, last) || (path[0] !== "" && matchParts(path, rest, last - 1));
}

const isText = (pattern: string): boolean => !/[*?[\]]/.test(pattern);

/** Goes part by part; behind a `**`, the earliest place that fits is as good as any. `open` must not stay empty. */
function matchParts(path: readonly string[], parts: readonly Part[], open: number): boolean {
  let at = 0;
  let part = 0;
  let retryPart = -1;
  let retryAt = 0;
  while (at < path.length) {
    const wanted = parts[part];
    const here = path[at] ?? "";
    if (wanted === null) {
      if (part === open) return true;
      retryPart = part;
      retryAt = at;
      part += 1;
    } else if (wanted !== undefined && (typeof wanted === "string" ? wanted === here : wanted(here))) {
      at += 1;
      part += 1;
    } else if (retryPart >= 0) {
      retryAt += 1;
      at = retryAt;
      part = retryPart + 1;
    } else return false;
  }
  while (parts[part] === null && part !== open) part += 1;
  return part === parts.length;
}
