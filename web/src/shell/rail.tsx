import { Link } from "@tanstack/react-router";
import { KEYMAP, keyCaps } from "../keyboard/keymap.ts";
import { isApple } from "../keyboard/keys.tsx";
import { Icon } from "../ui/icon.tsx";
import { onDemand } from "../ui/on-demand.tsx";
import { useAppearance } from "./appearance.ts";
import { useMe, useRooms } from "./me.ts";
import { PersonMenu } from "./person-menu.tsx";
import type { Room } from "./room.ts";

const AlertsBadge = onDemand(() => import("../alerts/rail-badge.tsx"));

interface RailProps {
  openSearch: () => void;
  openKeys: () => void;
}

/** The way to every room: a column at the left, a bar at the foot of a phone. */
export function Rail({ openSearch, openKeys }: RailProps) {
  const [rail, setRail] = useAppearance("rail");
  const rooms = useRooms();
  const org = useMe()?.org.slug ?? "apiary";
  const folded = rail === "folded";
  return (
    // Who is signed in decides on the rooms: until that is known a phone's bar shows none of its places.
    <header className="rail" data-waiting={rooms.length === 0 || undefined}>
      <div className="rail-head">
        <Link to="/" className="brand" aria-label={`${org}: Today`}>
          <img src="/mark.svg" alt="" width="22" height="22" />
          <span className="rail-name">{org}</span>
        </Link>
        <button
          type="button"
          className="button quiet small icon fold"
          aria-label={folded ? "Unfold the rail" : "Fold the rail"}
          title={`${folded ? "Unfold" : "Fold"} the rail ([)`}
          onClick={() => setRail(folded ? "open" : "folded")}
        >
          <Icon name="sidebar" />
        </button>
      </div>
      <button type="button" className="rail-search" onClick={openSearch} aria-label={folded ? "Search" : undefined}>
        <Icon name="search" />
        <span className="rail-name grow">Search</span>
        <span className="rail-name" aria-hidden="true">
          <kbd>{keyCaps(KEYMAP.search[0], isApple)}</kbd>
        </span>
      </button>
      <nav aria-label="Rooms" className="rooms">
        {rooms.map((room, index) => (
          <RoomLink key={room.path} room={room} apart={index > 0 && rooms[index - 1]?.group !== room.group} />
        ))}
      </nav>
      <PersonMenu openKeys={openKeys} />
    </header>
  );
}

function RoomLink({ room, apart }: { room: Room; apart: boolean }) {
  return (
    <Link
      to={room.path}
      className={`room ${room.group} ${apart ? "apart" : ""}`}
      activeOptions={{ exact: room.path === "/", includeSearch: false }}
      title={`${room.title} (${KEYMAP[room.command][0]})`}
    >
      <Icon name={room.icon} />
      <span className="rail-name">{room.title}</span>
      {room.path === "/alerts" && <AlertsBadge />}
    </Link>
  );
}
