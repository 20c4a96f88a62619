import type { Json, JsonObject } from "../../kit/json.ts";

const URL_SCHEME = /^(?:file|https?|applewebdata):/;

/**
 * A frame's file name and absolute path as sent. Each stands in for the other where that is missing, and the file name of
 * a URL is its path. A query string says which build a script is of, so the file name of a script has none.
 */
export function framePaths(sent: JsonObject, platform: string): { filename: Json | undefined; path: Json | undefined } {
  const path = sent.abs_path || sent.filename;
  const filename = (sent.abs_path && sent.filename) || urlPath(path);
  return { filename: platform === "javascript" ? withoutQuery(filename) : filename, path };
}

function urlPath(path: Json | undefined): Json | undefined {
  if (typeof path !== "string" || !URL_SCHEME.test(path)) return path;
  const pathname = URL.parse(path)?.pathname;
  return pathname && pathname !== "/" ? pathname : path;
}

function withoutQuery(filename: Json | undefined): Json | undefined {
  if (typeof filename !== "string") return filename;
  const query = /^[^?#]*(\?[^#]+)/.exec(filename)?.[1];
  return query === undefined ? filename : filename.replaceAll(query, "");
}
