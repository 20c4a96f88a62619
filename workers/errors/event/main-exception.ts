import type { Exception, NormalEvent } from "./event.ts";

/** The exception that names the issue: the one that grouping found, else the last, which was thrown. */
export function mainException(event: NormalEvent): Exception | undefined {
  const values = event.exception?.values ?? [];
  const id = event.main_exception_id;
  const found = id === undefined ? undefined : values.find(({ mechanism }) => mechanism?.exception_id === id);
  return found ?? values.at(-1);
}
