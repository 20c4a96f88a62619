import { useQueryClient } from "@tanstack/react-query";
import type { PersonView } from "../../../workers/identity/view.ts";
import { identityApi } from "../api/identity.ts";
import { useMe } from "../shell/me.ts";
import { Badges } from "../ui/badges.tsx";
import { Icon } from "../ui/icon.tsx";
import { Menu } from "../ui/menu.tsx";
import { MenuItem } from "../ui/menu-item.tsx";
import { Moment } from "../ui/moment.tsx";
import { useToasts } from "../ui/toast.tsx";

interface PersonRowProps {
  person: PersonView;
  mayAdmin: boolean;
  open: (what: "roles" | "link") => void;
}

/** One person, and what an owner can do about them. */
export function PersonRow({ person, mayAdmin, open }: PersonRowProps) {
  const me = useMe();
  const queryClient = useQueryClient();
  const toasts = useToasts();
  const name = person.name || person.email;
  const setDisabled = async (disabled: boolean) => {
    try {
      await identityApi.changePerson(person.id, { disabled });
      await queryClient.invalidateQueries({ queryKey: ["people"] });
      toasts.say(`${name} can ${disabled ? "no longer sign in" : "sign in again"}`, () => setDisabled(!disabled));
    } catch (error) {
      toasts.sayFailure("Nothing was changed.", error);
    }
  };
  return (
    <tr>
      <th scope="row">
        <strong>{name}</strong>
        {person.id === me?.person.id && <span className="muted"> you</span>}
        {person.disabled && <span className="badge warn">disabled</span>}
        <div className="muted">{person.email}</div>
      </th>
      <td data-label="Roles">
        <Badges words={person.roles} />
      </td>
      <td data-label="Last seen">
        <Moment atMs={person.lastSeenAtMs} />
      </td>
      <td data-label="Joined">
        <Moment atMs={person.createdAtMs} />
      </td>
      <td className="actions">
        {mayAdmin && (
          <Menu label={`Actions for ${name}`} buttonClass="button quiet small icon" button={<Icon name="more" />}>
            <MenuItem onChoose={() => open("roles")}>Change roles</MenuItem>
            <MenuItem icon="link" disabled={person.disabled} onChoose={() => open("link")}>
              Make a sign-in link
            </MenuItem>
            <hr />
            <MenuItem onChoose={() => setDisabled(!person.disabled)}>{person.disabled ? "Enable" : "Disable"}</MenuItem>
          </Menu>
        )}
      </td>
    </tr>
  );
}
