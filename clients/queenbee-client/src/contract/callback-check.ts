import { REPLAY_WINDOW_MS } from "../callback/signature.ts";
import { equal } from "./expect.ts";
import { type Check, signedUp } from "./life-check.ts";

const OTHER_SECRET = "whsec_b3RoZXItc2VjcmV0LW90aGVyLXNlY3JldA==";

/** Checks of how callbacks are taken, whatever they say. */
export const CALLBACK_CHECKS: Check[] = [
  {
    name: "what is not signed, signed by another, changed on its way or old is refused, and changes nothing",
    async run(subject) {
      const { look, sender } = await signedUp(subject);
      const before = await look();
      const body = sender.event({ type: "account.cancelled", sequence: 10 });
      const outdated = Date.now() - REPLAY_WINDOW_MS - 2_000;
      equal(await sender.send(body, { secrets: [OTHER_SECRET] }), 401, "another's signature");
      equal(await sender.send(body, { headers: { "webhook-signature": "" } }), 401, "no signature");
      equal(await sender.send(body, { headers: { "webhook-signature": "v1,bm8=" } }), 401, "a made-up signature");
      equal(await sender.send(body, { headers: { "webhook-id": "evt_other" } }), 401, "another message's signature");
      equal(await sender.send(body, { sentBody: `${body} ` }), 401, "a changed body");
      equal(await sender.send(body, { nowMs: outdated }), 401, "an old message");
      equal(await look(), before, "the account");
    },
  },
  {
    name: "a message is taken that carries the signatures of two secrets, one of them the product's",
    async run(subject) {
      const { look, sender } = await signedUp(subject);
      const body = sender.event({ type: "account.frozen", sequence: 10 });
      equal(await sender.send(body, { secrets: [OTHER_SECRET, subject.secret] }), 200, "the answer");
      equal((await look()).usable, false, "the account");
    },
  },
  {
    name: "the same callback again changes nothing",
    async run(subject) {
      const { look, sender } = await signedUp(subject);
      const body = sender.event({ type: "account.cancelled", sequence: 10 });
      const answers = await Promise.all([1, 2, 3].map(() => sender.send(body)));
      equal(answers, [200, 200, 200], "the answers");
      await sender.tell({ type: "account.reactivated", sequence: 11 });
      equal(await sender.send(body), 200, "the answer to a late copy");
      equal((await look()).cancelledMs, null, "the account after a late copy");
    },
  },
  {
    name: "callbacks in the wrong order leave the account as the last of them says",
    async run(subject) {
      const { look, sender } = await signedUp(subject);
      equal(await sender.tell({ type: "account.reactivated", sequence: 11 }), 200, "the later one");
      equal(await sender.tell({ type: "account.cancelled", sequence: 10 }), 200, "the earlier one");
      equal((await look()).cancelledMs, null, "the account");
      await sender.tell({ type: "plan.changed", sequence: 15, object: { planIds: ["plan_contract"] } });
      await sender.tell({ type: "account.cancelled", sequence: 14 });
      const shown = await look();
      equal([shown.cancelledMs !== null, shown.planIds], [true, ["plan_contract"]], "what stands for itself");
    },
  },
  {
    name: "an account that is not here, and a kind of callback that is not known, do no harm",
    async run(subject) {
      const { look, sender } = await signedUp(subject);
      const before = await look();
      const stranger = crypto.randomUUID();
      const answer = await sender.send(sender.event({ type: "account.cancelled", sequence: 1 }, stranger));
      equal([200, 404].includes(answer), true, `the answer ${answer} about a stranger`);
      equal(await subject.look(stranger), null, "the stranger");
      const unknown = sender
        .event({ type: "account.frozen", sequence: 10 })
        .replace("account.frozen", "account.knighted");
      equal(await sender.send(unknown), 200, "the answer to what is not known");
      equal(await look(), before, "the account");
    },
  },
];
