import { describe, expect, it } from "vitest";
import { shopSubject } from "../../example/shop-subject.ts";
import { CONTRACT, type Subject } from "./index.ts";

describe("the example's shop keeps the contract:", () => {
  it.each(CONTRACT.map((check) => [check.name, check] as const))("%s", (_, check) => check.run(shopSubject()));
});

/** A shop that breaks one promise. */
const broken = (over: (shop: Subject) => Partial<Subject>): Subject => {
  const shop = shopSubject();
  return { ...shop, ...over(shop) };
};
const failed = async (subject: () => Subject): Promise<string[]> => {
  const names: string[] = [];
  for (const { name, run } of CONTRACT) await run(subject()).catch(() => names.push(name));
  return names;
};

describe("the contract finds a product that", () => {
  it("takes what nobody signed", async () => {
    const trusting = ({ receive, secret }: Subject) => ({
      receive: async (request: Request) => {
        const { sign } = await import("../callback/signature.ts");
        const body = await request.text();
        const id = String(JSON.parse(body).id);
        return receive(
          new Request(request.url, { method: "POST", headers: await sign({ id, body }, [secret], Date.now()), body }),
        );
      },
    });
    expect(await failed(() => broken(trusting))).toContainEqual(expect.stringContaining("not signed"));
  });

  it("acts in somebody's name", async () => {
    const names = await failed(() => broken(() => ({ systemUser: "somebody" })));
    expect(names).toContainEqual(expect.stringContaining("in the name of the system"));
  });

  it("takes anybody's mail address for the owner's, or one of the past", async () => {
    const told = (change: (event: { sequence: number; person?: { role: string } }) => void) => () =>
      broken(({ receive, secret }) => ({
        receive: async (request: Request) => {
          const event = JSON.parse(await request.text());
          change(event);
          const body = JSON.stringify(event);
          const { sign } = await import("../callback/signature.ts");
          const headers = await sign({ id: event.id, body }, [secret], Date.now());
          return receive(new Request(request.url, { method: "POST", headers, body }));
        },
      }));
    const anybody = told(({ person }) => person && Object.assign(person, { role: "owner" }));
    expect(await failed(anybody)).toContainEqual(expect.stringContaining("the owner's new mail address"));
    let last = 0;
    const ever = told((event) => Object.assign(event, { sequence: ++last + 1_000 }));
    expect(await failed(ever)).toContainEqual(expect.stringContaining("the owner's new mail address"));
  });

  it("does not answer, forgets what it knew, or signs nobody up", async () => {
    const deaf = () => broken(() => ({ receive: async () => new Response() }));
    expect(await failed(deaf)).toHaveLength(11);
    const forgetful = await failed(() => broken(() => ({ allowed: async () => undefined })));
    expect(forgetful).toEqual([expect.stringContaining("entitlements go on")]);
    const closed = await failed(() => broken(() => ({ signUp: async () => null })));
    expect(closed).toHaveLength(CONTRACT.length - 1);
  });
});
