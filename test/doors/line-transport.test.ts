import { PassThrough, Writable } from "node:stream";
import { expect, onTestFinished, test, vi } from "vitest";
import { createLineTransport } from "../../src/doors/mcp/line-transport.ts";

const ask = (id: number): object => ({ jsonrpc: "2.0", id, method: "elicitation/create", params: {} });
const cancel = { jsonrpc: "2.0", method: "notifications/cancelled", params: { requestId: 1 } };

/** What the server hears of these lines, and what it says to them, once it has asked 0 and 1 and taken 1 back. */
async function takes(lines: readonly string[]): Promise<Record<"heard" | "told" | "refused", readonly unknown[]>> {
  const [input, output] = [new PassThrough(), new PassThrough()];
  const refused: unknown[] = [];
  const transport = createLineTransport(input, output, (method, why) => {
    refused.push(method);
    return why;
  });
  const heard: unknown[] = [];
  transport.onmessage = (message) => void heard.push(message);
  await transport.start();
  for (const message of [ask(0), ask(1), cancel]) await transport.send(message as Parameters<typeof transport.send>[0]);
  input.end(`${lines.join("\n")}\n`);
  await transport.ended;
  const told = String(output.read()).trim().split("\n").slice(3);
  return { heard, told: told.map((line): unknown => JSON.parse(line)), refused };
}

test("only what answers an open request of ours ends it, under exactly its number, and no answer is answered", async () => {
  const yes = '"result":{"action":"accept"}}';
  const lines = [
    `{"jsonrpc":"2.0","id":"0",${yes}`,
    `{"jsonrpc":"2.0","id":" 0 ",${yes}`,
    `{"jsonrpc":"2.0","id":"",${yes}`,
    '{"jsonrpc":"2.0","id":"0","result":7}',
    '{"jsonrpc":"2.0","id":null,"error":{"code":1,"message":"no"}}',
    '{"id":null,"error":{}}',
    `{"jsonrpc":"2.0","id":1,${yes}`, // nobody waits for it any more
    '{"jsonrpc":"2.0","id":1,"result":7}',
    '{"jsonrpc":"2.0","id":0,"result":7}',
    '{"jsonrpc":"2.0","id":0,"result":7}', // once is enough
    `{"jsonrpc":"2.0","id":0,${yes}`,
  ];
  expect(await takes(lines)).toMatchObject({ heard: [{ id: 0, error: { code: -32600 } }], told: [], refused: [] });
});

test("what is no message is answered with an error, under its own number where that is nobody else's", async () => {
  const ping = '{"jsonrpc":"2.0","id":4,"method":"ping"}';
  const lines = [
    '{"jsonrpc":"2.0","id":7,"params":{}}', // a request without its method
    "[]",
    "{",
    '{"jsonrpc":"1.0","id":5,"method":"ping"}',
    '{"jsonrpc":"1.0","id":"six","method":"ping"}',
    '{"jsonrpc":"2.0","id":1.5,"method":"ping"}',
    ping,
    ping,
    ping.replace("2.0", "1.0"),
  ];
  const { heard, told, refused } = await takes(lines);
  expect(heard).toEqual([JSON.parse(ping)]);
  expect(told.map((each) => (each as { id: unknown }).id)).toEqual([null, null, null, 5, "six", null, null, null]);
  expect(told).toMatchObject(told.map((_, index) => ({ error: { code: index === 2 ? -32700 : -32600 } })));
  expect(refused).toHaveLength(told.length);
});

test("what is wrong with a request is said in one line, with a word where that can't be recorded", async () => {
  const [input, output] = [new PassThrough(), new PassThrough()];
  const transport = createLineTransport(input, output, (_, why) => `${why}; no log`);
  await transport.start();
  for (const id of [1, 2]) input.write(`{"jsonrpc":"2.0","id":${id},"method":"initialize"}\n`);
  await new Promise((resolve) => setImmediate(resolve));
  const issues = [
    { path: ["params", "protocolVersion"], message: "Invalid input: expected string, received number" },
    { path: ["params"], message: "odd\n" },
  ];
  const messages = [JSON.stringify(issues, undefined, 2), "plain\n[\n1]"];
  for (const [index, message] of messages.entries())
    await transport.send({ jsonrpc: "2.0", id: index + 1, error: { code: -32_603, message } });
  input.end();
  await transport.ended;
  const told = String(output.read()).trim().split("\n");
  expect(told.map((line): unknown => JSON.parse(line).error)).toEqual([
    {
      code: -32_602,
      message: expect.stringMatching(
        /^the request is not of its form: `params\.protocolVersion`: expected string, received number; `params`: odd.*; no log$/u,
      ),
    },
    { code: -32_603, message: `${messages[1]}; no log` },
  ]);
});

/** A client, by how much it leaves unread. MiB. */
function unreadBy(): {
  readonly answer: (unread: number) => Promise<void>;
  readonly reads: () => void;
  readonly isGone: () => boolean;
} {
  vi.useFakeTimers();
  onTestFinished(() => void vi.useRealTimers());
  const output = new Writable({ write: (_chunk, _encoding, done) => done() });
  let unread = 0;
  Object.defineProperty(output, "writableLength", { get: () => unread * 1024 * 1024 });
  const transport = createLineTransport(new PassThrough(), output);
  let gone = false;
  transport.onclose = () => void (gone = true);
  return {
    answer: async (now) => {
      unread = now;
      await transport.send({ jsonrpc: "2.0", id: 1, result: {} });
    },
    reads: () => {
      unread = 0;
      output.emit("drain");
    },
    isGone: () => gone,
  };
}

test("a client that reads may be given much at once, one that does not is left after a while", async () => {
  const client = unreadBy();
  await client.answer(72);
  await vi.advanceTimersByTimeAsync(20_000);
  client.reads();
  await client.answer(72);
  await vi.advanceTimersByTimeAsync(20_000);
  expect(client.isGone()).toBe(false);
  await client.answer(73);
  await vi.advanceTimersByTimeAsync(10_000);
  expect(client.isGone()).toBe(true);
});

test("more than is kept for any client is too much at once", async () => {
  const client = unreadBy();
  await client.answer(256);
  expect(client.isGone()).toBe(false);
  await client.answer(257);
  expect(client.isGone()).toBe(true);
});
