import { expect, it } from "vitest";
import { until } from "../poll.ts";
import { TestProject } from "../project.ts";
import { startTestServer } from "../server.ts";

it("counts usage in the embedded server's own table", async () => {
  await using server = await startTestServer();
  const project = await TestProject.create(server, "web");
  for (const message of ["paper jam", "no toner"]) {
    await project.send(Buffer.from(`{}\n{"type":"event"}\n${JSON.stringify({ message })}`));
  }
  const usage = await until(
    "the usage of two events",
    () => project.read<{ rows: { quantity: number }[] }>("/usage?hours=2"),
    ({ rows }) => rows.some(({ quantity }) => quantity === 2),
  );
  expect(usage.rows).toMatchObject([{ project: project.id, outcome: "accepted", category: "default", quantity: 2 }]);
});
