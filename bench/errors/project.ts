import type { TestServer } from "../../test/server.ts";

/** Makes a project. Returns where its events go. */
export async function makeProject(server: Pick<TestServer, "url" | "token">, name: string): Promise<string> {
  const made = await call(server, "/console/api/errors/projects", { name, platform: "node" });
  const { slug, id } = (await made.json()) as { slug: string; id: string }; // ProjectView
  const read = await call(server, `/console/api/errors/projects/${slug}`);
  const { keys } = (await read.json()) as { keys: { publicKey: string }[] }; // ProjectKeyView
  return `${server.url}/api/${id}/envelope/?sentry_key=${keys[0]?.publicKey}&sentry_version=7`;
}

/** Calls the server with its owner's token; throws when it refuses. */
export async function call(server: Pick<TestServer, "url" | "token">, path: string, body?: object): Promise<Response> {
  const answer = await fetch(`${server.url}${path}`, {
    headers: { authorization: `Bearer ${server.token}`, ...(body && { "content-type": "application/json" }) },
    ...(body && { method: "POST", body: JSON.stringify(body) }),
  });
  if (!answer.ok) throw new Error(`${path} answered ${answer.status}: ${await answer.text()}`);
  return answer;
}
