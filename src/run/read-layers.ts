import type { LayerReport } from "../base/index.ts";
import type { Launch } from "../confine/index.ts";
import { gateNote } from "./start-failure.ts";

/** What a version of Landlock, and each before it, lets through where nothing else stands. */
const weaker: readonly { readonly before: number; readonly note: string }[] = [
  { before: 4, note: "TCP is held by the filter of system calls alone" },
  { before: 5, note: "devices can be controlled by whoever may open them" },
  { before: 6, note: "processes of the same user outside can be signalled" },
];

/** Layers that the start has shown to be otherwise than planned, by the warden's report. */
export function changedLayers(launch: Launch, report: ReadonlyMap<string, string>): readonly LayerReport[] {
  const why = report.get("without-gate");
  const gate: readonly LayerReport[] =
    why === undefined ? [] : [{ name: "exec-gate", held: false, note: gateNote(why) }];
  return [...gate, ...landlockLayer(launch, Number(report.get("landlock") ?? 0))];
}

function landlockLayer({ landlock }: Launch, version: number): readonly LayerReport[] {
  if (landlock === undefined) return [];
  if (version === 0) return [{ name: "landlock", held: false, note: "this kernel does not offer it" }];
  if (landlock.role === "second") return [];
  const notes = weaker.filter(({ before }) => version < before).map(({ note }) => note);
  return notes.length === 0 ? [] : [{ name: "landlock", held: true, note: `version ${version}: ${notes.join("; ")}` }];
}
