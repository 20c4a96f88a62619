import { useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { doorApi } from "../api/door.ts";
import { Icon } from "../ui/icon.tsx";
import { Menu } from "../ui/menu.tsx";
import { MenuChoice, MenuItem } from "../ui/menu-item.tsx";
import { useToasts } from "../ui/toast.tsx";
import { THEMES, useAppearance } from "./appearance.ts";
import { useMe, useRooms } from "./me.ts";

const THEME_TITLES = { system: "As the system", light: "Light", dark: "Dark" };

/** The foot of the rail: account, looks, keys, leaving; on a phone also the rooms that the bar has no place for. */
export function PersonMenu({ openKeys }: { openKeys: () => void }) {
  const me = useMe();
  const navigate = useNavigate();
  const queryClient = useQueryClient();
  const toasts = useToasts();
  const [theme, setTheme] = useAppearance("theme");
  const [density, setDensity] = useAppearance("density");
  const houseRooms = useRooms().filter((room) => room.group === "house");
  const signOut = async () => {
    try {
      await doorApi.signOut();
      queryClient.clear();
      await navigate({ to: "/sign-in" });
    } catch (error) {
      toasts.sayFailure("You are still signed in.", error);
    }
  };
  const name = me ? me.person.name || me.person.email : "You";
  return (
    <div className="rail-foot">
      <Menu
        label={`You, ${name}: account and settings`}
        buttonClass="room"
        button={
          <>
            <Icon name="person" />
            <span className="rail-name clip wide-only">{name}</span>
            <span className="rail-name narrow-only">You</span>
          </>
        }
      >
        {me && <p className="menu-title">{me.person.email}</p>}
        <div className="narrow-only">
          {houseRooms.map((room) => (
            <MenuItem key={room.path} icon={room.icon} onChoose={() => navigate({ to: room.path })}>
              {room.title}
            </MenuItem>
          ))}
          <hr />
        </div>
        <MenuItem icon="key" onChoose={() => navigate({ to: "/account" })}>
          Your account
        </MenuItem>
        <MenuItem icon="keyboard" onChoose={openKeys}>
          Keys
        </MenuItem>
        <hr />
        <p className="menu-title">Theme</p>
        {THEMES.map((name) => (
          <MenuChoice key={name} chosen={theme === name} onChoose={() => setTheme(name)}>
            {THEME_TITLES[name]}
          </MenuChoice>
        ))}
        <hr />
        <MenuChoice chosen={density === "dense"} onChoose={() => setDensity(density === "dense" ? "normal" : "dense")}>
          Dense rows
        </MenuChoice>
        <hr />
        <MenuItem icon="leave" onChoose={signOut}>
          Sign out
        </MenuItem>
      </Menu>
    </div>
  );
}
