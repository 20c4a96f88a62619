import { expect, it } from "vitest";
import { transportOf } from "./transport.ts";

it("reads an SMTP server with its port, encryption and login", () => {
  const plain = { kind: "smtp", host: "mail.test", port: 587, tls: false, login: null };
  expect(transportOf("smtp://mail.test")).toEqual({ ok: true, value: plain });
  expect(transportOf("smtp://mail.test:25")).toEqual({ ok: true, value: { ...plain, port: 25 } });
  expect(transportOf("smtps://ana%40x.test:p%2Fw@mail.test")).toEqual({
    ok: true,
    value: { ...plain, port: 465, tls: true, login: { user: "ana@x.test", password: "p/w" } },
  });
});

it("reads a provider with its key, and nothing when nothing is set", () => {
  expect(transportOf("resend:re_123")).toEqual({ ok: true, value: { kind: "resend", key: "re_123" } });
  expect(transportOf("postmark:abc-def")).toEqual({ ok: true, value: { kind: "postmark", key: "abc-def" } });
  expect(transportOf(undefined)).toEqual({ ok: true, value: null });
  expect(transportOf("")).toEqual({ ok: true, value: null });
});

it.each(["mail.test", "http://mail.test", "smtp://", "resend:", "sendgrid:key"])("refuses %s", (url) =>
  expect(transportOf(url)).toMatchObject({ ok: false, reason: "misconfigured" }),
);
