import { env } from "cloudflare:workers";
import { afterEach, expect, it, vi } from "vitest";
import { ANSWER_BYTES_MAX, postOutbound } from "./outbound.ts";

afterEach(() => vi.restoreAllMocks());

const REQUEST = { headers: { "x-test": "1" }, body: "{}" };

/** What the internet answers: names have these addresses, everything else gets `answer`. */
function internet(addresses: string[], answer: () => Response | Promise<Response>) {
  const called: Request[] = [];
  vi.spyOn(globalThis, "fetch").mockImplementation(async (input, init) => {
    const request = new Request(input, init);
    if (!request.url.startsWith("https://cloudflare-dns.com/")) {
      called.push(request);
      return answer();
    }
    const type = new URL(request.url).searchParams.get("type") === "A" ? 1 : 28;
    const records = addresses.filter((address) => address.includes(":") === (type === 28));
    // A name that stands for another comes before its addresses.
    return Response.json({ Answer: [{ type: 5, data: "other.test." }, ...records.map((data) => ({ type, data }))] });
  });
  return called;
}

it("posts to a name whose addresses are all public", async () => {
  const called = internet(["93.184.216.34", "2606:2800:220:1::1"], () => new Response("thanks", { status: 201 }));
  expect(await postOutbound(env, "https://hook.test/in", REQUEST)).toMatchObject({
    ok: true,
    value: { status: 201, text: "thanks" },
  });
  expect(called.map(({ method, url, redirect }) => [method, url, redirect])).toEqual([
    ["POST", "https://hook.test/in", "manual"],
  ]);
});

it.each([[["10.0.0.1"]], [["93.184.216.34", "127.0.0.1"]], [["93.184.216.34", "::ffff:169.254.169.254"]]])(
  "calls no name of which an address is not public: %j",
  async (addresses) => {
    const called = internet(addresses, () => new Response());
    expect(await postOutbound(env, "https://hook.test/", REQUEST)).toMatchObject({
      ok: false,
      reason: "refused-address",
    });
    expect(called).toEqual([]);
  },
);

it("calls what the operator allows", async () => {
  const allowed = { ...env, APIARY_OUTBOUND_ALLOW: "10.0.0.0/8" };
  expect(internet(["10.0.0.1"], () => new Response())).toEqual([]);
  expect(await postOutbound(allowed, "https://hook.test/", REQUEST)).toMatchObject({ ok: true });
});

it("says that a name is unknown, and that a server is out of reach", async () => {
  internet([], () => new Response());
  expect(await postOutbound(env, "https://hook.test/", REQUEST)).toMatchObject({ ok: false, reason: "unreachable" });
  internet(["1.1.1.1"], () => Promise.reject(new Error("refused")));
  expect(await postOutbound(env, "https://hook.test/", REQUEST)).toEqual({
    ok: false,
    reason: "unreachable",
    detail: "hook.test could not be reached: refused",
  });
});

it.each([ANSWER_BYTES_MAX, ANSWER_BYTES_MAX + 1])("reads no more of an answer than it may: %d bytes", async (bytes) => {
  internet(["1.1.1.1"], () => new Response("x".repeat(bytes)));
  const answer = await postOutbound(env, "https://hook.test/", REQUEST);
  expect(answer.ok && answer.value.text.length).toBe(ANSWER_BYTES_MAX);
});
