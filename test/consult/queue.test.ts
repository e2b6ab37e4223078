import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { answerWaiting, listWaiting, waitInQueue } from "../../src/consult/approvals/queue.ts";
import { ownSelf } from "../../src/changes/index.ts";
import { judgeTool } from "../../src/engine/index.ts";
import { type Stay, stayUnder } from "./session.ts";

const folderOf = ({ home }: Stay): string => join(home, ".local/state/sallyport/approvals/queue");

const wait = ({ session }: Stay, seconds = 60): ReturnType<ReturnType<typeof waitInQueue>> => {
  const judgement = judgeTool(session, "Bash", { command: "touch made" });
  const { decision } = judgement;
  const details = (): undefined => undefined;
  const { signal } = new AbortController();
  return Promise.resolve(waitInQueue(session, seconds)({ judgement, decision, details, suggested: [], signal }));
};

const later = new Date(Date.now() + 3_600_000).toISOString();
const entry = (id: string): object => ({
  id,
  tool: "Bash",
  subject: "touch made",
  reason: "r",
  rules: [],
  shown: [],
  cwd: "/",
  profile: "p",
  at: later,
  until: later,
  ...ownSelf(),
});

test("of two who answer at once one is heard, and the other is told so", async () => {
  using stay = stayUnder({});
  for (let round = 0; round < 4; round += 1) {
    const waiting = wait(stay);
    const [{ id } = { id: "" }] = listWaiting(stay.session);
    const [first, other] = round % 2 === 0 ? (["once", "deny"] as const) : (["deny", "once"] as const);
    expect(answerWaiting(stay.session, id, { answer: first, by: "first" })).toBe(true);
    expect(answerWaiting(stay.session, id, { answer: other, by: "other" })).toBe(false);
    expect(await waiting).toEqual({ answer: first, by: "first" });
    expect(answerWaiting(stay.session, id, { answer: other, by: "other" })).toBe(false);
  }
  expect(readdirSync(folderOf(stay))).toEqual([]);
});

test("what waits in another container is shown here, and what has ended there by its time", () => {
  using stay = stayUnder({});
  const folder = folderOf(stay);
  mkdirSync(folder, { recursive: true });
  const put = (id: string, more: object): void =>
    writeFileSync(join(folder, `${id}.json`), JSON.stringify({ ...entry(id), ...more }));
  put("00000001", { namespace: "pid:[1]", pid: 1 });
  put("00000002", { namespace: "pid:[1]", pid: 1, until: "2020-01-01T00:00:00.000Z" });
  put("00000003", { start: "1" });
  expect(listWaiting(stay.session).map(({ id }) => id)).toEqual(["00000001"]);
  expect(readdirSync(folder)).toEqual(["00000001.json"]);
  expect(answerWaiting(stay.session, "00000001", { answer: "once", by: "me" })).toBe(true);
});

test("what is no question is none, and keeps nobody from the others", async () => {
  using stay = stayUnder({});
  const waiting = wait(stay);
  const folder = folderOf(stay);
  const [own = ""] = readdirSync(folder);
  const put = (name: string, value: unknown): void => writeFileSync(join(folder, name), JSON.stringify(value));
  writeFileSync(join(folder, "00000001.json"), '{"id":"0000');
  put("00000002.json", { ...entry("00000002"), rules: 7 });
  put("00000003.json", { ...entry("00000003"), subject: undefined });
  put("00000004.json", entry("../../../../escaped"));
  put("00000005.json", null);
  put("00000006.json.part", entry("00000006"));
  put("00000007.answer", { answer: "once", by: "early" });
  mkdirSync(join(folder, "00000008.json"));
  spawnSync("mkfifo", [join(folder, "00000009.json")]); // whoever reads it waits
  const { pid, start, namespace, ...unsigned } = entry("0000000a") as ReturnType<typeof ownSelf>;
  expect(pid).toBe(process.pid);
  put("0000000a.json", { ...unsigned, namespace, pid: 2 ** 30 });
  const [found, ...more] = listWaiting(stay.session);
  expect([`${found?.id}.json`, more]).toEqual([own, []]);
  expect(readdirSync(folder)).toEqual([own]);
  expect(answerWaiting(stay.session, "../../../../escaped", { answer: "once", by: "me" })).toBe(false);
  expect(existsSync(join(stay.home, "escaped.answer"))).toBe(false);
  writeFileSync(join(folder, own.replace("json", "answer")), '{"answer":"onc');
  expect(await waiting).toMatchObject({ answer: "deny", message: "the answer can't be read" });
  expect(start).not.toBe("");
});

test("thousands wait, and each is heard", () => {
  using stay = stayUnder({});
  const folder = folderOf(stay);
  mkdirSync(folder, { recursive: true });
  const ids = Array.from({ length: 1000 }, (_, index) => (index + 2 ** 28).toString(16));
  for (const id of ids) writeFileSync(join(folder, `${id}.json`), JSON.stringify(entry(id)));
  expect(listWaiting(stay.session)).toHaveLength(ids.length);
  const last = ids.at(-1) ?? "";
  expect(answerWaiting(stay.session, last, { answer: "once", by: "me" })).toBe(true);
  expect(readFileSync(join(folder, `${last}.answer`), "utf8")).toContain('"once"');
  rmSync(folder, { recursive: true });
});
