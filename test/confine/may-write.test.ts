import { expect, test } from "vitest";
import { parseAbsolutePath } from "../../src/base/index.ts";
import { mayWrite } from "../../src/confine/index.ts";
import type { Landlock, Mount } from "../../src/confine/index.ts";

const at = (path: string) => parseAbsolutePath(path);
const bind = (source: string, writable: boolean, target = source): Mount => ({
  kind: "bind",
  source: at(source),
  target: at(target),
  writable,
});

const mounts: readonly Mount[] = [
  { kind: "private", target: at("/") },
  bind("/work", true),
  bind("/work/fixed", false),
  bind("/work/fixed/open", true),
  { kind: "mask", target: at("/work/secret"), shape: "folder" },
  bind("/srv/root", true, "/data"),
  bind("/shut", true),
  { kind: "seal", target: at("/shut") },
  { kind: "seal", target: at("/") },
];
const landlock: Landlock = {
  role: "alone",
  required: true,
  none: [at("/work/secret")],
  read: [at("/"), at("/work/fixed")],
  write: [at("/work"), at("/work/fixed/open")],
  device: [],
};

const both = [
  ["/work/a", true],
  ["/work", true],
  ["/work/fixed/a", false],
  ["/work/fixed/open/a", true],
  ["/work/secret/a", false],
  ["/workshop", false],
  ["/etc/passwd", false],
] as const;

test.for([...both, ["/srv/root/a", true], ["/data/a", false], ["/shut/a", false]] as const)(
  "with mounts %s may be written: %s",
  ([path, open]) => expect(mayWrite({ mounts, landlock })(at(path))).toBe(open),
);

test.for(both)("with Landlock alone %s may be written: %s", ([path, open]) => {
  expect(mayWrite({ mounts: [], landlock })(at(path))).toBe(open);
});

test("without walls everything may be", () => {
  expect(mayWrite({ mounts: [], landlock: undefined })(at("/etc/passwd"))).toBe(true);
});
