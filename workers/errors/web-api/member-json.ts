import type { PersonView } from "../../identity/view.ts";

/** A person as the user in Sentry's shapes. */
export const userJson = (person: PersonView) => ({
  id: person.id,
  username: person.email,
  email: person.email,
  name: person.name,
  isActive: !person.disabled,
  isManaged: false,
  isStaff: false,
  isSuperuser: false,
  dateJoined: new Date(person.createdAtMs).toISOString(),
  lastActive: person.lastSeenAtMs === null ? null : new Date(person.lastSeenAtMs).toISOString(),
  emails: [{ id: person.id, email: person.email, is_verified: true }],
  avatar: { avatarType: "letter_avatar", avatarUuid: null },
});

/** A person as a member in Sentry's shape. Sentry has no roles like ours: who is no owner there is a member. */
export function memberJson(person: PersonView) {
  const role = person.roles.includes("owner") ? "owner" : "member";
  return {
    id: person.id,
    email: person.email,
    name: person.name,
    user: userJson(person),
    role,
    orgRole: role,
    roleName: role === "owner" ? "Owner" : "Member",
    pending: false,
    expired: false,
    flags: { "sso:linked": false, "sso:invalid": false, "member-limit:restricted": false },
    dateCreated: new Date(person.createdAtMs).toISOString(),
    inviteStatus: "approved",
    inviterName: null,
  };
}
