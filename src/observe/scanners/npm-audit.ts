import type { ScanFinding } from "../../base/index.ts";
import { entriesOf, fieldOf, listOf, textOf } from "./look-into.ts";
import { type ReadReport, severityOf } from "./scanner-report.ts";

type Finding = Omit<ScanFinding, "tool">;

/** `npm audit --json` of npm 7 and later (`vulnerabilities`), and of npm 6 (`advisories`). */
export const readNpmAudit: ReadReport = (report, file) => {
  const error = fieldOf(report, "error");
  if (error !== undefined) {
    const said =
      textOf(fieldOf(error, "summary")) || textOf(fieldOf(report, "message")) || textOf(fieldOf(error, "code"));
    const isUnlocked = textOf(fieldOf(error, "code")) === "ENOLOCK";
    const help = isUnlocked ? " Run `npm install --package-lock-only` in the same command" : "";
    return { findings: [], unread: `${said ?? "it tells an error"}${help}` };
  }
  const packages = entriesOf(fieldOf(report, "vulnerabilities"));
  if (packages !== undefined) return { findings: packages.flatMap(([name, told]) => ofPackage(name, told, file)) };
  const advisories = entriesOf(fieldOf(report, "advisories"));
  return advisories && { findings: advisories.map(([id, told]) => ofAdvisory(id, told, file)) };
};

/** Of a package that only depends on a bad one, `via` holds that one's name, and that one is told by itself. */
function ofPackage(name: string, told: unknown, file: string): readonly Finding[] {
  const advisories = (listOf(fieldOf(told, "via")) ?? []).filter((via) => entriesOf(via) !== undefined);
  return advisories.map((via) => ({
    severity: severityOf(textOf(fieldOf(via, "severity")) ?? textOf(fieldOf(told, "severity"))),
    file,
    id: idOf(fieldOf(via, "url")) ?? textOf(fieldOf(via, "source")) ?? textOf(fieldOf(via, "id")) ?? name,
    message: `${name} ${textOf(fieldOf(via, "range")) ?? ""}: ${textOf(fieldOf(via, "title")) ?? "vulnerable"}`,
  }));
}

function ofAdvisory(id: string, told: unknown, file: string): Finding {
  const [name, range] = ["module_name", "vulnerable_versions"].map((key) => textOf(fieldOf(told, key)) ?? "");
  return {
    severity: severityOf(textOf(fieldOf(told, "severity"))),
    file,
    id: idOf(fieldOf(told, "url")) ?? id,
    message: `${name} ${range}: ${textOf(fieldOf(told, "title")) ?? "vulnerable"}`,
  };
}

function idOf(url: unknown): string | undefined {
  return /\/(?<id>GHSA-[\w-]+)$/u.exec(textOf(url) ?? "")?.groups?.["id"];
}
