import type { Context, TypedResponse } from "hono";
import type { ContentfulStatusCode } from "hono/utils/http-status";
import type { App } from "./context.ts";

/** An error answer before it takes a protocol's form. */
export interface Problem {
  status: ContentfulStatusCode;
  /** Stable, kebab-case, for code. */
  reason: string;
  /** One sentence for a person. */
  detail: string;
  /** More sentences: what exactly was wrong. */
  causes?: string[];
  /** Field name to sentence, for forms; to several where the protocol's form has them. */
  fields?: Record<string, string | string[]>;
  headers?: Record<string, string>;
}

/** An error answer. As a type it adds nothing to what its route answers, so that typed clients see what they read of a success. */
export type ProblemAnswer = Response & TypedResponse<never>;

/**
 * Answers with an error in the form that the request's surface speaks: Sentry's `{detail, causes}` on
 * ingest and web API, problem+json (RFC 9457) elsewhere. The request id is always in it.
 */
export function problem(c: Context<App>, p: Problem): ProblemAnswer {
  const requestId = c.get("requestId");
  const headers = { ...c.get("answerHeaders"), ...p.headers };
  if (c.get("surface") === "sentry-ingest" || c.get("surface") === "sentry-api") {
    const body = { detail: p.detail, ...(p.causes && { causes: p.causes }), ...p.fields, requestId };
    return untyped(c.json(body, p.status, { ...headers, "x-sentry-error": headerText(p.detail) }));
  }
  const body = {
    type: "about:blank",
    title: p.reason,
    status: p.status,
    detail: p.detail,
    ...(p.causes && { causes: p.causes }),
    ...(p.fields && { fields: p.fields }),
    requestId,
  };
  return untyped(c.body(JSON.stringify(body), p.status, { ...headers, "content-type": "application/problem+json" }));
}

/** Hono's mark of an answer's type exists for the compiler only; a problem's is nobody's to read. */
const untyped = (answer: Response): ProblemAnswer => answer as ProblemAnswer;

/** Header values are printable ASCII only. */
const headerText = (text: string): string => text.replace(/[^\x20-\x7e]/g, "?").slice(0, 200);
