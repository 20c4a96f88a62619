import { equal } from "./expect.ts";
import { FakeQueenbee } from "./fake-queenbee.ts";
import { Sender } from "./sender.ts";
import type { Shown, Subject } from "./subject.ts";

/** One promise that a product keeps: a name, and what throws where it does not. */
export interface Check {
  name: string;
  run(subject: Subject): Promise<void>;
}

/** An account that has signed up, with what sends callbacks about it. */
export async function signedUp(subject: Subject) {
  const queenbee = new FakeQueenbee();
  subject.connect(queenbee.fetch);
  const id = await subject.signUp("Contract");
  if (id === null) throw new Error("The sign-up came to nothing");
  const look = async (): Promise<Shown> => {
    const shown = await subject.look(id);
    if (!shown) throw new Error("The product has no such account");
    return shown;
  };
  return { id, queenbee, look, sender: new Sender(subject, id) };
}

/** Checks of an account's beginning and end. */
export const LIFE_CHECKS: Check[] = [
  {
    name: "a sign-up opens the remote account first and has its id",
    async run(subject) {
      const { id, queenbee, look } = await signedUp(subject);
      equal(queenbee.accounts.has(id), true, "the remote account is there");
      equal((await look()).cancelledMs, null, "the local one");
    },
  },
  {
    name: "a sign-up that fails in the product cancels the remote account",
    async run(subject) {
      const queenbee = new FakeQueenbee();
      subject.connect(queenbee.fetch);
      subject.failNextSignUp();
      equal(await subject.signUp("Contract"), null, "the sign-up");
      equal(
        [...queenbee.accounts.values()].map(({ cancelled }) => cancelled),
        [true],
        "the remote account's end",
      );
    },
  },
  {
    name: "a sign-up while Queenbee is away leaves nothing behind",
    async run(subject) {
      const queenbee = new FakeQueenbee();
      queenbee.away = true;
      subject.connect(queenbee.fetch);
      equal(await subject.signUp("Contract"), null, "the sign-up");
    },
  },
  {
    name: "cancel ends the account once, in the name of the system",
    async run(subject) {
      const { look, sender } = await signedUp(subject);
      equal(await sender.tell({ type: "account.cancelled", sequence: 10 }), 200, "the answer");
      const cancelled = await look();
      equal(
        [cancelled.cancelledMs !== null, cancelled.usable, cancelled.changedBy],
        [true, false, subject.systemUser],
        "the account",
      );
      await new Promise((resolve) => setTimeout(resolve, 5));
      equal(await sender.tell({ type: "account.cancelled", sequence: 11 }), 200, "the second answer");
      equal(await look(), cancelled, "the account after a second cancel");
    },
  },
  {
    name: "cancel and reactivate bring the account back as it was",
    async run(subject) {
      const { look, sender } = await signedUp(subject);
      const { changedBy: _, ...before } = await look();
      await sender.tell({ type: "account.cancelled", sequence: 10 });
      equal(await sender.tell({ type: "account.reactivated", sequence: 11 }), 200, "the answer");
      const { changedBy, ...after } = await look();
      equal(after, before, "the account");
      equal(changedBy, subject.systemUser, "who brought it back");
      await sender.tell({ type: "account.reactivated", sequence: 12 });
      equal((await look()).cancelledMs, null, "the account after a second reactivation");
    },
  },
  {
    name: "a frozen account cannot be used, and can again once it is unfrozen",
    async run(subject) {
      const { look, sender } = await signedUp(subject);
      const { changedBy: _, ...before } = await look();
      await sender.tell({ type: "account.frozen", sequence: 10 });
      const frozen = await look();
      equal([frozen.usable, frozen.cancelledMs], [false, null], "the frozen account");
      await sender.tell({ type: "account.unfrozen", sequence: 11 });
      const { changedBy: __, ...after } = await look();
      equal(after, before, "the account afterwards");
    },
  },
  {
    name: "what is cancelled while it is frozen stays unusable until both are over",
    async run(subject) {
      const { look, sender } = await signedUp(subject);
      await sender.tell({ type: "account.frozen", sequence: 10 });
      await sender.tell({ type: "account.cancelled", sequence: 11 });
      await sender.tell({ type: "account.reactivated", sequence: 12 });
      equal((await look()).usable, false, "frozen still");
      await sender.tell({ type: "account.unfrozen", sequence: 13 });
      equal((await look()).usable, true, "afterwards");
    },
  },
];
