import { addressesReader } from "./addresses.ts";
import { cmakeToolReader, compilerWrapperReader, makeTargetsReader, mavenExecReader } from "./build-tools.ts";
import { containerCopyReader, containerReader, objectCopyReader } from "./container.ts";
import { aliasReader, ansibleModuleReader, aptHooksReader, clientEscapesReader } from "./escapes.ts";
import { formatterReader, inPlaceReader, scriptInPlaceReader } from "./in-place.ts";
import {
  afterDashesReader,
  corepackReader,
  nixCommandReader,
  sentKeysReader,
  synonymReader,
  toolchainReader,
  versionExecReader,
} from "./look-through.ts";
import { packageRunnerReader, uvRunReader } from "./package-runner.ts";
import { pagerReader } from "./pager.ts";
import { pythonModuleReader } from "./python-module.ts";
import { awkReader } from "./awk.ts";
import { chmodReader } from "./chmod.ts";
import { curlReader, httpieReader } from "./curl.ts";
import { dateReader } from "./date.ts";
import { ddReader } from "./dd.ts";
import { debuggerReader } from "./debugger.ts";
import { envReader } from "./env.ts";
import { extractReader } from "./extract.ts";
import { fdReader } from "./fd.ts";
import { findReader } from "./find.ts";
import { flockReader } from "./flock.ts";
import { gitConfigReader, gitDiffReader, gitForEachRepoReader, gitPushReader, gitReader } from "./git.ts";
import { invokedNameReader } from "./invoked-name.ts";
import { jqReader } from "./jq.ts";
import { arReader, jarReader } from "./letters.ts";
import { killReader } from "./kill.ts";
import { listingReader } from "./listing.ts";
import { lookupReader, pidTargetReader } from "./lookup.ts";
import { niceReader } from "./nice.ts";
import { parallelReader } from "./parallel.ts";
import type { ReaderName } from "./reader-names.ts";
import type { Reader } from "./reader.ts";
import { sedReader } from "./sed.ts";
import { shellReader } from "./shell.ts";
import { setarchReader, stdinShellReader, textsReader } from "./shell-texts.ts";
import { socatReader } from "./socat.ts";
import { sshReader } from "./ssh.ts";
import { suReader } from "./su.ts";
import { sudoReader } from "./sudo.ts";
import { tailReader } from "./tail.ts";
import { tarReader } from "./tar.ts";
import { entrReader, ipReader, verbReader } from "./verb.ts";
import { vimReader } from "./vim.ts";
import { xargsReader } from "./xargs.ts";

export const readers: Readonly<Record<ReaderName, Reader>> = {
  ar: arReader,
  awk: awkReader,
  chmod: chmodReader,
  curl: curlReader,
  date: dateReader,
  dd: ddReader,
  debugger: debuggerReader,
  entr: entrReader,
  env: envReader,
  extract: extractReader,
  fd: fdReader,
  find: findReader,
  flock: flockReader,
  git: gitReader,
  gitConfig: gitConfigReader,
  gitDiff: gitDiffReader,
  gitForEachRepo: gitForEachRepoReader,
  gitPush: gitPushReader,
  httpie: httpieReader,
  ip: ipReader,
  invokedName: invokedNameReader,
  jar: jarReader,
  jq: jqReader,
  kill: killReader,
  listing: listingReader,
  lookup: lookupReader,
  nice: niceReader,
  pager: pagerReader,
  parallel: parallelReader,
  pidTarget: pidTargetReader,
  sed: sedReader,
  setarch: setarchReader,
  shell: shellReader,
  socat: socatReader,
  ssh: sshReader,
  stdinShell: stdinShellReader,
  su: suReader,
  sudo: sudoReader,
  tail: tailReader,
  tar: tarReader,
  texts: textsReader,
  verb: verbReader,
  vim: vimReader,
  xargs: xargsReader,
  addresses: addressesReader,
  afterDashes: afterDashesReader,
  alias: aliasReader,
  ansibleModule: ansibleModuleReader,
  aptHooks: aptHooksReader,
  clientEscapes: clientEscapesReader,
  cmakeTool: cmakeToolReader,
  compilerWrapper: compilerWrapperReader,
  container: containerReader,
  containerCopy: containerCopyReader,
  corepack: corepackReader,
  formatter: formatterReader,
  inPlace: inPlaceReader,
  makeTargets: makeTargetsReader,
  mavenExec: mavenExecReader,
  nixCommand: nixCommandReader,
  objectCopy: objectCopyReader,
  packageRunner: packageRunnerReader,
  pythonModule: pythonModuleReader,
  scriptInPlace: scriptInPlaceReader,
  sentKeys: sentKeysReader,
  synonym: synonymReader,
  toolchain: toolchainReader,
  uvRun: uvRunReader,
  versionExec: versionExecReader,
};
