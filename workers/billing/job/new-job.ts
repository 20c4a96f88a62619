import type { Context } from "hono";
import type { App } from "../../front/context.ts";
import type { Job } from "./job.ts";

type Asked = Pick<Job, "id" | "kind" | "title" | "phase" | "reason"> & { input: object };

/** A job as a request asks for it, which runs from now on. */
export function jobOf(c: Context<App>, { input, ...asked }: Asked): Job {
  const { id, name } = c.get("actor");
  return {
    ...asked,
    input: JSON.stringify(input),
    status: "running",
    cursor: null,
    detail: "",
    creatorId: id,
    creatorName: name,
    createdMs: c.get("nowMs"),
  };
}
