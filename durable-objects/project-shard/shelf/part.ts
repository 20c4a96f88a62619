/** Where events of an issue lie: those that carry a number, of an unmerge under way with or without those of some hashes. */
export interface Part {
  number: number;
  only?: string[];
  without?: string[];
}

/** The condition that rows of `event` are of a part; a hash that is unknown is none of those asked for. */
export const whereOf = ({ only, without }: Part): string =>
  only !== undefined
    ? "issue = ? and hash in (select value from json_each(?))"
    : without !== undefined
      ? "issue = ? and coalesce(hash, '') not in (select value from json_each(?))"
      : "issue = ?";

/** What `whereOf` asks to be bound. */
export const bindingsOf = ({ number, only, without }: Part): (string | number)[] => {
  const hashes = only ?? without;
  return hashes === undefined ? [number] : [number, JSON.stringify(hashes)];
};
