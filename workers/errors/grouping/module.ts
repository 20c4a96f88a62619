import type { Frame } from "../event/event.ts";
import { type Component, leaf, withheld } from "./component.ts";

/** Reflection accessors whose number says nothing: the JVM makes them up at run time. */
const REFLECTION_ACCESSORS = ["sun.reflect.GeneratedMethodAccessor", "jdk.internal.reflect.GeneratedMethodAccessor"];

/** Class names made up at run time; the part after the group changes from run to run. */
const GENERATED_CLASS: readonly RegExp[] = [
  /(sun\.reflect\.Generated(?:Serialization)?ConstructorAccessor)\d+/g,
  /(\$\$\w+?CGLIB\$\$)[a-fA-F\d]+(?:_\d+)?/g,
  /(\$\$_javassist)(?:_seam)?(?:_\d+)?/g,
  /(\$fn__)\d+/g,
  /(\$\$?EnhancerBy\w+?\$?\$)[a-fA-F\d]+(?:_\d+)?/g,
  /(\$\$?FastClassBy\w+?\$?\$)[a-fA-F\d]+(?:_\d+)?/g,
  /(\$\$?HibernateProxy\$?\$)\w+(?:_\d+)?/g,
];

const JAVASSIST = /(\$\$_javassist)(?:_seam)?(?:_\d+)?/g;

/** A frame's module, with what code generators put into it taken out. */
export function moduleComponent(frame: Frame, platform: string): Component {
  const module = frame.module;
  const component = leaf("module", module);
  if (!module) return component;
  if (platform === "javascript" && module.includes("/") && frame.abs_path?.endsWith(module)) {
    return withheld(component, "ignored because it only repeats the URL's path");
  }
  return platform === "java" ? javaModule(component, module) : component;
}

function javaModule(component: Component, module: string): Component {
  if (!module.includes("$") && !module.includes("Generated")) return component;
  if (module.includes("$$Lambda$")) return withheld(component, "ignored because it names a lambda");
  const accessor = REFLECTION_ACCESSORS.find((prefix) => module.startsWith(prefix));
  if (accessor) return leaf("module", accessor, "number of the reflection accessor removed");
  const stable = GENERATED_CLASS.reduce((text, pattern) => text.replace(pattern, "$1<auto>"), module);
  return stable === module ? component : leaf("module", stable, "marks of generated code removed");
}

/** Takes the counter off a file name that Javassist made up. */
export const withoutJavassist = (filename: string): string =>
  filename.includes("$$_javassist") ? filename.replace(JAVASSIST, "$1<auto>") : filename;
