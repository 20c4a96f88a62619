import { expect, it } from "vitest";
import { Gathering } from "./gathering.ts";

it("answers together what is asked at one time, however long each takes to ask", async () => {
  const gathering = new Gathering();
  const calls: number[][] = [];
  const double = gathering.asks(async (items: number[]) => {
    calls.push(items);
    return items.map((item) => item * 2);
  });
  const answers = await Promise.all(
    [1, 2, 3].map((item) =>
      gathering.work(async () => {
        for (let turn = 0; turn < item * 5; turn += 1) await null;
        const first = await double(item);
        return item === 2 ? first : double(first);
      }),
    ),
  );
  expect(answers).toEqual([4, 4, 12]);
  expect(calls).toEqual([
    [1, 2, 3],
    [2, 6],
  ]);
});

it("lets nobody wait for who does something aside", async () => {
  const gathering = new Gathering();
  const calls: string[][] = [];
  const ask = gathering.asks(async (items: string[]) => {
    calls.push(items);
    return items;
  });
  let done = (): void => {};
  const errand = new Promise<void>((resolve) => {
    done = resolve;
  });
  const away = gathering.work(async () => {
    await gathering.aside(() => errand);
    return ask("late");
  });
  expect(await gathering.work(() => ask("early"))).toBe("early");
  done();
  expect(await away).toBe("late");
  expect(calls).toEqual([["early"], ["late"]]);
});

it("fails for the one by whom it fails, and goes on after one who left without waiting", async () => {
  const gathering = new Gathering();
  const ask = gathering.asks(async (items: string[]) => {
    if (items.includes("bad")) throw new Error("bad");
    return items;
  });
  const all = ["good", "bad", "gone"].map((item) =>
    gathering.work(async () => {
      const answer = ask(item);
      if (item === "gone") throw new Error("gone");
      return answer;
    }),
  );
  expect((await Promise.allSettled(all)).map(({ status }) => status)).toEqual(["fulfilled", "rejected", "rejected"]);
  expect(await gathering.work(() => ask("again"))).toBe("again");
});
