import type { JobView } from "../../workers/billing/job/view.ts";
import type { Figure } from "../figure.ts";
import { type ScriptServer, startScript } from "../script-server.ts";
import { DUE_SCRIPT, inBatches, timedS } from "./due/seed.ts";

const LINES = 10_000;
const SHORT_LINES = 1_000;
const MAPPING = ["external_id", "name", "product", "currency", "owner_mail", "balance"];
/** Accounts that are called for the floor. */
const CALLED = 2_500;

/**
 * A bulk import: a file of as many accounts is checked and taken over as its page does it. The floor is a bare call of
 * accounts' objects.
 */
export async function measureImport(short: boolean): Promise<Figure[]> {
  await using server = await startScript("import", DUE_SCRIPT, "disk");
  const lines = short ? SHORT_LINES : LINES;
  const rows = Array.from({ length: lines }, (_, at) => `b${at},Shop ${at},shop,EUR,owner${at}@example.com,1.00`);
  const { id } = await post<{ id: string }>(
    server,
    "/imports/csv?system=bench&name=b.csv",
    [MAPPING.join(","), ...rows].join("\n"),
  );
  const checkS = await timedS(async () => {
    await post(server, `/imports/${id}/check`, JSON.stringify({ mapping: MAPPING, decimal: ".", defaults: {} }));
    await driven(server, id, { status: "asking", rows: "waiting", lines });
  });
  const applyS = await timedS(async () => {
    await post(server, `/imports/${id}/apply`, "");
    await driven(server, id, { status: "done", rows: "done", lines });
  });
  const called = Math.min(lines, CALLED);
  const callsS = await timedS(() => inBatches(called, (part) => server.ask(`/bench/call/${lines}/${part}`)));
  const figure = (name: string, seconds: number): Figure => ({
    ...{ name: `${name} ${lines.toLocaleString("en")} lines`, value: lines / seconds, unit: "lines/s" },
    floor: { name: "a bare call per account", value: called / callsS },
  });
  return [figure("dry run of", checkS), figure("taking over", applyS)];
}

/** Drives an import as its page does until it stands still. Throws where it is not as it should be then. */
async function driven(server: ScriptServer, id: string, wanted: { status: string; rows: string; lines: number }) {
  for (;;) {
    const { status, counts } = await post<JobView>(server, `/jobs/${id}/drive`, "{}");
    if (status === "running") continue;
    const [only, other] = counts;
    if (status === wanted.status && only?.status === wanted.rows && only.rows === wanted.lines && !other) return;
    throw new Error(`the import is ${status}: ${JSON.stringify(counts)}`);
  }
}

async function post<Answer>(server: ScriptServer, path: string, body: string): Promise<Answer> {
  const answer = await fetch(`${server.url}/console/api/billing${path}`, {
    method: "POST",
    headers: { authorization: `Bearer ${server.token}`, "content-type": "application/json" },
    body,
  });
  if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`);
  return (await answer.json()) as Answer; // what the route answers is the type that the caller names
}
