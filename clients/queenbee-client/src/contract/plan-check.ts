import { equal } from "./expect.ts";
import { type Check, signedUp } from "./life-check.ts";

/** Checks of what an account has, and of who owns it. */
export const PLAN_CHECKS: Check[] = [
  {
    name: "a change of plan and a comp arrive, and a comp's end",
    async run(subject) {
      const { look, sender } = await signedUp(subject);
      await sender.tell({ type: "plan.changed", sequence: 10, object: { planIds: ["plan_a", "plan_b"] } });
      await sender.tell({ type: "comped.changed", sequence: 11, object: { comped: true } });
      const comped = await look();
      equal(
        [comped.planIds, comped.comped, comped.changedBy],
        [["plan_a", "plan_b"], true, subject.systemUser],
        "the account",
      );
      await sender.tell({ type: "comped.changed", sequence: 12, object: { comped: false } });
      equal((await look()).comped, false, "the comp's end");
    },
  },
  {
    name: "a new owner arrives, and an owner who was erased does no harm",
    async run(subject) {
      const { look, sender } = await signedUp(subject);
      const owner = { id: "person_contract", name: "New Owner", mail: "owner@contract.example" };
      equal(await sender.tell({ type: "ownership.transferred", sequence: 10, owner }), 200, "the answer");
      equal((await look()).ownerMail, owner.mail, "the owner");
      const erased = sender.event({ type: "ownership.transferred", sequence: 11 });
      equal(
        await sender.send(JSON.stringify({ ...JSON.parse(erased), owner: null })),
        200,
        "the answer without an owner",
      );
    },
  },
  {
    name: "the owner's new mail address arrives, another person's is not taken for it, and one of the past changes nothing",
    async run(subject) {
      const { look, sender } = await signedUp(subject);
      const changed = (sequence: number, id: string, role: string, mail: string) =>
        sender.tell({
          ...{ type: "person.mail_changed", sequence, object: { id, role } },
          person: { id, role, name: "Somebody", mail },
        });
      equal(await changed(10, "person_owner", "owner", "new@contract.example"), 200, "the answer");
      equal((await look()).ownerMail, "new@contract.example", "the owner's address");
      equal(await changed(12, "person_admin", "admin", "admin@contract.example"), 200, "the answer for somebody else");
      equal((await look()).ownerMail, "new@contract.example", "the owner's address after another person's change");
      await changed(11, "person_owner", "owner", "newest@contract.example");
      await changed(10, "person_owner", "owner", "new@contract.example");
      equal((await look()).ownerMail, "newest@contract.example", "the owner's address after one of the past");
    },
  },
  {
    name: "entitlements go on while Queenbee is away, and follow a callback when it is back",
    async run(subject) {
      const { id, queenbee, sender } = await signedUp(subject);
      queenbee.entitle(id, { projects: 5, beta: true });
      equal(await subject.allowed(id, "projects"), 5, "the limit");
      queenbee.away = true;
      equal([await subject.allowed(id, "projects"), await subject.allowed(id, "beta")], [5, true], "while it is away");
      await sender.tell({ type: "plan.changed", sequence: 10, object: { planIds: ["plan_more"] } });
      equal(await subject.allowed(id, "projects"), 5, "after a callback, while it is away");
      queenbee.away = false;
      queenbee.entitle(id, { projects: 7 });
      await sender.tell({ type: "limits.overridden", sequence: 11 });
      equal(
        [await subject.allowed(id, "projects"), await subject.allowed(id, "beta")],
        [7, undefined],
        "when it is back",
      );
    },
  },
];
