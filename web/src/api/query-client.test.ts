import { QueryObserver } from "@tanstack/react-query";
import { expect, it } from "vitest";
import { createQueryClient } from "./query-client.ts";

it("reads again what was being read for the first time when it changed", async () => {
  const client = createQueryClient(() => {});
  const answers: ((answer: string) => void)[] = [];
  const asked = () => new Promise<string>((resolve) => answers.push(resolve));
  const observer = new QueryObserver(client, { queryKey: ["meters"], queryFn: asked });
  const stop = observer.subscribe(() => {});
  const invalidated = client.invalidateQueries({ queryKey: ["meters"] });
  answers[0]?.("before the change");
  await expect.poll(() => answers.length).toBe(2);
  answers[1]?.("after the change");
  await invalidated;
  expect(client.getQueryData(["meters"])).toBe("after the change");
  stop();
});

it("asks once for what was read before", async () => {
  const client = createQueryClient(() => {});
  let asked = 0;
  const observer = new QueryObserver(client, { queryKey: ["meters"], queryFn: async () => ++asked });
  const stop = observer.subscribe(() => {});
  await expect.poll(() => client.getQueryData(["meters"])).toBe(1);
  await client.invalidateQueries({ queryKey: ["meters"] });
  expect(client.getQueryData(["meters"])).toBe(2);
  stop();
});
