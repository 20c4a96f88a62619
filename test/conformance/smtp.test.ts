import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { SMTPServer } from "smtp-server";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { TestAlerts } from "../alerts.ts";
import { selfSigned } from "../certificate.ts";
import { startTestServer } from "../server.ts";

/** How each mail that a mail server took had come. */
const taken: { secure: boolean; user: unknown }[] = [];
const directory = mkdtempSync(join(tmpdir(), "apiary-smtp-"));
const trusted = join(directory, "certificate.pem");
const certificate = selfSigned("localhost");
const ports = { smtp: 0, smtps: 0, plain: 0 };
const servers: SMTPServer[] = [];

/** A mail server on a free port that takes any login. */
function mailServer(options: { secure?: boolean; disabledCommands?: string[] }): Promise<number> {
  const server = new SMTPServer({
    ...certificate,
    ...options,
    onAuth: ({ username }, _, done) => done(null, { user: username }),
    onData: (stream, { secure, user }, done) => {
      taken.push({ secure, user });
      stream.resume().on("end", () => done());
    },
  });
  // A client that trusts it not hangs up in the middle of the handshake.
  server.on("error", () => {});
  servers.push(server);
  return new Promise(
    (resolve) => server.listen(0, () => resolve((server.server.address() as AddressInfo).port)), // it listens on a port
  );
}

beforeAll(async () => {
  writeFileSync(trusted, certificate.cert);
  ports.smtp = await mailServer({});
  ports.smtps = await mailServer({ secure: true });
  ports.plain = await mailServer({ disabledCommands: ["STARTTLS"] });
});

afterAll(() => {
  for (const server of servers) server.close();
  rmSync(directory, { recursive: true });
});

/** Sends a test by a mail server and returns how that ended. */
async function sentBy(url: string, environment: NodeJS.ProcessEnv) {
  await using server = await startTestServer({ APIARY_MAIL_URL: url, ...environment });
  const alerts = new TestAlerts(server);
  const { receiver } = await alerts.receiver({ kind: "mail", name: "Team", addresses: ["ana@shop.example"] });
  return await alerts.test(receiver.id);
}

describe("a mail", () => {
  test.each(["smtp", "smtps"] as const)(
    "goes encrypted by %s to a server that is trusted, with its login",
    async (kind) => {
      taken.length = 0;
      const url = `${kind}://ana:secret@localhost:${ports[kind]}`;
      expect(await sentBy(url, { NODE_EXTRA_CA_CERTS: trusted })).toEqual({ delivered: true, error: null });
      expect(taken).toEqual([{ secure: true, user: "ana" }]);
    },
  );

  test.each(["smtp", "smtps"] as const)(
    "does not go by %s to a server whose certificate nobody trusts",
    async (kind) => {
      taken.length = 0;
      const { delivered, error } = await sentBy(`${kind}://ana:secret@localhost:${ports[kind]}`, {});
      expect(delivered).toBe(false);
      expect(error).toBe(
        `No encrypted connection to localhost:${ports[kind]}. Its certificate must be for localhost, in date, and from an authority that is trusted here.`,
      );
      expect(taken).toEqual([]);
    },
  );

  test("does not go with a login to a server that offers no encryption", async () => {
    taken.length = 0;
    const { delivered, error } = await sentBy(`smtp://ana:secret@localhost:${ports.plain}`, {});
    expect({ delivered, error }).toEqual({ delivered: false, error: expect.stringMatching(/STARTTLS|TLS/) });
    expect(taken).toEqual([]);
  });
});
