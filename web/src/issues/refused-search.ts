import type { SearchError } from "../../../workers/errors/search/term.ts";
import { ProblemError } from "../api/request.ts";

/** What the server found wrong with a search, and where: it names each part as `query[3:9]`. */
export function refusedParts(error: Error | null): SearchError[] {
  if (!(error instanceof ProblemError) || error.reason !== "bad-query") return [];
  return Object.entries(error.fields).flatMap(([name, words]) => {
    const [, start, end] = /^query\[(\d+):(\d+)\]$/.exec(name) ?? [];
    return start === undefined ? [] : [{ start: Number(start), end: Number(end), words }];
  });
}
