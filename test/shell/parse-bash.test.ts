import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { decodeText, listCommands, readScript, sameCommands } from "../../src/shell/index.ts";
import { cpuMs } from "../base/cpu-time.ts";
import { readableCases, refusedCases } from "./parse-bash.cases.ts";

describe("text that is refused", { timeout: 30_000 }, () => {
  test.for(refusedCases)("$name", ({ text, code }) => {
    const spent = cpuMs(() => expect(readScript(text).problems[0]?.code).toBe(code));
    expect(spent).toBeLessThan(10_000);
  });

  test("ten thousand levels are refused at once", () => {
    readScript("a");
    expect(cpuMs(() => readScript('"$('.repeat(10_000)))).toBeLessThan(500);
  });
});

describe("text that only looks like it", () => {
  test.for(readableCases)("$name", ({ text }) => {
    expect(readScript(text).problems).toEqual([]);
    expect(spawnSync("bash", ["-O", "extglob", "-n"], { input: text }).status).toBe(0);
  });
});

describe("decodeText", () => {
  test("refuses what is not UTF-8", () => {
    expect(decodeText(new Uint8Array([0x61, 0xff]))).toBeUndefined();
    expect(decodeText(new Uint8Array([0xed, 0xa0, 0x80]))).toBeUndefined();
    expect(decodeText(new Uint8Array([0xc0, 0xaf]))).toBeUndefined();
  });

  test("keeps every character, a byte order mark included", () => {
    expect(decodeText(new TextEncoder().encode("\ufeffé😀\0"))).toBe("\ufeffé😀\0");
  });
});

describe("the second reading", () => {
  test.for(readableCases.filter(({ text }) => !text.includes("extglob")))("agrees on $name", ({ text }) => {
    const folder = mkdtempSync(join(tmpdir(), "second-"));
    writeFileSync(join(folder, "script"), text);
    const printed = spawnSync("bash", ["--pretty-print", join(folder, "script")], { encoding: "utf8" });
    rmSync(folder, { recursive: true });
    expect(sameCommands(listCommands(text), listCommands(printed.stdout))).toBe(true);
  });

  test("sees a command more, a command less and another word", () => {
    const read = listCommands("a b; c");
    expect(sameCommands(read, listCommands("c\na 'b'"))).toBe(true);
    expect(sameCommands(read, listCommands("a b; c; d"))).toBe(false);
    expect(sameCommands(read, listCommands("a b c"))).toBe(false);
    expect(sameCommands(read, listCommands("a $(b); c"))).toBe(false);
    expect(sameCommands(undefined, undefined)).toBe(false);
  });
});
