import { mkdirSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { sandboxMissing, users } from "../run/workbench.ts";
import { install, type Installation, readText, writeAs } from "./installation.ts";

/** Every way to change a file, each on its own; says which of them it took. */
const attack = `
import os, sys
def take(name, act):
    try: act(); print(name)
    except OSError: pass
for path in sys.argv[1:]:
    folder = os.path.dirname(path)
    take("append " + path, lambda: open(path, "a").write(" "))
    take("link " + path, lambda: os.link(path, "linked"))
    take("mode " + path, lambda: os.truncate(path, 0))
    take("over " + path, lambda: (open("own", "w").close(), os.rename("own", path)))
    if folder: take("folder " + folder, lambda: os.rename(folder, folder + "2"))
    take("remove " + path, lambda: os.remove(path))
`;

const targets = ["profiles/child.json", "profiles/base.json", "real.json"];

describe.skipIf(sandboxMissing() !== undefined).each(users)("the profile's own files, as $name", (user) => {
  let place: Installation;
  beforeAll(() => {
    place = install(user);
    mkdirSync(join(place.project, "profiles"));
    place.bash(["-c", "true"]);
    writeAs(user, join(place.project, "attack.py"), attack);
  });
  afterAll(() => place[Symbol.dispose]());

  const write = (backend: string): void => {
    const at = (name: string): string => join(place.project, name);
    writeAs(user, at("profiles/base.json"), JSON.stringify({ name: "b", extends: "workspace", sandbox: { backend } }));
    writeAs(user, at("profiles/child.json"), JSON.stringify({ name: "c", extends: "../real.json" }));
    writeAs(user, at("real.json"), JSON.stringify({ name: "r", extends: "./profiles/base.json" }));
  };

  test.for(["bubblewrap", "landlock"])("commands can't change them under %s, nor what they extend", (backend) => {
    write(backend);
    const link = join(place.home, `${backend}.json`);
    symlinkSync(join(place.project, "profiles/base.json"), link);
    const texts = (): readonly string[] => targets.map((name) => readText(join(place.project, name)));
    const before = texts();
    const attacked = (profile: readonly string[], names: readonly string[]): string =>
      place.call([...profile, "-c", `python3 attack.py ${names.join(" ")}; rm -f own linked`]).stdout;
    expect(attacked(["--profile", "./profiles/child.json"], targets)).toBe("");
    expect(attacked(["--profile", link], ["profiles/base.json"])).toBe("");
    expect(texts()).toEqual(before);
    // The same file, when the profile does not come from it.
    const free = attacked([], ["real.json"]);
    for (const how of ["append", "link", "mode", "over"]) expect(free).toContain(`${how} real.json`);
  });

  test.for(["bubblewrap", "landlock"])("nor where a rule alone opens their folder, under %s", (backend) => {
    const body = { name: "o", allowed_tools: ["Bash", "Edit(./**)"], sandbox: { backend } };
    writeAs(user, join(place.project, "open.json"), JSON.stringify(body));
    writeAs(user, join(place.project, "other.json"), "{}");
    const before = readText(join(place.project, "open.json"));
    // In the command itself they would be refused by name.
    writeAs(user, join(place.project, "go.sh"), "python3 attack.py open.json other.json; rm -f own linked");
    const { stdout } = place.call(["--profile", "./open.json", "-c", "sh go.sh"]);
    expect(stdout).not.toContain("open.json");
    expect(stdout).toContain("append other.json");
    expect(readText(join(place.project, "open.json"))).toBe(before);
  });

  test("nothing runs with a profile behind a link that commands could replace", () => {
    write("auto");
    symlinkSync("profiles", join(place.project, "to-folder"));
    symlinkSync("real.json", join(place.project, "to-file.json"));
    for (const profile of ["./to-folder/child.json", "./to-file.json"]) {
      const { status, stderr } = place.call(["--profile", profile, "-c", "echo ran"]);
      expect([status, stderr]).toEqual([125, expect.stringMatching(/reached through the link .*; name .* itself/u)]);
      expect(place.call(["check", "--profile", profile, "-c", "echo"]).status).toBe(0);
    }
    expect(place.call(["--profile", "./real.json", "-c", "echo ran"]).stdout).toBe("ran\n");
  });
});
