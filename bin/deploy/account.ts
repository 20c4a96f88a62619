import { must, run } from "../build/run.ts";
import { tool } from "../paths.ts";

/** A command of wrangler, asked of the account that is logged in. */
export const wrangler = (args: string[], options?: Parameters<typeof must>[2]): Promise<string> =>
  must(tool("wrangler"), args, options);

/** True when wrangler can act for an account: after `wrangler login`, or with CLOUDFLARE_API_TOKEN set. */
export async function isLoggedIn(): Promise<boolean> {
  const { code, output } = await run(tool("wrangler"), ["whoami"]);
  return code === 0 && !/not authenticated/i.test(output);
}

/** The id of the account's D1 database of that name, made when missing. */
export async function ensureDatabase(name: string): Promise<{ id: string; created: boolean }> {
  const found = await databaseId(name);
  if (found) return { id: found, created: false };
  await wrangler(["d1", "create", name]);
  const made = await databaseId(name);
  if (!made) throw new Error(`the database ${name} was made but is not listed; run this again`);
  return { id: made, created: true };
}

async function databaseId(name: string): Promise<string | undefined> {
  const listed: { uuid: string; name: string }[] = json(await wrangler(["d1", "list", "--json"]));
  return listed.find((database) => database.name === name)?.uuid;
}

/** Makes what `info` does not find; true when it did. */
export async function ensure(info: string[], create: string[]): Promise<boolean> {
  if ((await run(tool("wrangler"), info)).code === 0) return false;
  await wrangler(create);
  return true;
}

/** Names of the Worker's secrets. */
export async function secretNames(config: string): Promise<string[]> {
  const listed: { name: string }[] = json(await wrangler(["secret", "list", "--format", "json", "--config", config]));
  return listed.map(({ name }) => name);
}

/** True when the account has the Pages project. */
export async function hasPagesProject(name: string): Promise<boolean> {
  const listed: Record<string, string>[] = json(await wrangler(["pages", "project", "list", "--json"]));
  return listed.some((project) => Object.values(project).includes(name));
}

/** The JSON in what wrangler printed, without the notices around it. The caller names the shape that wrangler documents. */
const json = (output: string) => JSON.parse(output.slice(output.indexOf("["), output.lastIndexOf("]") + 1));
