import type { App } from "./app.ts";

/** Where the server is and how to act on it. */
export interface Access {
  url: string;
  token: string;
}

/** The DSN of an app's project, which is made when missing, through the web API that Sentry's own tools use. */
export async function projectDsn(access: Access, app: App): Promise<string> {
  const [organization] = await call<{ slug: string }[]>(access, "/organizations/");
  const [team] = await call<{ slug: string }[]>(access, `/organizations/${organization?.slug}/teams/`);
  const project = `/projects/${organization?.slug}/${app.slug}/`;
  if (!(await exists(access, project))) {
    const { name, slug, platform } = app;
    await call(access, `/teams/${organization?.slug}/${team?.slug}/projects/`, { name, slug, platform });
  }
  const [key] = await call<{ dsn: { public: string } }[]>(access, `${project}keys/`);
  if (!key) throw new Error(`the project ${app.slug} has no key`);
  return key.dsn.public;
}

/** Resolves the issue of an app that was seen last, as somebody does who believes in the next release: it comes back. */
export async function resolveLatest(access: Access, app: App): Promise<void> {
  const [organization] = await call<{ slug: string }[]>(access, "/organizations/");
  const issues = `/projects/${organization?.slug}/${app.slug}/issues/`;
  const [latest] = await call<{ id: string }[]>(access, issues);
  if (latest) await call(access, `${issues}?id=${latest.id}`, { status: "resolved" }, "PUT");
}

const ask = ({ url, token }: Access, path: string, body?: object, method = "POST"): Promise<Response> =>
  fetch(`${url}/api/0${path}`, {
    headers: { authorization: `Bearer ${token}`, "content-type": "application/json" },
    ...(body && { method, body: JSON.stringify(body) }),
  });

const exists = async (access: Access, path: string): Promise<boolean> => (await ask(access, path)).ok;

async function call<Answer>(access: Access, path: string, body?: object, method?: string): Promise<Answer> {
  const answer = await ask(access, path, body, method);
  if (!answer.ok) throw new Error(`${path} answered ${answer.status}: ${await answer.text()}`);
  // The web API's documented shape, of a server of this very build.
  return (await answer.json()) as Answer;
}
