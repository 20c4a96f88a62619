import { expect, it } from "vitest";
import { openUnfollowToken, personReceiver, receivingPerson, unfollowToken } from "./follower.ts";

const PERSON = "0198c0de-0000-7000-8000-000000000001";
const following = { person: PERSON, issue: "100000042" };

it("a link's token says who is to follow what no longer, and no other can be made of it", () => {
  const token = unfollowToken("secret", following);
  expect(openUnfollowToken("secret", token)).toEqual(following);
  expect(openUnfollowToken("another secret", token)).toBeNull();
  expect(openUnfollowToken("secret", token.replace("100000042", "100000043"))).toBeNull();
  expect(openUnfollowToken("secret", token.replace("000001.", "000002."))).toBeNull();
  expect(openUnfollowToken("secret", `${token}x`)).toBeNull();
  expect(openUnfollowToken("secret", "")).toBeNull();
});

it("a person in the place of a receiver is told from one", () => {
  expect(receivingPerson(personReceiver(PERSON))).toBe(PERSON);
  expect(receivingPerson(PERSON)).toBeNull();
});
