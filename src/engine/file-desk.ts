import { type AbsolutePath, printable } from "../base/index.ts";
import { type FileDesk, type FileFault, type Reached, wholeOf } from "../files/index.ts";
import { type EffectiveProfile, isReadableKind, largestWrite, pathOfInput, visibilityOf } from "../policy/index.ts";
import { findRipgrep } from "../run/index.ts";
import { createDeniedFiles } from "./denied-files.ts";
import { detectorOf, mostSearched, secretReasons } from "./found-secrets.ts";
import type { Judgement } from "./judge.ts";
import { createReacher } from "./reach-inside.ts";
import type { Session } from "./session.ts";

const mebibyte = 1024 * 1024;
/** What a profile can't raise: more is nothing to read for a model. */
const mostReadMb = 1024;

/** What the tools for files work on, for one judged request. INVARIANT I6: a path that leads elsewhere by now is not opened. */
export function openFileDesk({ loaded: { policy } }: Session, { context, request: { tool } }: Judgement): FileDesk {
  const { files, read, search, sandbox } = policy.profile;
  const { reach, hostOf } = createReacher(sandbox.root);
  const denied = createDeniedFiles(policy, context);
  const otherName: FileDesk["otherName"] = (stats, path) => linkFault(denied.standingOf(stats), path);
  return {
    reach: (path) => {
      const asked = hostOf(pathOfInput(path, context));
      const reached = reach(asked);
      if (!reached.ok) return reached;
      const { real, there } = reached.value;
      const fault =
        real === (context.realPaths.get(asked) ?? asked) ? there && otherName(there.stats, asked) : changedFault(asked);
      if (fault === undefined) return reached;
      reached.value[Symbol.dispose]();
      return { ok: false, fault };
    },
    otherName,
    visible: (path) => visibilityOf(path, tool, { policy, context }),
    targetVisible: (link) => {
      const reached = reach(link);
      // A circle leads to nothing; what can't be followed may lead to anything.
      if (!reached.ok) return reached.fault.code === "file/link-circle" ? "shown" : "hidden";
      using target = reached.value;
      return visibilityOf(target.real, tool, { policy, context });
    },
    admits: (after, at) => sizeFault(after, at, policy.profile) ?? secretFault(after, at, policy.profile),
    searchable: (path) => isReadableKind(path, policy),
    maxRead: Math.min(files.maxFileSizeMb ?? mostReadMb, read.maxFileSizeMb ?? mostReadMb, mostReadMb) * mebibyte,
    search: {
      mostResults: search.maxResults,
      mostMs: search.timeoutSeconds === undefined ? undefined : search.timeoutSeconds * 1000,
    },
    ripgrep: findRipgrep(),
  };
}

function changedFault(path: AbsolutePath): FileFault {
  const message = `${printable(path)}: it leads elsewhere than when it was judged; try again`;
  return { code: "file/changed", message };
}

const linkFaults = {
  free: undefined,
  denied: "the profile denies another name of the same file; give this name a copy of its own",
  unknown:
    "it has other names, and the denied folders are too large to tell whether it is one of theirs; give this name a copy of its own",
} as const;

function linkFault(standing: keyof typeof linkFaults, path: AbsolutePath): FileFault | undefined {
  const why = linkFaults[standing];
  return why === undefined ? undefined : { code: "file/denied-name", message: `${printable(path)}: ${why}` };
}

/** What an edit makes of a file is only known once it is made. */
function sizeFault(after: Buffer, { real }: Reached, profile: EffectiveProfile): FileFault | undefined {
  const most = largestWrite(profile);
  if (most === undefined || after.length <= most) return undefined;
  const message = `${printable(real)}: it would hold ${after.length} bytes, and max_file_size_mb permits ${most}; write less, or raise max_file_size_mb`;
  return { code: "file/too-large", message };
}

/** What an edit puts together of what was there and what was not is only seen in the whole. */
function secretFault(after: Buffer, at: Reached, profile: EffectiveProfile): FileFault | undefined {
  const detector = profile.secrets.block ? detectorOf(profile) : undefined;
  if (detector === undefined || detector.findNew(after).length === 0) return undefined;
  const [found] = secretReasons(detector.findNew(after, wholeOf(at, mostSearched)), at.real, profile.secrets);
  return found && { code: "file/secret-found", message: found.message };
}
