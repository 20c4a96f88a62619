/** Outlines on a 16-unit grid, one stroke each. */
const PATHS = {
  today:
    "M8 2.5v2M8 11.5v2M2.5 8h2M11.5 8h2M4.1 4.1l1.2 1.2M10.7 10.7l1.2 1.2M4.1 11.9l1.2-1.2M10.7 5.3l1.2-1.2M6 8a2 2 0 1 0 4 0 2 2 0 1 0-4 0",
  errors: "M8 2 14.5 13.5h-13zM8 6.5v3M8 11.6v.1",
  projects: "M2 5l6-3 6 3-6 3zM2 8l6 3 6-3M2 11l6 3 6-3",
  usage: "M2.5 13.5h11M4.500 13.500v-4M8 13.500v-10M11.500 13.500v-6.500",
  health: "M1.500 8.500h3l2-5 3 9 2-4h3",
  people:
    "M6 7.5a2.5 2.5 0 1 0 0-5 2.5 2.5 0 0 0 0 5M1.5 13.5c.3-2.6 2-4 4.5-4s4.2 1.4 4.5 4M10.5 2.8a2.4 2.4 0 0 1 0 4.4M12 9.8c1.5.6 2.3 1.8 2.5 3.7",
  person: "M8 7.5a2.75 2.75 0 1 0 0-5.5 2.75 2.75 0 0 0 0 5.5M2.5 14c.4-2.9 2.5-4.5 5.5-4.5s5.1 1.6 5.5 4.5",
  tokens: "M6.6 9.4a3.4 3.4 0 1 1 1.9-1.9L13.5 12.5v1.5H11l-.2-1.6-1.6-.2-.1-1.5z",
  audit: "M4 1.5h5.5L12.5 4.5v10h-8.500zM6.500 7h4M6.500 9.500h4M6.500 12h2.500",
  search: "M7 12a5 5 0 1 0 0-10 5 5 0 0 0 0 10M10.700 10.700 14 14",
  check: "M3 8.500 6.500 12 13 4.500",
  cross: "M4 4l8 8M12 4l-8 8",
  plus: "M8 3v10M3 8h10",
  chevron: "M6 3.500 10.500 8 6 12.500",
  down: "M3.500 6 8 10.500 12.500 6",
  back: "M10 3.500 5.500 8l4.500 4.500",
  first: "M4 3.500v9M12 3.500 7.500 8l4.500 4.500",
  last: "M12 3.500v9M4 3.500 8.500 8 4 12.500",
  copy: "M5.500 5.500h8v8h-8zM10.500 5.500v-3h-8v8h3",
  more: "M3.500 8v.01M8 8v.01M12.500 8v.01",
  mute: "M3 6h2.500l3.500-3v10l-3.500-3H3zM11.500 6.500l3 3M14.500 6.500l-3 3",
  returned: "M3 5.500h7a3 3 0 0 1 0 7H6M5.500 3 3 5.500 5.500 8",
  dot: "M8 5.500a2.500 2.500 0 1 0 0 5 2.500 2.500 0 0 0 0-5",
  ring: "M8 3a5 5 0 1 0 0 10A5 5 0 0 0 8 3",
  info: "M8 2a6 6 0 1 0 0 12A6 6 0 0 0 8 2M8 7.500v3.500M8 5v.01",
  warning: "M8 2 14.500 13.500h-13zM8 6.500v3M8 11.600v.1",
  lock: "M4 7h8v6.500H4zM5.500 7V5a2.500 2.500 0 0 1 5 0v2",
  key: "M6.600 9.400a3.400 3.400 0 1 1 1.900-1.900L13.500 12.500v1.500H11l-.2-1.600-1.600-.2-.1-1.500z",
  mail: "M2 3.500h12v9H2zM2 4l6 5 6-5",
  phone: "M4.500 1.500h7v13h-7zM7.500 12.500h1",
  pause: "M5.500 3.500v9M10.500 3.500v9",
  play: "M5 3l8 5-8 5z",
  download: "M8 2v8M4.500 7 8 10.500 11.500 7M2.500 13.500h11",
  clip: "M13 7.500 7.800 12.700a3 3 0 0 1-4.300-4.300L9 3a2 2 0 0 1 2.900 2.900L6.600 11.200a1 1 0 0 1-1.400-1.400L10 5",
  sidebar: "M2 3h12v10H2zM6 3v10",
  theme: "M8 2a6 6 0 1 0 0 12zM8 2v12a6 6 0 0 0 0-12",
  leave: "M6.500 2.500h-4v11h4M6 8h8M11 5l3 3-3 3",
  keyboard: "M1.500 4h13v8h-13zM4 6.500v.01M6.700 6.500v.01M9.300 6.500v.01M12 6.500v.01M5 9.500h6",
  filter: "M2 4h12M4.500 8h7M6.500 12h3",
  clock: "M8 2a6 6 0 1 0 0 12A6 6 0 0 0 8 2M8 5v3.200l2 1.300",
  link: "M6.500 9.500l3-3M7 4.500l1.200-1.200a3 3 0 0 1 4.500 4.500L11.500 9M9 11.500l-1.200 1.200a3 3 0 0 1-4.500-4.500L4.500 7",
  trash: "M3 4.500h10M6 4.500v-2h4v2M4.500 4.500l.5 9h6l.5-9",
  speech: "M2 3h12v8H7l-3 2.500V11H2z",
} as const;

export type IconName = keyof typeof PATHS;

/** A small outline drawing; silent unless a label makes it speak. */
export function Icon({ name, label }: { name: IconName; label?: string }) {
  return label ? (
    <svg className="icon" viewBox="0 0 16 16" role="img" aria-label={label}>
      <path d={PATHS[name]} />
    </svg>
  ) : (
    <svg className="icon" viewBox="0 0 16 16" aria-hidden="true">
      <path d={PATHS[name]} />
    </svg>
  );
}
