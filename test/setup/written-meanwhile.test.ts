/** A client that writes its settings while they are being changed. */
import * as files from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { beforeEach, expect, onTestFinished, test, vi } from "vitest";
import { installClient, type Installing } from "../../src/setup/index.ts";

/** What happens each time that something is ready to take a file's place. */
const meanwhile = vi.hoisted(() => ({ write: (): void => undefined }));

vi.mock("node:fs", async (original) => {
  const real = await original<typeof files>();
  const fsyncSync = (): void => meanwhile.write();
  return { ...real, fsyncSync };
});

let file: string;
let asked: Installing;
beforeEach(() => {
  const base = files.mkdtempSync(join(tmpdir(), "sallyport-setup-"));
  onTestFinished(() => files.rmSync(base, { recursive: true, force: true }));
  onTestFinished(() => void (meanwhile.write = () => undefined));
  file = join(base, ".claude.json");
  files.writeFileSync(file, '{"starts":0}');
  const folders = { home: base, project: base, packageRoot: "/opt/sallyport", shellFolder: join(base, "state/shell") };
  const setting = { scope: "user", env: new Map(), words: [], variables: {}, ...folders } as const;
  asked = { client: "claude", ways: ["mcp"], state: join(base, "state"), isDry: false, setting };
});

/** The client writes so many times. */
function writing(times: number): void {
  let count = 0;
  meanwhile.write = () => {
    if (count < times) files.writeFileSync(file, JSON.stringify({ starts: (count += 1) }));
  };
}

test("what it has written is kept, and ours comes to it", () => {
  writing(7);
  installClient(asked);
  expect(JSON.parse(files.readFileSync(file, "utf8"))).toMatchObject({ starts: 7, mcpServers: { sallyport: {} } });
});

test("one that never stops is left alone", () => {
  writing(Infinity);
  expect(() => installClient(asked)).toThrow(/is being changed by another program; nothing was changed/u);
  expect(files.readFileSync(file, "utf8")).toMatch(/^\{"starts":\d+\}$/u);
  expect(files.readdirSync(join(file, "..")).filter((name) => name.endsWith(".new"))).toEqual([]);
});
