import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { judgeTool } from "../../src/engine/index.ts";
import { recordOver } from "../../src/engine/record-request.ts";
import { stayUnder } from "../consult/session.ts";

test.for(["exec", "[a-z]+", "[0-9a-z]{4}", "."])(
  "a record keeps its own words and number whatever the profile takes for a secret: %s",
  (pattern) => {
    const secrets = { enabled: true, custom_patterns: [pattern] };
    using stay = stayUnder({
      permission_mode: "bypassPermissions",
      security_policies: { audit_logging: true, secrets_detection: secrets },
    });
    const judgement = judgeTool(stay.session, "mcp__a__b", { code: "exec token", nested: { kind: "exec" } });
    const command = judgeTool(stay.session, "Bash", { command: "echo exec > a" });
    for (const judged of [judgement, command])
      recordOver(stay.session, { time: new Date(), judgement: judged, decision: judged.decision, layers: [] });
    const folder = join(stay.home, ".local/state/sallyport/audit");
    const [file = ""] = readdirSync(folder).filter((name) => name.endsWith(".jsonl"));
    const records = readFileSync(join(folder, file), "utf8")
      .trim()
      .split("\n")
      .map((line) => JSON.parse(line) as Record<string, unknown>);
    expect(records.map(({ id }) => id)).toEqual([judgement.request.id, command.request.id]);
    expect(records.map(({ verdict }) => verdict)).toEqual(["allow", "allow"]);
    expect(records[1]?.["actions"]).toMatchObject([{ kind: "write" }, { kind: "exec" }]);
    expect(JSON.stringify(records[0]?.["input"])).not.toContain("exec");
  },
);
