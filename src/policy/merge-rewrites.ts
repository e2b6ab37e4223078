import type { RewriteEntry } from "./rewrite-entry.ts";
import { type Findings, loosening } from "./pick-field.ts";
import { type Layer, sourceIn } from "./layer.ts";

/**
 * What commands are changed into, of all layers. A file that came with the project and is not trusted changes none: another command
 * is not a narrower one.
 */
export function mergeRewrites(layers: readonly Layer[], findings: Findings): readonly RewriteEntry[] {
  return layers.flatMap((layer) =>
    (layer.body.rewrite ?? []).flatMap(({ match, wrap, strip }, index): readonly RewriteEntry[] => {
      if (wrap === undefined && strip === undefined) return [];
      const source = sourceIn(layer, `/rewrite/${index}`);
      if (!layer.stranger) return [{ match: match.trim(), wrap, strip: strip ?? [], source }];
      findings.notes.push({ source, message: loosening("/rewrite") });
      return [];
    }),
  );
}
