import { afterEach, expect, test, vi } from "vitest";
import { conditionalFetch, KEPT_ANSWERS, ProblemError, request } from "./request.ts";

/** Answers every request in turn and keeps what was asked. */
function serve(answer: (url: string, headers: Headers) => Response) {
  const asked: Headers[] = [];
  vi.stubGlobal("fetch", async (url: string, init: { headers: Headers }) => {
    asked.push(init.headers);
    return answer(url, init.headers);
  });
  return asked;
}

afterEach(() => vi.unstubAllGlobals());

test("an answer with an ETag is asked for again only if it changed", async () => {
  const asked = serve((_, headers) =>
    headers.get("if-none-match") === '"1"'
      ? new Response(null, { status: 304 })
      : Response.json({ rows: [1] }, { headers: { etag: '"1"' } }),
  );
  expect(await request("GET", "/tagged")).toEqual({ rows: [1] });
  expect(await request("GET", "/tagged")).toEqual({ rows: [1] });
  expect(asked.map((headers) => headers.get("if-none-match"))).toEqual([null, '"1"']);
});

test("only so many answers are kept, the oldest leaves", async () => {
  const asked = serve(() => Response.json({}, { headers: { etag: '"x"' } }));
  for (let index = 0; index <= KEPT_ANSWERS; index += 1) await conditionalFetch(`/many/${index}`);
  await conditionalFetch(`/many/${KEPT_ANSWERS}`);
  await conditionalFetch("/many/0");
  expect(asked.slice(-2).map((headers) => headers.get("if-none-match"))).toEqual(['"x"', null]);
});

test("a refusal carries its reason, its fields and its request id", async () => {
  serve(() =>
    Response.json(
      {
        title: "invalid-input",
        detail: "Some fields are not valid.",
        fields: { name: "A name is needed." },
        requestId: "r1",
      },
      { status: 422 },
    ),
  );
  const error = await request("POST", "/refused", {}).catch((thrown: unknown) => thrown);
  expect(error).toBeInstanceOf(ProblemError);
  expect(error).toMatchObject({
    status: 422,
    reason: "invalid-input",
    message: "Some fields are not valid.",
    fields: { name: "A name is needed." },
    requestId: "r1",
  });
});

test("an answer that is no JSON, and no answer at all, are problems too", async () => {
  serve(() => new Response("<html>", { status: 502, headers: { "x-request-id": "r2" } }));
  await expect(request("GET", "/html")).rejects.toMatchObject({ status: 502, reason: "status-502", requestId: "r2" });
  vi.stubGlobal("fetch", () => Promise.reject(new TypeError("failed to fetch")));
  await expect(request("GET", "/gone")).rejects.toMatchObject({ status: 0, reason: "unreachable" });
});
