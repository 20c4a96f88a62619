import type { Access } from "../project.ts";

/** A call of the console's API of billing; throws with the answer when that is no success. */
export const consoleCall = <Answer>(access: Access, method: string, path: string, body?: object): Promise<Answer> =>
  call<Answer>(access, method, `/console/api/billing${path}`, body);

/** A call of `/billing/v1`, as the company's apps make it. */
export const apiCall = <Answer>(access: Access, method: string, path: string, body?: object): Promise<Answer> =>
  call<Answer>(access, method, `/billing/v1${path}`, body);

async function call<Answer>({ url, token }: Access, method: string, path: string, body?: object): Promise<Answer> {
  const answer = await fetch(`${url}${path}`, {
    method,
    headers: { authorization: `Bearer ${token}`, "content-type": "application/json" },
    ...(body && { body: JSON.stringify(body) }),
  });
  const text = await answer.text();
  if (!answer.ok) throw new Error(`${method} ${path} answered ${answer.status}: ${text}`);
  // The shape that this very build's server gives.
  return (text === "" ? null : JSON.parse(text)) as Answer;
}
