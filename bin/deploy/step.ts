import { randomBytes } from "node:crypto";
import { join } from "node:path";
import { must } from "../build/run.ts";
import { ROOT, tool, WORK_DIRECTORY } from "../paths.ts";
import { ensure, ensureDatabase, hasPagesProject, isLoggedIn, secretNames, wrangler } from "./account.ts";
import { type Resources, writeAccountConfig } from "./config.ts";

/** One step of a deployment; running it again changes nothing that is already so. */
export interface Step {
  title: string;
  /** The commands that it runs against the account, for people. */
  commands: string[];
  /** Does it and says in one phrase what it did. */
  apply(): Promise<string>;
  /** What a dry run can prove of it without an account. */
  prove?(): Promise<string>;
}

const WEB = join(ROOT, "web");
const PAGES_BUILD = join(WORK_DIRECTORY, "deploy", "pages");

/** The steps in their order. */
export function deploymentSteps(resources: Resources, pagesProject: string): Step[] {
  const { worker, database, buckets, queues } = resources;
  let config = writeAccountConfig(database.placeholderId, database.placeholderId);
  return [
    {
      title: "log in",
      commands: ["wrangler whoami"],
      apply: async () => {
        if (await isLoggedIn()) return "logged in";
        throw new Error("wrangler has no account: run `npx wrangler login`, or set CLOUDFLARE_API_TOKEN");
      },
    },
    {
      title: "build the console",
      commands: ["node bin/build.ts console"],
      apply: buildConsole,
      prove: buildConsole,
    },
    {
      title: `database ${database.name}`,
      commands: ["wrangler d1 list --json", `wrangler d1 create ${database.name}`],
      apply: async () => {
        const { id, created } = await ensureDatabase(database.name);
        config = writeAccountConfig(database.placeholderId, id);
        return created ? `made ${id}` : `is there: ${id}`;
      },
    },
    ...buckets.map((name) =>
      resource("bucket", name, ["r2", "bucket", "info", name], ["r2", "bucket", "create", name]),
    ),
    ...queues.map((name) => resource("queue", name, ["queues", "info", name], ["queues", "create", name])),
    {
      title: "migrations",
      commands: [`wrangler d1 migrations apply ${database.binding} --remote`],
      apply: async () => {
        const output = await wrangler(["d1", "migrations", "apply", database.binding, "--remote", "--config", config]);
        return /no migrations to apply/i.test(output) ? "nothing to apply" : "applied";
      },
    },
    {
      title: `Worker ${worker}, its crons and objects`,
      commands: ["wrangler deploy"],
      apply: () => wrangler(["deploy", "--config", config]).then(lastAddress),
      prove: async () => {
        await wrangler([
          "deploy",
          "--dry-run",
          "--config",
          config,
          "--outdir",
          join(WORK_DIRECTORY, "deploy", "worker"),
        ]);
        return "bundles";
      },
    },
    {
      title: "secrets",
      commands: ["wrangler secret list", "wrangler secret bulk"],
      apply: () => setMissingSecrets(config),
    },
    {
      title: `Pages project ${pagesProject}`,
      commands: ["wrangler pages project list --json", `wrangler pages project create ${pagesProject}`],
      apply: async () => {
        if (await hasPagesProject(pagesProject)) return "is there";
        await wrangler(["pages", "project", "create", pagesProject, "--production-branch", "main"]);
        return "made";
      },
    },
    {
      title: "console on Pages",
      commands: ["wrangler pages deploy --branch main"],
      apply: () =>
        wrangler(["pages", "deploy", "--branch", "main", "--commit-dirty=true"], { cwd: WEB }).then(lastAddress),
      prove: async () => {
        await wrangler(["pages", "functions", "build", "--outdir", PAGES_BUILD], { cwd: WEB });
        return "its Function bundles";
      },
    },
  ];
}

async function buildConsole(): Promise<string> {
  await must(tool("node"), [join(ROOT, "bin/build.ts"), "console"]);
  return "built";
}

function resource(kind: string, name: string, info: string[], create: string[]): Step {
  const apply = async () => ((await ensure(info, create)) ? "made" : "is there");
  return { title: `${kind} ${name}`, commands: [info, create].map((args) => `wrangler ${args.join(" ")}`), apply };
}

/** Secrets are made once and never replaced: a new APIARY_SECRET would sign everybody out. */
async function setMissingSecrets(config: string): Promise<string> {
  const present = await secretNames(config);
  const missing = ["APIARY_SECRET", "APIARY_FIRST_OWNER_TOKEN"].filter((name) => !present.includes(name));
  if (missing.length === 0) return "are there";
  const values = Object.fromEntries(missing.map((name) => [name, randomBytes(32).toString("hex")]));
  await wrangler(["secret", "bulk", "--config", config], { input: JSON.stringify(values) });
  const link = values.APIARY_FIRST_OWNER_TOKEN;
  return `made ${missing.join(", ")}${link ? `\n  to become the owner, open the console at /welcome?token=${link}` : ""}`;
}

/** The last address in wrangler's output: where the thing now answers. */
const lastAddress = (output: string): string => output.match(/https:\/\/\S+/g)?.at(-1) ?? "deployed";
