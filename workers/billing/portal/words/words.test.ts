import { expect, it } from "vitest";
import { LANGUAGES } from "../../document/words/language.ts";
import { askedLanguage, portalWords } from "./words.ts";

const holes = (sentence: string): string[] => (sentence.match(/\{\w+\}/g) ?? []).sort();

it.each(LANGUAGES)("fills in the same in %s as in English", (language) => {
  const english = Object.entries(portalWords("en"));
  const words = new Map(Object.entries(portalWords(language)));
  for (const [name, sentence] of english) {
    expect([name, holes(words.get(name) ?? "")]).toEqual([name, holes(sentence)]);
    expect(words.get(name)).not.toBe("");
  }
});

it("reads what a browser asks for first", () => {
  expect(askedLanguage("de-AT,de;q=0.9,en;q=0.8")).toBe("de-AT");
  expect([askedLanguage(undefined), askedLanguage("")]).toEqual(["en", "en"]);
});
