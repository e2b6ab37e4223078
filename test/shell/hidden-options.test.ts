import { describe, expect, test } from "vitest";
import { readScript } from "../../src/shell/index.ts";

const hidden: readonly string[] = [
  'f="-delete"; find . "$f"',
  'x=-exec; find . "$x" node {} \\;',
  'p=--pre; rg "$p" node foo',
  'f=-ofx; sort "$f" a.txt',
  'for f in -ox; do sort "$f" a; done',
  'for f in *; do sort "$f" a; done',
  'sort a.txt "$(echo -oevil)"',
  'find . "${x:--delete}"',
  'find . "${x+-delete}"',
  'find . "$nothing-delete"',
  'x=; find . "$x-delete"',
  'x=a-delete; find . "${x#a}"',
  'x=a-delete; y=${x:1}; find . "$y"',
  'y=-delete; x=$y; find . "$x"',
  'x=$y; find . "$x"; y=-delete; find . "$x"',
  'read x < f; find . "$x"',
  'read -a x < f; find . "${x[0]}"',
  'printf -v x %s -delete; find . "$x"',
  'declare x=-delete; find . "$x"',
  'declare "x=-delete"; find . "$x"',
  'declare -n r=x; r=-delete; find . "$x"',
  'mapfile x < f; find . "${x[1]}"',
  'git log "$(echo --output=evil)"',
  'pwd() { echo -delete; }; find . "$(pwd)"',
  'f() { find . "${1:-x}"; }; f -delete',
  'set -- -delete; find . "$1"',
  'set -- -delete; for x; do find . "$x"; done',
  'f() { while a; do find . "$1"; shift; done; }; f b -delete',
  'x=-c; bash "$x" "rm x"',
  'find . "$(cat f)"',
  "eval 'f=-delete'; find . \"$f\"",
  "f=-delete; eval 'find . \"$f\"'",
  'f=-v; printf "$f" A x',
  ': ${x:=-delete}; find . "$x"',
];

const plain: readonly string[] = [
  'for f in src/*.ts; do sort "$f"; done',
  'for f in a.txt b.txt; do sort "$f"; done',
  'f=a.txt; sort "$f"',
  'find "$DIR" -name x',
  'find "$1" -name x',
  'find . -name "$(cat f)"',
  'git commit -m "$(cat f)"',
  'f=-x; git commit -m "$f"',
  'f=-x; grep "$f" a',
  'for f in *.js; do head -5 "$f"; done',
  'git push origin "$BRANCH"',
  'git push origin "$(git branch --show-current)"',
  'find "$(pwd)" -name x',
  'd=$(mktemp -d); find "$d" -type f',
  'root="$(git rev-parse --show-toplevel)"; find "$root/src" -name x',
  'x=-o; sort -- "$x"',
  'x=-delete; find "./$x"',
  'x=$(cat f); find "src/$x"',
  'f() { find "$1" -name x; }; f src',
  'for f in "$@"; do sort "$f"; done',
  'f=$1; sort "$f"',
  'f=${1:-src}; find "$f" -name x',
  'v=1.0; git tag "$v-rc1"',
  'n=$((1+2)); sort "$n"',
  'base=src; d="$base/x"; find "$d" -type f',
  'f=src/a.ts; sort "${f%.ts}"',
];

describe("quoted words that may be options", () => {
  test.for(hidden)("refused: %s", (text) => {
    const { actions, problems } = readScript(text);
    expect(problems).toEqual([]);
    expect(actions).toContainEqual(expect.objectContaining({ kind: "opaque", what: "operand" }));
    for (const action of actions) {
      if (action.kind !== "opaque" || action.cause === undefined) continue;
      const command = actions[action.cause.exec];
      expect(command?.kind === "exec" && command.form).toMatchObject({ readOnly: false, hidesOption: true });
    }
  });

  test.for(plain)("left alone: %s", (text) => {
    const { actions } = readScript(text);
    expect(actions).not.toContainEqual(expect.objectContaining({ kind: "opaque" }));
    expect(actions).not.toContainEqual(
      expect.objectContaining({ kind: "exec", form: expect.objectContaining({ hidesOption: true }) }),
    );
  });

  test("a word that may be an option is marked as if it were not quoted, whatever the program", () => {
    const { actions } = readScript('x=-c; python "$x" y');
    expect(actions.find(({ kind }) => kind === "exec")).toMatchObject({
      words: [{ value: "python" }, { kind: "opaque", splits: true }, { value: "y" }],
    });
  });
});
