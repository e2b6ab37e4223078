import { bytesOf } from "../base/index.ts";

/** A name for what is open; other names may lead elsewhere by now. */
export function fdPath(fd: number, name?: string): string | Buffer {
  const folder = `/proc/self/fd/${fd}`;
  return name === undefined ? folder : bytesOf(`${folder}/${name}`);
}
