import { describe, expect, it } from "vitest";
import { TestProject } from "../project.ts";
import { startTestServer } from "../server.ts";

const CLAIMED = { "cf-connecting-ip": "192.0.2.1", "x-forwarded-for": "192.0.2.2, 192.0.2.3" };

/** The address that an event's user gets when the SDK leaves it to the server. */
async function addressWith(environment: NodeJS.ProcessEnv): Promise<unknown> {
  await using server = await startTestServer(environment);
  const project = await TestProject.create(server, "web");
  const event = JSON.stringify({ message: "paper jam", user: { id: "kim", ip_address: "{{auto}}" } });
  await project.send(Buffer.from(`{}\n{"type":"event"}\n${event}`), CLAIMED);
  const issue = await project.issue("paper jam");
  return (await project.event(issue.id)).event.user?.ip_address;
}

describe("a client's address", () => {
  it("is not believed from the client itself", async () => {
    expect(await addressWith({})).toBeUndefined();
  });

  it("is what the proxy says, when the operator trusts it", async () => {
    expect(await addressWith({ APIARY_TRUST_PROXY: "1" })).toBe("192.0.2.3");
  });
});
