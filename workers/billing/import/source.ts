import type { Result } from "../../kit/result.ts";
import type { ImportLine } from "./import-line.ts";

/** Lines on one page of a source. */
export const PAGE_LINES_MAX = 500;
/** Lines of one import. */
export const LINES_MAX = 100_000;

/** A page of lines, at most `PAGE_LINES_MAX`; `next` is the place where the next one begins, null at the end. */
export interface SourcePage {
  lines: ImportLine[];
  next: string | null;
}

/**
 * Where lines come from. A page that is read again from the same place (null at the beginning) has the same lines. It
 * throws where it could not be read just now, which is tried again, and fails as `unreadable` where it never will be.
 */
export interface ImportSource<Input> {
  read(env: Env, jobId: string, input: Input, from: string | null): Promise<Result<SourcePage, "unreadable">>;
}
