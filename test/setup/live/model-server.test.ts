import { request } from "node:http";
import { expect, test } from "vitest";
import { startModel } from "../../../src/setup/index.ts";

/** Sends the beginning of a request. Comes back with the status of its answer; with nothing where there is none within so many milliseconds. */
function beginAt(url: string, ms: number): Promise<number | undefined> {
  const { promise, resolve } = Promise.withResolvers<number | undefined>();
  const asked = request(url, { method: "POST", headers: { "content-length": "1000000000" } }, ({ statusCode }) =>
    resolve(statusCode),
  );
  asked.on("error", () => resolve(undefined));
  asked.write("{");
  const late = setTimeout(() => resolve(undefined), ms);
  return promise.finally(() => {
    clearTimeout(late);
    asked.destroy();
  });
}

test("who was not told of the model is answered unheard", async () => {
  await using model = await startModel([]);
  expect(await beginAt(new URL("/v1/messages", model.url).href, 30_000)).toBe(404);
  expect(await beginAt(`${model.url}/v1/messages`, 500)).toBeUndefined();
  expect(model.seen).toEqual([]);
});
