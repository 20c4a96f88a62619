import type { Role } from "../../../workers/identity/role.ts";
import { Check } from "../ui/field.tsx";
import { ROLE_NAMES, ROLE_WORDS } from "./role-words.ts";

interface RoleBoxesProps {
  roles: readonly Role[];
  onChange: (roles: Role[]) => void;
}

/** Every role with what it may do; a person may have several. */
export function RoleBoxes({ roles, onChange }: RoleBoxesProps) {
  return (
    <fieldset className="field">
      <legend>Roles</legend>
      <div className="stack">
        {ROLE_NAMES.map((role) => (
          <Check
            key={role}
            label={role}
            hint={ROLE_WORDS[role]}
            checked={roles.includes(role)}
            onChange={(on) => onChange(ROLE_NAMES.filter((name) => (name === role ? on : roles.includes(name))))}
          />
        ))}
      </div>
    </fieldset>
  );
}
