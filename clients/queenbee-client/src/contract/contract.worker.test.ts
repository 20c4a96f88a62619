import { expect, it } from "vitest";
import { shopSubject } from "../../example/shop-subject.ts";
import { CONTRACT } from "./index.ts";

it("holds in the Workers runtime", async () => {
  for (const { name, run } of CONTRACT) await expect(run(shopSubject()), name).resolves.toBeUndefined();
});
