import { printable } from "../base/index.ts";
import type { PlacedFault, ValueAt } from "./schema-issues.ts";

type Path = readonly PropertyKey[];

/** What can never matter: what never holds or always does, what changes nothing while it holds, hooks of nobody, and what is said twice. */
export function idleFaults(at: ValueAt): readonly PlacedFault[] {
  const windows = at(["schedule", "windows"]);
  return [
    ...windowFaults(windows),
    ...bareConditions(at(["when"])),
    ...[["schedule", "windows"], ["when"]].flatMap((path) => withoutEffect(at(path), path)),
    ...askingNobody(at(["hooks"])),
    ...emptyRoleBy(at),
    ...doubledNames(windows, ["schedule", "windows"]),
    ...doubledNames(at(["when"]), ["when"]),
    ...listed(at(["rewrite"])).flatMap((entry, index) =>
      doubled(listed(fieldOf(entry, "strip")), ["rewrite", index, "strip"]),
    ),
  ];
}

const fault = (path: Path, message: string, wanted: string): PlacedFault => ({
  path,
  code: "SchemaValidationError",
  message,
  wanted,
  atKey: false,
});

const listed = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);

function fieldOf(value: unknown, key: string): unknown {
  return typeof value === "object" && value !== null && Object.hasOwn(value, key) ? Reflect.get(value, key) : undefined;
}

function windowFaults(windows: unknown): readonly PlacedFault[] {
  if (!Array.isArray(windows)) return [];
  if (windows.length === 0) return [fault(["schedule", "windows"], "it never holds", "at least one window")];
  return windows.flatMap((window: unknown, index): readonly PlacedFault[] => {
    const path = ["schedule", "windows", index];
    const days = fieldOf(window, "days");
    const isIdle = Array.isArray(days) && days.length === 0;
    return [
      ...(isIdle ? [fault([...path, "days"], "it never holds", "some days, or no list of days")] : []),
      ...doubled(listed(days), [...path, "days"]),
      ...lengthFaults(window, path),
    ];
  });
}

/** The end of a day and the start of the next are one moment. */
function lengthFaults(window: unknown, path: Path): readonly PlacedFault[] {
  const [from, to] = [fieldOf(window, "from"), fieldOf(window, "to")];
  const isEmpty = from === to || (from === "24:00" && to === "00:00");
  if (typeof from !== "string" || !isEmpty) return [];
  const wanted = "a time other than `from`; all day is 00:00 to 24:00";
  return [fault([...path, "to"], "the window ends when it starts", wanted)];
}

/** Conditions that name nothing: they would always hold. */
function bareConditions(conditions: unknown): readonly PlacedFault[] {
  return listed(conditions).flatMap((condition, index): readonly PlacedFault[] => {
    const named = fieldOf(condition, "context");
    if (typeof named !== "object" || named === null || Object.keys(named).length > 0) return [];
    const wanted = `a name and its value, such as { "ENVIRONMENT": "production" }`;
    return [fault(["when", index, "context"], "it names nothing, and would always hold", wanted)];
  });
}

/** Windows and conditions without a word on what is different then: whoever wrote one believes in it. */
function withoutEffect(entries: unknown, path: Path): readonly PlacedFault[] {
  const wanted = "a `permission_mode`, or lists such as `disallowed_tools`";
  return listed(entries).flatMap((entry, index) =>
    typeof entry !== "object" || entry === null || changesSomething(entry)
      ? []
      : [fault([...path, index], "nothing is different while it holds", wanted)],
  );
}

/** Lists that unite with others add nothing when they are empty; those that take the place of others do. */
function changesSomething(entry: object): boolean {
  const replaces = ["permission_mode", "tools", "allowed_tools"].some((key) => fieldOf(entry, key) !== undefined);
  return replaces || ["ask_tools", "disallowed_tools"].some((key) => isFilled(fieldOf(entry, key)));
}

/** What is no list at all is another fault. */
const isFilled = (list: unknown): boolean => (Array.isArray(list) ? list.length > 0 : list !== undefined);

/** A matcher that nobody stands behind guards nothing. */
function askingNobody(hooks: unknown): readonly PlacedFault[] {
  if (typeof hooks !== "object" || hooks === null) return [];
  return Object.entries(hooks).flatMap(([event, matchers]) =>
    listed(matchers).flatMap((matcher, index): readonly PlacedFault[] => {
      const asked = fieldOf(matcher, "hooks");
      if (!Array.isArray(asked) || asked.length > 0) return [];
      const wanted = "a program or a module, or no such entry";
      return [fault(["hooks", event, index, "hooks"], "it asks nobody", wanted)];
    }),
  );
}

function emptyRoleBy(at: ValueAt): readonly PlacedFault[] {
  return [["role_by"], ["role_by", "keys"]].flatMap((path) => {
    const value = at(path);
    const isEmpty =
      typeof value === "object" && value !== null && !Array.isArray(value) && Object.keys(value).length === 0;
    const wanted =
      path.length === 1 ? "`keys`, `context` or `default`" : "the hash of a key and its role, or no `keys`";
    return isEmpty ? [fault(path, "it gives nobody a role", wanted)] : [];
  });
}

/** Names that messages tell entries apart by. */
function doubledNames(entries: unknown, path: Path): readonly PlacedFault[] {
  const names = listed(entries).map((entry) => fieldOf(entry, "name"));
  return doubled(names, path).map((one) => ({ ...one, path: [...one.path, "name"] }));
}

/** Texts of a list that stand there before. */
export function doubled(values: readonly unknown[], path: Path): readonly PlacedFault[] {
  const seen = new Set<unknown>();
  return values.flatMap((value, index): readonly PlacedFault[] => {
    if (typeof value !== "string") return [];
    if (!seen.has(value)) return (seen.add(value), []);
    return [fault([...path, index], `\`${printable(value)}\` stands there twice`, "each of them once")];
  });
}
