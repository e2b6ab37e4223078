import { printable } from "../base/index.ts";
import { doubled } from "./idle-faults.ts";
import { inherited, isModel } from "./judge-model.ts";
import type { PlacedFault, ValueAt } from "./schema-issues.ts";

type Path = readonly PropertyKey[];

const selection: Path = ["permissions", "agent_permissions", "model_selection"];

/** Models that nobody could use: a default that is not among those allowed, and none at all. */
export function modelFaults(at: ValueAt): readonly PlacedFault[] {
  const list = at([...selection, "allowed_models"]);
  if (!Array.isArray(list)) return [];
  const path = [...selection, "allowed_models"];
  const allowed = list.filter((name: unknown) => typeof name === "string");
  const told = { code: "SchemaValidationError", atKey: false } as const;
  if (list.length === 0) return [{ ...told, path, message: "no model can be used", wanted: "at least one model" }];
  const empty = list.flatMap((name: unknown, index): readonly PlacedFault[] =>
    typeof name === "string" && name.trim() === ""
      ? [{ ...told, path: [...path, index], message: "the text is empty", wanted: "the name of a model" }]
      : [],
  );
  const model = at([...selection, "default_model"]);
  const isKnown = typeof model !== "string" || model === inherited || allowed.some((name) => isModel(model, name));
  const unknown: PlacedFault = {
    ...told,
    path: [...selection, "default_model"],
    message: `the model \`${printable(String(model))}\` is not among those allowed`,
    wanted: `one of ${allowed.map((name) => printable(name)).join(", ")}`,
  };
  return [...empty, ...doubled(list, path), ...(isKnown ? [] : [unknown])];
}
