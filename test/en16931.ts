import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { homedir, tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

/** The jars of the judge: CEN's own compiled rules, as Maven Central carries them, and an XSLT processor. */
const JARS = {
  rules: "com.helger.phive.rules:phive-rules-en16931:4.3.7",
  saxon: "net.sf.saxon:Saxon-HE:12.9",
  resolver: "org.xmlresolver:xmlresolver:5.3.3",
};
const MAVEN_GET = "org.apache.maven.plugins:maven-dependency-plugin:3.8.1:get";
/** The version of the rules among those of the jar. */
const RULES = "1.3.16";

export type Syntax = "ubl" | "cii";

/** Whether this machine has Java and Maven, which the judge needs. */
export const hasJudge = (): boolean =>
  ["java", "mvn"].every((command) => spawnSync(command, ["-version"], { stdio: "ignore" }).status === 0);

/** What the official validation artefacts of EN 16931 find in documents of one syntax: one line per rule that failed, with the document's name before it. */
export function judge(syntax: Syntax, documents: ReadonlyMap<string, string>): string[] {
  const directory = mkdtempSync(join(tmpdir(), "apiary-en16931-"));
  try {
    const [given, found] = [join(directory, "given"), join(directory, "found")];
    for (const path of [given, found]) mkdirSync(path);
    for (const [name, xml] of documents) writeFileSync(join(given, `${name}.xml`), xml);
    const rules = `${pathToFileURL(jarOf(JARS.rules))}!/external/schematron/${RULES}/${syntax}/EN16931-${syntax.toUpperCase()}-validation.xslt`;
    const stylesheet = join(directory, "rules.xsl");
    writeFileSync(
      stylesheet,
      `<xsl:stylesheet version="2.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"><xsl:import href="jar:${rules}"/></xsl:stylesheet>`,
    );
    const classes = [jarOf(JARS.saxon), jarOf(JARS.resolver)].join(":");
    run("java", ["-cp", classes, "net.sf.saxon.Transform", `-xsl:${stylesheet}`, `-s:${given}`, `-o:${found}`]);
    const reports = readdirSync(found);
    if (reports.length !== documents.size) throw new Error(`${reports.length} of ${documents.size} were judged`);
    return reports.flatMap((name) => findings(name, readFileSync(join(found, name), "utf8")));
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
}

/** The rules that failed, of a report in SVRL, which must have come to rules at all. */
function findings(name: string, report: string): string[] {
  if (!report.includes("<svrl:fired-rule")) throw new Error(`no rule was asked of ${name}`);
  return [...report.matchAll(/<svrl:failed-assert.*?<\/svrl:failed-assert>/gs)].map(
    ([failed]) => `${name}: ${/<svrl:text>(.*?)<\/svrl:text>/s.exec(failed)?.[1]?.trim() ?? failed}`,
  );
}

/** The jar in Maven's local repository, fetched when it is not there. */
function jarOf(coordinates: string): string {
  const [group = "", artifact = "", version = ""] = coordinates.split(":");
  const path = join(homedir(), ".m2/repository", ...group.split("."), artifact, version, `${artifact}-${version}.jar`);
  if (!existsSync(path)) run("mvn", ["-q", "-B", MAVEN_GET, `-Dartifact=${coordinates}`, "-Dtransitive=false"]);
  return path;
}

function run(command: string, args: string[]): void {
  const { status, stdout, stderr } = spawnSync(command, args, { encoding: "utf8" });
  if (status !== 0) throw new Error(`${command} ended with ${status}: ${stdout}${stderr}`);
}
