import { awkReader } from "./awk.ts";
import { dateReader } from "./date.ts";
import { ddReader } from "./dd.ts";
import { envReader } from "./env.ts";
import { findReader } from "./find.ts";
import { flockReader } from "./flock.ts";
import { gitConfigReader, gitReader } from "./git.ts";
import { jqReader } from "./jq.ts";
import { killReader } from "./kill.ts";
import { listingReader } from "./listing.ts";
import { parallelReader } from "./parallel.ts";
import type { ReaderName } from "./reader-names.ts";
import type { Reader } from "./reader.ts";
import { sedReader } from "./sed.ts";
import { shellReader } from "./shell.ts";
import { socatReader } from "./socat.ts";
import { sshReader } from "./ssh.ts";
import { suReader } from "./su.ts";
import { sudoReader } from "./sudo.ts";
import { tarReader } from "./tar.ts";
import { vimReader } from "./vim.ts";
import { xargsReader } from "./xargs.ts";

export const readers: Readonly<Record<ReaderName, Reader>> = {
  awk: awkReader,
  date: dateReader,
  dd: ddReader,
  env: envReader,
  find: findReader,
  flock: flockReader,
  git: gitReader,
  gitConfig: gitConfigReader,
  jq: jqReader,
  kill: killReader,
  listing: listingReader,
  parallel: parallelReader,
  sed: sedReader,
  shell: shellReader,
  socat: socatReader,
  ssh: sshReader,
  su: suReader,
  sudo: sudoReader,
  tar: tarReader,
  vim: vimReader,
  xargs: xargsReader,
};
