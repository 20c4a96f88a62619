import { env } from "cloudflare:workers";
import { expect } from "vitest";
import { issueToken } from "../../identity/issued-token.ts";
import type { Role } from "../../identity/role.ts";
import { firstOwner, invited } from "../../identity/visitor.ts";
import { clientAs, must, refusal } from "./described-fixture.ts";

/** Somebody's token, themselves signed in, and somebody else who is signed in. */
export type TwoPeople = Record<"asker" | "own" | "second", ReturnType<typeof clientAs>>;

const reason = "The customer wrote";
const collection = { kind: "send-invoice", daysUntilDue: 14 } as const;

/** What needs a second person, through the client: asked for by tokens, decided by people who did not ask. Answers one of each. */
export async function describedApprovals(account: string, price: string, coupon: string): Promise<TwoPeople> {
  const owner = await firstOwner();
  const staff = async (mail: string, roles: Role[]) => {
    const { visitor, id } = await invited(owner, mail, roles);
    const token = {
      name: mail,
      scopes: ["billing:read", "billing:credit", "billing:reveal", "billing:close"] as const,
      expiresInDays: 1,
    };
    const asked = { ...token, scopes: [...token.scopes], personId: id, createdBy: mail };
    const own = (await issueToken(env, asked, Date.now()))?.token ?? "";
    return { signedIn: clientAs({ visitor }), byToken: clientAs({ token: own }) };
  };
  const ana = await staff("ana.money@apiary.test", ["finance"]);
  const bo = await staff("bo.money@apiary.test", ["finance"]);
  const give = (amount: number) => ({
    body: { accountId: account, command: "balance.adjust", input: { amount }, reason } as const,
  });

  expect(await refusal("askApproval", give(1))).toBe("409 needs-nobody");
  expect(await refusal("askApproval", { body: { ...give(60_000).body, reason: " " } })).toBe("422 invalid-input");
  const nobodys = { ...give(60_000).body, accountId: crypto.randomUUID() };
  expect(await refusal("askApproval", { body: nobodys })).toBe("404 not-found");
  const { id: invoiceId, lines } = await must("invoiceCreate", {
    params: { account },
    body: { lines: [{ description: "Help", amount: 5_000 }], finalise: true, collection },
  });
  const status = async () => (await must("getInvoice", { params: { id: invoiceId } })).status;
  await expect.poll(status, { timeout: 20_000 }).toBe("open");
  const part = { invoiceLineId: lines[0]?.id ?? "", grossAmount: 100 };
  const note = { invoiceId, reason: "goodwill", settlement: null, lines: [part] };
  const small = { accountId: account, command: "credit-note.issue", input: note, reason } as const;
  expect(await refusal("askApproval", { body: small })).toBe("409 needs-nobody");
  const asked = await must("askApproval", give(60_000));
  const params = { id: asked.id };
  expect(asked).toMatchObject({ object: "approval", status: "waiting", scope: "billing:refund-any" });
  expect((await must("listApprovals", { query: { account, status: "waiting" } })).data).toEqual([asked]);
  expect(await must("getApproval", { params })).toEqual(asked);
  expect(await refusal("approve", { params })).toBe("403 not-a-person");
  expect(await ana.byToken.refusal("approve", { params })).toBe("403 not-a-person");
  expect(await ana.signedIn.must("approve", { params })).toMatchObject({
    status: "done",
    deciderName: expect.any(String),
  });
  expect(await bo.signedIn.refusal("decline", { params })).toBe("409 decided-already");
  const [given] = (await must("listBalanceEntries", { params: { account }, query: { limit: 1 } })).data;
  expect(given).toMatchObject({ amount: 60_000 });

  // A token asks for the person who made it, who is then not the second one.
  const own = { params: { id: (await ana.byToken.must("askApproval", give(70_000))).id } };
  expect(await ana.signedIn.refusal("approve", own)).toBe("409 own-request");
  const no = await bo.signedIn.must("decline", { ...own, body: { reason: "Too much" } });
  expect(no).toMatchObject({ status: "refused", outcome: "Too much" });
  const refund = { ...give(1).body, command: "refund.start" } as const;
  expect(await ana.byToken.refusal("askApproval", { body: refund })).toBe("403 missing-scope");
  await env.DB.prepare("update billing_approval set status = 'waiting', expires_ms = 1 where id = ?")
    .bind(own.params.id)
    .run();
  expect((await must("listApprovals", { query: { status: "expired" } })).data).toMatchObject([own.params]);
  const page = await must("listApprovals", { query: { account, limit: 1 } });
  const rest = await must("listApprovals", { query: { account, limit: 1, cursor: page.next_cursor ?? "" } });
  expect([...page.data, ...rest.data].map(({ id }) => id)).toEqual([own.params.id, asked.id]);

  // What is carried out in the end is what programs name: a price, and the code of a coupon.
  const input = { items: [{ price, quantity: 1 }], trialDays: 400, coupon };
  const tried = await must("askApproval", {
    body: { accountId: account, command: "subscription.create", input, reason },
  });
  expect(await bo.signedIn.must("approve", { params: { id: tried.id } })).toMatchObject({
    status: "done",
    outcome: "",
  });
  return { asker: ana.byToken, own: ana.signedIn, second: bo.signedIn };
}

/** Personal data, through the client: handed out, and erased; of the account as a whole before its day, by two people. */
export async function describedPersonal(account: string, { asker, second }: TwoPeople): Promise<void> {
  const params = { account };
  const joined = { role: "member", personal: { name: "Kim Leaves", mail: "kim@leaves.test" } } as const;
  const { id } = await must("addPerson", { params, body: joined });
  const whole = await must("exportAccount", { params, body: { reason } });
  expect(whole).toMatchObject({ object: "account_export", accountId: account });
  expect(whole.people).toContainEqual({ id, personal: joined.personal });
  expect(whole.records.length).toBeGreaterThan(1);
  expect(await refusal("exportAccount", { params, body: { reason: " " } })).toBe("422 invalid-input");
  const nobody = { account: crypto.randomUUID() };
  expect(await refusal("exportAccount", { params: nobody, body: { reason } })).toBe("404 not-found");
  const part = { account, id };
  expect(await must("erasePerson", { params: part, body: { reason } })).toMatchObject({ id, name: "", mail: "" });
  const stranger = { account, id: "person_nobody" };
  expect(await refusal("erasePerson", { params: stranger, body: { reason } })).toBe("404 not-found");
  expect((await must("exportAccount", { params, body: { reason } })).people).toContainEqual({ id, personal: null });

  const erasure = { accountId: account, command: "account.incinerate", reason } as const;
  expect(await refusal("askApproval", { body: erasure })).toBe("403 not-a-person");
  expect(await asker.refusal("askApproval", { body: erasure })).toBe("409 not-due");
  await must("accountCancel", { params, body: { reason } });
  const key = { idempotencyKey: "asked-once" };
  const asked = await asker.must("askApproval", { body: erasure }, key);
  expect(await second.must("approve", { params: { id: asked.id } })).toMatchObject({ status: "done" });
  // Asked again by who was cut off before the answer was kept: it is the same request, and needs nobody any more.
  await env.DB.prepare("delete from billing_answer").run();
  expect(await asker.must("askApproval", { body: erasure }, key)).toMatchObject({ id: asked.id, status: "done" });
  expect(await must("getAccount", { params })).toMatchObject({ status: "incinerated" });
}
