import { describe, expect, test } from "vitest";
import { allRows, findRow } from "../../../src/shell/catalogue/find-row.ts";
import { grammarOf } from "../../../src/shell/catalogue/grammar.ts";
import type { Row } from "../../../src/shell/catalogue/row.ts";

const rows = allRows();

const readOnlyNames =
  `ls cat echo pwd printf head tail grep egrep fgrep find wc which type diff cmp stat du df cd true false : test [ [[
  basename dirname realpath readlink file md5sum sha1sum sha224sum sha256sum sha384sum sha512sum uname id whoami date sort uniq cut tr nl
  tac rev paste join comm fold seq jq rg tree sed awk base32 base64 cksum expr nproc od`.split(/\s+/u);
const readOnlyGit =
  "status log diff show branch rev-parse ls-files blame describe remote tag config shortlog grep".split(" ");
const transparent = "timeout nice nohup env time command builtin exec stdbuf setsid ionice chrt xargs".split(" ");
const denyOnly =
  `sudo doas su runuser watch strace flock script busybox toybox parallel ssh chroot unshare nsenter setpriv systemd-run at
  batch entr`.split(/\s+/u);

const entryPattern =
  /^(?:[-+]{1,2}[^|=?:]*|-[?:]|\/[^|=?:]+)(?:\|(?:[-+]{1,2}[^|=?:]+|-[?:]|\/[^|=?:]+))*(?:==|=|\?)?(?::[\w!@,=-]+)?$/u;
const tagPattern = /^(?:!|@|r|R|w|W|o|O|m|x|xs|sh|u|cd|p|t|q|=-{1,2}[\w-]+|[A-Za-z]\w*)$/u;
const rolePattern = /^(?:-|r|R|w|W|m|h|g|gr|u|nr|nw|a|c|o|s|[A-Za-z]\w?)\*?$/u;

function withSubs(row: Row, path: string): readonly (readonly [string, Row])[] {
  const here = path === "" ? row.names : `${path} / ${row.names}`;
  return [[here, row], ...(row.sub ?? []).flatMap((sub) => withSubs(sub, here))];
}

const everyRow = rows.flatMap((row) => withSubs(row, ""));
const names = rows.flatMap((row) => row.names.split(" "));

describe("the catalogue", () => {
  test("has more than 150 names, none twice", () => {
    expect(names.length).toBeGreaterThan(150);
    expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([]);
  });

  test("has no sub-command twice", () => {
    for (const [path, row] of everyRow) {
      const subs = (row.sub ?? []).flatMap((sub) => sub.names.split(" "));
      expect(
        subs.filter((name, index) => subs.indexOf(name) !== index),
        path,
      ).toEqual([]);
    }
  });

  test("has well-formed option entries", () => {
    for (const [path, row] of everyRow) {
      for (const entry of (row.options ?? "").split(/\s+/u).filter((part) => part !== "")) {
        expect(entry, `${path}: ${entry}`).toMatch(entryPattern);
      }
    }
  });

  test("has specs that parse into known tags and roles, with one repeat at most", () => {
    for (const [path, row] of everyRow) {
      const grammar = grammarOf(row);
      for (const option of grammar.options.values())
        for (const tag of option.tags) expect(tag, path).toMatch(tagPattern);
      const roles = (row.operands ?? "").split(" ").filter((role) => role !== "");
      for (const role of roles) expect(role, path).toMatch(rolePattern);
      expect(roles.filter((role) => role.endsWith("*")).length, path).toBeLessThan(2);
    }
  });

  test("stops at the first operand wherever an inner command starts", () => {
    for (const [path, row] of everyRow) {
      if (/(?:^| )[cos]$/u.test(row.operands ?? ""))
        expect(row.wrapper === undefined ? "" : (row.style ?? ""), path).toMatch(/stop|^$/u);
    }
  });

  test.for(readOnlyNames)("%s can be read-only", (name) => {
    expect(findRow(name)?.readOnly).toBe(true);
  });

  test("nothing else is read-only without a rule", () => {
    const known = new Set([...readOnlyNames, "command", "xxd", "gawk", "mawk", "nawk", "original-awk"]);
    expect(
      rows
        .filter(({ readOnly }) => readOnly !== undefined)
        .flatMap((row) => row.names.split(" "))
        .filter((name) => !known.has(name)),
    ).toEqual([]);
  });

  test("read-only git is what it should be", () => {
    const found = (findRow("git")?.sub ?? [])
      .filter(({ readOnly }) => readOnly !== undefined)
      .map((row) => row.names.split(" ")[0]);
    expect(new Set(found)).toEqual(new Set(readOnlyGit));
  });

  test.for(transparent)("%s is transparent", (name) => {
    expect(findRow(name)?.wrapper).toBe("transparent");
  });

  test.for(denyOnly)("%s is looked through for deny only", (name) => {
    expect(findRow(name)?.wrapper).toBe("deny-only");
  });

  test("versioned names share the plain name's row", () => {
    expect(findRow("bash5.2")).toBe(findRow("bash"));
    expect(findRow("sha256sum")?.names).toContain("sha256sum");
    expect(findRow("nosuch-9")).toBeUndefined();
  });
});
