import { Icon } from "./icon.tsx";
import { Menu } from "./menu.tsx";
import { MenuChoice } from "./menu-item.tsx";

interface ChoiceChipProps {
  /** What is chosen, said before the choice to whom the chip is read aloud. */
  label: string;
  /** Undefined: no choice narrows. */
  value: string | undefined;
  /** The words for that. */
  all: string;
  /** Values and their words. */
  choices: readonly (readonly [value: string, words: string])[];
  choose: (value: string | undefined) => void;
}

/** One filter of a sentence: a chip with a menu. */
export function ChoiceChip({ label, value, all, choices, choose }: ChoiceChipProps) {
  const words = value === undefined ? all : (choices.find(([name]) => name === value)?.[1] ?? value);
  return (
    <Menu
      label={`${label}: ${words}`}
      buttonClass={value === undefined ? "chip" : "chip chosen"}
      button={
        <>
          <span className="clip">{words}</span>
          <Icon name="down" />
        </>
      }
    >
      <MenuChoice chosen={value === undefined} onChoose={() => choose(undefined)}>
        {all}
      </MenuChoice>
      {choices.map(([name, title]) => (
        <MenuChoice key={name} chosen={name === value} onChoose={() => choose(name)}>
          {title}
        </MenuChoice>
      ))}
    </Menu>
  );
}
