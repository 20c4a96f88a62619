import { execFileSync } from "node:child_process";
import fc from "fast-check";
import { expect, test } from "vitest";
import { curlOf } from "./curl.ts";

test("a request is copied with its method, query, headers, cookies and body", () => {
  const request = {
    url: "https://shop.example.com/pay",
    method: "PUT",
    query_string: [["step", "a b"]] as [string, string][],
    headers: [
      ["Content-Type", "application/json"],
      ["Host", "shop.example.com"],
    ] as [string, string][],
    cookies: [["lang", "en"]] as [string, string][],
    data: { note: "it's" },
  };
  expect(curlOf(request)).toBe(
    [
      "curl 'https://shop.example.com/pay?step=a+b'",
      "-X 'PUT'",
      "-H 'Content-Type: application/json'",
      "-b 'lang=en'",
      `--data-raw '{"note":"it'\\''s"}'`,
    ].join(" \\\n  "),
  );
  expect(curlOf({ url: "https://a.example/", method: "GET" })).toBe("curl 'https://a.example/'");
});

test("nothing in a body is read by the shell", () => {
  const text = fc.string({ unit: fc.constantFrom("'", '"', "$", "`", "\\", ";", "\n", "x", " ") });
  fc.assert(
    fc.property(text, (data) => {
      const command = curlOf({ url: "u", data })
        .replace(/^curl 'u'/, "printf %s")
        .replace("--data-raw ", "");
      expect(execFileSync("sh", ["-c", command], { encoding: "utf8" })).toBe(data);
    }),
    { numRuns: 20 },
  );
});
