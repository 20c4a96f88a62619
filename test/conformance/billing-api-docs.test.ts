import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, inject, it } from "vitest";
import { ROOT } from "../../bin/paths.ts";

const PAGE = readFileSync(join(ROOT, "docs/billing-api.md"), "utf8");

/** An example of the page, and what the page says that it prints, or null where it says nothing. */
interface Example {
  shell: string;
  printed: object | null;
}

/** Every example, in the order of the page. What is shown of an answer stands below the example. */
function examples(): Example[] {
  const found: Example[] = [];
  for (const [, kind, text = ""] of PAGE.matchAll(/^```(sh|json)\n(.*?)^```$/gms)) {
    if (kind === "sh") found.push({ shell: text, printed: null });
    else Object.assign(found.at(-1) ?? {}, { printed: JSON.parse(text) });
  }
  return found;
}

it("is run by its own examples, one after the other, and prints what it says", () => {
  const { url, token } = inject("server");
  const all = examples();
  const script = all.map(({ shell }, index) => `${shell}\necho; echo '=== ${index} ==='`).join("\n");
  const output = execFileSync("bash", ["-euo", "pipefail", "-c", script], {
    encoding: "utf8",
    env: { PATH: process.env.PATH, APIARY: url, TOKEN: token },
    timeout: 60_000,
  });
  const printed = output.split(/\n=== \d+ ===\n/);
  expect(printed).toHaveLength(all.length + 1);
  for (const [index, { shell, printed: told }] of all.entries()) {
    if (told !== null) expect(JSON.parse(printed[index] ?? ""), shell).toMatchObject(told);
  }
  expect(all.filter(({ printed: told }) => told !== null).length).toBeGreaterThan(12);
});
