import { expect, it } from "vitest";
import { sentLink } from "./origin.ts";

const env = (over: Partial<Env>) => over as Env; // these are all that a link is made of

it("links to the public address, else to where the server listens, else to nowhere", () => {
  const listens = { APIARY_LOCAL_URL: "http://localhost:8787/" };
  expect(sentLink(env({ ...listens, APIARY_URL: "https://apiary.example/console" }), "/id/account")).toBe(
    "https://apiary.example/id/account",
  );
  expect(sentLink(env({ ...listens, APIARY_URL: "" }), "/id/account")).toBe("http://localhost:8787/id/account");
  expect(sentLink(env({}), "/id/account")).toBeNull();
});
