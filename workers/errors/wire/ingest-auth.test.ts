import { describe, expect, it } from "vitest";
import { type AuthSources, parseDsn, readCredentials } from "./ingest-auth.ts";

const KEY = "0123456789abcdef0123456789abcdef";
const OTHER = "f".repeat(32);

describe("a DSN", () => {
  it("names key and project, below any path and with any secret", () => {
    const dsn = { publicKey: KEY, projectId: "42" };
    expect(parseDsn(`https://${KEY}@errors.example/42`)).toEqual({ ok: true, value: dsn });
    expect(parseDsn(`http://${KEY}:secret@errors.example:8080/below/here/42/`)).toEqual({ ok: true, value: dsn });
  });

  it("needs both", () => {
    for (const text of ["", "x", "https://errors.example/42", `https://${KEY}@errors.example/`, `https://${KEY}@e/0`]) {
      expect(parseDsn(text)).toMatchObject({ reason: "bad-dsn" });
    }
  });
});

describe("credentials", () => {
  it("come in the query", () => {
    const query = { sentry_version: "7", sentry_key: KEY, sentry_client: "sentry.js/11.12.0" };
    expect(credentials({ query })).toEqual({ publicKey: KEY, projectId: "1", client: "sentry.js/11.12.0" });
  });

  it("come in the header, in any order and with any separator", () => {
    const expected = { publicKey: KEY, projectId: "1", client: "sentry-cli/x86_64" };
    for (const header of [
      `Sentry sentry_key=${KEY}, sentry_version=7, sentry_client=sentry-cli/x86_64`,
      `Sentry sentry_client=sentry-cli/x86_64,sentry_timestamp=1.5,sentry_key=${KEY}`,
      `sentry sentry_version=7 sentry_key="${KEY}"  sentry_client=sentry-cli/x86_64`,
      `sentry_key=${KEY.toUpperCase()}, sentry_client=sentry-cli/x86_64`,
    ]) {
      expect(credentials({ header })).toEqual(expected);
    }
  });

  it("come in the envelope's DSN", () => {
    const expected = { publicKey: KEY, projectId: "1", client: null };
    expect(credentials({ dsn: `https://${KEY}@e/1` })).toEqual(expected);
    expect(credentials({ dsn: `https://${KEY}@e/1`, projectId: null })).toEqual(expected);
  });

  it("have to agree", () => {
    const query = { sentry_key: KEY };
    expect(credentials({ query, header: `Sentry sentry_key=${KEY}`, dsn: `https://${KEY}@e/1` })).toMatchObject({
      publicKey: KEY,
    });
    expect(credentials({ query, header: `Sentry sentry_key=${OTHER}` })).toBe("keys-disagree");
    expect(credentials({ query, dsn: `https://${OTHER}@e/1` })).toBe("keys-disagree");
    expect(credentials({ query, dsn: `https://${KEY}@e/2` })).toBe("projects-disagree");
  });

  it("have to be there and well formed", () => {
    expect(credentials({})).toBe("missing-key");
    expect(credentials({ header: "Sentry sentry_version=7" })).toBe("missing-key");
    expect(credentials({ header: "Bearer abc" })).toBe("missing-key");
    expect(credentials({ query: { sentry_key: "abc" } })).toBe("bad-key");
    expect(credentials({ dsn: "nonsense" })).toBe("bad-dsn");
  });
});

function credentials(sources: Partial<AuthSources>) {
  const result = readCredentials({ query: {}, header: null, dsn: null, projectId: "1", ...sources });
  return result.ok ? result.value : result.reason;
}
