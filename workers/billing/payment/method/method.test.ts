import { describe, expect, it } from "vitest";
import { TEST_CARD, TestAccount } from "../../account-fixture.ts";

const START_MS = Date.UTC(2026, 0, 15, 12);

/** An account with three cards, the last of which is charged first. */
function carded() {
  const account = new TestAccount(START_MS);
  for (const token of ["tok_ok~1", "tok_ok~2", "tok_ok~3"]) account.must("method.attach", { ...TEST_CARD, token });
  const [first, second, third] = account.books.methods.list();
  const defaults = () => account.books.methods.list().flatMap(({ id, isDefault }) => (isDefault ? [id] : []));
  return { account, ids: [first?.id, second?.id, third?.id], defaults };
}

describe("a default method that goes", () => {
  const { brand, last4, expires } = TEST_CARD;

  it.each([
    ["is detached", "method.detach", {}],
    ["was detached at its gateway", "method.update", { brand, last4, expires, usable: false }],
  ])("leaves the newest of the others the default: it %s", (_, command, input) => {
    const { account, ids, defaults } = carded();
    expect(defaults()).toEqual([ids[2]]);
    account.must(command, { methodId: ids[2], ...input });
    expect(defaults()).toEqual([ids[1]]);
    account.must(command, { methodId: ids[0], ...input });
    expect(defaults()).toEqual([ids[1]]);
    account.must(command, { methodId: ids[1], ...input });
    expect(defaults()).toEqual([]);
  });
});
